"""Files that name no tier or plan for anybody: without one no account can be judged by what it may use."""

import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.frames.tables import FileReport, Inputs
from upsell_cli.problems import Code, Place, Problem

NO_TIERS = Code(
    "no-tiers",
    "warning",
    "No file names the tier or plan of any account, so none can be judged by what it may use.",
    "Name the column that holds the tier or plan in the mapping (`--map`).",
)
NO_TIERS_IN_USAGE = Code(
    "no-tiers-in-usage",
    "note",
    "Usage alone was given, and names no tier or plan, so no account can be judged by what it may use.",
    "Give billing as well (`--billing`), or name the column that holds the tier in the mapping (`--map`).",
)
NAMES = ("tier", "plan")
TELLING = ("billing", "accounts", "usage")
"""Tables that may say who has which tier, the surest first."""

LIKE_PLANS = (
    "plan",
    "tier",
    "subscription",
    "package",
    "edition",
    "product",
    "membership",
    "licence",
    "license",
)
"""What the header of a column that names plans has in it."""


def tierless(inputs: Inputs, book: TierBook) -> tuple[Problem, ...]:
    """Tell where not one account has a tier: the file, the column that looks like one, the line to map it.

    A catalogue that tells plans by their amounts needs no names. Usage alone may well have none, which is
    no fault of it.
    """
    tables = inputs.tables
    alone = tables.billing is None and tables.accounts is None
    by_amount = any(own.amount is not None for own in book.catalogue.plans) and not alone
    if by_amount or any(_names(table) for table in (tables.billing, tables.accounts, tables.profile)):
        return ()
    code = NO_TIERS_IN_USAGE if alone else NO_TIERS
    files = sorted(
        (file for file in inputs.files if file.table in TELLING), key=lambda file: TELLING.index(file.table)
    )
    fits = ((file, header) for file in files for header in _like_plans(file))
    file, header = next(fits, (files[0], None))
    looks = f'; "{header}" looks like it' if header else ""
    message = f"no account has a tier: no file names a tier or plan{looks}"
    name = "tier" if file.table == "accounts" else "plan"
    fix = f'Add `{file.table}: {{{name}: "{header or "its header"}"}}` to your mapping (`--map`).'
    place = Place(file.path, file.header_line, header)
    return (code.problem(message, place, value=header, fix="" if alone and not header else fix),)


def _names(table: pd.DataFrame | None) -> bool:
    """Tell whether a table names the tier or plan of anybody."""
    columns = [] if table is None else [name for name in NAMES if name in table.columns]
    return table is not None and bool(table[columns].notna().to_numpy().any())


def _like_plans(file: FileReport) -> list[str]:
    """Give the columns left alone that may name plans."""
    left = [mapped.header for mapped in file.columns if mapped.column is None]
    return [header for header in left if any(word in header.casefold() for word in LIKE_PLANS)]
