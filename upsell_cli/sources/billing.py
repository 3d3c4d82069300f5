"""What billing rows must not do: contradict each other, or mix currencies unseen."""

from collections.abc import Sequence

import pandas as pd

from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem
from upsell_cli.sources.engine import Engine, quoted
from upsell_cli.sources.ledger import DUPLICATE
from upsell_cli.sources.reader import TypedFile

HISTORY = ("valid_from", "subscription_id", "add_on")


def settle_snapshots(engine: Engine, files: Sequence[TypedFile]) -> None:
    """Reject rows of an account that a billing snapshot has twice with different content.

    Rows with subscription ids, states with a beginning, and add-ons beside a plan may be several.
    """
    for file in files:
        repeated = f"SELECT 1 FROM {quoted(file.relation)} GROUP BY account_id HAVING count(*) > 1 LIMIT 1"
        if engine.execute(repeated).fetchone() is None:
            continue
        apart = [name for name in HISTORY if file.has(name)]
        alone = " AND ".join(f"{quoted(name)} IS NULL" for name in apart) or "true"
        content = ", ".join(quoted(field.name) for field in file.fields)
        query = (
            f"SELECT line, account_id, first_value(line) OVER w AS first, count(*) OVER (PARTITION BY {content}) = count(*) OVER v "
            f"FROM {quoted(file.relation)} WHERE {alone} "
            "WINDOW v AS (PARTITION BY account_id), w AS (PARTITION BY account_id ORDER BY line) "
            "QUALIFY count(*) OVER v > 1 ORDER BY line"
        )
        for line, account, first, same in engine.execute(query).fetchall():
            if same and line == first:
                continue
            ledger, place = file.ledger, Place(file.ledger.name, line)
            if same:
                ledger.skip(DUPLICATE, 1)
                message = f"duplicate: line {first} says the same; it counts once"
                ledger.problems.append(problem("duplicate-row", message, place))
            else:
                other = "a row below" if line == first else f"line {first}"
                message = (
                    f"conflict: {account} is billed twice, here and on {other}, without subscription ids"
                )
                ledger.reject(1, [problem("duplicate-conflict", message, place, value=account)])
            engine.execute(f"DELETE FROM {quoted(file.relation)} WHERE line = {line}")


def tell_missing_rates(
    billing: pd.DataFrame | None, rates: pd.DataFrame | None, files: Sequence[TypedFile], currency: str
) -> None:
    """Tell which currencies customers are billed in that no rate leads from to the catalogue's."""
    if billing is None:
        return
    known = {currency}
    if rates is not None:
        known |= set(rates["from"][rates["to"] == currency]) | set(rates["to"][rates["from"] == currency])
    foreign = billing[billing["currency"].notna() & ~billing["currency"].isin(list(known))]
    for file in files:
        own = foreign[foreign["source_file"] == file.ledger.name]
        for other, rows in own.groupby("currency", sort=True):
            header = next(field.header for field in file.fields if field.name == "currency")
            many = "1 row is" if len(rows) == 1 else f"{len(rows):,} rows are"
            message = f"{many} in {other} and no rate to {currency} is known: currencies are never mixed"
            place = Place(file.ledger.name, int(rows["source_line"].min()), header)
            file.ledger.problems.append(problem("no-rate", message, place, value=str(other)))
