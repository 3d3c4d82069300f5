"""The characters that tables are drawn with, and their plain ASCII counterparts."""

from typing import NamedTuple

SPARK_BASE = 0.8
"""Share of the largest value below which a line of columns starts at the latest."""


class Glyphs(NamedTuple):
    """One set of characters; every one says something that a word or number says too."""

    arrow: str
    bar: str
    rest: str
    rule: str
    times: str
    dash: str
    span: str
    dot: str
    yes: str
    no: str
    unknown: str
    ellipsis: str
    delta: str
    spark: str

    @property
    def all(self) -> tuple[str, ...]:
        """Give every character of the set."""
        return tuple(self)


UNICODE = Glyphs(
    arrow="→",
    bar="━",
    rest="─",
    rule="─",
    times="×",  # noqa: RUF001  the sign itself is meant
    dash="—",
    span="–",  # noqa: RUF001
    dot="·",
    yes="✓",
    no="✗",
    unknown="?",
    ellipsis="…",
    delta="Δ",
    spark="▁▂▃▄▅▆▇",
)

ASCII = Glyphs(
    arrow=">",
    bar="=",
    rest=".",
    rule="-",
    times="x",
    dash="-",
    span="-",
    dot="|",
    yes="+",
    no="x",
    unknown="?",
    ellipsis="~",
    delta="d",
    spark="_.:-=+*",
)


def bar(share: float, cells: int, glyphs: Glyphs) -> tuple[str, str]:
    """Give the filled and the empty part of a bar; full only from 100 % on.

    >>> bar(0.5, 6, UNICODE), bar(0.99, 6, UNICODE), bar(1.3, 6, ASCII)
    (('━━━', '───'), ('━━━━━', '─'), ('======', ''))
    """
    filled = min(cells, int(max(share, 0.0) * cells))
    return glyphs.bar * filled, glyphs.rest * (cells - filled)


def spark(values: list[float | None], glyphs: Glyphs) -> str:
    """Give a line of small columns up to the largest value; a gap where nothing is known.

    It starts at the smallest value, or well below the largest, so that a small change looks small.

    >>> spark([0, 1, None, 4, 8], UNICODE), spark([99, 100, 98], UNICODE), spark([None], UNICODE)
    ('▁▁ ▄▇', '▇▇▇', ' ')
    """
    known = [value for value in values if value is not None]
    if not known:
        return " " * len(values)
    most = max(known)
    base = min(*known, most * SPARK_BASE)
    steps = len(glyphs.spark)

    def column(value: float) -> str:
        height = (value - base) / (most - base) if most > base else 0.0
        return glyphs.spark[min(steps - 1, int(height * steps))]

    return "".join(" " if value is None else column(value) for value in values)
