"""Points from an account's facts: what each factor says, what all say together, and how much is known."""

from upsell_cli.stages.score.scorecard import score

__all__ = ["score"]
