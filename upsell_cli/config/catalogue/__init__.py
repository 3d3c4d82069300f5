"""The catalogue, part by part, as its file says it: meters, features, tiers, add-ons, plan names, drivers."""

from upsell_cli.config.catalogue.add_ons import AddOn
from upsell_cli.config.catalogue.catalogue import Catalogue
from upsell_cli.config.catalogue.features import Demand, Feature
from upsell_cli.config.catalogue.limits import Limit, Overage
from upsell_cli.config.catalogue.meters import Meter
from upsell_cli.config.catalogue.plans import Plan
from upsell_cli.config.catalogue.prices import Price
from upsell_cli.config.catalogue.tiers import Condition, Support, Terms, Tier
from upsell_cli.config.catalogue.worth import Driver, Value

__all__ = [
    "AddOn",
    "Catalogue",
    "Condition",
    "Demand",
    "Driver",
    "Feature",
    "Limit",
    "Meter",
    "Overage",
    "Plan",
    "Price",
    "Support",
    "Terms",
    "Tier",
    "Value",
]
