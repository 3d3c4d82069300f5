"""Beside every account, the offers a verdict is about: the pitch, the smaller plan, the cheapest way."""

import numpy as np

from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.charges import charges_alone
from upsell_cli.frames.offers import Valued
from upsell_cli.frames.vectors.beside import columns_at, places_of, whose
from upsell_cli.frames.vectors.blocks import Bools, add, vector
from upsell_cli.frames.verdicts import VERDICTS, Verdicts

PITCH = {
    "offer_id": "pitch_id",
    "offer_type": "pitch_type",
    "to_rank": "pitch_to_rank",
    "seats_added": "pitch_seats_added",
    "delta_spend_minor": "pitch_delta_spend_minor",
    "delta_arr_minor": "pitch_delta_arr_minor",
    "quote": "pitch_quote",
    "price_basis": "pitch_price_basis",
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
    "seats_after": "cheapest_seats_after",
    "quote": "cheapest_quote",
    "delta_spend_minor": "cheapest_delta_spend_minor",
}


SAVING = {
    "offer_id": "right_size_id",
    "delta_spend_minor": "right_size_saving_minor",
    "loses": "right_size_loses",
}
STAYING = {"overage_now_minor": "stay_overage_minor"}


def pair(accounts: Accounts, valued: Valued) -> Verdicts:
    """Give the accounts with their recommended pitch, a smaller plan, and the cheapest way to the need.

    Where nothing but use beyond a limit speaks for a move that costs more, that way is to stay and pay.
    """
    smaller = (valued["offer_type"] == "right_size").to_numpy(dtype=bool)
    recommended, cheapest = vector(valued, "recommended") == 1, vector(valued, "cheapest") == 1
    saving = columns_at(valued, places_of(accounts, valued, recommended & smaller), SAVING)
    saving["right_size_saving_minor"] = -saving["right_size_saving_minor"]
    pitch = columns_at(valued, places_of(accounts, valued, recommended & ~smaller), PITCH)
    least = columns_at(valued, places_of(accounts, valued, cheapest & ~smaller), CHEAPEST)
    dearer = _dearer_than_overage(accounts, valued, ~smaller)
    staying = columns_at(valued, places_of(accounts, valued, dearer), STAYING)
    return Verdicts(add(accounts, VERDICTS, pitch | saving | least | staying))


def _dearer_than_overage(accounts: Accounts, valued: Valued, pitches: Bools) -> Bools:
    """Mark a pitch to each account that only charges ask for and that costs more than paying as used.

    Where another pitch saves, it is not better to stay.
    """
    at = whose(valued, accounts)
    only_charged = ((vector(accounts, "need_count") == 0) | charges_alone(accounts))[at]
    spend = vector(valued, "delta_spend_minor")
    saving = pitches & (vector(valued, "recommended") == 1) & (spend <= 0)
    charged = only_charged & (vector(valued, "overage_now_minor") > 0)
    dearer = pitches & charged & (spend > 0) & ~np.isin(at, at[saving])
    again = valued["account_id"].where(dearer).duplicated().to_numpy(dtype=bool)
    first: Bools = dearer & ~again
    return first
