"""From which use on a dearer tier costs less than staying and paying for what is beyond a limit."""

from collections.abc import Iterator
from math import isinf

from upsell_cli.break_even import FINE, Tariff, break_even
from upsell_cli.calendar import MONTHS_A_YEAR
from upsell_cli.config.catalogue import Limit
from upsell_cli.money import in_minor
from upsell_cli.stages.words.case import Case
from upsell_cli.stages.words.figures import within
from upsell_cli.workflows.brief.words.limits import limit_of, room
from upsell_cli.workflows.brief.words.said import Said
from upsell_cli.workflows.subject import Row, Subject

TIGHT = ("binding_meter", "second_meter", "breach_meter")


def turning_words(subject: Subject, offer: Row) -> Iterator[Said]:
    """Give from which use the dearer tier costs less, or that it never does, on the tightest paid limit.

    By what they pay and would pay, everything else being equal: use of that one meter alone. An account
    that is billed in another currency than the list's has no price of a unit, and one that saves needs none.
    """
    case, target = subject.case, subject.book.tier_limits[offer["to_rank"]]
    now, after = case["arr_now_minor"], offer["arr_after_minor"]
    if offer["to_rank"] == offer["from_rank"] or now is None or after is None or after <= now:
        return
    for meter_id in dict.fromkeys(meter for name in TIGHT if (meter := case[name]) is not None):
        limit = limit_of(case, meter_id)
        if limit is None or limit.overage is None or case.currency != case.book.currency:
            continue
        stay, move = _tariff(case, now, limit), _tariff(case, after, target.get(meter_id))
        if stay is None or move is None:
            continue
        use, meter = break_even(stay, move), case.book.meter(meter_id)
        yield "turn_meter", meter_id, within(meter.name)
        period = " a month" if meter.kind == "flow" else ""
        yield "turn_use", use, None if use is None else f"{room(float(use), meter.unit, meter.name)}{period}"
        return


def _tariff(case: Case, year_minor: int, limit: Limit | None) -> Tariff | None:
    """Give what use costs in a year of equal months, FINE to a minor unit.

    None without a limit, and where units are parted.
    """
    if limit is None or not (isinf(limit.included) or limit.included.is_integer()):
        return None
    if isinf(limit.included) or limit.overage is None:
        return Tariff(FINE * int(year_minor), None)
    if not limit.overage.per.is_integer():
        return None
    block = int(FINE * MONTHS_A_YEAR * in_minor(limit.overage.price, case.book.currency))
    return Tariff(FINE * int(year_minor), int(limit.included), int(limit.overage.per), block)
