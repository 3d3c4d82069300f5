"""How the screen is: its width, whether it has colour, and which characters it can show."""

import shutil
from collections.abc import Mapping
from typing import Literal, NamedTuple

from upsell_cli.render.drawing.glyphs import ASCII, UNICODE, Glyphs
from upsell_cli.render.formats.streams import is_terminal, screen_encoding

USUAL_WIDTH = 120
NARROWEST = 20
UNBOUNDED = 1000


class Look(NamedTuple):
    """What to draw for."""

    width: int = USUAL_WIDTH
    color: bool = False
    glyphs: Glyphs = UNICODE


def look_of(
    color: Literal["auto", "always", "never"], *, ascii_only: bool, wide: bool, environment: Mapping[str, str]
) -> Look:
    """Give the look of standard output: as asked for, else as NO_COLOR, FORCE_COLOR and the terminal say."""
    on_terminal = is_terminal()
    if color == "auto":
        forced = bool(environment.get("FORCE_COLOR"))
        capable = on_terminal and environment.get("TERM") != "dumb"
        colored = not environment.get("NO_COLOR") and (forced or capable)
    else:
        colored = color == "always"
    columns = shutil.get_terminal_size((USUAL_WIDTH, 24)).columns
    drawable = all(_encodes(glyph, screen_encoding()) for glyph in UNICODE.all)
    return Look(
        width=UNBOUNDED if wide else max(columns, NARROWEST),
        color=colored,
        glyphs=UNICODE if drawable and not ascii_only else ASCII,
    )


def _encodes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
