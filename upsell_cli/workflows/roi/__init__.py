"""The return of a change: from figures given by hand, or from what is known of an account."""

from upsell_cli.workflows.roi.account import question_about, question_of
from upsell_cli.workflows.roi.answer import answer
from upsell_cli.workflows.roi.figures import asked, with_figures

__all__ = ["answer", "asked", "question_about", "question_of", "with_figures"]
