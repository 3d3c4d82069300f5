"""Days of usage far after all others: a slip there would move the day on which everybody is judged."""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from upsell_cli.calendar import spoken
from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem
from upsell_cli.sources.engine import Engine, quoted
from upsell_cli.sources.ledger import tolerated
from upsell_cli.sources.typed_file import TypedFile

FARTHEST = 731
"""Days between two days of usage that no export leaves out: more than two years."""


class Slip(NamedTuple):
    """The first of the days that are not believed, and the last that is."""

    first: date
    last_believed: date


def slip_in(rows: Mapping[date, int]) -> Slip | None:
    """Give from which day on days are not believed, by how many rows each has; None if all are.

    It takes a gap before them that no export leaves, and so few rows behind it as may be wrong in a file.

    >>> slip_in({date(2026, 3, 30): 40, date(2026, 3, 31): 40, date(2062, 3, 31): 1})
    Slip(first=datetime.date(2062, 3, 31), last_believed=datetime.date(2026, 3, 31))
    >>> slip_in({date(2023, 12, 31): 20, date(2026, 3, 31): 20})
    """
    days = sorted(rows, reverse=True)
    few, behind, found = tolerated(sum(rows.values()), None), 0, None
    for day, before in itertools.pairwise(days):
        behind += rows[day]
        if behind > few:
            break
        if (day - before).days > FARTHEST:
            found = Slip(day, before)
    return found


def reject_slips(engine: Engine, files: Sequence[TypedFile]) -> None:
    """Take the rows of days that are not believed out of usage files, each with what is wrong with it."""
    dated = [file for file in files if file.has("date") and not file.part]
    rows: Counter[date] = Counter()
    for file in dated:
        query = f"SELECT date, count(*) FROM {quoted(file.relation)} WHERE date IS NOT NULL GROUP BY date"
        rows.update(dict(engine.execute(query).fetchall()))
    slip = slip_in(rows)
    for file in dated if slip else ():
        if slip and file.ledger.last_on and file.ledger.last_on >= slip.first:
            _reject(engine, file, slip)


def _reject(engine: Engine, file: TypedFile, slip: Slip) -> None:
    ledger, relation = file.ledger, quoted(file.relation)
    owner = "account_id" if file.has("account_id") else "NULL"
    late = f"SELECT line, date, {owner} FROM {relation} WHERE date >= ? ORDER BY line"
    for line, day, account in engine.execute(late, [slip.first]).fetchall():
        years = (day - slip.last_believed).days // 365
        message = (
            f"{day.isoformat()} is {years} years after the newest other day of usage, "
            f"{spoken(slip.last_believed)}: a slip, most likely, and not believed"
        )
        place = Place(ledger.name, line, file.header("date"))
        ledger.reject(problem("far-date", message, place, value=day.isoformat()), account=account)
    engine.execute(f"DELETE FROM {relation} WHERE date >= ?", [slip.first])
    (ledger.last_on,) = engine.execute(f"SELECT max(date) FROM {relation}").fetchone() or (None,)
