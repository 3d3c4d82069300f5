"""From points to the chance of an upgrade, and what that is worth."""

from decimal import Decimal

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.documents.results import Peers
from upsell_cli.frames.vectors.blocks import add, picked, vector
from upsell_cli.frames.vectors.odds import chance_of
from upsell_cli.frames.vectors.rounding import half_up
from upsell_cli.frames.verdicts import VERDICTS, Verdicts
from upsell_cli.money import to_minor

PROXIED = ("seat_expansion", "add_on")
"""Offers whose chance is that of an upgrade, for want of a rate of their own."""


def calibrate(verdicts: Verdicts, peers: Peers, book: TierBook, policy: Policy) -> Verdicts:
    """Add the chance and its basis, and the expected value in the catalogue's currency."""
    chance = chance_of(vector(verdicts, "points"), peers.intercept)
    spend = vector(verdicts, "delta_spend_base_minor")
    cost = to_minor(Decimal(str(policy.chance.contact_cost)), book.currency)
    proxied = verdicts["offer_type"].isin(PROXIED).to_numpy(dtype=bool)
    origin = peers.base_rate_origin
    return Verdicts(
        add(
            verdicts,
            VERDICTS,
            {
                "chance": chance,
                "chance_basis": picked((origin, f"{origin}, proxy"), proxied.astype(np.int64)),
                "expected_value_minor": half_up(chance * np.maximum(spend, 0) * policy.chance.margin) - cost,
            },
        )
    )
