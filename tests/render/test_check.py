"""A look at the inputs in every format: nothing is lost, nothing is cut, and the data is never markup."""

import io
import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from rich.cells import cell_len

from tests.tables import Hashed
from upsell_cli.frames.documents.fitness import Fitness, History, MeterRange, TierName
from upsell_cli.frames.documents.used_rows import UsedColumn, UsedRows
from upsell_cli.frames.inputs import Kind
from upsell_cli.frames.tables import FileReport, Inputs, Join, Mapped, Readings, Tables
from upsell_cli.problems import Place, Problem
from upsell_cli.render.check import check_report
from upsell_cli.render.check.groups import groups
from upsell_cli.render.drawing.glyphs import ASCII
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.dump import write_dump

COLUMNS = (Mapped("Firma", "account_id", "map"), Mapped("Tag", "date", "alias"), Mapped("Note|s", None))
USAGE = FileReport(
    table="usage",
    path="exports/usage.csv",
    stored=Hashed("ab" * 32),
    encoding="utf-8-sig",
    delimiter=";",
    header_line=3,
    columns=COLUMNS,
    counted=1203,
    used=1200,
    rejected=2,
    skipped={"duplicate": 1},
    first_on=date(2026, 1, 1),
    last_on=date(2026, 6, 28),
)
BILLING = USAGE._replace(
    table="billing",
    path="billing.csv",
    profile="stripe",
    first_on=None,
    last_on=None,
    rejected=0,
    used=1202,
)
PROBLEMS = (
    Problem(
        "missing-word", "3 cells have a word for no value", Place(USAGE.path, 9, "seats"), severity="note"
    ),
    *(
        Problem("bad-number", f'"x{n}" is no number', Place(USAGE.path, n, "seats"), "Write digits.", f"x{n}")
        for n in range(11, 18)
    ),
    Problem("no-billing", "1 account: no billing row", Place(USAGE.path, 4), "Add it.", severity="warning"),
    Problem("late-note", "a key twice", Place("tiers.yaml", 2, 1), severity="warning"),
)
FOUND = Fitness(
    inputs=Inputs(
        tables=Tables(Readings(pd.DataFrame()), pd.DataFrame()),
        as_of=date(2026, 6, 30),
        as_of_origin="--as-of",
        grain="weekly",
        grain_origin="the usual gap between readings is 7 days",
        files=(USAGE, BILLING),
        joins=(
            Join("usage", "billing", 39, 40, ("[bold]ZZ", "A-1")),
            Join("billing", "usage", 0, 3, ("1", "2", "3")),
        ),
        problems=(),
    ),
    problems=PROBLEMS,
    meters=(
        MeterRange("users", 40, 0, 12, 1234567, 30, 3),
        MeterRange("storage_gb", 0, None, None, None, 0, 0),
    ),
    history=History("week", 26, 40, 2, (("A-1", 5), ("B-2", 1)), 9, tuple(f"C-{n}" for n in range(9))),
    tiers=(TierName("billing", "plan", "gold", 30, "scale"), TierName("billing", "plan", "=x", 1, None)),
    catalogue_sha256="cd" * 32,
    version="0.1.0",
    names={"users": "Active users"},
)


def written(found=FOUND, form="table", look=Look(), arguments=("u.csv",)):  # noqa: B008
    stream = io.StringIO()
    check_report(found, look, arguments)[form](stream)
    return stream.getvalue()


def whole(text):
    return " ".join(text.split())


@pytest.mark.parametrize("width", range(60, 241, 9))
def test_nothing_is_cut_and_nothing_is_wider_than_the_screen(width):
    screen = written(look=Look(width=width))
    assert max(map(cell_len, screen.splitlines())) <= width
    for said in (
        "1,234,567",
        "[bold]ZZ",
        "exports/usage.csv:15:seats",
        "days before the day",
        "39 of 40 97%",
    ):
        assert said in whole(screen)


def test_the_screen_says_how_every_file_was_read():
    screen = written()
    assert "exports/usage.csv  usage · UTF-8 · semicolon · header on line 3" in screen
    assert "billing · profile stripe · UTF-8" in screen
    assert "1,203 rows = 1,200 used + 2 rejected + 1 skipped (1 duplicate)" in screen
    assert "1 Jan 2026 to 28 Jun 2026, 2 days before the day judged on" in screen
    assert "by your map: Firma → account_id" in screen
    assert screen.count("left alone: Note|s") == 2


def test_problems_of_a_kind_stand_together_the_gravest_first():
    found = groups(PROBLEMS)
    assert [(group.code, len(group.problems)) for group in found] == [
        ("bad-number", 7),
        ("late-note", 1),
        ("no-billing", 1),
        ("missing-word", 1),
    ]
    assert found[0].places.endswith("exports/usage.csv:15:seats and 2 more")


def test_the_screen_tells_each_kind_once():
    screen = written()
    assert "error  bad-number  7 times" in screen
    assert screen.count("is no number") == 1
    assert "Write digits." in screen


def test_the_screen_needs_no_more_than_ascii():
    assert written(look=Look(glyphs=ASCII)).isascii()


def test_the_next_command_repeats_the_inputs():
    assert "Next: upsell scan 'my usage.csv' --billing b.csv" in written(
        arguments=("my usage.csv", "--billing", "b.csv")
    )


def test_inputs_without_findings_are_fit():
    fit = replace(FOUND, problems=PROBLEMS[:1])
    assert "✓ Fit to be analysed: 2,406 rows in 2 files" in written(fit)
    assert json.loads(written(fit, "json"))["meta"]["fit"] is True


def test_the_document_has_every_problem_at_its_file_and_the_rest_beside():
    found = json.loads(written(form="json"))
    usage, billing = found["rows"]
    assert [problem["code"] for problem in usage["problems"]].count("bad-number") == 7
    assert billing["problems"] == []
    assert [problem["code"] for problem in found["meta"]["problems"]] == ["late-note"]
    assert usage["problems"][1] == {
        "code": "bad-number",
        "severity": "error",
        "file": "exports/usage.csv",
        "line": 11,
        "column": "seats",
        "value": "x11",
        "message": '"x11" is no number',
        "fix": "Write digits.",
    }


def test_the_document_has_ranges_history_and_names():
    meta = json.loads(written(form="json"))["meta"]
    assert meta["meters"][0]["at_limit_share"] == 0.1
    assert meta["meters"][1]["median"] is None
    assert meta["history"]["holes"] == [
        {"account_id": "A-1", "periods": 5},
        {"account_id": "B-2", "periods": 1},
    ]
    assert meta["tiers"][1] == {"table": "billing", "column": "plan", "name": "=x", "rows": 1, "means": None}


def test_the_page_takes_nothing_as_markup():
    page = written(form="md")
    assert "| exports/usage.csv | Note\\|s |  | left alone |" in page
    assert "\\[bold\\]ZZ" in page
    assert page.endswith("```sh\nupsell scan u.csv\n```\n")


@pytest.mark.parametrize(
    ("history", "said"),
    [
        (History("month", 1, 3), "3 accounts, one reading each: no history"),
        (History("month", 12, 1), "1 account, each with a row in the newest month"),
        (
            FOUND.history,
            "9 of 40 accounts (22%) without a row in the newest week: C-0, C-1, C-2, C-3, C-4, and 4 more",
        ),
        (FOUND.history, "2 of 40 accounts with weeks without a row between others: A-1 5, B-2 1"),
    ],
)
def test_the_history_is_said_in_sentences(history, said):
    assert said in written(replace(FOUND, history=history), look=Look(width=300))


def dumped(*files):
    stream = io.StringIO()
    write_dump(stream, files)
    return stream.getvalue()


ID, SEATS = UsedColumn("account_id", Kind.ID), UsedColumn("seats", Kind.COUNT)


def test_a_dump_has_the_files_of_a_kind_together_batch_by_batch():
    files = (
        UsedRows("usage", "a.csv", (ID, SEATS), 3, [[["A-1", "007"], ["5", None]], [["B-2"], ["6"]]]),
        UsedRows("usage", "b.csv", (ID,), 1, [[["C\u202e3"]]]),
        UsedRows("billing", "c.csv", (ID,), 0, []),
    )
    assert json.loads(dumped(*files)) == {
        "usage": {
            "rows": 4,
            "records": [
                {"account_id": "A-1", "seats": 5},
                {"account_id": "007", "seats": None},
                {"account_id": "B-2", "seats": 6},
                {"account_id": "C\u202e3"},
            ],
        },
        "billing": {"rows": 0, "records": []},
    }
    assert "\\u202e" in dumped(*files)


def test_numbers_in_a_dump_are_the_text_they_were_given_as():
    amount = UsedColumn("mrr", Kind.MONEY)
    text = dumped(UsedRows("billing", "b.csv", (amount,), 1, [[["92233720368547758.07"]]]))
    assert '{"mrr": 92233720368547758.07}' in text
