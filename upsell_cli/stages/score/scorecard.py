"""The points of every account, what they come to, how much is known, and the reasons in order."""

from collections.abc import Callable
from datetime import date

import numpy as np

from upsell_cli.config.arrivals import arrivals
from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Grade, Policy
from upsell_cli.frames.accounts import ACCOUNTS, NEEDS
from upsell_cli.frames.vectors.blocks import Bools, Floats, add, block, picked, side_by_side, vector
from upsell_cli.frames.vectors.odds import score_of
from upsell_cli.frames.verdicts import FACTORS, POINTS, SCENARIOS, VERDICTS, Verdicts
from upsell_cli.stages.score.factors import STEP_OF, UNKNOWN, WEIGHTS_OF, Sheet, Steps
from upsell_cli.stages.score.reasons import reasons_of, scenario_of

OF_THE_OFFER = ("leap", "skip")
"""Factors about what is offered; they are no evidence of the customer."""


def score(verdicts: Verdicts, book: TierBook, policy: Policy, as_of: date) -> Verdicts:
    """Add the points of each factor, their sum and score, the evidence share, and the reasons in order."""
    sheet = Sheet(verdicts, book, policy, as_of)
    steps = side_by_side(*(STEP_OF[factor](sheet) for factor in FACTORS))
    points = side_by_side(*(_points(factor, steps[:, k], policy) for k, factor in enumerate(FACTORS)))
    total = np.nansum(points, axis=1)
    needs = block(verdicts, ACCOUNTS.family("need"), NEEDS) == 1
    evidence = _evidence_share(sheet, steps != UNKNOWN)
    low = _return_low(sheet)
    return Verdicts(
        add(
            verdicts,
            VERDICTS,
            {
                "top_of_path": _top_of_path(sheet),
                "return_low": low,
                "scenario": picked(SCENARIOS, scenario_of(verdicts, needs, points)),
                "points": total,
                "score": score_of(total),
                "evidence_share": evidence,
                "confidence": picked("ABCD", _grade(sheet, evidence)),
                "reasons": reasons_of(steps, points, needs, low, policy),
            },
            (POINTS, FACTORS, points),
        )
    )


def _points(factor: str, steps: Steps, policy: Policy) -> Floats:
    """Give the points of the step each account stands on: 0 on none, NaN where it is not known."""
    weights = [getattr(policy.weights, name).points for name in WEIGHTS_OF[factor]]
    # The last two are reached from the end: NEUTRAL is -1, UNKNOWN -2.
    return np.array([*weights, np.nan, 0.0])[steps]


def _evidence_share(sheet: Sheet, known: Bools) -> Floats:
    """Give the weight of the factors with data / of all that this catalogue could ever judge."""
    judgeable = np.array([_judgeable(factor, sheet.book) for factor in FACTORS])
    most = np.array(
        [max(abs(getattr(sheet.policy.weights, name).points) for name in WEIGHTS_OF[f]) for f in FACTORS]
    )
    # The facts that profiles ask for count, not the offer's own profile: learning less can change the
    # offer, and must never look like knowing more.
    known = np.where(np.array(FACTORS) == "fit", _profile_known(sheet)[:, np.newaxis], known)
    weights = np.where(judgeable, most, 0.0)
    return known @ weights / (weights.sum() or 1.0)


def _judgeable(factor: str, book: TierBook) -> bool:
    """Tell whether a factor can be known of anybody, as the catalogue is; the offer tells of no customer."""
    return factor not in OF_THE_OFFER and (factor not in ASKS_FOR or ASKS_FOR[factor](book))


def _promised(book: TierBook) -> bool:
    tiers = (book.response_hours(rank) for rank in range(len(book.tiers)))
    return any((*tiers, *(add_on.response_hours for add_on in book.add_ons)))


ASKS_FOR: dict[str, Callable[[TierBook], bool]] = {
    "arrived": lambda book: bool(np.isfinite(arrivals(book)).any()),
    "depth": lambda book: any(feature.used_by for feature in book.catalogue.features.values()),
    "fit": lambda book: any(tier.target_profile for tier in book.tiers),
    "second_limit": lambda book: int(np.isfinite(book.limits).any(axis=0).sum()) > 1,
    "support": _promised,
}
"""What a catalogue must have for a factor to be known of anybody; the others need nothing of it."""


def _profile_known(sheet: Sheet) -> Bools:
    known = np.ones(len(sheet.verdicts), dtype=bool)
    for fact in sorted({c.fact for tier in sheet.book.tiers for c in tier.target_profile}):
        known &= fact in sheet.verdicts.columns and sheet.verdicts[fact].notna().to_numpy()
    return known


def _grade(sheet: Sheet, evidence: Floats) -> Steps:
    """Give the place of the grade A to D; freshness and history that are not known earn neither A nor B."""
    age, weeks = sheet.fact("usage_age_days"), sheet.fact("history_weeks")

    def earns(grade: Grade) -> Bools:
        return (evidence >= grade.evidence) & (age <= grade.fresh_days) & (weeks >= grade.weeks)

    confidence = sheet.policy.confidence
    above_floor = evidence >= sheet.policy.gates.evidence_floor
    grades = [above_floor & earns(confidence.a), above_floor & earns(confidence.b), above_floor]
    return np.select(grades, [np.int8(0), np.int8(1), np.int8(2)], default=np.int8(3))


def _top_of_path(sheet: Sheet) -> Floats:
    rank = vector(sheet.verdicts, "tier_rank")
    ends = np.array([float(upper is None) for upper in sheet.book.next_rank])
    return np.where(np.isnan(rank), np.nan, ends[np.nan_to_num(rank).astype(int)])


def _return_low(sheet: Sheet) -> Bools:
    low = sheet.fact("pitch_return_multiple") < sheet.policy.value.least_return
    stopped = (sheet.pressure() >= 1) & ~sheet.passable("binding_meter")
    return low & ~stopped & ~sheet.true("at_wall")
