"""What speaks for a conversation, in clauses a colleague may quote; what is not known is left out."""

import math
from collections.abc import Callable

from upsell_cli.calendar import spoken
from upsell_cli.config.arrivals import arrival
from upsell_cli.config.book import MeterSpec
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.vectors.lists import BETWEEN
from upsell_cli.returns import shown_multiple
from upsell_cli.shown import shown_percent, shown_use
from upsell_cli.stages.words.case import Case
from upsell_cli.stages.words.figures import (
    counted,
    figure,
    full,
    lasting,
    listed,
    percent,
    times,
    within,
)
from upsell_cli.stages.words.moved import seats_moved

MOST_CHARACTERS = 90
FEW = 20
"""A limit this small is told in pieces: 4 of 5."""

LIMIT, USE, WALL, AWAITED = (ACCOUNTS.family(name) for name in ("limit", "use", "wall", "awaited"))


def evidence(case: Case) -> str:
    """Give one line: what it saves, what it moves, the needs, then what else speaks for it, if it fits."""
    codes = _codes(case)
    needs_first = [*(c for c in codes if c in NEEDS_SAID), *(c for c in codes if c not in NEEDS_SAID)]
    said = UNUSED_SAID if case["state"] == "right_size" else CLAUSES
    clauses = [
        _saving(case),
        _moved(case),
        *(said[code](case) for code in ("unused", *needs_first) if code in said),
    ]
    line = ""
    for clause in dict.fromkeys(filter(None, clauses)):
        longer = f"{line}; {clause}" if line else clause
        if not line or len(longer) <= MOST_CHARACTERS:
            line = longer
    return line


def _codes(case: Case) -> list[str]:
    return [code for code in (case["reasons"] or "").split(BETWEEN) if code]


def _saving(case: Case) -> str:
    spend = case["delta_spend_minor"]
    if spend is None or spend > 0:
        return ""
    return f"saves {case.about(-spend)} a year" if spend < 0 else "costs nothing more"


def _moved(case: Case) -> str:
    """Give how many of the seats change their tier, where others stay."""
    if case["from_tier"] == case["to_tier"]:
        return ""
    moved = seats_moved(case["seats"], case["seats_beside"])
    return moved and f"moves {moved}"


def _unused(case: Case) -> str:
    """Give how much of the present plan is used."""
    active, seats, share = case["active_users"], case["seats"], case["utilisation"]
    if active is not None and seats is not None and (case["quantity"] or 0) < 0:
        return f"{shown_use(active)} of {counted(seats, 'seat')} in use"
    return "" if share is None else f"at most {percent(share)} of any limit in use"


def _limit(case: Case) -> str:
    meter_id = case["binding_meter"]
    if meter_id is None:
        return ""
    meter, share = case.book.meter(meter_id), case["utilisation"]
    stood = case.of(WALL, meter_id) or 0
    if case["at_wall"] and stood >= case.policy.signals.wall_bins and share is not None and share < 1:
        return _at_wall(case, meter, share, stood)
    return _level(case, meter, share) + _full(case, meter_id)


def _at_wall(case: Case, meter: MeterSpec, share: float, stood: float) -> str:
    """Give what stands at a limit that stops it; where typical use is lower, how often it stood there."""
    if share >= case.policy.signals.limit_wall:
        return f"{_level(case, meter, share)}, at the wall"
    readings = f"{figure(stood)} of the last {case.policy.signals.wall_of} readings"
    return f"{within(meter.name)} at the wall in {readings}"


def _level(case: Case, meter: MeterSpec, share: float | None) -> str:
    """Give how full a limit is: `storage at 91 % of 100 GB`, or `users at 4 of 5`."""
    name, limit, use = (
        within(meter.name),
        case.of(LIMIT, meter.id),
        case.of(USE, meter.id),
    )
    if share is None or math.isinf(share):
        return f"uses {name}, which the plan does not include"
    if limit is None:
        return f"{name} at {percent(share)}"
    if meter.whole and use is not None and limit <= FEW:
        return f"{name} at {shown_use(use)} of {figure(limit)}"
    unit = "" if not meter.unit or meter.unit.casefold() in meter.name.casefold() else f" {meter.unit}"
    return f"{name} at {percent(share)} of {figure(limit)}{unit}"


def _full(case: Case, meter_id: str) -> str:
    """Give when a limit is met, where that is not yet and the forecast says when."""
    first = case["breach_earliest"]
    met = meter_id == case["binding_meter"] and ((case["utilisation"] or 0) >= 1 or case["at_wall"])
    if case["breach_meter"] != meter_id or first is None or met:
        return ""
    return f", {full(first, case['breach_latest'], case.today)}"


def _reach(case: Case) -> str:
    """Give the limit that will be met, unless it has been told as the binding or the second one."""
    codes, meter_id = _codes(case), case["breach_meter"]
    told = {case["binding_meter"]} if LIMIT_CODES.intersection(codes) else set()
    if "second_limit" in codes:
        told.add(case["second_meter"])
    first, chance = case["breach_earliest"], case["breach_p_13w"]
    if meter_id is None or chance is None or (meter_id in told and first is not None):
        return ""
    name = within(case.book.meter(meter_id).name)
    if first is not None:
        return f"{name} {full(first, case['breach_latest'], case.today)}"
    weeks = case.policy.signals.reach_weeks
    return f"{name} full within {weeks} weeks with {percent(chance)} probability"


def _second(case: Case) -> str:
    meter_id, share = case["second_meter"], case["second_utilisation"]
    if meter_id is None or share is None:
        return ""
    return _level(case, case.book.meter(meter_id), share) + _full(case, meter_id)


def _asked(case: Case) -> str:
    features = [f for f in (case["asked_features"] or "").split(BETWEEN) if f]
    on_days = case["asked_days"]
    if features and on_days:
        names = listed([within(case.book.feature_name(f)) for f in features])
        return f"asked for {names} {'once' if on_days == 1 else f'on {on_days:,} days'}"
    requests = case["feature_requests"] or on_days
    return f"asked {times(requests)} for something missing" if requests else ""


def _arrived(case: Case) -> str:
    """Give the newest of the features that came, when it was asked for, and when and where it came."""
    feature = next(iter((case["arrived_features"] or "").split(BETWEEN)))
    rank = case["tier_rank"]
    came = arrival(case.book, rank, feature) if feature and rank is not None else None
    if came is None:
        return ""
    name, asked_on = within(case.book.feature_name(feature)), case.of(AWAITED, feature)
    asked = "" if asked_on is None else f", asked for on {spoken(asked_on.date(), case.today)},"
    return f"{name}{asked} came to {came.to} on {spoken(came.on, case.today)}"


def _questions(case: Case) -> str:
    tier = case["tier_asked"]
    if tier is not None:
        return f"asked about {case.book.tiers[case.book.rank_of[tier.casefold()]].name or tier}"
    often = case["higher_tier_questions"]
    return f"asked {times(often)} about a higher tier" if often else ""


def _blocked(case: Case) -> str:
    attempts = case["blocked_attempts"]
    window = lasting(case.policy.signals.blocked_days)
    return f"stopped {times(attempts)} in {window}" if attempts else ""


def _compliance(case: Case) -> str:
    if case["compliance_deadline"] is None:
        return "asked about compliance" if case["compliance_request"] else ""
    return f"compliance date {case.day('compliance_deadline')}"


def _support(case: Case) -> str:
    hours, promised = case["reply_hours"], case["support_hours_promised"]
    if hours is None:
        return ""
    broken = (
        "" if promised is None else f" where {figure(promised)} {'is' if promised == 1 else 'are'} promised"
    )
    return f"first answers take {counted(hours, 'hour')}{broken}"


def _renewal(case: Case) -> str:
    left = case["days_to_renewal"]
    if left is None:
        return ""
    return f"renews in {counted(left, 'day')}" if left else "renews today"


def _growth(case: Case, name: str, what: str) -> str:
    grown = case[name]
    if grown is None or shown_percent(grown) <= 0:
        return ""
    return f"{what} up {percent(grown)} in {case.policy.signals.growth_weeks} weeks"


def _team(case: Case) -> str:
    """Give how their number grows; a team that is full cannot, and then it speaks that they hire."""
    return "they are hiring" if _hires_only(case) else _growth(case, "users_growth_13w", "users")


def _hires_only(case: Case) -> bool:
    """Tell whether a growing team is known by their hiring, and not by its number."""
    grown = case["users_growth_13w"]
    return bool(case["hiring"]) and (grown is None or grown < case.policy.signals.team_growth)


def _use(case: Case) -> str:
    """Give how use grows, unless the users who have been told grow as much."""
    users, use = case["users_growth_13w"], case["growth_13w"]
    told = "team" in _codes(case) and not _hires_only(case)
    if told and None not in (users, use) and shown_percent(users) == shown_percent(use):
        return ""
    return _growth(case, "growth_13w", "use")


def _prices(case: Case) -> str:
    views = case["pricing_views"]
    return f"looked at prices {times(views)}" if views else ""


def _share(case: Case, name: str, of: str) -> str:
    share = case[name]
    return "" if share is None else f"{percent(share)} of {of} in use"


def _nps(case: Case) -> str:
    return "" if case["nps"] is None else f"NPS {figure(case['nps'])}"


def _return(case: Case) -> str:
    multiple = case["pitch_return_multiple"]
    return "" if multiple is None else f"gives back {shown_multiple(multiple)} of what it costs"


LIMIT_CODES = frozenset(("limit_100", "limit_90", "limit_80", "limit_paid", "limit_70", "limit", "overage"))

NEEDS_SAID: dict[str, Callable[[Case], str]] = {
    **dict.fromkeys(sorted(LIMIT_CODES), _limit),
    "second_limit": _second,
    "reach": _reach,
    **dict.fromkeys(("asked_3", "asked_2", "asked_1", "feature"), _asked),
    "arrived": _arrived,
    **dict.fromkeys(("tier_questions", "tier"), _questions),
    "blocked": _blocked,
    "compliance": _compliance,
    "support_strain": _support,
    "support": _support,
    "team": _team,
}
"""What each reason to talk says."""

CLAUSES = NEEDS_SAID | {
    "renewal": _renewal,
    "growth_up": _use,
    "pricing_views": _prices,
    "active_high": lambda case: _share(case, "active_share", "seats"),
    "depth_high": lambda case: _share(case, "depth", "features"),
    "nps_high": _nps,
    "budget": lambda _: "signs of budget",
    "return_below_floor": _return,
}
"""What every reason says; a code that is not here has nothing to add to the others."""

UNUSED_SAID = {"unused": _unused, "renewal": _renewal}
"""What is said of an account that pays for more than it uses."""
