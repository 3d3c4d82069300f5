"""The points of one account: each factor, the step of the policy it stands on, and why that counts."""

from collections.abc import Callable

from upsell_cli.frames.documents.explanation import Points
from upsell_cli.frames.verdicts import FACTORS, POINTS
from upsell_cli.problems import Place
from upsell_cli.stages.score.factors import STEP_OF, WEIGHTS_OF, Sheet
from upsell_cli.workflows.explain.facts import Judged

FACTS_OF = {
    "limit": ("binding_meter", "utilisation"),
    "second_limit": ("second_meter", "second_utilisation"),
    "reach": ("breach_meter", "breach_p_13w"),
    "growth": ("growth_13w",),
    "blocked": ("blocked_attempts",),
    "asked": ("asked_days", "asked_features"),
    "arrived": ("arrived_features",),
    "questions": ("higher_tier_questions", "tier_asked"),
    "pricing": ("pricing_views",),
    "active": ("active_share",),
    "depth": ("depth",),
    "nps": ("nps",),
    "renewal": ("renewal_date", "days_to_renewal"),
    "budget": ("budget_signal",),
    "compliance": ("compliance_deadline",),
    "support": ("reply_hours", "tickets"),
    "fit": (),
    "leap": ("arr_now_minor",),
    "skip": ("tier_id",),
}
"""The facts each factor looks at; what is of the offer, such as its fit, is told in its points alone."""


def told_points(case: Judged, rule_at: Callable[[tuple[str, ...]], Place]) -> tuple[Points, ...]:
    """Give every factor in the order of the scorecard; their points add up to the account's total."""
    sheet = Sheet(case.verdict, case.book, case.policy, case.as_of)
    told = []
    for factor in FACTORS:
        place = int(STEP_OF[factor](sheet)[0])
        step = WEIGHTS_OF[factor][place] if place >= 0 else None
        because = getattr(case.policy.weights, step).because if step else ""
        points = case.number(POINTS.column(factor))
        rule = str(rule_at(("weights", step))) if step else ""
        told.append(Points(factor, step, points, because, FACTS_OF[factor], rule))
    return tuple(told)
