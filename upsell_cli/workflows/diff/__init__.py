"""Two catalogues compared: what changed, and who is affected."""

from upsell_cli.workflows.diff.comparing import diff

__all__ = ["diff"]
