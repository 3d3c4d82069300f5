"""Names in the files against the plans of the catalogue."""

from collections.abc import Iterator

import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.names import matches
from upsell_cli.frames.tables import Tables
from upsell_cli.problems import Place, Problem, shortened
from upsell_cli.stages.lint.codes import CODES
from upsell_cli.stages.lint.found import Findings, Found
from upsell_cli.stages.lint.names import folded

NAMING = ("tier", "plan", "add_on")


def odd_names_billed(tables: Tables, book: TierBook) -> Findings:
    """Give the plans whose names are never billed; without billing nobody can tell."""
    if tables.billing is None:
        return
    billed = {name for column in NAMING for name in _names(tables.billing, column)["name"]}
    for place, plan in enumerate(book.catalogue.plans):
        if plan.match is not None and not any(matches(name, plan.match) for name in billed):
            kept = "grandfathered " if plan.grandfathered else ""
            message = f'no row is billed under the {kept}plan "{shortened(plan.match)}"'
            yield Found("plan-never-seen", ("plans", place, "match"), message, plan.match)


def spellings(tables: Tables) -> Iterator[Problem]:
    """Give names of one column that differ in signs or case only, at the row where the rarer one stands."""
    kind = CODES["spellings"]
    for table in (tables.billing, tables.profile, tables.accounts):
        if table is None:
            continue
        for column in NAMING:
            usual: dict[str, str] = {}
            names = _names(table, column)
            for name, file, line, rows in zip(*(names[key] for key in names.columns), strict=True):
                known_as = usual.setdefault(folded(name), name)
                if known_as != name:
                    message = f'"{shortened(name)}" ({rows:,} rows) is also written "{shortened(known_as)}"'
                    place = Place(file, int(line), column)
                    yield kind.problem(message, place, value=shortened(name))


def _names(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Give the distinct names of a column, the most frequent first, with where each stands first."""
    empty = pd.DataFrame({"name": [], "file": [], "line": [], "rows": []})
    if column not in table.columns:
        return empty
    known = table.loc[table[column].notna(), [column, "source_file", "source_line"]]
    known = known.sort_values(["source_file", "source_line"])
    first = known.groupby(column, sort=True).agg(
        file=("source_file", "first"), line=("source_line", "first"), rows=("source_line", "size")
    )
    named = first.reset_index(names="name").sort_values(["rows", "name"], ascending=[False, True])
    return named[list(empty.columns)]
