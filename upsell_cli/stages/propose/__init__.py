"""From a newcomer's exports to a first catalogue and header map: guesses, each with its reason."""

from upsell_cli.stages.propose.currency import currency_of
from upsell_cli.stages.propose.headers import understand, understood
from upsell_cli.stages.propose.ladder import Sold, limit_tiers, price_tiers
from upsell_cli.stages.propose.meters import spot_meters
from upsell_cli.stages.propose.tiers import draft_of

__all__ = [
    "Sold",
    "currency_of",
    "draft_of",
    "limit_tiers",
    "price_tiers",
    "spot_meters",
    "understand",
    "understood",
]
