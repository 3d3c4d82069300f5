"""Words about limits: how full they are, when they will be, and what follows."""

from collections.abc import Iterator
from math import isinf

from upsell_cli.calendar import MONTHS, spoken
from upsell_cli.config.book import SEAT_METERS
from upsell_cli.config.catalogue import Limit
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.money import written_rate
from upsell_cli.shown import HUNDRED, shown_percent, shown_use
from upsell_cli.stages.words.case import Case
from upsell_cli.stages.words.figures import figure, percent, within
from upsell_cli.workflows.brief.words.said import Said, money
from upsell_cli.workflows.subject import Subject

LIMIT, USE, SOFT, NEED, WALL = (ACCOUNTS.family(name) for name in ("limit", "use", "soft", "need", "wall"))
FULL, WALLED, OPEN = "share_full", "share_wall", "share_open"


def limit_words(subject: Subject) -> Iterator[Said]:
    """Give what is known of the two tightest limits, and of growth towards them."""
    case, policy = subject.case, subject.policy
    meter, share = case["binding_meter"], case["utilisation"]
    if meter is not None and share is not None and not isinf(share):
        yield from _level(case, meter, share, "")
        state = _fullness(case, share)
        yield state, share, percent(share)
        if state == WALLED:
            stood = case.of(WALL, meter) or 0
            yield "stood", stood, f"{figure(stood)} of the last {case.policy.signals.wall_of} readings"
        yield "beyond", meter, beyond(case, meter)
        yield "of_people", meter in SEAT_METERS, "people" if meter in SEAT_METERS else None
        yield "over", share, "beyond the limit" if shown_percent(share) > HUNDRED else None
    second, share2 = case["second_meter"], case["second_utilisation"]
    if second is not None and share2 is not None and share2 >= policy.signals.limit_near:
        yield from _level(case, second, share2, "2")
        if second == case["breach_meter"] and case["breach_earliest"] is not None:
            yield "full2", case["breach_earliest"], _between(case)
    breached, first = case["breach_meter"], case["breach_earliest"]
    if breached is not None and first is not None and breached == meter:
        yield "full", first, _between(case)
    elif breached is not None and first is not None and breached != second:
        yield "full_other", first, _between(case)
        yield "full_meter", breached, within(case.book.meter(breached).name)
    yield "overage", case["overage_minor"], money(case, case["overage_minor"] or None)
    growth, team = case["growth_13w"], case["users_growth_13w"]
    grew = bool(growth) and growth >= policy.bands.growth_up
    yield "growth", growth, percent(growth) if grew else None
    yield "growing", meter, _growing(case, meter) if grew and meter is not None else None
    yield "team_growth", team, percent(team) if team and case.of(NEED, "team") else None


def _growing(case: Case, meter_id: str) -> str:
    """Give what grows: people themselves, the use of anything else."""
    name = within(case.book.meter(meter_id).name)
    return name if meter_id in SEAT_METERS else f"use of {name}"


def _fullness(case: Case, share: float) -> str:
    """Give the name of the word for how full a limit is: met, all but met now and then, or with room left.

    128 of 130 seats are close to the wall, but two more can be added: that is not told as full.
    """
    if shown_percent(share) >= HUNDRED:
        return FULL
    return WALLED if case["at_wall"] else OPEN


def _level(case: Case, meter_id: str, share: float, which: str) -> Iterator[Said]:
    meter = case.book.meter(meter_id)
    use, limit = case.of(USE, meter_id), case.of(LIMIT, meter_id)
    yield f"meter{which}", meter_id, within(meter.name)
    yield f"use{which}", use, None if use is None else shown_use(use)
    yield f"limit{which}", limit, None if limit is None else allowed(limit, meter.unit, meter.name)
    yield f"share{which}", share, percent(share)
    if not which:
        yield "taken", use, taken(case, meter_id)
        yield "room", limit, None if limit is None else room(limit, meter.unit, meter.name)


def taken(case: Case, meter_id: str) -> str | None:
    """Give the use of a limit with what it is of: 9.3 of 10 GB of storage; None where not known."""
    meter = case.book.meter(meter_id)
    use, limit = case.of(USE, meter_id), case.of(LIMIT, meter_id)
    if use is None or limit is None:
        return None
    return f"{shown_use(use)} of {room(limit, meter.unit, meter.name)}"


def allowed(limit: float, unit: str, name: str) -> str:
    """Give what a plan allows, with its unit where the name of the meter does not say it.

    >>> allowed(100.0, "GB", "Storage"), allowed(10000.0, "calls", "API calls"), allowed(float("inf"), "", "")
    ('100 GB', '10,000', 'no limit')
    """
    if isinf(limit):
        return "no limit"
    told = unit.casefold() in name.casefold()
    return figure(limit) if told else f"{figure(limit)} {unit}".rstrip()


def room(limit: float, unit: str, name: str) -> str:
    """Give what a plan allows with what it is of, as it stands in a sentence.

    >>> room(100.0, "GB", "Storage"), room(10000.0, "calls", "API calls"), room(25.0, "", "Seats")
    ('100 GB of storage', '10,000 API calls', '25 seats')
    """
    told = allowed(limit, unit, name)
    return f"{told} of {within(name)}" if told.endswith(f" {unit}") and unit else f"{told} {within(name)}"


def beyond(case: Case, meter_id: str) -> str:
    """Give what follows at a limit: use stops, or goes on at a price."""
    limit = limit_of(case, meter_id)
    if limit is not None and limit.overage is not None:
        price = written_rate(limit.overage.price, case.book.currency)
        unit = case.book.meter(meter_id).unit or within(case.book.meter(meter_id).name)
        per = figure(limit.overage.per)
        return (
            f"each further {per} {unit} costs {price}"
            if limit.overage.per != 1
            else f"each further one costs {price}"
        )
    use, most = case.of(USE, meter_id), case.of(LIMIT, meter_id)
    if case.of(SOFT, meter_id) or (use is not None and most is not None and use > most):
        return "use goes on beyond it"
    if meter_id in SEAT_METERS:
        return "nobody else can be added"
    return "no further one can be added" if case.book.meter(meter_id).whole else "nothing more fits in"


def limit_of(case: Case, meter_id: str) -> Limit | None:
    """Give what the account's own plan, or its tier, says of a meter."""
    plan, rank = case["plan_index"], case["tier_rank"]
    own = case.book.catalogue.plans[int(plan)].limits if plan is not None else {}
    if meter_id in own:
        return own[meter_id]
    return None if rank is None else case.book.tier_limits[rank].get(meter_id)


def _between(case: Case) -> str:
    first, last = case["breach_earliest"], case["breach_latest"]
    if last is None:
        return f"from {spoken(first, case.today)} at the earliest"
    start = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else spoken(first, case.today)
    return f"between {start} and {spoken(last, case.today)}"
