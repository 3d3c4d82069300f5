"""The tiers that files name, as a catalogue without order, prices or limits."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from upsell_cli.frames.documents.drafts import DraftCatalogue, DraftLimit, DraftTier
from upsell_cli.frames.tables import Tables
from upsell_cli.stages.propose.meters import Spotted
from upsell_cli.stages.propose.names import Named, tiers_called, tiers_planned

MOST_TIERS = 12
"""Names that become tiers; a ladder with more rungs is none."""

PLACES = (("billing", "billing"), ("profile", "usage"), ("accounts", "accounts"))
"""The tables in which the name of a tier may stand, and the files they are from; the surest first."""

READ_AS: tuple[tuple[str, Callable[[Sequence[str]], Named]], ...] = (
    ("tier", tiers_called),
    ("plan", tiers_planned),
)
PLACEHOLDERS = tuple(
    DraftTier(word, f"{word.capitalize()} tier", remark="a placeholder: put your own tier here")
    for word in ("first", "second", "third")
)


def draft_of(tables: Tables, meters: Spotted, currency: str, currency_because: str) -> DraftCatalogue:
    """Give the tiers named in billing, else in the usage files, else in accounts; else placeholders.

    Nothing is limited yet, and every meter is named, so that use of each can be measured.
    """
    limits = tuple(DraftLimit(meter, None) for meter in meters.ids)
    nameless = DraftCatalogue(
        currency, currency_because, meters.own, PLACEHOLDERS, left_out_meters=meters.left_out
    )
    for table, file in PLACES:
        for column, understood in READ_AS:
            names = _names(getattr(tables, table), column)
            if names:
                named = _together(understood(names), names) if table == "accounts" else understood(names)
                kept = _most_common(named)
                return replace(
                    nameless,
                    tiers=tuple(replace(tier, limits=limits) for tier in kept.tiers),
                    add_ons=kept.add_ons,
                    plans=kept.plans,
                    origin=f"the {column} names in {file}",
                    left_out_tiers=tuple(tier.name for tier in named.tiers[MOST_TIERS:]),
                )
    return replace(nameless, tiers=tuple(replace(tier, limits=limits) for tier in PLACEHOLDERS))


def _names(table: pd.DataFrame | None, column: str) -> list[str]:
    """Give the names in a column, those of most accounts first; lines that bill an add-on name no tier."""
    if table is None or column not in table.columns:
        return []
    rows = table if "add_on" not in table.columns else table[table["add_on"].isna()]
    accounts = rows.groupby(column, sort=True)["account_id"].nunique()
    return [str(name) for name in accounts.sort_values(ascending=False, kind="stable").index]


def _together(called: Named, names: Sequence[str]) -> Named:
    """Give tiers that an accounts file names, read as plans where that shows several to be one.

    Whoever keeps the list by hand writes "Pro" and "pro annual" for what is sold as one.
    """
    planned = tiers_planned(names)
    return planned if len(planned.tiers) + len(planned.add_ons) < len(called.tiers) else called


def _most_common(named: Named) -> Named:
    kept = named.tiers[:MOST_TIERS]
    ids = {tier.id for tier in kept}
    return replace(named, tiers=kept, plans=tuple(p for p in named.plans if p.add_on or p.tier in ids))
