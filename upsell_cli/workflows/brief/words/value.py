"""Words about value: what the offer is worth to the customer, the return, and the price of waiting."""

from collections.abc import Iterator

from upsell_cli.calendar import MONTHS_A_YEAR, spoken
from upsell_cli.returns import Waiting, hours_a_year, whole
from upsell_cli.stages.words.figures import counted, figure, percent
from upsell_cli.workflows.brief.words.said import Said, called, money
from upsell_cli.workflows.roi.account import question_about
from upsell_cli.workflows.roi.answer import answer
from upsell_cli.workflows.subject import Row, Subject

BASIS = {
    "assumed": "our own assumptions",
    "benchmark": "our benchmarks",
    "stated": "what they said",
    "measured": "what was measured",
}
CLAIMED = {"assumed": ", assumed", "benchmark": ", by our benchmark"}
"""What a return must say of itself when the worth is not theirs."""


def value_words(subject: Subject, offer: Row) -> Iterator[Said]:
    """Give the value case, as far as there is one; a return below the floor is no argument."""
    case = subject.case
    worth, cost, basis = offer["customer_value_minor"], offer["delta_spend_minor"], offer["value_basis"]
    if worth is None:
        return
    yield "worth", worth, f"{case.about(worth)} a year"
    yield "basis", basis, BASIS.get(basis)
    yield from _stated(subject)
    if cost is None:
        yield from _hours(sum(map(part_hours, subject.working)))
        return
    found = answer(question_about(subject, offer, subject.book.currency))
    yield from _hours(found.hours_back)
    made, ends = found.case, (found.low.worth_minor, found.high.worth_minor)
    if ends[0] < ends[1]:
        low, high = (case.about(end) for end in ends)
        yield "worth_range", ends[0], f"from {low} to {high} a year"
    once, ramp = found.question.one_off_minor, found.question.ramp_months
    yield "one_off", once, money(case, once or None)
    yield "ramp", ramp, counted(ramp, "month") if ramp else None
    if made.multiple is None:
        return
    if not found.pitched:
        yield "needed_worth", found.needed_minor, money(case, found.needed_minor, " a year")
        return
    yield "return", made.multiple, f"{made.shown}{CLAIMED.get(basis, '')}"
    if made.payback_months is not None:
        yield "payback", made.payback_months, counted(float(f"{made.payback_months:.1f}"), "month")
    team = found.whole_team
    if team is not None and basis == "stated":
        yield "whole_team", team.worth_minor, f"{case.about(team.worth_minor)} a year and {team.shown}"
    share = made.break_even_share
    yield "pays_at", share, None if share is None else pays_at(share)
    yield "net", made.net_minor, f"{case.about(made.net_minor)}{'' if once or ramp else ' a year'}"
    if found.waiting is not None and found.question.wait_months:
        yield from _waiting(subject, found.waiting, found.question.wait_months)


def pays_at(share: float) -> str:
    """Give the share of its worth at which something still pays.

    >>> pays_at(15_000 / 130_000), pays_at(0.5)
    ('11.5 %', '50 %')
    """
    return f"{share * 100:.1f} %".replace(".0 %", " %")


def part_hours(part: Row) -> float:
    """Give the hours a year that a driver gives back; none for a yearly amount."""
    hours, people = part["hours_per_person_week"], part["people"]
    if hours is None or people is None:
        return 0.0
    return hours_a_year(float(hours), float(people)) * float(part["automated_share"])


def part_working(subject: Subject, part: Row) -> str:
    """Give the sum of a driver: `6 h a week x 4 people x $55 x 52 weeks x 80 %`."""
    if part["hours_per_person_week"] is None or part["hourly_minor"] is None:
        return "a yearly amount" + _counted_share(part)
    hourly = subject.case.amount(int(whole(float(part["hourly_minor"]))))
    people = counted_people(float(part["people"]))
    return (
        f"{part['hours_per_person_week']:g} h a week x {people} x {hourly} x 52 weeks{_counted_share(part)}"
    )


def counted_people(count: float) -> str:
    """Give a number of people.

    >>> counted_people(1.0), counted_people(30.0)
    ('1 person', '30 people')
    """
    return "1 person" if count == 1 else f"{figure(count)} people"


def _counted_share(part: Row) -> str:
    share = part["counted_share"]
    return "" if share is None or share == 1 else f" x {percent(share)}"


def _stated(subject: Subject) -> Iterator[Said]:
    """Give who said what it is worth, and when, newest first."""
    said = [part for part in subject.working if part["stated_by"]]
    if said:
        newest = max(said, key=lambda part: (str(part["stated_on"] or ""), part["stated_by"]))
        yield "stated_by", newest["stated_by"], called(newest["stated_by"])
        on = newest["stated_on"]
        yield "stated_on", on, spoken(on, subject.case.today) if on else None


def _hours(hours: float) -> Iterator[Said]:
    yield "hours", hours, counted(hours, "hour") if hours >= 1 else None


def _waiting(subject: Subject, wait: Waiting, months: float) -> Iterator[Said]:
    """Give what it costs to wait until the renewal, at most a year: net of what is not paid meanwhile."""
    left = subject.case["days_to_renewal"]
    yield "wait_for", months, counted(left, "day") if months < MONTHS_A_YEAR else "a year"
    yield "wait_hours", wait.hours, counted(wait.hours, "hour") if wait.hours >= 1 else None
    yield "wait_net", wait.net_minor, subject.case.about(wait.net_minor) if wait.net_minor > 0 else None
