"""Records, their physical lines, and what happens to broken ones."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsell_cli.sources.forms.records import LONGEST_LINE, Flaw, Record, all_blank, records


def taken_apart(text: str, delimiter: str = ",") -> list[tuple[int, list[str] | str]]:
    found = records(io.StringIO(text, newline=""), delimiter)
    return [(r.line, r.fields if isinstance(r, Record) else r.code) for r in found]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_ends_a_line(end: str):
    assert taken_apart(f"a,b{end}c,d{end}e,f") == [(1, ["a", "b"]), (2, ["c", "d"]), (3, ["e", "f"])]


def test_lines_are_counted_as_an_editor_counts_them():
    text = 'a,"one\ntwo\nthree"\n\nb,x\n'
    assert taken_apart(text) == [(1, ["a", "one\ntwo\nthree"]), (5, ["b", "x"])]


def test_a_quote_within_an_unquoted_value_is_text():
    assert taken_apart('a,19" rack\n') == [(1, ["a", '19" rack'])]


def test_doubled_quotes_are_one_quote():
    assert taken_apart('a,"say ""hi"""\n') == [(1, ["a", 'say "hi"'])]


def test_a_quote_never_closed_costs_its_own_line_only():
    assert taken_apart('a,b\nc,"d\ne,f\ng,h\n') == [
        (1, ["a", "b"]),
        (2, "unclosed-quote"),
        (3, ["e", "f"]),
        (4, ["g", "h"]),
    ]


def test_a_quote_closed_by_a_later_quote_in_the_wrong_place_costs_its_own_line_only():
    assert taken_apart('a,"b\nc,d\ne,"f"\n') == [(1, "unclosed-quote"), (2, ["c", "d"]), (3, ["e", "f"])]


def test_text_behind_a_closing_quote_is_a_broken_record():
    assert taken_apart('a,"b" c\nd,e\n') == [(1, "bad-quote"), (2, ["d", "e"])]


def test_a_backslash_does_not_escape_and_the_message_says_so():
    (flaw,) = records(io.StringIO('a,"b \\"c\\", d"\n'), ",")
    assert isinstance(flaw, Flaw)
    assert "backslash" in flaw.message


def test_blank_rows_are_no_rows():
    assert taken_apart("a,b\n\n,\n \n\u00a0,\t\nc, \n") == [(1, ["a", "b"]), (6, ["c", " "])]


def test_a_nul_spoils_its_row_only():
    assert taken_apart("a,b\nc,\0d\ne,f\n") == [(1, ["a", "b"]), (2, "nul-byte"), (3, ["e", "f"])]


def test_a_line_without_end_does_not_fill_the_memory():
    text = "a," + "x" * (2 * LONGEST_LINE) + "\nb,c\n"
    assert taken_apart(text) == [(1, "long-line"), (2, ["b", "c"])]


def test_a_cell_is_at_most_64_kib():
    assert taken_apart(f"a,{'x' * 70_000}\nb,c\n") == [(1, "long-line"), (2, ["b", "c"])]


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


rows_that_say_something = st.lists(cells, min_size=2, max_size=2).filter(lambda row: not all_blank(row))


@given(st.lists(rows_that_say_something, max_size=8))
def test_what_the_csv_module_writes_is_read_back(rows: list[list[str]]):
    import csv

    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [fields for _, fields in taken_apart(text.getvalue())] == rows
