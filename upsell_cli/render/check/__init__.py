"""A look at the inputs in every format: for people on a screen or in Markdown, for programs as JSON."""

from upsell_cli.render.check.report import FORMATS, check_report

__all__ = ["FORMATS", "check_report"]
