"""What is counted in the usage files: meters everybody has, and columns or metrics of one's own."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from upsell_cli.config.catalogue.meters import BUILT_IN
from upsell_cli.frames.documents.drafts import DraftMeter
from upsell_cli.frames.documents.surveys import Survey, SurveyedColumn
from upsell_cli.frames.inputs import PROFILE, TABLES
from upsell_cli.stages.propose.movement import LEAST_STEPS, Reading, kind_of, movement
from upsell_cli.stages.propose.names import unique_ids
from upsell_cli.stages.propose.texts import days, known, look_like_flags, look_like_numbers, number, words

MOST = 12
"""Meters of one's own that are proposed; nobody puts limits on more."""

BILLED = "seats"
"""A meter everybody has, but one that is bought: its column says what is paid for, not what is used."""

PEOPLE = "users"
"""The meter everybody has that events count for, whatever they are called."""

NO_METER_WORDS = frozenset(
    "id number no code zip postcode lat lon latitude longitude year month week rank score rate ratio pct "
    "percent percentage nps csat health price amount revenue mrr arr cost spend fee discount phone version "
    "limit quota".split()
)
"""Words of headers whose numbers are no use of anything."""


COUNTED = re.compile(r"\s*\([^)]*\)$")
"""How a product-analytics tool counted, behind the name of what it counted: `(Uniques)`, `(Totals)`."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """The meters that files carry: ids of those everybody has, those to declare, and what was left out."""

    built_in: tuple[str, ...]
    own: tuple[DraftMeter, ...]
    left_out: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Give the ids of all meters that a limit may be put on."""
        return (*self.built_in, *(meter.id for meter in self.own))


def spot_meters(surveys: Sequence[Survey]) -> Spotted:
    """Give the meters of the usage files; what is not recognised becomes a meter of one's own.

    Of very many, those with the most readings are proposed.
    """
    usage = [survey for survey in surveys if survey.table == "usage"]
    built_in = {column.name for survey in usage for column in survey.columns if column.meter}
    built_in |= {PEOPLE for survey in usage if _events(survey) and survey.named("user_id")}
    built_in |= {survey.days_of for survey in usage if survey.days_of}
    own: dict[str, list[Reading]] = {}
    for survey in usage:
        for name, readings in _strange_series(survey):
            own.setdefault(name, []).extend(readings)
    moving = {name: readings for name, readings in own.items() if not _stands_still(readings)}
    own = moving if moving or built_in else own
    built_in |= {meter for name in own if (meter := _built_in(name))}
    strange = [name for name in own if not _built_in(name)]
    events = sorted({name for survey in usage for name in _events(survey) if not _built_in(name)})
    listed = sorted(strange, key=lambda name: (-len(own[name]), name))
    ids = unique_ids(strange, taken=_taken()) | _in_other_words(strange, built_in)
    return Spotted(
        built_in=tuple(meter for meter in BUILT_IN if meter in built_in - {BILLED}),
        own=tuple(_meter(ids[name], name, own[name]) for name in strange if name in listed[:MOST]),
        left_out=(*sorted(listed[MOST:]), *events),
    )


def _strange_series(survey: Survey) -> Iterator[tuple[str, list[Reading]]]:
    """Give the readings under every header, or of every metric, that is not recognised as a meter."""
    accounts, dated = survey.named("account_id"), survey.named("date")
    metric, value = survey.named("metric"), survey.named("value")
    rows = len(survey.columns[0].values)
    keys = list(
        zip(
            accounts.values if accounts else [""] * rows,
            [day or (0, 0, 0) for day in days(dated.values)] if dated else [(0, 0, 0)] * rows,
            strict=True,
        )
    )
    if metric and value:
        series: dict[str, list[Reading]] = {}
        for name, key, text in zip(metric.values, keys, value.values, strict=True):
            if name and (amount := number(text)) is not None:
                series.setdefault(name, []).append(Reading(*key, amount))
        yield from sorted(series.items())
        return
    if _events(survey) or survey.days_across:
        return
    for column in survey.strange:
        if _counts_something(column):
            pairs = zip(keys, map(number, column.values), strict=True)
            yield column.header, [Reading(*key, amount) for key, amount in pairs if amount is not None]


def _events(survey: Survey) -> list[str]:
    """Give the names of the events of a file with a row each time somebody did something.

    They are left for a person to choose from: which of them a tier limits, nothing in a file shows.
    """
    metric = survey.named("metric")
    if metric is None or survey.named("value") or not survey.named("user_id"):
        return []
    return sorted(set(known(metric.values)))


def _counts_something(column: SurveyedColumn) -> bool:
    """Tell whether the numbers of a column may be use of something."""
    there = known(column.values)
    if NO_METER_WORDS & set(words(column.header)) or len(set(there)) <= 1:
        return False
    return (
        look_like_numbers(there) and not look_like_flags(there) and not any(t.startswith("-") for t in there)
    )


def _stands_still(readings: Sequence[Reading]) -> bool:
    """Tell whether a number never moves, as what was agreed with a customer does, and use does not."""
    moves = movement(readings)
    return moves.steps >= LEAST_STEPS and moves.falls == moves.rises == 0


def _built_in(name: str) -> str | None:
    """Give the meter everybody has that a metric is called like."""
    joined = "".join(words(name))
    names = {"".join(words(n)): i for i, meter in BUILT_IN.items() for n in (i, *meter.aliases)}
    return names.get(joined)


def _in_other_words(names: Sequence[str], built_in: Container[str | None]) -> dict[str, str]:
    """Give the names that are those of a meter everybody has but for how it was counted, and no rival is.

    >>> _in_other_words(["Active Users (Uniques)", "Documents (Totals)"], set())
    {'Active Users (Uniques)': 'users'}
    """
    meant = {name: meter for name in names if (meter := _built_in(COUNTED.sub("", name)))}
    alone = Counter(meant.values())
    return {name: meter for name, meter in meant.items() if alone[meter] == 1 and meter not in built_in}


def _taken() -> set[str]:
    return {column.name for table in (TABLES["usage"], PROFILE) for column in table.columns} | set(BUILT_IN)


def _meter(meter_id: str, name: str, readings: Sequence[Reading]) -> DraftMeter:
    kind, because = kind_of(name, readings)
    if meter_id in BUILT_IN:
        kind, because = BUILT_IN[meter_id].kind, f"called like {meter_id}, which everybody has"
    return DraftMeter(meter_id, kind, None if name == meter_id else name, because)
