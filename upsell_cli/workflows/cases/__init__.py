"""Cases an analyst drew, judged as a scan would judge them."""

from upsell_cli.workflows.cases.judging import judge_cases

__all__ = ["judge_cases"]
