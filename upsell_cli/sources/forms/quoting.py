"""Whether quotes within quoted text are doubled, as usual, or have a backslash before them."""

import io

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


def _come_apart(rows: list[str], delimiter: str, width: int, *, escaped: bool, whole: bool) -> bool:
    """Tell whether every row has as many fields as the header."""
    found = list(records(io.StringIO("".join(rows), newline=""), delimiter, escaped=escaped))
    proven = found if whole else found[:-1]
    return bool(proven) and all(
        isinstance(record, Record) and len(record.fields) == width for record in proven
    )
