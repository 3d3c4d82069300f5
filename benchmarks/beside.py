"""What was decided about each customer of an invented company, beside what is true of it."""

import numpy as np
import pandas as pd
from customers import WEEKS, Customers
from exports import ids
from market import Market

from upsell_cli.frames.verdicts import FACTORS, POINTS, Verdicts

MOST_USE = 3.0
DECIDED = ("state", "offer_type", "points", *map(POINTS.column, FACTORS))
HELD = ("blocked", "cool_down", "fix_relationship", "fix_adoption_first", "hold", "in_progress", "nurture")
"""States of those who are to be left alone, whatever they need or pay."""


def beside(verdicts: Verdicts, customers: Customers, market: Market) -> pd.DataFrame:
    """Give a row for each customer.

    Decided: `rank`, `use`, `amount` (of the offer, major units), `chance`, `held`, and DECIDED. True:
    `alive`, `below` the top and alive, `upgrades` (the chance of it), `worth` (of a tier up, a year),
    `expected` (of all that may be sold to them) and what of it is `reasoned`. `lot` settles ties.
    """
    at = pd.Index(ids(market.accounts)).get_indexer(pd.Index(verdicts["account_id"]))
    alive = customers.alive[at, WEEKS]
    amount = verdicts["delta_spend_base_minor"].astype("Float64") / 100
    return pd.DataFrame(
        {
            **{name: verdicts[name].array for name in DECIDED},
            "rank": _numbers(verdicts["rank"]),
            "use": np.nan_to_num(_numbers(verdicts["utilisation"]).clip(max=MOST_USE)),
            "amount": _numbers(amount),
            "chance": _numbers(verdicts["chance"]),
            "held": verdicts["state"].isin(HELD).to_numpy() | ~alive,
            "alive": alive,
            "below": alive & (customers.tier[at, WEEKS] < market.top),
            "upgrades": customers.chance[at],
            "worth": customers.worth[at],
            "expected": customers.expected[at],
            "reasoned": customers.reasoned[at],
            "lot": np.random.default_rng([market.seed, 80]).random(len(at))[at],
        }
    )


def _numbers(column: pd.Series) -> np.ndarray:
    return column.to_numpy(dtype=float, na_value=np.nan)
