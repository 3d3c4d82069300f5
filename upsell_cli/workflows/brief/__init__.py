"""What to take into the conversation with one account."""

from upsell_cli.workflows.brief.run import brief, briefs

__all__ = ["brief", "briefs"]
