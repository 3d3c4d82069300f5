"""What each account has bought: its tier, seats and add-ons, what it pays, and until when."""

from upsell_cli.stages.subscriptions.standing import subscribe
from upsell_cli.stages.subscriptions.tierless import tierless
from upsell_cli.stages.subscriptions.unknown import CODES, unknown_plans

__all__ = ["CODES", "subscribe", "tierless", "unknown_plans"]
