"""Statements of value that do not count are told, at their row."""

from tests.tables import AS_OF, table
from upsell_cli.frames.tables import Inputs, Join, Readings, Tables
from upsell_cli.stages.value import unused_statements

HEAD = "account_id | driver | hours_per_person_week | people | stated_on\n"


def told(rows: str, *strangers: str) -> list[tuple[str, int]]:
    value = table("value", HEAD + rows)
    tables = Tables(Readings(value.iloc[:0]), value.iloc[:0], value=value)
    joins = (Join("value", "usage", 0, 1, strangers),)
    inputs = Inputs(tables, AS_OF, "", "weekly", "", (), joins, ())
    return [(p.code, p.place.line) for p in unused_statements(inputs) if p.place and p.place.line]


def test_of_two_that_differ_the_newest_is_told_to_count():
    rows = "acme | Planning | 5 | 6 | 2026-01-18\nacme | planning | 2 | 6 | 2026-06-18"
    assert told(rows) == [("statement-replaced", 3)]


def test_the_same_said_again_and_something_else_said_are_no_contradiction():
    rows = "acme | a | 5 | 6 | 2026-01-18\nacme | a | 5 | 6 | 2026-06-18\nacme | b | 1 | 1 | ?"
    assert told(rows) == []


def test_what_is_said_after_the_day_that_is_judged_contradicts_nothing_yet():
    assert told("acme | a | 5 | 6 | 2026-01-18\nacme | a | 2 | 6 | 2026-07-18") == []


def test_who_is_in_no_usage_is_told_once_and_where():
    rows = "acme | a | 5 | 6 | ?\nzorn | a | 2 | 6 | ?\nzorn | b | 2 | 6 | ?"
    assert told(rows, "zorn") == [("statement-of-nobody", 3)]


def test_without_statements_nothing_is_told():
    nothing = Readings(table("value", HEAD + "a | a | 1 | 1 | ?").iloc[:0])
    assert unused_statements(Inputs(Tables(nothing, nothing), AS_OF, "", "weekly", "", (), (), ())) == ()
