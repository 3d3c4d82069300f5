"""The offers of one account that were considered, cheapest first, and why each was not made."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from upsell_cli.frames.documents.explanation import Considered
from upsell_cli.frames.offers import OFFERS, Valued
from upsell_cli.frames.vectors.lists import BETWEEN

REFUSED = {
    "add_on_share": "the add-ons cost too much of the base price",
    "leap": "it costs too many times what is paid today, and a smaller step helps",
    "quoted": "no list price, and a smaller step that helps has one",
    "seats": "more seats than this tier is sold with",
    "saves_nothing": "it saves nothing worth mentioning, and no need asks for it",
    "smaller_does": "only charges ask for it, and a smaller plan costs less with all of them",
}
"""Why an offer is refused, in words."""

WAITS = "would be made, were the account not held back"
OFFERED_NOTHING = "would meet the need, but who is blocked is offered nothing"

STAYING_IS_CHEAPER = "dearer than to stay and pay overage, and no need asks for it"

Row = Mapping[str, Any]
"""An offer, column to value; None is not known."""


def told_offers(
    offers: Valued, account_id: str, made: str | None, waits: str = WAITS
) -> tuple[Considered, ...]:
    """Give the offers considered for an account: the one `made` first, then by what they cost.

    `waits` says of one that is recommended why it is not made.
    """
    own = offers[offers["account_id"] == account_id]
    plain = own.astype(object).where(own.notna(), None)
    return told_in_order(
        [{str(name): cell for name, cell in row.items()} for row in plain.to_dict("records")], made, waits
    )


def told_in_order(rows: Sequence[Row], made: str | None, waits: str = WAITS) -> tuple[Considered, ...]:
    """Give the offers of one account in that order."""
    ordered = sorted(rows, key=lambda row: _place(row, made))
    return tuple(_considered(row, ordered[0], made, waits) for row in ordered)


def _place(row: Row, made: str | None) -> tuple[bool, bool, bool, int, str]:
    spend = row["delta_spend_minor"]
    other, less = row["offer_id"] != made, row["recommended"] is not True
    return other, less, spend is None, spend or 0, row["offer_id"]


def _considered(row: Row, first: Row, made: str | None, waits: str) -> Considered:
    flags = {name: row[name] is True for name in ("quote", "meets", "recommended", "cheapest")}
    plain = {name: row[name] for name in Considered.__dataclass_fields__ if name not in ("made", "why_not")}
    is_made = row["offer_id"] == made
    return Considered(
        **plain | flags, made=is_made, why_not="" if is_made else _why_not(row, first, made, waits)
    )


def _why_not(row: Row, first: Row, made: str | None, waits: str) -> str:
    if row["recommended"] is True and made:
        return "would hold what is used today, but not meet what they need"
    if row["recommended"] is True:
        return waits
    words = REFUSED | ({"saves_nothing": STAYING_IS_CHEAPER} if _pays_overage(row) else {})
    refused = [words.get(code, code) for code in (row["refused"] or "").split(BETWEEN) if code]
    return "; ".join([*_missing(row), *refused]) or _beaten(row, first, made)


def _missing(row: Row) -> Iterator[str]:
    """Give what it leaves unmet, and apart from that the limits it may or may not raise: none is stated."""
    unmet = [code for code in (row["unmet"] or "").split(BETWEEN) if code]
    unstated = [code for code in unmet if row.get(OFFERS.family("allows").column(code), 0) is None]
    for words, codes in (
        ("does not meet {}", [code for code in unmet if code not in unstated]),
        ("its limit of {} is not known", unstated),
    ):
        if codes:
            yield words.format(", ".join(code.replace("_", " ") for code in codes))


def _pays_overage(row: Row) -> bool:
    return (row["overage_now_minor"] or 0) > 0 and (row["delta_spend_minor"] or 0) > 0


def _beaten(row: Row, first: Row, made: str | None) -> str:
    if first["recommended"] is not True:
        return "no offer is made"
    best = "the offer made" if made else "the offer that would be made"
    own, least = row["delta_spend_minor"], first["delta_spend_minor"]
    if own is None or least is None:
        agreed = row["quote"] is True and least is not None
        return f"no list price, while {best} has one" if agreed else "its price is not known"
    return f"dearer than {best}" if own > least else f"{best} is the better buy"
