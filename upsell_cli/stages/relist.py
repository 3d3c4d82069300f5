"""What becomes of the list when other rules judge the same accounts: who comes, who goes, what is another."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from upsell_cli.frames.documents.changes import RELISTED, Relisted
from upsell_cli.frames.vectors.blocks import Bools
from upsell_cli.frames.verdicts import LISTED, TALKED_TO, TALKED_TO_LATER, Verdicts

OFFER = ("offer_type", "to_tier", "add_on", "seats_after")
AMOUNTS = ("delta_arr_minor", "delta_spend_minor", "quote")


def relist(before: Verdicts, after: Verdicts, renamed: Mapping[str, str]) -> tuple[Relisted, ...]:
    """Give every account whose verdict is another, once, in the order of `RELISTED` and then of the list.

    Both hold the same accounts, each in the order of its list. `renamed` gives the new id of a tier that was
    called otherwise: it is no other target. Whoever leaves stands in the order of the old list. An offer
    counts where it may be talked about, now or later.
    """
    places = pd.Index(before["account_id"]).get_indexer(pd.Index(after["account_id"]))
    then = before.take(places).reset_index(drop=True)
    then["to_tier"] = then["to_tier"].replace(dict(renamed))
    was, is_now = (side["state"].isin(LISTED).to_numpy() for side in (then, after))
    stands = after["state"].isin((*TALKED_TO, *TALKED_TO_LATER)).to_numpy()
    found = {
        "enters": ~was & is_now,
        "leaves": was & ~is_now,
        "state": _differs(then, after, "state"),
        "offer": stands & np.any([_differs(then, after, name) for name in OFFER], axis=0),
        "amount": stands & np.any([_differs(then, after, name) for name in AMOUNTS], axis=0),
        "rank": _differs(then, after, "rank"),
    }
    how = np.select(list(found.values()), list(found), default="")
    told = [Relisted(str(how[at]), int(places[at]), at) for at in np.flatnonzero(how != "").tolist()]
    return tuple(sorted(told, key=_in_order))


def _differs(then: pd.DataFrame, now: pd.DataFrame, name: str) -> Bools:
    """Mark rows where a value is another, known where it was not, or not known any more."""
    same = (then[name] == now[name]).fillna(value=False) | (then[name].isna() & now[name].isna())
    return ~same.to_numpy(dtype=bool)


def _in_order(each: Relisted) -> tuple[int, int]:
    return RELISTED.index(each.how), each.before if each.how == "leaves" else each.after
