"""Records of a delimited file with their physical lines, in bounded memory; broken ones are set apart.

A quote that is never closed must not swallow the rest of a file: reading starts again on the line after
the broken record began. Quotes count only at the start of a field, as RFC 4180 has it.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TextIO

from upsell_cli.sources.cells.trimming import BLANKS

LONGEST_LINE = 1024 * 1024
LONGEST_CELL = 64 * 1024

ESCAPED = re.compile(r'\\(["\\]|\r?\n)')


class Record(NamedTuple):
    """The fields of a record and the physical line on which it begins."""

    line: int
    fields: list[str]


class Flaw(NamedTuple):
    """A record that cannot be taken apart: the code of its problem, and what to say.

    `alone` tells of one that is a single field where there should be several.
    """

    line: int
    code: str
    message: str
    value: str = ""
    alone: bool = False


def records(
    text: TextIO, delimiter: str, first_line: int = 1, *, escaped: bool = False
) -> Iterator[Record | Flaw]:
    r"""Give the records of an open text, which stands at the start of `first_line`.

    With `escaped`, a quote in quoted text has a backslash before it, and so have backslashes and line ends
    there; `\N` alone is no value.

    >>> import io
    >>> list(records(io.StringIO('a,"b\nc"\n\nd,e\n'), ","))
    [Record(line=1, fields=['a', 'b\nc']), Record(line=4, fields=['d', 'e'])]
    """
    lines = _Lines(text, first_line, _no_value(delimiter) if escaped else None)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = lines.begin()
        try:
            fields = next(reader, None)
        except (csv.Error, _TooLongError) as error:
            yield _flaw(start, error, lines)
            lines.go_back_to_second()
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        if fields is None:
            return
        record = Record(start, fields)
        if lines.with_nul or lines.size > LONGEST_CELL:
            yield checked(record)
        elif not all_blank(fields):
            yield record


def all_blank(fields: Sequence[str]) -> bool:
    """Tell whether nothing stands in a row.

    >>> all_blank([" ", ""]), all_blank(["", "0"])
    (True, False)
    """
    return not any(field.strip(BLANKS) for field in fields)


def checked(record: Record) -> Record | Flaw:
    """Give a record, or what is wrong with the text of one of its fields."""
    if any("\0" in field for field in record.fields):
        around = next(field for field in record.fields if "\0" in field)
        return Flaw(record.line, "nul-byte", "a NUL byte (\\x00) stands in the row", around)
    if max(map(len, record.fields), default=0) > LONGEST_CELL:
        return Flaw(record.line, "long-line", "a value is longer than 64 KiB")
    return record


class _TooLongError(Exception):
    """A record, or a line of it, is longer than any real one."""


class _Lines:
    """Lines for the csv module that can be gone back to, counted as an editor counts them.

    With a pattern of what stands for no value, quotes behind a backslash are doubled, as that module has it.
    """

    def __init__(self, text: TextIO, first_line: int, no_value: re.Pattern[str] | None) -> None:
        self._text = text
        self._no_value = no_value
        self._next_line = first_line
        self._again: deque[str] = deque()
        self.held: list[str] = []
        self.size = 0
        self.with_nul = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.held.append(line)
        self.size += len(line)
        self._next_line += 1
        if self.size >= LONGEST_LINE:
            self._skip_rest(line)
            raise _TooLongError
        self.with_nul = self.with_nul or "\0" in line
        return line if self._no_value is None or "\\" not in line else self._doubled(line, self._no_value)

    def begin(self) -> int:
        """Forget the lines of the last record; give the line on which the next one starts."""
        self.held.clear()
        self.size = 0
        self.with_nul = False
        return self._next_line

    def go_back_to_second(self) -> None:
        """Give every line of the record but its first once more."""
        self._next_line -= len(self.held) - 1
        self._again.extendleft(reversed(self.held[1:]))

    @staticmethod
    def _doubled(line: str, no_value: re.Pattern[str]) -> str:
        return ESCAPED.sub(lambda found: '""' if found[1] == '"' else found[1], no_value.sub("", line))

    def _skip_rest(self, line: str) -> None:
        while line and not line.endswith(("\n", "\r")):
            line = self._text.readline(LONGEST_LINE)


def _no_value(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    return re.compile(rf"(?:^|(?<={mark}))\\N(?=$|[\r\n]|{mark})")


def _flaw(start: int, error: Exception, lines: _Lines) -> Flaw:
    first = lines.held[0].rstrip("\r\n") if lines.held else ""
    opened_only = len(lines.held) > 1 or "unexpected end" in str(error)
    if opened_only:
        return Flaw(start, "unclosed-quote", "a quote is opened and never closed", first[first.find('"') :])
    if isinstance(error, _TooLongError) or "limit" in str(error):
        return Flaw(start, "long-line", "the line is longer than 1 MiB, or a value than 64 KiB")
    escaped = ' (a backslash does not escape a quote; write it twice: "")' if '\\"' in first else ""
    return Flaw(
        start, "bad-quote", f"text follows a closing quote, so the fields are unclear{escaped}", first
    )
