"""Why one account is, or is not, on the list."""

from upsell_cli.workflows.explain.account import explain

__all__ = ["explain"]
