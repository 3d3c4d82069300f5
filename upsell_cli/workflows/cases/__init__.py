"""Cases an analyst drew, judged as a scan would judge them."""

from upsell_cli.workflows.cases.judging import Rules, judge_cases

__all__ = ["Rules", "judge_cases"]
