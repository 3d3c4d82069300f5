"""Figures given by hand as a question about a return, alone or in place of an account's."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from upsell_cli.calendar import MONTHS_A_YEAR, WEEKS_A_YEAR
from upsell_cli.config.policy import ValueRules
from upsell_cli.frames.documents.roi import Claim, Figures, RoiQuestion
from upsell_cli.money import to_minor
from upsell_cli.problems import Problem, UpsellError

HOURS = "hours"
CONTACT = "contact"
"""The driver whose figure is hours a month: what a dedicated contact takes off the customer's hands."""

OVERAGE = "overage"
USUAL_SOURCES = {HOURS: "stated", OVERAGE: "measured", "seats": "measured", CONTACT: "benchmark"}
"""Where the figure of a driver comes from if nobody says; of others it is assumed."""

FLAGS = {
    "hours_per_person_week": "--hours-per-person-week",
    "people": "--people",
    "hourly_cost": "--hourly-cost",
}


def asked(figures: Figures, rules: ValueRules) -> RoiQuestion:
    """Give the question that figures alone ask. Raises UpsellError with those that are missing."""
    needs_hours = figures.tells_hours or not figures.drivers
    missing = [flag for name, flag in FLAGS.items() if needs_hours and getattr(figures, name) is None]
    if figures.added_cost_year is None:
        missing.append("--added-cost-year")
    if missing:
        raise UpsellError(_missing(missing))
    return with_figures(RoiQuestion((), 0, figures.currency or "USD", rules.least_return), figures, rules)


def with_figures(question: RoiQuestion, figures: Figures, rules: ValueRules) -> RoiQuestion:
    """Lay figures over a question: one given goes before the account's, and what it replaces is noted."""
    currency = question.currency
    if question.account and figures.currency not in (None, currency):
        message = f"the amounts of {question.account.account_id} are in {currency}, not {figures.currency}"
        raise UpsellError(Problem("other-currency", message, fix=f"Give yours in {currency}."))
    claims, notes = question.claims, list(question.notes)
    if figures.tells_hours:
        timed = [claim for claim in claims if claim.hours_per_person_week is not None]
        claims = (
            *(claim for claim in claims if claim.hours_per_person_week is None),
            _hours(figures, timed, rules, currency),
        )
        notes += [f"hours as given here, in place of {_told(claim)}" for claim in timed]
    given = tuple(_drivers(figures, question, claims, rules))
    names = {claim.name for claim in given}
    notes += [
        f"{claim.name} as given here, in place of {_told(claim)}" for claim in claims if claim.name in names
    ]
    claims = (*(claim for claim in claims if claim.name not in names), *given)
    if figures.added_cost_year is not None and question.account:
        notes.append("the added cost as given here, in place of the price of the offer")
    return replace(
        question,
        claims=tuple(_with_shares(claim, figures) for claim in claims),
        cost_minor=_minor(figures.added_cost_year, currency, question.cost_minor),
        one_off_minor=_minor(figures.one_off_cost, currency, question.one_off_minor),
        ramp_months=question.ramp_months if figures.ramp_months is None else figures.ramp_months,
        wait_months=question.wait_months if figures.wait_months is None else figures.wait_months,
        notes=tuple(notes),
    )


def claim_of(name: str, source: str, rules: ValueRules) -> Claim:
    """Give a claim without figures, with the shares that its source counts for."""
    low, high = getattr(rules.ranges, source)
    share = rules.counts(source)
    return Claim(name, source, share, min(low, share), max(high, share))


def _hours(figures: Figures, timed: list[Claim], rules: ValueRules, currency: str) -> Claim:
    """Give the claim about hours; what it leaves out is that of the account's largest one."""
    base = max(timed, key=Claim.worth_minor, default=None)
    hours = figures.hours_per_person_week
    if hours is None and base:
        hours = base.hours_per_person_week
    people = figures.people if figures.people is not None or base is None else base.people
    hourly = float(to_minor(figures.hourly_cost, currency)) if figures.hourly_cost is not None else None
    if hourly is None and base:
        hourly = base.hourly_minor
    found = dict(zip(FLAGS.values(), (hours, people, hourly), strict=True))
    if hours is None or people is None or hourly is None:
        raise UpsellError(_missing([flag for flag, figure in found.items() if figure is None]))
    bare = claim_of(HOURS, figures.source or USUAL_SOURCES[HOURS], rules)
    return replace(
        bare,
        hours_per_person_week=hours,
        people=people,
        hourly_minor=hourly,
        automated_share=base.automated_share if base else 1.0,
    )


def _drivers(
    figures: Figures, question: RoiQuestion, claims: tuple[Claim, ...], rules: ValueRules
) -> Iterator[Claim]:
    hourly = next((claim.hourly_minor for claim in reversed(claims) if claim.hours_per_person_week), None)
    for name, figure, source in figures.drivers:
        bare = claim_of(name, source or USUAL_SOURCES.get(name, "assumed"), rules)
        if name == OVERAGE and question.account:
            message = "the added cost of an account is already less the overage it no longer pays"
            raise UpsellError(Problem("counted-twice", message, fix="Leave `--driver overage=...` out."))
        if name != CONTACT:
            yield replace(bare, amount_minor=float(to_minor(figure, question.currency)))
            continue
        if hourly is None:
            raise UpsellError(_missing(["--hourly-cost"]))
        weekly = float(figure) * MONTHS_A_YEAR / WEEKS_A_YEAR
        yield replace(bare, hours_per_person_week=weekly, people=1.0, hourly_minor=hourly)


def _with_shares(claim: Claim, figures: Figures) -> Claim:
    share = claim.realisation if figures.realisation is None else figures.realisation
    timed = claim.hours_per_person_week is not None
    return replace(
        claim,
        realisation=share,
        low=min(claim.low, share),
        high=max(claim.high, share),
        weeks=figures.weeks if timed and figures.weeks is not None else claim.weeks,
        automated_share=(
            figures.automated_share
            if timed and figures.automated_share is not None
            else claim.automated_share
        ),
    )


def _told(claim: Claim) -> str:
    by = f" {claim.source} by {claim.stated_by}" if claim.stated_by else f" {claim.source}"
    return f"{claim.name} ({by.strip()})"


def _minor(amount: Decimal | None, currency: str, otherwise: int) -> int:
    return otherwise if amount is None else to_minor(amount, currency)


def _missing(flags: list[str]) -> Problem:
    fix = f"Give {', '.join(f'`{flag}`' for flag in flags)}, or `--account ID` with usage files."
    return Problem("missing-figure", "the sum of a return lacks figures", fix=fix)
