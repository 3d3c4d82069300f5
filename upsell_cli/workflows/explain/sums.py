"""The figures of one verdict with their working, to be checked with a pencil."""

from collections.abc import Iterator
from datetime import date
from math import ceil

from upsell_cli.calendar import DAYS_A_MONTH, MONTHS_A_YEAR, days_between
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.documents.explanation import Sum
from upsell_cli.frames.documents.results import Peers
from upsell_cli.frames.vectors.odds import POINTS_THAT_DOUBLE
from upsell_cli.frames.vectors.rates import minor_scale
from upsell_cli.money import to_minor, written
from upsell_cli.returns import FirstYear, shown_multiple
from upsell_cli.shown import shown_percent, shown_use
from upsell_cli.stages.words.figures import counted
from upsell_cli.stages.words.moved import seats_moved, seats_paid, subscriptions
from upsell_cli.workflows.explain.facts import UNLIMITED, Judged

ADDED = ("seat_expansion", "add_on")
"""Offers that are paid beside what is paid now, at whatever price that was agreed."""

WHOLE_FROM = 100
"""From here on a use scaled to a month is told without decimals."""


def told_sums(case: Judged, peers: Peers, base_currency: str) -> tuple[Sum, ...]:
    """Give how each figure comes about, as far as it is known."""
    return (
        *_use(case),
        *_reach(case),
        *_seats(case),
        *_score(case),
        *_chance(case, peers),
        *_recurring(case),
        *_spend(case),
        *_expected(case, base_currency),
        *_return(case),
        *_rest_of_term(case),
        *_turn(case),
    )


def _use(case: Judged) -> Iterator[Sum]:
    meter = case["binding_meter"]
    if not isinstance(meter, str):
        return
    use, limit = (case[ACCOUNTS.family(name).column(meter)] for name in ("use", "limit"))
    if use is None or limit in (None, UNLIMITED, 0):
        return
    name, share = case.book.meter(meter).name, case.number("utilisation") or 0.0
    yield Sum("utilisation", f"{name}: {_figure(use)} / {limit:,.10g}", f"{share:.4f}")


def _reach(case: Judged) -> Iterator[Sum]:
    meter, chance = case["breach_meter"], case.number("breach_p_13w")
    if not isinstance(meter, str) or chance is None:
        return
    earliest, latest = case["breach_earliest"], case["breach_latest"]
    weeks, half_a_year = case.policy.signals.reach_weeks, case.policy.signals.need_weeks
    when = f"80% sure to be full between {earliest} and {latest}"
    if latest is None:
        when = f"90% sure not to be full before {earliest}, perhaps not within {half_a_year} weeks"
    if earliest is None:
        when = f"no date within {half_a_year} weeks, or too few readings to tell one"
    yield Sum(
        "reach",
        f"{case.book.meter(meter).name}: {shown_percent(chance)}% within {weeks} weeks; {when}",
        f"{chance:.4f}",
    )


def _seats(case: Judged) -> Iterator[Sum]:
    """Give how many seats are wanted, where the offer adds some."""
    wanted, people = case.number("seats_wanted"), case.number("people_expected")
    if wanted is None or people is None or (case.number("seats_added") or 0) <= 0:
        return
    headroom = case.policy.signals.headroom
    working = f"{people:,.1f} people now or when seats are next bought x {headroom:g}"
    if ceil(people * headroom) - wanted > 1:
        working += (
            f", but not more than they employ, or {case.policy.offers.seats_most:g} x their largest order"
        )
    yield Sum("seats_wanted", working, f"{wanted:,.0f}")


def _score(case: Judged) -> Iterator[Sum]:
    points, score = case.number("points"), case.number("score")
    if points is not None and score is not None:
        working = f"100 / (1 + 2^({-points or 0:g} / {POINTS_THAT_DOUBLE}))"
        yield Sum("score", working, f"{score:.1f}")


def _chance(case: Judged, peers: Peers) -> Iterator[Sum]:
    points, chance = case.number("points"), case.number("chance")
    if points is None or chance is None:
        return
    odds = f"e^-({peers.intercept:.4f} + ln 2 / {POINTS_THAT_DOUBLE} x {points:g})"
    yield Sum(
        "chance",
        f"1 / (1 + {odds}); at no points as low as makes the mean of {peers.judged:,} accounts "
        f"{peers.base_rate:.4g} ({peers.base_rate_origin.replace('_', ' ')})",
        _shown(chance),
    )


def _shown(chance: float) -> str:
    """Give a chance with as many digits as files have, so that it is one figure wherever it is told."""
    return f"{chance:.6f}"


def _recurring(case: Judged) -> Iterator[Sum]:
    after, now, delta = (case.minor(name) for name in ("arr_after_minor", "arr_now_minor", "delta_arr_minor"))
    if after is not None and now is not None and delta is not None:
        paid, basis = f"{_money(case, now)} ({case['arr_basis']})", _price_basis(case)
        beside = case.minor("beside_minor") or 0
        price = f"{_money(case, after - beside)}{_for_seats(case)} ({basis})"
        working = f"{price}{_stays(case, beside)} - {paid}"
        if case["offer_type"] in ADDED:
            working = f"what is added, {_money(case, delta)} ({basis}), beside {paid}"
        yield Sum("delta_arr", working, _money(case, delta))


def _for_seats(case: Judged) -> str:
    """Give the seats that the price after a move is for, and how many more or fewer than now that is."""
    after, now, rank = (case.minor(name) for name in ("seats_after", "seats", "to_rank"))
    included = 0 if rank is None else case.book.tiers[rank].price.included_seats
    paid = seats_paid(after, case.minor("seats_beside"), included)
    if after is None or paid is None:
        return ""
    more = 0 if now is None else after - now
    if not more and isinstance(case["moving"], str):  # how many move is told beside their names
        return ""
    change = f", {abs(more):,} {'more' if more > 0 else 'fewer'} than now" if more else ""
    return f" for {counted(paid, 'seat')}{change}"


def _price_basis(case: Judged) -> str:
    """Give where the price comes from, and what share of it the account pays by its own bill."""
    share, basis = case.number("price_share"), str(case["price_basis"])
    if share is None or share == 1:
        return basis
    seats = "seats at " if case["offer_type"] == "add_on" else ""
    return f"{basis}, {seats}{share * 100:.4g} % of it as they are billed now"


def _stays(case: Judged, beside: int) -> str:
    """Give, where only some of several subscriptions move, which do, and what is paid on for the others."""
    moving = case["moving"]
    if not isinstance(moving, str):
        return ""
    seats = seats_moved(case.minor("seats"), case.minor("seats_beside"))
    which = f" for {subscriptions(moving)}{seats and f' ({seats})'}"
    return f"{which} + {_money(case, beside)} for the others, which stay" if beside else which


def _spend(case: Judged) -> Iterator[Sum]:
    names = ("delta_arr_minor", "overage_after_minor", "overage_now_minor", "delta_spend_minor")
    arr, after, now, spend = (case.minor(name) for name in names)
    if arr is not None and after is not None and now is not None and spend is not None:
        working = f"{_money(case, arr)} + overage {_money(case, after)} - overage now {_money(case, now)}"
        yield Sum("delta_spend", working, _money(case, spend))


def _expected(case: Judged, currency: str) -> Iterator[Sum]:
    chance, spend = case.number("chance"), case.minor("delta_spend_base_minor")
    expected = case.minor("expected_value_minor")
    if chance is None or spend is None or expected is None:
        return
    rules = case.policy.chance
    cost = written(to_minor(rules.contact_cost, currency), currency)
    amount = f"{written(max(spend, 0), currency)}{_at_rate(case, currency)}"
    working = f"{_shown(chance)} x {amount} x margin {rules.margin:g} - contact {cost}"
    yield Sum("expected_value", working, written(expected, currency))


def _at_rate(case: Judged, currency: str) -> str:
    """Give what an amount was turned from, where the account is billed in another currency."""
    own, rate, billed_in = case.minor("delta_spend_minor"), case.number("rate"), str(case["currency"])
    if own is None or rate is None or billed_in == currency:
        return ""
    return f" ({_money(case, max(own, 0))} at {rate * minor_scale(currency, billed_in):g})"


def _return(case: Judged) -> Iterator[Sum]:
    value, cost = case.minor("customer_value_minor"), case.minor("customer_cost_minor")
    multiple, months = case.number("return_multiple"), case.number("payback_months")
    if value is None or cost is None or multiple is None:
        return
    ramp = case.number("ramp_months") or 0.0
    first = FirstYear(value, cost, case.minor("one_off_minor") or 0, ramp)
    due = _money(case, first.first_year_cost_minor)
    working = f"{_money(case, first.first_year_worth_minor)} ({case['value_basis']}) / {due}"
    shown = f"{shown_multiple(multiple)} {case['value_basis']}"
    yield Sum("return", working, f"{multiple:.2f}, shown as {shown}")
    if months is not None:
        grows = f", growing over {ramp:g} months" if ramp else ""
        yield Sum("payback", f"12 x {due} / {_money(case, value)}{grows}", f"{months:.2f} months")


def _rest_of_term(case: Judged) -> Iterator[Sum]:
    delta, today = case.minor("delta_arr_minor"), case.minor("pro_rata_minor")
    start, end = case["term_start"], case["term_end"]
    if delta is None or today is None or not isinstance(start, date) or not isinstance(end, date):
        return
    left, length = days_between(case.as_of, end), days_between(start, end)
    months = max(round(length / DAYS_A_MONTH), 1)
    share = "" if months == MONTHS_A_YEAR else f" x {months} / {MONTHS_A_YEAR} months"
    working = f"{_money(case, delta)}{share} x {left} days left / {length} days of the term"
    yield Sum("pro_rata", working, _money(case, today))


def _turn(case: Judged) -> Iterator[Sum]:
    """Give whose list it stands on and how many of it come first, where the policy caps that."""
    place, slots = case["owner_place"], case["owner_slots"]
    if slots is not None:
        yield Sum("turn", f"number {place} for {case['lead_name']}, who has time for {slots} now", _now(case))


def _now(case: Judged) -> str:
    return "later" if case["beyond_capacity"] else "now"


def _money(case: Judged, minor: int) -> str:
    return written(minor, str(case["currency"] or case.book.currency))


def _figure(value: object) -> str:
    if not isinstance(value, int | float):
        return str(value)
    return shown_use(value) if abs(value) >= WHOLE_FROM else f"{value:,.10g}"
