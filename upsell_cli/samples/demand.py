"""What companies would use if nothing stopped them, day by day."""

from dataclasses import dataclass

import numpy as np

from upsell_cli.samples.horizon import Horizon, flow_season, level_season
from upsell_cli.samples.population import Traits
from upsell_cli.samples.streams import Draws, Floats

USER_NOISE = 0.012
FLOW_NOISE = 0.22
DEEPEST_DIP = 0.1


@dataclass(frozen=True, slots=True)
class Demand:
    """Wanted use, one row an account and one column a day; flows are a day's, before any limit.

    Decisions rest on sums, products and comparisons alone, which every processor rounds the same way.
    """

    active_users: Floats
    storage_gb: Floats
    api_calls: Floats
    automations: Floats


def make_demand(traits: Traits, draws: Draws, horizon: Horizon) -> Demand:
    """Let each company grow along a logistic curve towards its ceiling, with seasons and noise."""
    wanted = _growth(traits, horizon) * traits.ceiling[:, None]
    users = wanted * level_season(horizon) * (1 + USER_NOISE * draws.noise[:, 0])
    age = np.arange(horizon.all_days) - np.clip(traits.first_day, 0, None)[:, None]
    stored = traits.storage_per_user[:, None] * wanted * (1 + traits.storage_growth[:, None] * age)
    season = flow_season(horizon) * wanted
    return Demand(
        active_users=np.maximum(np.rint(users), 1.0),
        storage_gb=np.maximum(stored, 0.1),
        api_calls=np.rint(traits.calls_per_user[:, None] * season * _shaken(draws, 1)),
        automations=np.rint(traits.runs_per_user[:, None] * season * _shaken(draws, 2)),
    )


def _growth(traits: Traits, horizon: Horizon) -> Floats:
    """Step the logistic curve: what is left of the way, times the pace, a day at a time."""
    share = np.empty((len(traits.phase), horizon.all_days))
    now = traits.phase.copy()
    for day in range(horizon.all_days):
        share[:, day] = now
        now = np.clip(now + traits.pace * now * (1 - now), 0.02, 1.0)
    return share


def _shaken(draws: Draws, meter: int) -> Floats:
    return np.maximum(1 + FLOW_NOISE * draws.noise[:, meter].astype(np.float64), DEEPEST_DIP)
