"""Offers: which tier, seats or add-on would meet the need; one row an account and offer."""

from upsell_cli.stages.offers.make import make_offers

__all__ = ["make_offers"]
