"""Subscriptions that several billing files tell of: each counts once, by the file that knows most of it.

A history is believed before a snapshot, then the file named first. Items of one subscription in one file that
have names of their own are several things billed, and add up.
"""

from collections.abc import Sequence

from upsell_cli.problems import Place
from upsell_cli.sources.accounts.identity import with_accounts
from upsell_cli.sources.codes import problem
from upsell_cli.sources.engine import Engine, quoted
from upsell_cli.sources.ledger import DUPLICATE
from upsell_cli.sources.typed_file import TypedFile

NAMES = ("tier", "plan")
COLUMNS = ("subscription_id", "add_on", *NAMES)


def settle_overlaps(engine: Engine, files: Sequence[TypedFile], *, crossed: bool) -> None:
    """Take rows of a subscription out of a billing file when a better one has it under no other plan."""
    telling = [file for file in files if file.has("subscription_id")]
    best_first = sorted(telling, key=lambda file: not file.has("valid_from"))
    if len(best_first) < 2:  # noqa: PLR2004  an overlap takes two
        return
    rows = " UNION ALL ".join(_items(i, file) for i, file in enumerate(best_first))
    engine.execute(f"CREATE TABLE items AS {with_accounts(rows, crossed=crossed)}")
    same = " AND ".join(f"(o.{name} IS NULL OR p.{name} IS NULL OR o.{name} = p.{name})" for name in NAMES)
    again = engine.execute(
        "SELECT DISTINCT o.file, o.line, p.file "
        "FROM items o JOIN items p USING (account_id, subscription_id) "
        f"WHERE p.file < o.file AND o.add_on IS NOT DISTINCT FROM p.add_on AND {same} "
        "QUALIFY p.file = min(p.file) OVER (PARTITION BY o.file, o.line) ORDER BY ALL"
    ).fetchall()
    engine.execute("DROP TABLE items")
    for i, file in enumerate(best_first):
        for better in dict.fromkeys(first for of, _, first in again if of == i):
            lines = [line for of, line, first in again if (of, first) == (i, better)]
            _leave_out(engine, file, best_first[better], lines)


def _items(index: int, file: TypedFile) -> str:
    columns = [quoted(name) if file.has(name) else f"NULL::VARCHAR AS {quoted(name)}" for name in COLUMNS]
    return (
        f"SELECT {index} AS file, line, account_id AS source_id, {', '.join(columns)} "
        f"FROM {quoted(file.relation)} WHERE subscription_id IS NOT NULL"
    )


def _leave_out(engine: Engine, file: TypedFile, better: TypedFile, lines: Sequence[int]) -> None:
    engine.execute(f"DELETE FROM {quoted(file.relation)} WHERE line IN (SELECT unnest(?))", [lines])
    file.ledger.skip(DUPLICATE, len(lines))
    many = "1 row is" if len(lines) == 1 else f"{len(lines):,} rows are"
    message = f"{many} of subscriptions that {better.ledger.name} tells of too; they count once, by that file"
    place = Place(file.ledger.name, lines[0], file.header("subscription_id"))
    file.ledger.problems.append(problem("duplicate-row", message, place))
