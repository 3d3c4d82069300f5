"""From the cells of a file to the text of our columns: what a profile or a rule makes of them."""

from collections.abc import Sequence

from upsell_cli.config.header_profile import HeaderProfile
from upsell_cli.frames.headers import normalised
from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem, refusal
from upsell_cli.sources.engine import Engine, literal, quoted
from upsell_cli.sources.ledger import LEFT_OUT, NO_ACCOUNT, Ledger
from upsell_cli.sources.making import made_text
from upsell_cli.sources.mapping import Field
from upsell_cli.sources.request import Request
from upsell_cli.sources.rules import Positions
from upsell_cli.sources.text import Progress, load_rows
from upsell_cli.sources.values import BLANKS

NOBODY = ("", "-", "--", "\u2013", "\u2014")
"""What stands where a row has no account."""


def load_fields(
    engine: Engine,
    relation: str,
    ledger: Ledger,
    fields: Sequence[Field],
    profile: HeaderProfile | None,
    request: Request,
    progress: Progress | None,
) -> None:
    """Make the relation of a file: `line`, and the text of the fields as `c0`, `c1`, ...

    Rows that do not count are booked as skipped: those a profile leaves out, and those in which a rule
    finds no account.
    """
    kept = _kept(ledger, profile)
    if not kept and all(field.making is None for field in fields):
        load_rows(engine, relation, ledger, fields, request, progress)
        return
    needed = {*kept, *(field.position for field in fields)}
    needed |= {position for field in fields if field.making for position in field.making.others}
    cells = {position: f"c{i}" for i, position in enumerate(sorted(needed))}
    raw = f"{relation}_raw"
    plain = [Field(fields[0].want, "", position, "") for position in cells]
    load_rows(engine, raw, ledger, plain, request, progress)
    made = ", ".join(f"{_text(field, cells)} AS c{i}" for i, field in enumerate(fields))
    counts = " AND ".join(_among(cells[position], words) for position, words in kept.items()) or "true"
    engine.execute(
        f"CREATE TABLE {quoted(relation)} AS SELECT line, {made} FROM {quoted(raw)} WHERE {counts}"
    )
    (there,) = engine.execute(f"SELECT count(*) FROM {quoted(raw)}").fetchone() or (0,)
    (left,) = engine.execute(f"SELECT count(*) FROM {quoted(relation)}").fetchone() or (0,)
    ledger.skip(LEFT_OUT, there - left)
    engine.execute(f"DROP TABLE {quoted(raw)}")
    for i, field in enumerate(fields):
        if field.key == "account_id" and field.making and field.making.may_fail:
            _leave_out_unowned(engine, relation, ledger, field, f"c{i}", left)


def _text(field: Field, cells: dict[int, str]) -> str:
    if field.making is None:
        return cells[field.position]
    return f"trim({made_text(field.making, field.position, cells)}, {literal(BLANKS)})"


def _kept(ledger: Ledger, profile: HeaderProfile | None) -> dict[int, tuple[str, ...]]:
    """Give the columns that say which rows count, by position, with the words for those that do."""
    positions = Positions(ledger.dialect.headers)
    kept = profile.keep if profile else {}
    return {at: words for header, words in kept.items() if (at := positions.first(header)) is not None}


def _among(cell: str, words: Sequence[str]) -> str:
    known = ", ".join(literal(normalised(word)) for word in words)
    return f"regexp_replace(lower({cell}), '[\\s_-]+', '', 'g') IN ({known})"


def _leave_out_unowned(
    engine: Engine, relation: str, ledger: Ledger, field: Field, cell: str, rows: int
) -> None:
    """Take out the rows of which no account is known; they are told, and count for nobody."""
    nobody = f"{cell} IN ({', '.join(map(literal, NOBODY))})"
    query = f"SELECT count(*), min(line) FROM {quoted(relation)} WHERE {nobody}"
    count, line = engine.execute(query).fetchone() or (0, None)
    if not count:
        return
    place = Place(ledger.name, line, field.header)
    if count == rows:
        raise refusal("no-account", "no row has an account where it was said to be", place)
    engine.execute(f"DELETE FROM {quoted(relation)} WHERE {nobody}")
    ledger.skip(NO_ACCOUNT, count)
    message = f"{count:,} of {rows:,} rows lead to no account, and count for nobody"
    ledger.problems.append(problem("row-without-account", message, place))
