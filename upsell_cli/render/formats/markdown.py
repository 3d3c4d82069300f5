"""Markdown: one table that GitHub, Notion and the like show, nothing in it taken as markup."""

import re
from typing import TextIO

from upsell_cli.render.drawing.text import one_line
from upsell_cli.render.formats.formats import Table

MARKUP = re.compile(r"([\\`*\[\]<>|~#]|(?<!\w)_|_(?!\w))")
"""What could be taken as markup; an underline within a word is none."""


def write_markdown(stream: TextIO, table: Table) -> None:
    """Write a table, numbers to the right, every other character as itself."""
    stream.write(_line([literal(field.heading or field.name) for field in table.fields]))
    stream.write(_line(["---:" if field.is_number else "---" for field in table.fields]))
    stream.writelines(_line([literal(text) for text in row]) for row in table.rows)


def literal(text: str | None) -> str:
    r"""Give a text in which no character is markup; nothing for none.

    >>> print(literal("a|b *c* _d_ sub_total"))
    a\|b \*c\* \_d\_ sub_total
    """
    return MARKUP.sub(r"\\\1", one_line(text)) if text else ""


def _line(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |\n"
