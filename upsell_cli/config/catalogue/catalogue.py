"""What is sold: the catalogue as its file says it.

`config.book` resolves it (inheritance, ranks, minor units) into what the stages use.
"""

from typing import Any, Literal

from pydantic import Field

from upsell_cli.config.catalogue.add_ons import AddOn
from upsell_cli.config.catalogue.features import Feature
from upsell_cli.config.catalogue.meters import Meter
from upsell_cli.config.catalogue.plans import Plan
from upsell_cli.config.catalogue.tiers import Tier
from upsell_cli.config.catalogue.worth import Value
from upsell_cli.config.model import Currency, Model, Text
from upsell_cli.config.playbook import Playbook


class Catalogue(Model):
    """What is sold: the document `tiers.yaml`."""

    version: Literal[1] = Field(description="Version of this format; 1.")
    currency: Currency = Field(default="USD", description="ISO 4217 code of every amount in the file.")
    product: Text | None = Field(default=None, description="Name of the product.")
    meters: dict[Text, Meter] = Field(
        default={}, description="Meter id to what it is; users, seats, storage_gb, api_calls are built in."
    )
    features: dict[Text, Feature] = Field(default={}, description="Feature id to what it is.")
    tiers: tuple[Tier, ...] = Field(min_length=1, description="The ladder, cheapest first.")
    add_ons: tuple[AddOn, ...] = Field(default=(), description="What can be bought on top.")
    plans: tuple[Plan, ...] = Field(default=(), description="Names in billing exports.")
    value: Value = Field(default=Value(), description="What a tier is worth to a customer.")
    playbook: Playbook = Field(default=Playbook(), description="One's own words.")
    policy: dict[str, Any] = Field(
        default={}, description="Thresholds and weights that differ from the defaults."
    )
