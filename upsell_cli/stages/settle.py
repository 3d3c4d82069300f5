"""The one offer that is shown for an account, as its state asks for."""

import pandas as pd

from upsell_cli.frames.offers import Valued
from upsell_cli.frames.verdicts import SHOWN, Verdicts


def settle(verdicts: Verdicts, valued: Valued) -> Verdicts:
    """Add the columns of the smaller plan where the state is `right_size`, else of the pitch."""
    right_size = (verdicts["state"] == "right_size").to_numpy(dtype=bool)
    shown = pd.DataFrame(
        {
            "account_id": verdicts["account_id"],
            "offer_id": verdicts["pitch_id"].where(~right_size, verdicts["right_size_id"]),
        }
    )
    offers = valued[["account_id", *(column.name for column in SHOWN)]]
    settled = shown.merge(offers, how="left", on=["account_id", "offer_id"], validate="1:1")
    settled.index = verdicts.index
    return Verdicts(pd.concat([verdicts, settled.drop(columns="account_id")], axis=1))
