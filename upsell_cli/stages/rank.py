"""The order: who comes first, and where everybody else stands."""

import numpy as np
import pandas as pd

from upsell_cli.config.settings import RankBy
from upsell_cli.frames.growing import rows_of
from upsell_cli.frames.vectors.blocks import Floats, Ints, add, vector
from upsell_cli.frames.verdicts import SAVING, STATES, VERDICTS, Verdicts

COLUMN_OF: dict[RankBy, str] = {
    "value": "expected_value_minor",
    "chance": "chance",
    "score": "score",
    "arr": "delta_arr_base_minor",
    "customer-value": "customer_value_minor",
}

WORTH_IT, OF_UNKNOWN_WORTH, WORTH_NOTHING, NOT_FOR_THEM = range(4)


def rank(verdicts: Verdicts, by: RankBy = "value") -> Verdicts:
    """Give the accounts in their order, and the qualified whom it may pay their rank from 1.

    The qualified come first: by worth, then those whose worth is not known (a quote) by chance, then those
    worth nothing, and last, without a rank, those whom it is known not to pay. Then who saves money, up or
    down the ladder, by how much; then the other states in their order, by points. Ties go by added revenue
    and in the end by account id.
    """
    state = verdicts["state"].map({name: place for place, name in enumerate(STATES)}).to_numpy(dtype=np.int64)
    qualified, saves = state == STATES.index("qualified"), verdicts["state"].isin(SAVING).to_numpy()
    worth = vector(verdicts, COLUMN_OF[by])
    points, chance = vector(verdicts, "points"), vector(verdicts, "chance")
    block = np.where(qualified, _block(verdicts, worth), 0)
    main: Floats = np.select(
        [qualified, saves], [worth, -vector(verdicts, "delta_spend_base_minor")], default=points
    )
    # Sorts are stable: the ids settle what the numbers leave equal.
    by_id = np.array(
        sorted(range(len(verdicts)), key=verdicts["account_id"].to_list().__getitem__), dtype=int
    )
    keys = (
        points,
        vector(verdicts, "delta_arr_base_minor"),
        np.where(np.isnan(main), chance, main),
        ~np.isnan(main),
        -block,
        -state,
    )
    order = by_id[np.lexsort([_descending(key.astype(float))[by_id] for key in keys])]
    ordered = rows_of(verdicts, order)
    ranked = (qualified & (block != NOT_FOR_THEM))[order]
    place = np.where(ranked, np.arange(1, len(verdicts) + 1, dtype=float), np.nan)
    return Verdicts(add(ordered, VERDICTS, {"rank": place}))


def placed(some: Verdicts, ranked: Verdicts) -> Verdicts:
    """Give some of the accounts in the order of all, with the columns that only the rows of all have."""
    at = pd.Index(some["account_id"]).get_indexer(pd.Index(ranked["account_id"]))
    rows = np.flatnonzero(at >= 0)
    since = [name for name in ranked.columns if name not in some.columns]
    both = (some.take(at[rows]), ranked[since].take(rows))
    return Verdicts(pd.concat([own.reset_index(drop=True) for own in both], axis=1))


def _block(verdicts: Verdicts, worth: Floats) -> Ints:
    """Give which part of the list each qualified account belongs to, the first part first."""
    parts = [vector(verdicts, "return_low") == 1, np.isnan(worth), worth <= 0]
    return np.select(parts, [NOT_FOR_THEM, OF_UNKNOWN_WORTH, WORTH_NOTHING], default=WORTH_IT)


def _descending(key: Floats) -> Floats:
    """Give a key that sorts the largest first, and what is not known last."""
    return -np.where(np.isnan(key), -np.inf, key)
