"""An account's facts can be followed to the rows they come from."""

from pathlib import Path

from tests.sources.given import request
from upsell_cli.sources.trace import trace


def test_rows_are_given_as_they_stand_with_file_and_line(tmp_path: Path):
    asked = request(
        tmp_path,
        usage='account_id,date,mau,colour\nB,2026-05-01,5,red\n A ,2026-05-01,"1,250",blue\n',
        billing="account_id,tier\nA,growth\n",
    )
    assert [(row.table, row.line, dict(row.cells)) for row in trace(asked, "A")] == [
        ("usage", 3, {"account_id": " A ", "date": "2026-05-01", "mau": "1,250"}),
        ("billing", 2, {"account_id": "A", "tier": "growth"}),
    ]


def test_rows_under_other_ids_of_the_account_are_its_rows(tmp_path: Path):
    asked = request(
        tmp_path,
        usage="account_id,date,users\ns1,2026-05-01,5\ns2,2026-05-01,6\ns3,2026-05-01,7\n",
        crosswalk="from_id,account_id\ns1,A\ns2,A\ns3,B\n",
    )
    assert [(row.table, row.line) for row in trace(asked, "A")] == [
        ("crosswalk", 2),
        ("crosswalk", 3),
        ("usage", 2),
        ("usage", 3),
    ]


def test_rows_of_a_file_that_lacks_a_header_of_the_map_are_found_too(tmp_path: Path):
    asked = request(
        tmp_path,
        usage=["org,date,users\nA,2026-05-01,5\n", "account_id,date,users\nA,2026-05-02,6\n"],
        mapping={"usage": {"account_id": "org"}},
    )
    assert [dict(row.cells) for row in trace(asked, "A")] == [
        {"org": "A", "date": "2026-05-01", "users": "5"},
        {"account_id": "A", "date": "2026-05-02", "users": "6"},
    ]


def test_an_account_nobody_knows_has_no_rows(tmp_path: Path):
    assert trace(request(tmp_path, usage="account_id,date,users\nB,2026-05-01,5\n"), "A") == ()
