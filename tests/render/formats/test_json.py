"""JSON that says the same as the CSV, with what the rows rest on."""

import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.factory import LUMEN, scan
from tests.render.formats.test_csv import rows, written
from upsell_cli.render.formats.json import literal, write_json


def parsed(result, **options):
    return json.loads(written(result, "json", **options), parse_float=Decimal)


def test_the_envelope_names_its_schema():
    document = parsed(scan())
    assert list(document) == ["schema", "meta", "rows"]
    assert document["schema"] == "upsell.opportunities/1"


def test_every_row_says_what_the_csv_says():
    found, listed = parsed(scan(), show_all=True)["rows"], rows(written(scan(), show_all=True, raw=True))
    assert [list(row) for row in found] == [list(row) for row in listed]
    for row, line in zip(found, listed, strict=True):
        clean = {key: "" if value is None else str(value) for key, value in row.items()}
        assert clean | {"account_name": ""} == line | {"account_name": ""}


def test_amounts_are_exact_numbers_with_their_digits():
    [row] = parsed(scan(LUMEN))["rows"]
    assert str(row["delta_arr"]) == "1800.00"


def test_what_is_not_known_is_null():
    unknown = {"return_multiple": None, "utilisation": float("inf"), "lead_name": None}
    [row] = parsed(scan(LUMEN | unknown))["rows"]
    assert (row["return_multiple"], row["utilisation"], row["owner"]) == (None, None, None)


def test_a_name_is_kept_verbatim_and_nothing_in_it_is_hidden():
    name = "A\x1b[31m\u202eB"
    text = written(scan(LUMEN | {"account_name": name}), "json")
    assert json.loads(text)["rows"][0]["account_name"] == name
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_the_totals_and_the_inputs_stand_beside_the_rows():
    meta = parsed(scan())["meta"]
    assert meta["totals"]["by_type"]["add_on"] == {
        "accounts": 1, "delta_arr": Decimal("696.00"), "expected_value": Decimal("178.99"),
    }  # fmt: skip
    assert meta["totals"]["delta_arr_if_accepted"] == {"5%": Decimal("844.80"), "20%": Decimal("3379.20")}
    assert meta["business"]["by_tier"]["starter"]["mrr"] == Decimal("5880.00")
    assert meta["business"]["other_currencies"] == {"JPY": 89900}
    assert meta["files"][0]["skipped"] == {"duplicate": 2}
    assert meta["joins"][0]["unmatched"] == ["0042"]
    assert (meta["as_of"], meta["currency"], meta["catalogue_sha256"]) == ("2026-11-20", "USD", "ef" * 32)


def test_files_are_hashed_only_for_a_format_that_tells_it():
    class AskedError(Exception):
        """Somebody wanted to know the hash of a file."""

    class Unread:
        def sha256(self):
            raise AskedError

    found = scan()
    files = tuple(file._replace(stored=Unread()) for file in found.inputs.files)
    unread = found._replace(inputs=found.inputs._replace(files=files))
    assert [written(unread, name) for name in ("csv", "md")] == [
        written(found, name) for name in ("csv", "md")
    ]
    with pytest.raises(AskedError):
        written(unread, "json")


def test_json_lines_are_the_rows_alone():
    lines = written(scan(), "jsonl").splitlines()
    assert [json.loads(line, parse_float=Decimal) for line in lines] == parsed(scan())["rows"]


def test_no_rows_is_an_empty_list():
    stream = io.StringIO()
    write_json(stream, "nothing", {}, [])
    assert json.loads(stream.getvalue()) == {"schema": "upsell.nothing/1", "meta": {}, "rows": []}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_what_is_written_reads_back_the_same(value):
    text = literal(value)
    assert json.loads(text) == value
    assert text.isascii() or text.encode("utf-8")
