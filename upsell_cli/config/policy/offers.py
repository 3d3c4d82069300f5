"""Which offers may be made."""

from typing import Annotated

from pydantic import Field

from upsell_cli.config.model import Count, Model, Positive, Share

Bounds = Annotated[tuple[Positive, ...], Field(min_length=2, max_length=2)]
"""The least and the most of a number."""


class OfferRules(Model):
    """Which offers may be made."""

    add_on_share_warn: Share = Field(description="Share of the base price above which an add-on is flagged.")
    add_on_share_most: Share = Field(description="Share of the base price above which an add-on is refused.")
    prefer_tier_within: Share = Field(
        description="How much dearer than its parts a tier may be and still be preferred."
    )
    leap_most: Positive = Field(
        description="Times today's amount above which an upgrade waits behind a smaller one that helps."
    )
    seats_weeks: Count = Field(
        description="Weeks that added seats should last, where neither own purchases nor a renewal tell."
    )
    seats_most: Positive = Field(
        description="Most seats to add, as a factor of the most that the account ever added at once."
    )
    own_rate: Bounds = Field(
        description="Shares of the list price, least and most, that count as the account's own rate."
    )
    discount_moves: bool = Field(description="Whether a discount goes along to another tier.")
    add_ons_together: Count = Field(description="Different add-ons in one offer, at most.")
    right_size_headroom: Positive = Field(description="What a smaller plan must hold, as a factor of use.")
    right_size_saving: Share = Field(description="Least saving for a smaller plan.")
    right_size_weeks: Count = Field(
        description="Weeks of history before a smaller plan is suggested; where none of its limits stops"
        " use, of being a customer."
    )
