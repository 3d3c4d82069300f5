"""How complete the readings are: periods without one between others, and who has none in the newest."""

import numpy as np
import pandas as pd

from upsell_cli.calendar import LONGEST_MONTH
from upsell_cli.frames.documents.fitness import History
from upsell_cli.frames.tables import BIN, Grain, Readings
from upsell_cli.frames.vectors.blocks import Bools

FIRST_NAMED = 20


def history_of(readings: Readings, grain: Grain) -> History:
    """Give how complete the history of the accounts is; a snapshot has none but the age of its readings."""
    accounts, seen = _seen(readings)
    if grain == "snapshot":
        return _one_reading_each(readings)
    some = seen.any(axis=1)
    newest, oldest = seen.argmax(axis=1), seen.shape[1] - 1 - seen[:, ::-1].argmax(axis=1)
    holes = np.where(some, oldest - newest + 1 - seen.sum(axis=1), 0)
    worst = np.argsort(-holes, kind="stable")[:FIRST_NAMED]
    absent = accounts[~seen[:, 0]]
    return History(
        period="month" if grain == "monthly" else "week",
        periods=seen.shape[1],
        accounts=len(accounts),
        with_holes=int((holes > 0).sum()),
        holes=tuple((str(accounts[at]), int(holes[at])) for at in worst if holes[at]),
        without_newest=len(absent),
        absent=tuple(map(str, absent[:FIRST_NAMED])),
    )


def _one_reading_each(readings: Readings) -> History:
    """Give who was read more than a month before the newest reading."""
    newest = readings.groupby("account_id", sort=True)["last_on"].max()
    old = newest.index[newest < newest.max() - pd.Timedelta(days=LONGEST_MONTH)]
    named = tuple(map(str, old[:FIRST_NAMED]))
    return History("month", 1, len(newest), without_newest=len(old), absent=named)


def _seen(readings: Readings) -> tuple[pd.Index, Bools]:
    """Give the accounts in their order, and in which periods each has a reading of any meter."""
    bins = [BIN.column(member) for member in BIN.members(readings)]
    known = readings[bins].notna().groupby(readings["account_id"], sort=True).any()
    return known.index, known.to_numpy(dtype=bool)
