"""What stands in a brief, as a reader or a program finds it."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from upsell_cli.frames.documents.brief import Brief
from upsell_cli.render.brief import brief_report
from upsell_cli.render.drawing.look import Look

STYLE = re.compile("<style>.*?</style>", re.DOTALL)


def texts(brief: Brief) -> Iterator[str]:
    """Give everything that is told, sentence by sentence and cell by cell."""
    yield from filter(None, (brief.title, *brief.head, brief.banner))
    for section in brief.sections:
        yield from (text for line in section.lines for text in (line.label, line.text) if text)
        if section.grid:
            yield from filter(None, (cell for row in section.grid.rows for cell in row))


def written(brief: Brief, form: str) -> str:
    """Give a brief in a format; of a page without its style."""
    stream = io.StringIO()
    brief_report([brief], Look(width=80), "1.0.0")[form](stream)
    return STYLE.sub("", stream.getvalue())


def as_json(brief: Brief) -> dict[str, Any]:
    """Give a brief as a program reads it."""
    row: dict[str, Any] = json.loads(written(brief, "json"))["rows"][0]
    return row
