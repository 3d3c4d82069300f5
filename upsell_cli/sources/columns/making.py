"""How the text of a column is made of the cells of a row, where it does not simply stand in one of them.

A header profile or a rule of the person's says so: a key in a cell's JSON, other words, a sum. It is done
before text becomes values, so that a made cell is checked like any other.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from upsell_cli.config.free_mail import free_mail_domains
from upsell_cli.frames.headers import SIGNS, normalised
from upsell_cli.sources.cells.values import PLAIN_NUMBER, matches
from upsell_cli.sources.engine import literal

FACTOR = "DECIMAL(19, 6)"
"""Any wider than 18 digits, and the product has 38 of them; of two with 18 it would have no more than 18."""

EPOCH_SECONDS, EPOCH_MILLIS = r"\d{9,10}(\.\d+)?", r"\d{12,13}"
PERIODS = (
    (7, 7, "week"),
    (28, 31, "month"),
    (89, 92, "quarter"),
    (181, 184, "half_year"),
    (365, 366, "year"),
)
"""How many days a billing period may have, and what it is called."""

LONGER = (
    ("day", 7, "week"),
    ("month", 3, "quarter"),
    ("month", 6, "half_year"),
    ("month", 12, "year"),
    ("quarter", 4, "year"),
    ("week", 52, "year"),
)
"""So many intervals of a kind are one of another."""


class Making(NamedTuple):
    """The steps from the cells of a row to the text of a column, in this order.

    Positions are those of columns in the file. `words` are keyed by the export's words, normalised.
    """

    always: str | None = None
    or_else: tuple[int, ...] = ()
    path: tuple[str, ...] = ()
    first_of: str | None = None
    epoch: bool = False
    words: Mapping[str, str] = MappingProxyType({})
    times: int | None = None
    plus: int | None = None
    until: int | None = None
    each: int | None = None
    state_of: int | None = None
    state: str = "begins"
    guarded: bool = False
    may_lack: bool = False
    rule: str | None = None

    @property
    def others(self) -> tuple[int, ...]:
        """Give the positions of the other cells that are needed."""
        others = (self.times, self.plus, self.until, self.each, self.state_of)
        return (*self.or_else, *(position for position in others if position is not None))

    @property
    def may_fail(self) -> bool:
        """Tell whether a row may well have no such value, without anything being wrong with it."""
        return bool(self.path or self.rule or self.may_lack)


def made_text(making: Making, position: int, cells: Mapping[int, str]) -> str:
    """Give SQL for the text of a column; `cells` are the names of the cells by position."""
    if making.always is not None:
        return literal(making.always)
    text = cells[position]
    for step in _steps(making, cells):
        text = step.replace("{text}", text)
    return text


def _steps(making: Making, cells: Mapping[int, str]) -> Iterator[str]:
    """Give the SQL of each step, over the `{text}` that the step before it made."""
    if making.or_else:
        known = ", ".join(f"nullif({text}, '')" for text in ("{text}", *(cells[p] for p in making.or_else)))
        yield f"coalesce({known}, '')"
    if making.guarded:
        yield _unguarded()
    if making.path:
        yield _inside(making.path)
    if making.first_of:
        yield f"trim(split_part({{text}}, {literal(making.first_of)}, 1))"
    if making.epoch:
        yield _day_of_epoch()
    if making.words:
        yield _in_other_words(making.words)
    with_others = (
        (making.until, _interval),
        (making.each, _longer),
        (making.times, partial(_both, "*")),
        (making.plus, partial(_both, "+")),
        (making.state_of, partial(_state, making.state)),
    )
    for position, step in with_others:
        if position is not None:
            yield step(cells[position])
    if making.rule == "email_domain":
        yield _domain()


def _unguarded() -> str:
    """Give the text without the apostrophe that keeps a spreadsheet from running it."""
    run = r"'+\s*[=+\-@|\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}].*"
    return f"CASE WHEN {matches('{text}', run)} THEN substr({{text}}, 2) ELSE {{text}} END"


def _inside(path: Sequence[str]) -> str:
    """Give the value under keys of JSON; of a list, its only element."""
    pointer = literal("/" + "/".join(key.replace("~", "~0").replace("/", "~1") for key in path))
    found = f"json_extract(CASE WHEN json_valid({{text}}) THEN {{text}} END, {pointer})"
    only = f"CASE WHEN json_array_length({found}) = 1 THEN json_extract_string({found}, '/0') END"
    plain = f"json_extract_string(CASE WHEN json_valid({{text}}) THEN {{text}} END, {pointer})"
    chosen = f"CASE json_type({found}) WHEN 'ARRAY' THEN {only} WHEN 'OBJECT' THEN NULL ELSE {plain} END"
    return f"coalesce(trim({chosen}), '')"


def _day_of_epoch() -> str:
    day = "strftime(make_timestamp(CAST(trunc(TRY_CAST({text} AS DOUBLE) * %d) AS BIGINT)), '%%Y-%%m-%%d')"
    return (
        f"CASE WHEN {matches('{text}', EPOCH_SECONDS)} THEN {day % 10**6} "
        f"WHEN {matches('{text}', EPOCH_MILLIS)} THEN {day % 10**3} ELSE {{text}} END"
    )


def _in_other_words(words: Mapping[str, str]) -> str:
    cases = " ".join(f"WHEN {literal(own)} THEN {literal(ours)}" for own, ours in words.items())
    return f"CASE {bare_word('{text}')} {cases} ELSE {{text}} END"


def _interval(end: str) -> str:
    days = f"date_diff('day', {_day('{text}')}, {_day(end)})"
    cases = " ".join(f"WHEN {days} BETWEEN {least} AND {most} THEN '{name}'" for least, most, name in PERIODS)
    return f"CASE {cases} ELSE '' END"


def _longer(count: str) -> str:
    word = "regexp_replace(lower({text}), 's$', '')"
    cases = " ".join(
        f"WHEN {word} = '{short}' AND {count} = '{n}' THEN '{long}'" for short, n, long in LONGER
    )
    return f"CASE WHEN {count} IN ('', '1') THEN {word} {cases} ELSE {{text}} || ' x ' || {count} END"


def _state(what: str, key: str) -> str:
    """Give the day a state begins, blank for the first; or the day the next one does, blank for the last."""
    of_key = f"OVER (PARTITION BY {key} ORDER BY {{text}}, line)"
    if what == "ends":
        return f"coalesce(lead({{text}}) {of_key}, '')"
    return f"CASE WHEN lag(line) {of_key} IS NULL THEN '' ELSE {{text}} END"


def _day(text: str) -> str:
    return f"TRY_CAST(left({text}, 10) AS DATE)"


def _both(sign: str, other: str) -> str:
    """Give the exact sum or product of two plain numbers; the first alone when there is no other.

    One too large to be exact is no number: its cell is told as it would be written.
    """
    exact = f"TRY(TRY_CAST({{text}} AS {FACTOR}) {sign} TRY_CAST({other} AS {FACTOR}))"
    result = f"coalesce(CAST({exact} AS VARCHAR), {{text}} || ' {sign} ' || {other})"
    number = "-?" + PLAIN_NUMBER
    return (
        f"CASE WHEN {matches('{text}', number)} AND {matches(other, number)} THEN {result} ELSE {{text}} END"
    )


def _domain() -> str:
    """Give the domain of an address, unless anybody may have an address there."""
    domain = r"lower(regexp_extract({text}, '@([^@>\s]+?)\.?>?$', 1))"
    free = ", ".join(map(literal, free_mail_domains()))
    return f"CASE WHEN {domain} IN ({free}) THEN '' ELSE {domain} END"


def bare_word(text: str) -> str:
    """Give SQL for a word without what people vary, as `normalised` gives it."""
    return f"regexp_replace(lower({text}), {literal(SIGNS)}, '', 'g')"


def other_words(words: Mapping[str, str]) -> dict[str, str]:
    """Give the export's words to ours with the export's normalised.

    >>> other_words({"Past Due": "past_due"})
    {'pastdue': 'past_due'}
    """
    return {normalised(own): ours for own, ours in words.items()}
