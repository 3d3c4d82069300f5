"""Briefs, ready to be written in each of their formats: one, or several after one another."""

from collections.abc import Sequence
from functools import partial
from typing import TextIO

from upsell_cli.frames.documents.brief import Brief
from upsell_cli.render.brief.document import brief_document
from upsell_cli.render.brief.markdown import write_brief_markdown
from upsell_cli.render.brief.page import write_page
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.formats.formats import Report
from upsell_cli.render.formats.json import Json, literal, write_json, write_jsonl

BRIEF_FORMATS = ("table", "md", "html", "json", "jsonl")


def brief_report(briefs: Sequence[Brief], look: Look, version: str) -> Report:
    """Give the writers of some briefs of one run, by format."""
    meta: dict[str, Json] = {"version": version}
    if briefs:
        meta |= {"as_of": briefs[0].as_of, "kind": briefs[0].kind}
    return {
        "table": lambda stream: _draw(stream, briefs, look),
        "md": partial(write_brief_markdown, briefs=briefs),
        "html": partial(write_page, briefs=briefs),
        "json": lambda stream: write_json(stream, "brief", meta, _rows(briefs)),
        "jsonl": lambda stream: write_jsonl(stream, _rows(briefs)),
    }


def _rows(briefs: Sequence[Brief]) -> list[str]:
    return [literal(brief_document(brief)) for brief in briefs]


def _draw(stream: TextIO, briefs: Sequence[Brief], look: Look) -> None:
    from upsell_cli.render.brief.screen import brief_lines  # noqa: PLC0415  only a screen waits for Rich
    from upsell_cli.render.terminal import show  # noqa: PLC0415

    for place, brief in enumerate(briefs):
        if place:
            stream.write("\n")
        show(stream, list(brief_lines(brief, look)), look)
