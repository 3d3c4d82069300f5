"""Exports that end within a line: a number cut there reads as a smaller one, and nothing else shows it."""

from collections.abc import Sequence

from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem
from upsell_cli.sources.forms.files import last_byte
from upsell_cli.sources.typed_file import TypedFile

FEWEST_ROWS = 1_000
"""Files with fewer rows are often typed or pasted, and then end without a line end for no reason."""

ENCODINGS = frozenset({"utf-8", "utf-8-sig"})


def tell_unfinished(files: Sequence[TypedFile]) -> None:
    """Tell of long files whose last line has no end; what is packed has a checksum of its own."""
    for file in files:
        ledger, dialect = file.ledger, file.ledger.dialect
        text = dialect.form == "delimited" and dialect.encoding in ENCODINGS and not ledger.file.packing
        if text and ledger.counted >= FEWEST_ROWS and last_byte(ledger.file) not in b"\r\n":
            message = "the last line has no line end: the export may have been cut within it, or before more"
            ledger.problems.append(problem("no-line-end", message, Place(ledger.name)))
