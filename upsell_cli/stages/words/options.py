"""The cheapest way to meet the need, as one would say it."""

from collections import Counter

from upsell_cli.frames.vectors.lists import BETWEEN_PIECES
from upsell_cli.stages.words.case import Case
from upsell_cli.stages.words.figures import counted


def cheapest_option(case: Case) -> str:
    """Give the cheapest way to the need and its price; empty if that is the offer, or nothing is offered."""
    if case["state"] == "blocked":
        return ""
    if case["stay_overage_minor"] is not None:
        return f"stay and pay overage, {case.amount(case['stay_overage_minor'])} a year"
    if (
        case["cheapest_id"] is None
        or case["cheapest_id"] == case["offer_id"]
        or case["state"] == "right_size"
    ):
        return ""
    what = " and ".join(_what(case))
    return f"{what}, {_price(case)}".removesuffix(", ")


def _what(case: Case) -> list[str]:
    if case["cheapest_type"] == "tier_upgrade":
        return [case.book.tier_name(case.book.rank_of[case["cheapest_to_tier"].casefold()])]
    add_ons = Counter((case["cheapest_add_on"] or "").split(BETWEEN_PIECES))
    names = {add_on.id: add_on.name or add_on.id.replace("_", " ") for add_on in case.book.add_ons}
    pieces = [
        f"add-on {names[add_on]}" if count == 1 else f"{count} x add-on {names[add_on]}"
        for add_on, count in add_ons.items()
        if add_on in names
    ]
    seats, after = case["seats"], case["cheapest_seats_after"]
    if seats is None or after is None or after <= seats:
        return pieces
    return [*pieces, counted(after - seats, "more seat")]


def _price(case: Case) -> str:
    spend = case["cheapest_delta_spend_minor"]
    if spend is None:
        return "price on request" if case["cheapest_quote"] else ""
    return (
        f"{'from ' if case['cheapest_quote'] else ''}{'+' if spend >= 0 else ''}{case.amount(spend)} a year"
    )
