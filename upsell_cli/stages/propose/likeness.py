"""How much a header reads like one of our columns, and which of several stands out."""

from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import SequenceMatcher

from upsell_cli.frames.documents.surveys import Survey, SurveyedColumn
from upsell_cli.frames.inputs import InputColumn, Kind
from upsell_cli.stages.propose.texts import (
    known,
    look_like_amounts,
    look_like_dates,
    look_like_flags,
    look_like_ids,
    look_like_numbers,
    words,
)

LIKE_ENOUGH = 0.75
"""Likeness (0 to 1) from which a header is taken for a column."""

RELATED = 0.5
"""Likeness of spelling below which two names have nothing to do with each other."""

AHEAD = 0.15
"""How far the likeliest must be ahead of the next to stand out."""

MOST_NAMES = 30
"""Different values of a column that names plans; more are names of customers or people."""

CURRENCY_LETTERS = 3

CUSTOMERS = frozenset(
    "account customer client company organization organisation org workspace tenant subscriber team site "
    "school merchant shop store".split()
)
KEYS = frozenset("id ids uuid guid key no nr number code ref reference".split())
MONEY = frozenset("amount fee price revenue charge cost payment total value spend billing".split())
PACKAGES = frozenset("plan tier package edition product membership sku bundle".split())
DAYS = frozenset("date day time timestamp at on period week month when".split())

TELLING: Mapping[str, tuple[frozenset[str], ...]] = {
    "account_id": (CUSTOMERS, KEYS),
    "date": (DAYS,),
    "mrr": (frozenset("month monthly mrr".split()), MONEY | {"mrr"}),
    "arr": (frozenset("year yearly annual arr".split()), MONEY | {"arr"}),
    "plan": (PACKAGES,),
}
"""Words that tell a column; one of each set makes it certain."""

TOLD_BY_ONE = frozenset({"account_id", "date", "plan"})
"""Columns that a word of the first set alone makes likely."""

CERTAIN, LIKELY = 0.95, 0.8
OTHER_THINGS = frozenset(
    "name email mail domain type status date user event session invoice ticket url".split()
)
"""Words that say a header is about something else than the customer."""

AMBIGUOUS = frozenset({"subscription", "subscriptions"})
"""Headers over ids in one export and over names of plans in another, so that only the values tell."""


def likeness(header: str, column: InputColumn) -> float:
    """Give how much a header reads like a column of ours, 0 to 1.

    >>> from upsell_cli.frames.inputs import TABLES
    >>> account = TABLES["usage"]["account_id"]
    >>> [round(likeness(h, account), 2) for h in ("acount_id", "Client No", "Client", "Client name")]
    [0.94, 0.95, 0.8, 0.0]
    """
    said = frozenset(words(header))
    if column.name == "account_id" and OTHER_THINGS & said:
        return 0.0
    joined = "".join(words(header))
    if joined in AMBIGUOUS:
        return 0.0
    spelled = max(
        SequenceMatcher(None, joined, "".join(words(name))).ratio() for name in (column.name, *column.aliases)
    )
    return max(_told(said, column.name), spelled if spelled >= RELATED else 0.0)


def fits(column: InputColumn, values: Sequence[str]) -> bool:
    """Tell whether what stands in a column of a file can be what our column holds."""
    if column.kind is Kind.CODE:
        there = {value.casefold() for value in known(values)}
        return bool(there) and (there <= set(column.values) or (not column.values and _are_currencies(there)))
    return LOOKS[column.kind](values)


def stands_out(scores: Mapping[str, float], least: float, ahead: float) -> str | None:
    """Give the header with the highest score when it is high enough and well ahead of the next.

    >>> stands_out({"Client": 0.8, "Site": 0.8}, 0.75, 0.15), stands_out({"Client": 0.8}, 0.75, 0.15)
    (None, 'Client')
    """
    ranked = by_score(scores)
    if not ranked or scores[ranked[0]] < least:
        return None
    lead = scores[ranked[0]] - scores[ranked[1]] if len(ranked) > 1 else scores[ranked[0]]
    return ranked[0] if lead >= ahead else None


def by_score(scores: Mapping[str, float]) -> list[str]:
    """Give the headers, the highest score first; equals stay in their order."""
    return sorted(scores, key=lambda header: -scores[header])


def rivals(survey: Survey, found: SurveyedColumn, column: InputColumn) -> list[str]:
    """Give the headers that are other names of a column which was found by such a name too."""
    names = {"".join(words(name)) for name in (column.name, *column.aliases)}
    if found.mapped or "".join(words(found.header)) == "".join(words(column.name)):
        return []
    return [c.header for c in survey.strange if "".join(words(c.header)) in names]


def _are_currencies(values: Collection[str]) -> bool:
    return all(len(value) == CURRENCY_LETTERS and value.isalpha() for value in values)


def _look_like_names(values: Sequence[str]) -> bool:
    """Tell whether a column holds names of a few things: of plans, say."""
    there = known(values)
    others = (look_like_numbers, look_like_dates, look_like_flags)
    return 0 < len(set(there)) <= MOST_NAMES and not any(look(there) for look in others)


LOOKS: Mapping[Kind, Callable[[Sequence[str]], bool]] = {
    Kind.ID: look_like_ids,
    Kind.TEXT: _look_like_names,
    Kind.DATE: look_like_dates,
    Kind.NUMBER: look_like_numbers,
    Kind.COUNT: look_like_numbers,
    Kind.MONEY: look_like_amounts,
    Kind.FLAG: look_like_flags,
}
"""What the values of each kind look like; codes are looked up instead."""


def _told(said: frozenset[str], name: str) -> float:
    telling = TELLING.get(name, ())
    if len(telling) > 1 and all(said & one for one in telling):
        return CERTAIN
    return LIKELY if name in TOLD_BY_ONE and said & telling[0] else 0.0
