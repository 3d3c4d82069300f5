"""A brief in every format: drawn on a screen, as Markdown, as a page to print, as JSON."""

from upsell_cli.render.brief.folder import write_folder
from upsell_cli.render.brief.report import BRIEF_FORMATS, brief_report

__all__ = ["BRIEF_FORMATS", "brief_report", "write_folder"]
