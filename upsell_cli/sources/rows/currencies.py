"""Currencies that must not be mixed unseen."""

from collections.abc import Sequence

import pandas as pd

from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem
from upsell_cli.sources.typed_file import TypedFile


def tell_missing_rates(
    table: pd.DataFrame | None, rates: pd.DataFrame | None, files: Sequence[TypedFile], currency: str
) -> None:
    """Tell which currencies a table's amounts are in that no rate leads from to the catalogue's."""
    known = {currency}
    if rates is not None:
        known |= set(rates["from"][rates["to"] == currency]) | set(rates["to"][rates["from"] == currency])
    if table is None or set(table["currency"].dropna().unique()) <= known:
        return
    foreign = table[table["currency"].notna() & ~table["currency"].isin(list(known))]
    for file in files:
        own = foreign[foreign["source_file"] == file.ledger.name]
        for other, rows in own.groupby("currency", sort=True):
            many = "1 row is" if len(rows) == 1 else f"{len(rows):,} rows are"
            message = f"{many} in {other}, and no rate to {currency} is known: currencies are never mixed"
            place = Place(file.ledger.name, int(rows["source_line"].min()), file.header("currency"))
            file.ledger.problems.append(problem("no-rate", message, place, value=str(other)))
