"""What to take into the conversation with one account."""

from upsell_cli.workflows.brief.run import brief_of, briefs, first_briefs, run_now

__all__ = ["brief_of", "briefs", "first_briefs", "run_now"]
