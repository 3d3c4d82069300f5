"""The cheapest way to meet the need, as one would say it."""

from upsell_cli.stages.words.case import Case
from upsell_cli.stages.words.figures import counted

PIECES = "+"


def cheapest_option(case: Case) -> str:
    """Give the cheapest offer that meets the need and its price; empty if that is the offer itself."""
    if (
        case["cheapest_id"] is None
        or case["cheapest_id"] == case["offer_id"]
        or case["state"] == "right_size"
    ):
        return ""
    return f"{_what(case)}, {_price(case)}".removesuffix(", ")


def _what(case: Case) -> str:
    kind, quantity = case["cheapest_type"], case["cheapest_quantity"]
    if kind == "seat_expansion":
        return f"{counted(quantity, 'more seat')}" if quantity else "more seats"
    if kind == "add_on":
        return _add_ons(case, case["cheapest_add_on"].split(PIECES))
    return case.book.tier_name(case.book.rank_of[case["cheapest_to_tier"].casefold()])


def _add_ons(case: Case, ids: list[str]) -> str:
    names = {add_on.id: add_on.name or add_on.id.replace("_", " ") for add_on in case.book.add_ons}
    word = "add-on" if len(ids) == 1 else "add-ons"
    return f"{word} {' and '.join(names.get(add_on, add_on) for add_on in ids)}"


def _price(case: Case) -> str:
    spend = case["cheapest_delta_spend_minor"]
    if case["cheapest_quote"]:
        return "price on request"
    if spend is None:
        return ""
    return f"{'+' if spend >= 0 else ''}{case.amount(spend)} a year"
