"""Usage of days after the one asked about: told when there is some, refused when there is nothing else."""

from collections.abc import Sequence
from datetime import date

from upsell_cli.calendar import spoken
from upsell_cli.problems import Place, first_few
from upsell_cli.sources.codes import problem, refusal
from upsell_cli.sources.engine import Engine, quoted
from upsell_cli.sources.typed_file import TypedFile


def refuse_later(files: Sequence[TypedFile], as_of: date) -> None:
    """Refuse usage that is all of days after `as_of`: there is nothing to judge anybody by."""
    first = [file.ledger.first_on for file in files if file.ledger.first_on]
    if not first or len(first) < len(files) or min(first) <= as_of:
        return
    last = max(file.ledger.last_on or as_of for file in files)
    message = (
        f"all usage is of days after {spoken(as_of)}: "
        f"the oldest is {min(first).isoformat()}, the newest {last.isoformat()}"
    )
    raise refusal("after-as-of", message, Place(files[0].ledger.name), value=as_of.isoformat())


def tell_later(engine: Engine, files: Sequence[TypedFile], as_of: date) -> None:
    """Tell once a file how many rows lie after `as_of`, and which accounts have no other."""
    for file in files:
        ledger = file.ledger
        if not file.has("date") or ledger.last_on is None or ledger.last_on <= as_of:
            continue
        rows, line, only = _late(engine, file, as_of)
        if not rows:
            continue
        message = f"{rows:,} rows of days after {spoken(as_of)} are not looked at"
        if only:
            many = "1 account has" if len(only) == 1 else f"{len(only):,} accounts have"
            message += f"; {many} no row before: {first_few(only, len(only))}"
        ledger.problems.append(problem("rows-after", message, Place(ledger.name, line, file.header("date"))))


def _late(engine: Engine, file: TypedFile, as_of: date) -> tuple[int, int | None, list[str]]:
    """Give how many rows of a file are late, the first line of one, and the ids that have no other."""
    if file.part:
        return file.part.late.rows, file.part.late.line, file.part.only_late
    query = (
        f"SELECT account_id, count(*) FILTER (date > $1), min(line) FILTER (date > $1), min(date) > $1 "
        f"FROM {quoted(file.relation)} GROUP BY account_id ORDER BY account_id"
    )
    found = engine.execute(query, [as_of]).fetchall()
    line = min((row[2] for row in found if row[1]), default=None)
    return sum(row[1] for row in found), line, [row[0] for row in found if row[3]]
