"""The offers of one account that were considered, cheapest first, and why each was not made."""

from typing import Any

from upsell_cli.frames.codes import BETWEEN
from upsell_cli.frames.explanation import Considered
from upsell_cli.frames.offers import Valued

REFUSED = {
    "add_on_share": "the add-ons cost too much of the base price",
    "seats": "more seats than this tier is sold with",
    "saves_nothing": "it saves nothing worth mentioning, and no need asks for it",
}
"""Why an offer is refused, in words."""

Row = dict[str, Any]
"""An offer, column to value; None is not known."""


def told_offers(offers: Valued, account_id: str) -> tuple[Considered, ...]:
    """Give the offers considered for an account: the one made first, then by what they cost."""
    own = offers[offers["account_id"] == account_id]
    order = own.assign(other=~own["recommended"].fillna(value=False)).sort_values(
        ["other", "delta_spend_minor", "offer_id"], na_position="last", kind="stable"
    )
    plain = order.astype(object).where(order.notna(), None)
    rows = [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
    return tuple(_considered(row, rows[0]) for row in rows)


def _considered(row: Row, first: Row) -> Considered:
    flags = {name: row[name] is True for name in ("quote", "meets", "recommended", "cheapest")}
    plain = {name: row[name] for name in Considered.__dataclass_fields__ if name != "why_not"}
    return Considered(**plain | flags, why_not=_why_not(row, first))


def _why_not(row: Row, first: Row) -> str:
    if row["recommended"] is True:
        return ""
    refused = [REFUSED.get(code, code) for code in (row["refused"] or "").split(BETWEEN) if code]
    unmet = [code.replace("_", " ") for code in (row["unmet"] or "").split(BETWEEN) if code]
    missing = [f"does not meet {', '.join(unmet)}"] if unmet else []
    return "; ".join([*missing, *refused]) or _beaten(row, first)


def _beaten(row: Row, first: Row) -> str:
    if first["recommended"] is not True:
        return "no offer is made"
    if row["quote"] is True:
        return "agreed case by case, and the offer made has a price"
    own, made = row["delta_spend_minor"], first["delta_spend_minor"]
    if own is None or made is None:
        return "its price is not known"
    return "dearer than the offer made" if own > made else "the offer made is the better buy"
