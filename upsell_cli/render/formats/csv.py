"""CSV and TSV: comma or tab, UTF-8, newlines alone, and no cell that a spreadsheet would run."""

import csv
import re
from typing import TextIO

from upsell_cli.render.columns import Cells
from upsell_cli.render.drawing.text import one_line
from upsell_cli.render.formats.formats import Table

FORMULA = re.compile("'*[\\s\u200b\ufeff]*[=+\\-@|\uff1d\uff0b\uff0d\uff20]")
PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def write_csv(stream: TextIO, table: Table, *, delimiter: str = ",", raw: bool = False) -> None:
    """Write a table; `raw` leaves cells alone that a spreadsheet would run as a formula."""
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(field.heading or field.name for field in table.fields)
    columns = [
        column if field.is_number else _texts(column, raw=raw)
        for field, column in zip(table.fields, table.columns, strict=True)
    ]
    writer.writerows(zip(*columns, strict=True))


def guarded(text: str) -> str:
    """Give a text that a spreadsheet shows and does not run: an apostrophe goes before what it would.

    Texts that already start with apostrophes before such a sign get one more, so that taking one
    away always gives the text back. Numbers are left alone.

    >>> [guarded(t) for t in ("=1+1", "'=1+1", " @SUM(A1)", "-12.5", "O'Neil", "'plain'")]
    ["'=1+1", "''=1+1", "' @SUM(A1)", '-12.5', "O'Neil", "'plain'"]
    """
    return f"'{text}" if FORMULA.match(text) and not PLAIN_NUMBER.fullmatch(text) else text


def _texts(column: Cells, *, raw: bool) -> Cells:
    """Give texts that are safe to show; each that occurs is looked at once."""
    clean = {text: one_line(text) for text in set(column) if text is not None}
    written = clean if raw else {text: guarded(line) for text, line in clean.items()}
    return [None if text is None else written[text] for text in column]
