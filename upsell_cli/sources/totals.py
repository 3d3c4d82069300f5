"""The totals line that reports end with: checked against the rows above it, then left out."""

from collections.abc import Sequence

from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem
from upsell_cli.sources.engine import Engine, quoted
from upsell_cli.sources.evidence import NUMERIC
from upsell_cli.sources.ledger import TOTALS_LINE, Ledger
from upsell_cli.sources.mapping import Field
from upsell_cli.sources.typed import Stats

LABELS = ("total", "totals", "grand total", "sum", "subtotal", "overall", "gesamt", "summe", "jumlah")


def set_totals_line_apart(
    engine: Engine, relation: str, ledger: Ledger, fields: Sequence[Field], seen: Stats
) -> bool:
    """Take the last row out of the typed table when it is the sum of the others; tell whether it was.

    It must have no id, or a word for "total" in its place. One that says it is a total and does not add
    up is a sign of a cut file: it is rejected, with both numbers.
    """
    label = (seen.last_id or "").strip(" :").casefold()
    numbers = [field for field in fields if field.column.kind in NUMERIC]
    if (label and label not in LABELS) or not numbers or seen.last_line is None:
        return False
    sums = ", ".join(f"sum({quoted(f.key)})" for f in numbers)
    own = ", ".join(quoted(f.key) for f in numbers)
    at = f"line = {seen.last_line}"
    said = engine.execute(f"SELECT {own} FROM {quoted(relation)} WHERE {at}").fetchone() or ()
    added = (
        engine.execute(f"SELECT {sums} FROM {quoted(relation)} WHERE bad IS NULL AND NOT {at}").fetchone()
        or ()
    )
    pairs = [(f, a, b) for f, a, b in zip(numbers, said, added, strict=True) if a is not None]
    wrong = [(f, a, b) for f, a, b in pairs if a != b]
    if not pairs or (wrong and not label):
        return False
    engine.execute(f"DELETE FROM {quoted(relation)} WHERE {at}")
    place = Place(ledger.name, seen.last_line)
    if wrong:
        field, told, true = wrong[0]
        message = f"the totals line says {told:f} for {field.header}, the rows above add up to {true or 0:f}"
        ledger.reject(problem("totals-mismatch", message, place))
        return True
    ledger.skip(TOTALS_LINE)
    ledger.problems.append(
        problem("totals-line", "the totals line adds up; it is no account and left out", place)
    )
    return True
