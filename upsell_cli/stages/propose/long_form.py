"""Usage with one reading a row, under headers that do not say so: which column names what was counted."""

from collections.abc import Sequence

from upsell_cli.frames.documents.drafts import HeaderChoice
from upsell_cli.frames.documents.surveys import Survey, SurveyedColumn
from upsell_cli.stages.propose.texts import (
    known,
    look_like_dates,
    look_like_flags,
    look_like_numbers,
)

REPEATED = 0.2
"""Share of the rows that repeat an account and day; with more, a row is not all there is of a day."""

TOLD_APART = 0.05
"""Share of such rows that may be left once the thing counted is told apart."""

MOST_METRICS = 200


def long_form(survey: Survey) -> tuple[HeaderChoice, ...]:
    """Give what `metric` and `value` are read from when every row is one reading of one thing; else nothing.

    It shows in accounts that have several rows a day, told apart by one column of words beside one
    column of numbers.
    """
    account, day = survey.named("account_id"), survey.named("date")
    meters = any(column.meter for column in survey.columns)
    if survey.table != "usage" or meters or account is None:
        return ()
    keys = list(zip(account.values, day.values if day else account.values, strict=True))
    if _repeated(keys) < REPEATED:
        return ()
    metric, value = survey.named("metric"), survey.named("value")
    metrics = [metric] if metric else [c for c in survey.strange if _names_things(c) and _apart(keys, c)]
    values = [value] if value else [c for c in survey.strange if _numbers(c)]
    if len(metrics) != 1 or len(values) != 1:
        return ()
    because = "accounts have several rows a day, and this tells them apart"
    choices = (
        (metric, HeaderChoice("usage", "metric", metrics[0].header, because)),
        (value, HeaderChoice("usage", "value", values[0].header, "the only column with numbers")),
    )
    return tuple(choice for recognised, choice in choices if recognised is None)


def _repeated(keys: Sequence[tuple[str, ...]]) -> float:
    return 1 - len(set(keys)) / len(keys)


def _apart(keys: Sequence[tuple[str, ...]], column: SurveyedColumn) -> bool:
    return _repeated([(*key, word) for key, word in zip(keys, column.values, strict=True)]) <= TOLD_APART


def _names_things(column: SurveyedColumn) -> bool:
    there = known(column.values)
    others = (look_like_numbers, look_like_dates, look_like_flags)
    return 1 < len(set(there)) <= MOST_METRICS and not any(look(there) for look in others)


def _numbers(column: SurveyedColumn) -> bool:
    return look_like_numbers(column.values) and not look_like_flags(column.values)
