"""What would change a verdict: copies of the account, each with one thing otherwise, judged anew."""

from upsell_cli.workflows.explain.whatif.counterfactuals import counterfactuals

__all__ = ["counterfactuals"]
