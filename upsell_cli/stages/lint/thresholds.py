"""Values of the policy that only make sense in an order."""

from itertools import pairwise
from typing import Any

from upsell_cli.config.policy import Policy, Weight
from upsell_cli.stages.lint.found import Findings, Found

RISING: tuple[tuple[str, ...], ...] = (
    tuple(f"weights.limit_{step}" for step in ("0", "50", "70", "80", "90", "100")),
    tuple(f"weights.asked_{step}" for step in ("1", "2", "3")),
    tuple(f"bands.asked_{step}" for step in ("1", "2", "3")),
    ("signals.wall_bins", "signals.wall_of"),
    ("weights.growth_down", "weights.growth_up"),
    ("weights.active_low", "weights.active_high"),
    ("weights.depth_low", "weights.depth_high"),
    ("weights.nps_low", "weights.nps_high"),
    ("weights.fit_none", "weights.fit_all"),
    ("forecast.least_use", "signals.limit_near", "signals.limit_wall"),
    ("forecast.least_points", "forecast.dates_from"),
    ("forecast.least_straying", "forecast.most_straying"),
    ("bands.growth_down", "bands.growth_up"),
    ("gates.active_share_low", "bands.active_high"),
    ("gates.depth_low", "bands.depth_high"),
    ("gates.nps_low", "bands.nps_high"),
    ("offers.add_on_share_warn", "offers.add_on_share_most"),
    ("confidence.b.evidence", "confidence.a.evidence"),
    ("confidence.a.fresh_days", "confidence.b.fresh_days"),
    ("confidence.b.weeks", "confidence.a.weeks"),
    ("lint.limit_far", "signals.limit_near"),
)
"""Keys of the policy whose values never fall from one to the next."""


def odd_thresholds(policy: Policy) -> Findings:
    """Give each value that falls where it should rise."""
    for keys in RISING:
        for low, high in pairwise(keys):
            before, after = _value(policy, low), _value(policy, high)
            if before > after:
                message = f"{high} is {after:g}, and {low} before it {before:g}"
                yield Found("steps-out-of-order", tuple(high.split(".")), message, f"{after:g}")


def _value(policy: Policy, path: str) -> float:
    part: Any = policy
    for key in path.split("."):
        part = getattr(part, key)
    return float(part.points if isinstance(part, Weight) else part)
