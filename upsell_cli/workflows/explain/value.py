"""The working of what an offer is worth: each driver, what is left, and what waiting costs."""

from collections.abc import Iterator

from upsell_cli.frames.documents.explanation import Sum
from upsell_cli.frames.documents.roi import Claim, RoiAnswer
from upsell_cli.money import written
from upsell_cli.returns import whole
from upsell_cli.workflows.roi.account import question_about
from upsell_cli.workflows.roi.answer import answer
from upsell_cli.workflows.saved import Kept
from upsell_cli.workflows.subject import subjects


def told_value(kept: Kept, place: int) -> tuple[Sum, ...]:
    """Give the sums of the account at a place of the verdicts; none without a price or anything claimed."""
    subject = next(subjects(kept.found, kept.opened, [place]))
    offer = subject.offer
    if offer is None or offer["delta_spend_minor"] is None or not subject.working:
        return ()
    case = answer(question_about(subject, offer, kept.found.currency))
    drivers = (
        Sum(f"value[{claim.name}]", _working(claim, case), _money(claim.worth_minor(), case))
        for claim in case.question.claims
    )
    return (*drivers, *_what_follows(case))


def _working(claim: Claim, case: RoiAnswer) -> str:
    """Give `4 h a week x 5 people x $50 x 52 weeks, stated by Ada Lind on 2026-06-01`."""
    if claim.hours_per_person_week is None:
        parts = [f"{_money(int(whole(claim.amount_minor)), case)} a year"]
    else:
        hourly = _money(int(whole(claim.hourly_minor)), case)
        parts = [f"{claim.hours_per_person_week:g} h a week", _people(claim.people), hourly]
        parts.append(f"{claim.weeks:g} weeks")
    shares = (("automated", claim.automated_share), ("realised", claim.realisation))
    parts += [f"{share:.4g} {name}" for name, share in shares if share != 1]
    by = f" by {claim.stated_by}" if claim.stated_by else ""
    on = f" on {claim.stated_on.isoformat()}" if claim.stated_on else ""
    older = f", in place of {claim.older} older" if claim.older else ""
    return f"{' x '.join(parts)}, {claim.source}{by}{on}{older}"


def _people(count: float) -> str:
    return "1 person" if count == 1 else f"{count:g} people"


def _what_follows(case: RoiAnswer) -> Iterator[Sum]:
    made = case.case
    gained, cost = _money(made.first_year_worth_minor, case), _money(made.first_year_cost_minor, case)
    ends = f"{_money(case.low.worth_minor, case)} to {_money(case.high.worth_minor, case)}"
    yield Sum("value_range", "as much of each claim as its source may be wrong by", ends)
    if case.question.one_off_minor:
        once = f"{_money(case.question.cost_minor, case)} + {_money(case.question.one_off_minor, case)} once"
        yield Sum("first_year_cost", once, cost)
    if case.question.ramp_months:
        grows = f"{_money(made.worth_minor, case)}, growing over {case.question.ramp_months:g} months"
        yield Sum("first_year_value", grows, gained)
    yield Sum("net_value", f"{gained} - {cost}", _money(made.net_minor, case))
    if made.break_even_share is not None and made.multiple is not None:
        share = f"{made.break_even_share:.4f}"
        yield Sum("break_even_share", f"{cost} / {gained}", share)
    if case.waiting is not None:
        months = f"{case.question.wait_months:.1f} months"
        kept = _money(case.waiting.not_paid_minor, case)
        working = f"{months} to the renewal: {_money(case.waiting.worth_minor, case)} - {kept} not paid"
        yield Sum("waiting", working, _money(case.waiting.net_minor, case))


def _money(minor: int, case: RoiAnswer) -> str:
    return written(minor, case.question.currency)
