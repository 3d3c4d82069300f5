"""Every problem that reading can report: its stable code, how grave it is, what it means, what to do.

An error costs the row (exit 3), or the run when nothing useful can follow (exit 2). A warning keeps the
row but must not go unseen (exit 3). A note is for the record (exit 0).
"""

from upsell_cli.problems import Code, Place, Problem, UpsellError, shortened
from upsell_cli.sources.codes.accounts import ACCOUNTS
from upsell_cli.sources.codes.cells import CELLS
from upsell_cli.sources.codes.columns import COLUMNS
from upsell_cli.sources.codes.files import FILES
from upsell_cli.sources.codes.rows import ROWS
from upsell_cli.sources.codes.run import RUN

CODES: dict[str, Code] = {code.code: code for code in (*FILES, *COLUMNS, *ROWS, *CELLS, *ACCOUNTS, *RUN)}


def problem(
    code: str, message: str, place: Place | None = None, *, value: str | None = None, fix: str = ""
) -> Problem:
    """Give a problem of a documented kind; the usual fix unless there is a better one."""
    told = None if value is None else shortened(value)
    return CODES[code].problem(message, place, value=told, fix=fix)


def refusal(
    code: str, message: str, place: Place | None = None, *, value: str | None = None, fix: str = ""
) -> UpsellError:
    """Give the error to raise when a file as a whole cannot be trusted."""
    return UpsellError(problem(code, message, place, value=value, fix=fix))
