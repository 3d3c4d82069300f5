"""Tables by parts: the rows of some accounts at a time."""

import pandas as pd

from upsell_cli.frames.parts import Parts
from upsell_cli.frames.tables import Readings, Tables


def tables(**rows: list[str]) -> Tables:
    """Tables with a row for each of these ids, which also says where it stood."""
    frames = {
        name: pd.DataFrame({"account_id": pd.array(ids, dtype="string"), "row": range(len(ids))})
        for name, ids in rows.items()
    }
    readings = frames.pop("readings").assign(meter="users")
    return Tables(Readings(readings), readings[["account_id"]])._replace(**frames)  # type: ignore[arg-type]


def rows_of(given: Tables, name: str, ids: str, at_once: int) -> list[list[int]]:
    return [getattr(part, name)["row"].tolist() for part in Parts.of(given, [*ids], at_once)]


def test_rows_go_to_the_part_of_their_account():
    in_order = tables(readings=[*"aabbcd"])
    assert rows_of(in_order, "readings", "abcd", 2) == [[0, 1, 2, 3], [4, 5]]
    assert rows_of(in_order, "readings", "abcd", 3) == [[0, 1, 2, 3, 4], [5]]


def test_rows_that_are_not_in_order_keep_that_of_their_table():
    mixed = tables(readings=["a"], billing=[*"dbacab"])
    assert rows_of(mixed, "billing", "abcd", 2) == [[1, 2, 4, 5], [0, 3]]


def test_rows_of_nobody_are_in_no_part():
    strays = tables(readings=["a"], deals=[*"xaybz"])
    assert rows_of(strays, "deals", "ab", 1) == [[1], [3]]


def test_an_account_without_rows_has_empty_tables():
    assert rows_of(tables(readings=["a"], billing=["c"]), "billing", "abc", 1) == [[], [], [0]]


def test_a_table_that_was_not_given_is_in_no_part():
    assert [part.billing for part in Parts.of(tables(readings=["a"]), ["a"], 1)] == [None]


def test_every_part_knows_what_the_files_of_all_speak_of():
    given = tables(readings=["a"])
    tickets = {"account_id": ["a"], "type": ["ticket"], "source_file": ["desk.csv"]}
    given = given._replace(events=pd.DataFrame(tickets, dtype="string"))
    parts = list(Parts.of(given, ["a", "b"], 1))
    assert [part.metrics for part in parts] == [("users",), ("users",)]
    assert [part.heard for part in parts] == [frozenset({"ticket"})] * 2
