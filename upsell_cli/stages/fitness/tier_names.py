"""The names of tiers and plans in the files, and what the catalogue makes of each."""

from collections.abc import Iterator

import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.names import READ_AS, Meaning
from upsell_cli.frames.documents.fitness import TierName
from upsell_cli.frames.tables import Tables


def tier_names(tables: Tables, book: TierBook) -> tuple[TierName, ...]:
    """Give every name, table by table, the most frequent first."""
    given = {"billing": tables.billing, "usage": tables.profile, "accounts": tables.accounts}
    return tuple(name for table, frame in given.items() for name in _names(table, frame, book))


def _names(table: str, frame: pd.DataFrame | None, book: TierBook) -> Iterator[TierName]:
    if frame is None:
        return
    for column, meaning_of in ((name, of) for name, of in READ_AS if name in frame.columns):
        names = frame[column].dropna().value_counts().rename_axis("name").reset_index(name="rows")
        ordered = names.sort_values(["rows", "name"], ascending=[False, True])
        for name, rows in zip(ordered["name"].tolist(), ordered["rows"].tolist(), strict=True):
            yield TierName(table, column, name, rows, _called(book, meaning_of(book, name)))


def _called(book: TierBook, meaning: Meaning) -> str | None:
    """Give the id of the tier or add-on that is meant."""
    if meaning.rank is not None:
        return book.tier_ids[meaning.rank]
    return None if meaning.add_on is None else book.add_ons[meaning.add_on].id
