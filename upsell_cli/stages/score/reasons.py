"""Why talk at all, and why now: the codes of the reasons, strongest first, and the kind of the strongest."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import NEEDS
from upsell_cli.frames.vectors.blocks import Bools, Floats, side_by_side, vector
from upsell_cli.frames.vectors.lists import joined
from upsell_cli.frames.verdicts import FACTORS, RETURN_BELOW, SCENARIOS, Verdicts
from upsell_cli.stages.score.factors import WEIGHTS_OF, Steps

FACTOR_OF_NEED = {
    "limit": "limit",
    "reach": "reach",
    "blocked": "blocked",
    "feature": "asked",
    "arrived": "arrived",
    "tier": "questions",
    "support": "support",
    "compliance": "compliance",
    "overage": "limit",
}
"""The factor that carries the points of a need; a growing team and a saving have none."""

NEEDS_OF_SCENARIO = {
    "outgrowing": ("limit", "reach", "blocked", "overage"),
    "feature_need": ("feature", "arrived", "tier"),
    "team_growth": ("team",),
    "support_need": ("support",),
    "compliance": ("compliance",),
}

ABOUT_LIMITS = ("limit", "reach", "blocked", "overage")
"""Needs of which the points of limits are the evidence; without one, limits are told behind the needs."""

LIMIT_FACTORS = ("limit", "second_limit", "reach")


def reasons_of(
    steps: Steps, points: Floats, needs: Bools, return_low: Bools, policy: Policy
) -> pd.api.extensions.ExtensionArray:
    """Give the weights that speak for an account, then needs that carry no points, then what speaks against.

    A limit that is no need, as one may be passed at a price, stands behind the needs.

    A reason is called as its weight is in the policy, where it says why it counts.
    """
    weights = [
        (getattr(policy.weights, name).points, name, steps[:, k] == place, factor in LIMIT_FACTORS)
        for k, factor in enumerate(FACTORS)
        for place, name in enumerate(WEIGHTS_OF[factor])
    ]
    strongest_first = sorted((w for w in weights if w[0] > 0), key=lambda weight: -weight[0])
    about_limits = needs[:, [NEEDS.index(need) for need in ABOUT_LIMITS]].any(axis=1)
    without_points = [(need, needs[:, k] & ~(_points_of(need, points) > 0)) for k, need in enumerate(NEEDS)]
    reasons = [
        *((name, holds & (about_limits | (not of_limit))) for _, name, holds, of_limit in strongest_first),
        *without_points,
        *((name, holds & ~about_limits) for _, name, holds, of_limit in strongest_first if of_limit),
        (RETURN_BELOW, return_low),
    ]
    return joined(side_by_side(*(holds for _, holds in reasons)), [name for name, _ in reasons])


def scenario_of(verdicts: Verdicts, needs: Bools, points: Floats) -> npt.NDArray[np.int64]:
    """Give the place among SCENARIOS of the need with the most points; -1 without a reason.

    An offer that saves the customer money is always told as that.
    """
    strength = np.column_stack(
        [_strength(NEEDS_OF_SCENARIO[scenario], needs, points) for scenario in SCENARIOS[:-1]]
    )
    evidenced = np.isfinite(strength).any(axis=1)
    strongest = np.where(evidenced, strength.argmax(axis=1), -1)
    smaller_plan = verdicts["right_size_id"].notna().to_numpy()
    saves = vector(verdicts, "pitch_delta_spend_minor") <= 0
    saves |= ~evidenced & (needs[:, NEEDS.index("cheaper")] | smaller_plan)
    return np.where(saves, SCENARIOS.index("cheaper_on_target"), strongest)


def _strength(codes: tuple[str, ...], needs: Bools, points: Floats) -> Floats:
    """Give the most points of the needs that are evidenced; -inf where none is."""
    evidenced = [np.where(needs[:, NEEDS.index(code)], _points_of(code, points), -np.inf) for code in codes]
    most: Floats = np.max(evidenced, axis=0)
    return most


def _points_of(need: str, points: Floats) -> Floats:
    """Give the points a need brings; 0 where they are not known or it has none."""
    if need not in FACTOR_OF_NEED:
        return np.zeros(len(points))
    return np.nan_to_num(points[:, FACTORS.index(FACTOR_OF_NEED[need])])
