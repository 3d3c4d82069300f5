"""Why one account is, or is not, on the list."""

from upsell_cli.workflows.explain.account import explain, explain_kept

__all__ = ["explain", "explain_kept"]
