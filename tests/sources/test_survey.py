"""A first look takes headers that mean nothing to us, and refuses what is no table."""

import gzip
import os
import threading

import pytest

from tests.sources.workbooks import workbook
from upsell_cli.problems import UpsellError
from upsell_cli.sources.request import MeterColumn, Request
from upsell_cli.sources.survey import survey

USERS = MeterColumn("users", "level", ("users", "active_users"))


def looked_at(tmp_path, content, **more):
    path = tmp_path / "usage.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = survey(Request(usage=(str(path),), meters=(USERS,), **more))
    return found


def test_every_header_is_told_and_what_it_is_known_as(tmp_path):
    found = looked_at(tmp_path, "Kunde;Datum;active_users\nA;2026-01-01; 5 \n")
    assert [(c.header, c.name, c.meter, c.values) for c in found.columns] == [
        ("Kunde", None, False, ("A",)),
        ("Datum", None, False, ("2026-01-01",)),
        ("active_users", "users", True, ("5",)),
    ]


def test_what_a_map_says_is_marked(tmp_path):
    found = looked_at(tmp_path, "Kunde,users\nA,5\n", mapping={"usage": {"account_id": "Kunde"}})
    assert [(c.name, c.mapped) for c in found.columns] == [("account_id", True), ("users", False)]


def test_a_title_above_the_header_is_no_header(tmp_path):
    found = looked_at(tmp_path, "Usage of March 2026\n\nKunde,Nutzer,Datum\nA,5,2026-01-01\n")
    assert [c.header for c in found.columns] == ["Kunde", "Nutzer", "Datum"]


def test_a_column_without_a_header_is_left_out(tmp_path):
    assert [c.header for c in looked_at(tmp_path, ",Kunde,Nutzer\n0,A,5\n").columns] == ["Kunde", "Nutzer"]


def test_a_row_with_two_dates_heads_no_report_but_in_usage(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("space,mail,since,seen\nacme,a@acme.example,2026-01-05,2026-03-31\n")
    (found,) = survey(Request(people=(str(path),), usage=(), meters=(USERS,)))
    assert [c.header for c in found.columns] == ["space", "mail", "since", "seen"]


def test_the_sheet_of_a_workbook_is_a_file_like_others(tmp_path):
    path = workbook(tmp_path, "own.xlsx", ("Notes", [["x"]]), ("Usage", [["Kunde", "users"], ["A", "5"]]))
    (found,) = survey(Request(usage=(f"{path}#Usage",), meters=(USERS,)))
    assert [(c.header, c.values) for c in found.columns] == [("Kunde", ("A",)), ("users", ("5",))]


def test_an_export_of_another_kind_is_no_usage(tmp_path):
    deals = "Opportunity Name,Account ID,Stage,Amount\nAsh - more seats,A,Proposal,900\n"
    with pytest.raises(UpsellError, match=r"those of Salesforce, opportunity report. Give it as `--deals`"):
        looked_at(tmp_path, deals)


def test_rows_that_do_not_fit_the_header_are_left_to_reading_proper(tmp_path):
    assert looked_at(tmp_path, "Kunde,Nutzer\nA,5\nB\nC,7\n").columns[0].values == ("A", "C")


def test_a_packed_file_is_looked_into(tmp_path):
    assert looked_at(tmp_path, gzip.compress(b"Kunde,Nutzer\nA,5\n")).columns[1].values == ("5",)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty-file"), (b"A-1,2026-01-01,5\n", "no-header"), (b"Kunde,Nutzer\n", "no-rows")],
)
def test_what_is_no_table_is_refused(tmp_path, content, code):
    with pytest.raises(UpsellError) as refused:
        looked_at(tmp_path, content)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_all_files_that_cannot_be_read_are_told_at_once(tmp_path):
    with pytest.raises(UpsellError) as refused:
        survey(Request(usage=(str(tmp_path / "a"),), billing=(str(tmp_path / "b"),)))
    assert len(refused.value.problems) == 2


def test_a_pipe_is_refused_since_it_can_be_read_once(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"Kunde,Nutzer\nA,5\n",), daemon=True)
    writer.start()
    with pytest.raises(UpsellError, match="can be read once"):
        survey(Request(usage=(str(pipe),)))
    writer.join()


def test_an_export_of_a_well_known_tool_is_recognised_with_what_is_made_of_its_cells(tmp_path):
    events = (
        "name,time,distinct_id,insert_id,properties\n"
        'Report Exported,1719700000,u1,e1,"{""company"": ""A-1""}"\n'
    )
    found = looked_at(tmp_path, events, account_from="properties.company")
    assert [(column.header, column.name, column.values) for column in found.columns if column.name] == [
        ("name", "metric", ("Report Exported",)),
        ("time", "date", ("2024-06-29",)),
        ("distinct_id", "user_id", ("u1",)),
        ("insert_id", "event_id", ("e1",)),
        ("properties", "account_id", ("A-1",)),
    ]
