"""Names of tiers and plans in the files that the catalogue does not know, and rows without a name."""

from collections.abc import Iterator

import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.names import READ_AS, UNKNOWN
from upsell_cli.frames.tables import Tables
from upsell_cli.problems import Code, Place, Problem, nearest, shortened
from upsell_cli.shown import count
from upsell_cli.stages.subscriptions.nameless import NO_TIER, nameless
from upsell_cli.stages.subscriptions.tierless import NO_TIERS, NO_TIERS_IN_USAGE

UNKNOWN_TIER = Code(
    "unknown-tier",
    "warning",
    "A name in the files is no tier, plan or add-on of the catalogue.",
    "Correct the file, or add the name to `plans:` in the catalogue.",
)
CODES = {code.code: code for code in (UNKNOWN_TIER, NO_TIER, NO_TIERS, NO_TIERS_IN_USAGE)}


def unknown_plans(tables: Tables, book: TierBook) -> tuple[Problem, ...]:
    """Give one problem for each name that stands for no tier or add-on, at the row where it stands first.

    A plan beside a tier that is known is let be: the tier says all that is needed. Rows that name nothing
    are told of too.
    """
    told: dict[str, Problem] = {}
    for table in (tables.billing, tables.profile, tables.accounts):
        for name, problem in _unknown(table, book):
            told.setdefault(name, problem)
    return (*told.values(), *nameless(tables))


def _unknown(table: pd.DataFrame | None, book: TierBook) -> Iterator[tuple[str, Problem]]:
    """Give the names of one table in the order of their first rows."""
    if table is None:
        return
    resolved = pd.Series(data=False, index=table.index)
    for column, meaning_of in READ_AS:
        if column not in table.columns:
            continue
        names = table[column].dropna()
        means = {name: meaning_of(book, name) != UNKNOWN for name in names.unique()}
        if all(means.values()):
            resolved[names.index] = True
            continue
        known = names.map(means).astype(bool)
        strange = names[~known & ~resolved[names.index]]
        resolved[names.index[known]] = True
        lines = table.loc[strange.index, ["source_file", "source_line"]].assign(name=strange)
        firsts = lines.sort_values(["source_file", "source_line"]).drop_duplicates("name")
        counts = strange.value_counts()
        for name, file, line in zip(
            firsts["name"], firsts["source_file"], firsts["source_line"], strict=True
        ):
            yield name, _problem(name, int(counts[name]), Place(file, int(line), column), book)


def _problem(name: str, rows: int, place: Place, book: TierBook) -> Problem:
    shown, ids = shortened(name), ", ".join(book.tier_ids)
    meant = nearest(name, [*book.tier_ids, *(tier.name for tier in book.tiers if tier.name)])
    many = count(rows, "row")
    guess = f"Did you mean {meant}? " if meant else ""
    tier = book.tier_ids[book.rank_of[meant.casefold()]] if meant else "..."
    message = f'"{shown}" is no tier, plan or add-on of the catalogue ({many}); the tiers are {ids}'
    mend = f'Correct the file, or add to `plans:` in the catalogue: - {{match: "{shown}", tier: {tier}}}'
    return UNKNOWN_TIER.problem(message, place, value=shown, fix=f"{guess}{mend}")
