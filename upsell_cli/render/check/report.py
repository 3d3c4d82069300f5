"""A look at the inputs, ready to be written in each of its formats."""

from collections.abc import Sequence
from functools import partial

from upsell_cli.frames.documents.fitness import Fitness
from upsell_cli.render.check.document import write_check
from upsell_cli.render.check.next_step import next_step
from upsell_cli.render.check.page import write_page
from upsell_cli.render.check.screen import check_lines
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.formats.formats import Report
from upsell_cli.render.terminal import show

FORMATS = ("table", "json", "md")


def check_report(found: Fitness, look: Look, arguments: Sequence[str]) -> Report:
    """Give what was found; `arguments` are the inputs as they were typed, for the command to go on with."""
    step = next_step(found, arguments)
    return {
        "table": lambda stream: show(stream, list(check_lines(found, look, step)), look),
        "json": partial(write_check, found=found, step=step),
        "md": partial(write_page, found=found, step=step),
    }
