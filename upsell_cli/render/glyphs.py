"""The characters that tables are drawn with, and their plain ASCII counterparts."""

from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
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
        return astuple(self)


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
    spark="▁▂▃▄▅▆▇█",
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
    spark="_.:-=+*#",
)


def bar(share: float, cells: int, glyphs: Glyphs) -> tuple[str, str]:
    """Give the filled and the empty part of a bar; full only from 100 % on.

    >>> bar(0.5, 6, UNICODE), bar(0.99, 6, UNICODE), bar(1.3, 6, ASCII)
    (('━━━', '───'), ('━━━━━', '─'), ('======', ''))
    """
    filled = min(cells, int(max(share, 0.0) * cells))
    return glyphs.bar * filled, glyphs.rest * (cells - filled)


def spark(values: list[float | None], glyphs: Glyphs) -> str:
    """Give a line of small columns from zero to the largest value; a gap where nothing is known.

    >>> spark([0, 1, None, 4, 8], UNICODE), spark([None], UNICODE)
    ('▁▂ ▅█', ' ')
    """
    most = max((value for value in values if value is not None), default=0.0)
    steps = len(glyphs.spark)
    return "".join(
        " "
        if value is None
        else glyphs.spark[min(steps - 1, int(max(value, 0.0) / most * steps))]
        if most > 0
        else glyphs.spark[0]
        for value in values
    )
