"""The one command that fits what was found."""

import shlex
from collections.abc import Sequence

from upsell_cli.frames.documents.fitness import Fitness

USUAL = ("scan", ())
STEPS: tuple[tuple[str, tuple[str, tuple[str, ...]]], ...] = (
    ("too-many-rejects", ("check", ("--rejects", "rejects.csv"))),
    ("no-catalogue", ("init", ())),
)
"""What to do about a code, the gravest first: the command, and what it is given besides the inputs."""


def next_step(found: Fitness, arguments: Sequence[str]) -> str:
    """Give the command line; `arguments` are the inputs of this one."""
    codes = {problem.code for problem in found.problems}
    command, more = next((step for code, step in STEPS if code in codes), USUAL)
    return shlex.join(["upsell", command, *arguments, *more])
