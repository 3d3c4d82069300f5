"""Whose turn it is: the best of each owner's list are talked to now, as many as the owner is free for."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from upsell_cli.config.policy import Policy
from upsell_cli.config.policy.contact import Capacity
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, add, or_nan, taken, vector
from upsell_cli.frames.verdicts import VERDICTS, Verdicts


def allot(verdicts: Verdicts, policy: Policy) -> Verdicts:
    """Add the place on the owner's list, how many the owner is free for, and who comes after those.

    The verdicts stand in their order, so ties are settled already. What is sold in the product takes nobody's
    time, and where nobody is named nobody's time is known.
    """
    owner, names = pd.factorize(verdicts["lead_name"], sort=True)
    led = (owner >= 0) & (verdicts["owner_role"] != "product").to_numpy(dtype=bool, na_value=True)
    listed = led & verdicts["rank"].notna().to_numpy()
    place = np.where(listed, _running(np.where(listed, owner, -1)), np.nan)
    free = _free(verdicts, np.where(led, owner, -1), list(names), policy.contact.capacity)
    slots = np.where(listed, taken(free, owner), np.nan)
    facts = {
        "owner_place": place,
        "owner_slots": slots,
        "beyond_capacity": np.where(np.isnan(slots), np.nan, place > slots),
    }
    return Verdicts(add(verdicts, VERDICTS, facts))


def _running(groups: Ints) -> Ints:
    """Give the place of each row among those of its group, from 1.

    >>> _running(np.array([0, 1, 0, 0, 1])).tolist()
    [1, 1, 2, 3, 2]
    """
    places = pd.Series(groups).groupby(groups).cumcount().to_numpy(dtype=np.int64)
    return np.asarray(places + 1, dtype=np.int64)


def _free(verdicts: Verdicts, owner: Ints, names: Sequence[str], capacity: Capacity) -> Floats:
    """Give how many conversations each owner can begin; NaN without a cap.

    Those in progress take their part of what there is at a time, and pitches that were made theirs of the
    pitches; where contacts are not known, none is taken to have been made.
    """
    going = (verdicts["state"] == "in_progress").to_numpy(dtype=bool)
    made = np.nan_to_num(vector(verdicts, "contacts_lately"))
    at_a_time = np.array([or_nan(capacity.at_a_time(name)) for name in names])
    caps = (at_a_time - _summed(owner, going, names), or_nan(capacity.pitches) - _summed(owner, made, names))
    return np.maximum(np.fmin(*caps), 0.0)


def _summed(owner: Ints, counts: Bools | Floats, names: Sequence[str]) -> Floats:
    known = owner >= 0
    return np.bincount(owner[known], counts[known], len(names)).astype(np.float64)
