"""What a file may hold besides what was read: the rest of a last line, other sheets of a workbook."""

from collections.abc import Sequence

from upsell_cli.problems import Place, first_few, shortened
from upsell_cli.sources.codes import problem
from upsell_cli.sources.forms.files import SHEET_MARK, last_byte
from upsell_cli.sources.typed_file import TypedFile

FEWEST_ROWS = 100
"""Files with fewer rows are often typed or pasted, and then end without a line end for no reason."""

ENCODINGS = frozenset({"utf-8", "utf-8-sig"})


def tell_unfinished(files: Sequence[TypedFile]) -> None:
    """Tell of long files whose last line has no end, where a number that is cut reads as a smaller one.

    What is packed has a checksum of its own.
    """
    for file in files:
        ledger, dialect = file.ledger, file.ledger.dialect
        text = dialect.form == "delimited" and dialect.encoding in ENCODINGS and not ledger.file.packing
        if text and ledger.counted >= FEWEST_ROWS and last_byte(ledger.file) not in b"\r\n":
            message = "the last line has no line end: the export may have been cut within it, or before more"
            ledger.problems.append(problem("no-line-end", message, Place(ledger.name)))


def tell_other_sheets(files: Sequence[TypedFile]) -> None:
    """Tell which sheets of workbooks were not read, where nobody said which to read."""
    for file in files:
        stored = file.ledger.file
        if file.ledger.dialect.form != "workbook":
            continue
        from upsell_cli.sources.forms.workbook import other_sheets  # noqa: PLC0415  few files wait for it

        left = other_sheets(stored)
        if not left or any(other.ledger.file.path == stored.path for other in files if other is not file):
            continue
        message = f"only its first sheet is read; not read: {first_few(map(shortened, left), len(left))}"
        fix = f"If one of them is meant, name it: `{stored.name}{SHEET_MARK}{shortened(left[0])}`."
        file.ledger.problems.append(problem("other-sheets", message, Place(file.ledger.name), fix=fix))
