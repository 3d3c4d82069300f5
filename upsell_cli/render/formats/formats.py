"""The formats a result can be written in: their names, the suffixes that choose them, what writes them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from upsell_cli.problems import Problem, UpsellError, nearest
from upsell_cli.render.columns import Cells, Field

Writer = Callable[[TextIO], None]
Report = Mapping[str, Writer]
"""A result: the name of each format it has, and what writes it."""

SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
}


class Table(NamedTuple):
    """Rows to write: the fields in order, and for each its values as text (None: not known)."""

    fields: tuple[Field, ...]
    columns: tuple[Cells, ...]

    @property
    def rows(self) -> Sequence[tuple[str | None, ...]]:
        """Give the values row by row."""
        return list(zip(*self.columns, strict=True))


def known_format(name: str, formats: Sequence[str]) -> str:
    """Give the format of that name, or say which there are."""
    if name in formats:
        return name
    near = nearest(name, list(formats))
    hint = f"Did you mean `{near}`? " if near else ""
    raise UpsellError(
        Problem(
            "unknown-format", f'no format is called "{name}" here', fix=f"{hint}Known: {', '.join(formats)}."
        )
    )


def format_of(path: str, formats: Sequence[str], given: str | None = None) -> str:
    """Give the format of a file: its suffix decides, and `given` where there is none."""
    suffix = Path(path).suffix.lower()
    named = SUFFIXES.get(suffix, given)
    if named is not None and named in formats:
        return named
    known = ", ".join(end for end, name in SUFFIXES.items() if name in formats)
    what = f'"{suffix}" is not a suffix of a known format' if suffix else "the name has no suffix"
    raise UpsellError(
        Problem("unknown-suffix", f"{path}: {what}", fix=f"End it with one of {known}, or add `--format`.")
    )
