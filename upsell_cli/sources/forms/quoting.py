"""Where quotes stand: around whole cells or not, and doubled within them or with a backslash before."""

import io

import numpy as np

from upsell_cli.sources.forms.heading import Heading
from upsell_cli.sources.forms.records import Record, records


def escapes_quotes(text: str, delimiter: str, heading: Heading, *, whole: bool) -> bool:
    """Tell whether the rows of a sample come apart only with backslashes before quotes, as MySQL writes them.

    The last record of a sample that is not the whole file may be cut, and proves nothing.
    """
    if '\\"' not in text:
        return False
    rows = list(io.StringIO(text, newline=""))[heading.line :]
    doubled, escaped = (
        _come_apart(rows, delimiter, len(heading.names), escaped=how, whole=whole) for how in (False, True)
    )
    return escaped and not doubled


def around_cells(lines: bytes, delimiter: bytes) -> bool:
    r"""Tell whether all quotes stand around a whole cell of one line, or doubled within such a one.

    Every second quote closes what the one before it opened; two that are doubled do both in between.

    >>> around_cells(b'\na,"b, ""c"" d",""\n', b","), around_cells(b'\na,b "c"\n', b",")
    (True, False)
    """
    content = np.frombuffer(lines + b"\n", np.uint8)
    quotes = np.flatnonzero(content == ord('"'))
    if len(quotes) % 2:
        return False
    edge = np.isin(np.arange(256), list(delimiter + b'"\r\n'))
    if not (edge[content[quotes[::2] - 1]].all() and edge[content[quotes[1::2] + 1]].all()):
        return False
    quotes_before = np.searchsorted(quotes, np.flatnonzero(content == ord("\n")))
    return not (quotes_before % 2).any()


def _come_apart(rows: list[str], delimiter: str, width: int, *, escaped: bool, whole: bool) -> bool:
    """Tell whether every row has as many fields as the header."""
    found = list(records(io.StringIO("".join(rows), newline=""), delimiter, escaped=escaped))
    proven = found if whole else found[:-1]
    return bool(proven) and all(
        isinstance(record, Record) and len(record.fields) == width for record in proven
    )
