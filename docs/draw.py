"""Draw what a command prints as a picture: `python docs/draw.py docs/scan.svg 112 upsell scan ...`.

The picture is an SVG without any address in it: it looks the same offline and asks nobody for a font.
"""

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
    font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
    font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width;
}}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


def draw(picture: Path, columns: int, command: list[str]) -> None:
    """Run the command as on a colour terminal of so many columns, and draw its result."""
    terminal = os.environ | {"COLUMNS": str(columns), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    ran = subprocess.run(command, env=terminal, capture_output=True, text=True, check=True)  # noqa: S603
    lines = ran.stdout.splitlines()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=columns, file=nowhere, force_terminal=True)
        for line in lines:
            console.print(Text.from_ansi(line), no_wrap=True, crop=True)
        title = " ".join(command[:2])
        svg = console.export_svg(title=title, theme=MONOKAI, code_format=FRAME, unique_id="screen")
    picture.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    draw(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
