"""Statements of value that do not count as they stand: what is used instead is said."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from upsell_cli.frames.tables import Inputs, Join
from upsell_cli.problems import Code, Place, Problem, shortened
from upsell_cli.stages.value.worths import OF_WORTH, only_begins

REPLACED = Code(
    "statement-replaced",
    "note",
    "A customer said different things about one driver of value; the newest counts.",
    "Nothing, if the newest is right; otherwise correct or remove it.",
    "5 h a week in January, 2 in October",
)
NOBODYS = Code(
    "statement-of-nobody",
    "note",
    "Statements of value by accounts that are in no usage; they count for nobody.",
    "Correct the ids, or map them with `--crosswalk`.",
    "an id of the CRM",
)
CODES = {code.code: code for code in (REPLACED, NOBODYS)}


def unused_statements(inputs: Inputs) -> tuple[Problem, ...]:
    """Give a note for each statement that does not count: another is newer, or nobody we know said it."""
    value = inputs.tables.value
    if value is None or value.empty:
        return ()
    return (*_replaced(value, inputs.as_of), *_nobodys(value, inputs.joins))


def _nobodys(value: pd.DataFrame, joins: tuple[Join, ...]) -> Iterator[Problem]:
    strangers = [
        id_ for join in joins if (join.left, join.right) == ("value", "usage") for id_ in join.unmatched
    ]
    firsts = value[value["account_id"].isin(strangers)].sort_values(["source_file", "source_line"])
    firsts = firsts.drop_duplicates("account_id")
    for account, file, line in zip(
        firsts["account_id"], firsts["source_file"], firsts["source_line"], strict=True
    ):
        place, message = Place(file, int(line), "account_id"), f'"{shortened(account)}" is in no usage'
        yield NOBODYS.problem(message, place, value=shortened(account))


def _replaced(value: pd.DataFrame, as_of: date) -> tuple[Problem, ...]:
    """Give a note for each account and driver whose statements up to a day differ, at the newest one."""
    said = value[~only_begins(value)]
    past = said[~(said["stated_on"] > pd.Timestamp(as_of)).fillna(value=False).astype(bool)]
    known = past.assign(about=past["driver"].str.casefold().fillna(""))
    order = ["account_id", "about", "stated_on", *OF_WORTH, "source_file", "source_line"]
    rising = [True, True, False, *[True] * len(OF_WORTH), True, True]
    ordered = known.sort_values(order, ascending=rising, na_position="last", kind="stable")
    groups = ordered.groupby(["account_id", "about"], sort=True)
    differ = (
        ordered.drop_duplicates(["account_id", "about", *OF_WORTH]).groupby(["account_id", "about"]).size()
    )
    newest = groups.head(1).set_index(["account_id", "about"])
    newest = newest[differ.reindex(newest.index).to_numpy() > 1].reset_index()
    columns = (newest[name] for name in ("account_id", "driver", "stated_on", "source_file", "source_line"))
    return tuple(
        _problem(account, None if pd.isna(driver) else driver, on, Place(file, int(line), "driver"))
        for account, driver, on, file, line in zip(*columns, strict=True)
    )


def _problem(account: str, driver: str | None, on: object, place: Place) -> Problem:
    about = f'"{shortened(driver)}"' if driver else "the step up as a whole"
    which = f"the newest, of {on.date()}" if isinstance(on, pd.Timestamp) else "the least, as none has a day"
    message = f"{shortened(account)} has differing statements about {about}: {which}, counts"
    return REPLACED.problem(message, place, value=driver)
