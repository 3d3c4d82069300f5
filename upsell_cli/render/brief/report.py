"""A brief, ready to be written in each of its formats."""

from functools import partial

from upsell_cli.frames.brief import Brief
from upsell_cli.render.brief.document import brief_document
from upsell_cli.render.brief.markdown import write_brief_markdown
from upsell_cli.render.brief.page import write_page
from upsell_cli.render.brief.screen import brief_lines
from upsell_cli.render.formats import Report
from upsell_cli.render.json import Json, literal, write_json, write_jsonl
from upsell_cli.render.look import Look
from upsell_cli.render.terminal import show

BRIEF_FORMATS = ("table", "md", "html", "json", "jsonl")


def brief_report(brief: Brief, look: Look, version: str) -> Report:
    """Give the writers of a brief by format."""
    meta: dict[str, Json] = {"version": version, "as_of": brief.as_of, "currency": brief.currency}
    return {
        "table": lambda stream: show(stream, list(brief_lines(brief, look)), look),
        "md": partial(write_brief_markdown, brief=brief),
        "html": partial(write_page, brief=brief),
        "json": lambda stream: write_json(stream, "brief", meta, [literal(brief_document(brief))]),
        "jsonl": lambda stream: write_jsonl(stream, [literal(brief_document(brief))]),
    }
