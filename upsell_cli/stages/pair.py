"""Beside every account, the offers a verdict is about: the pitch, the smaller plan, the cheapest way."""

import pandas as pd

from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.offers import Valued
from upsell_cli.frames.verdicts import Verdicts

PITCH = {
    "offer_id": "pitch_id",
    "offer_type": "pitch_type",
    "to_rank": "pitch_to_rank",
    "delta_spend_minor": "pitch_delta_spend_minor",
    "delta_arr_minor": "pitch_delta_arr_minor",
    "quote": "pitch_quote",
    "meets": "pitch_meets",
    "fit_met": "pitch_fit_met",
    "fit_known": "pitch_fit_known",
    "fit_of": "pitch_fit_of",
    "return_multiple": "pitch_return_multiple",
    "value_basis": "pitch_value_basis",
}
CHEAPEST = {
    "offer_id": "cheapest_id",
    "offer_type": "cheapest_type",
    "to_tier": "cheapest_to_tier",
    "add_on": "cheapest_add_on",
    "quantity": "cheapest_quantity",
    "quote": "cheapest_quote",
    "delta_spend_minor": "cheapest_delta_spend_minor",
}


def pair(accounts: Accounts, valued: Valued) -> Verdicts:
    """Give the accounts with their recommended pitch, a smaller plan, and the cheapest way to the need."""
    smaller = valued["offer_type"] == "right_size"
    recommended = valued["recommended"].eq(other=True).fillna(value=False)
    cheapest = valued["cheapest"].eq(other=True).fillna(value=False)
    right_size = valued[recommended & smaller]
    saving = pd.DataFrame(
        {
            "account_id": right_size["account_id"],
            "right_size_id": right_size["offer_id"],
            "right_size_saving_minor": -right_size["delta_spend_minor"],
        }
    )
    verdicts = accounts
    for offers in (
        _called(valued[recommended & ~smaller], PITCH),
        saving,
        _called(valued[cheapest & ~smaller], CHEAPEST),
    ):
        verdicts = verdicts.merge(offers, how="left", on="account_id", validate="1:1")
    return Verdicts(verdicts)


def _called(offers: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return offers[["account_id", *names]].rename(columns=names)
