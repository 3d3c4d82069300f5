"""Prices: what each offer costs the customer a year, recurring and with overage, and until the term ends."""

from upsell_cli.stages.pricing.price import price

__all__ = ["price"]
