"""Who was there lately, as a list of people says it, becomes how many use the product.

A list of members with the day each was last seen tells of one moment: how many were there in the four weeks
up to the as-of date, and nothing of the weeks before. It stands in only where no usage file counts people.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from upsell_cli.frames.tables import BIN, Readings
from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem
from upsell_cli.sources.readings.counted import PEOPLE, WINDOW_DAYS
from upsell_cli.sources.readings.meters import Meters
from upsell_cli.sources.typed_file import TypedFile

SEEN = "last_seen"
LATER_DAYS = 7
"""A list that was saved so long after the as-of date still tells of it; whoever was seen since was there."""


def with_members(
    readings: Readings, people: pd.DataFrame | None, files: Sequence[TypedFile], meters: Meters, as_of: date
) -> Readings:
    """Add the users of each account whose people were seen on some day, and tell that they are counted so.

    What was their peak, and since when they are so many, a list does not say.
    """
    place = meters.place(*PEOPLE)
    meter = None if place is None or place not in meters.levels else meters.names[place]
    if people is None or SEEN not in people or meter is None or (readings["meter"] == meter).any():
        return readings
    day = pd.Timestamp(as_of)
    known = people[people[SEEN].notna().astype(bool)]
    if known.empty:
        return readings
    newest = known[SEEN].max()
    if newest > day + timedelta(days=LATER_DAYS):
        message = f"people were seen up to {newest.date()}, so who was there by {as_of} is not known"
        _tell(files, message)
        return readings
    there = known[SEEN] > day - timedelta(days=WINDOW_DAYS)
    each = known.assign(there=there.astype("Int64")).groupby("account_id", as_index=False, sort=True)
    counted = each.agg(users=("there", "sum"), newest=(SEEN, "max"))
    seen_on = counted["newest"].where(counted["newest"] <= day, day)
    told = {
        "account_id": counted["account_id"],
        "meter": meter,
        "first_on": seen_on,
        "last_on": seen_on,
        "active_bins": (counted["users"] > 0).astype("Int64"),
        BIN.column("0"): counted["users"],
    }
    rows = pd.DataFrame(told).reindex(columns=readings.columns).astype(readings.dtypes.to_dict())
    lately = f"the {counted['users'].sum():,} of {len(known):,} people who were seen"
    _tell(files, f"no usage file counts users, so they are {lately} in the {WINDOW_DAYS} days up to {as_of}")
    return Readings(pd.concat([readings, rows]).sort_values(["account_id", "meter"], ignore_index=True))


def _tell(files: Sequence[TypedFile], message: str) -> None:
    ledger = next(file for file in files if file.has(SEEN)).ledger
    ledger.problems.append(problem("members-counted", message, Place(ledger.name)))
