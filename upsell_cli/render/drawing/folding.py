"""Lines on a screen: folded between words at its width, and put under titles."""

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from upsell_cli.render.drawing.look import Look

TITLE = "bold cyan"


def titled(title: str, lines: Iterator[Text]) -> Iterator[Text]:
    """Give lines under a title, a blank line before it."""
    yield Text("")
    yield Text(title, TITLE)
    yield from lines


def folded(text: Text, indent: int, look: Look) -> Iterator[Text]:
    """Give a line folded between words at the width of the screen, what follows indented; nothing is cut."""
    breaks: list[int] = []
    for word in re.finditer(r"\S+", text.plain):
        started = breaks[-1] if breaks else 0
        room = look.width - (indent if breaks else 0)
        if word.start() > started and cell_len(text.plain[started : word.end()]) > room:
            breaks.append(word.start())
    first, *more = text.divide(breaks)
    for part in (first, *(Text(" " * indent).append_text(part) for part in more)):
        part.rstrip()
        yield part
