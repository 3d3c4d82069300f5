"""Totals lines are checked and left out."""

from pathlib import Path

import pytest

from tests.sources.given import file_of, inputs, told, use

USAGE = "account_id,date,users,storage_gb\nA,2026-05-01,5,1.5\nB,2026-05-01,6,2\n"


@pytest.mark.parametrize(
    "line",
    [
        "Total,,11,3.5",
        ",,11,3.50",
        "Grand total:,,11,",
        "SUM,2026-05-01,11,3.5",
        "Gesamtsumme,,11,3.5",
        "Gesamtergebnis,,11,3.5",
        "Celkem:,,11,3.5",
        "المجموع,,11,3.5",
        "Total (2 accounts),,11,3.5",
        "*TOTAL GÉNÉRAL*,,11,3.5",
        "Total,,,",
        "— Total —,,11,3.5",
        "[**Totali**],,11,3.5",
        "\u03a3,,11,3.5",
        "총계,,11,3.5",
        "All accounts,,11,3.5",
        "All,,11,3.5",
    ],
)
def test_a_last_line_that_adds_up_is_no_account(tmp_path: Path, line: str):
    found = inputs(tmp_path, usage=f"{USAGE}{line}\n")
    report = file_of(found, "usage")
    assert told(found) == [("totals-line", 4, None)]
    assert (report.counted, report.used, report.skipped) == (3, 2, {"totals line": 1})
    assert set(use(found, "users")) == {"A", "B"}


def test_a_totals_line_that_does_not_add_up_shows_that_rows_are_missing(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{USAGE}Total,,99,3.5\n")
    assert told(found) == [("totals-mismatch", 4, None)]
    assert "99" in found.problems[0].message
    assert "11" in found.problems[0].message
    assert found.rejected == 1


def test_a_last_row_without_id_that_does_not_add_up_is_a_row_without_id(tmp_path: Path):
    assert told(inputs(tmp_path, usage=f"{USAGE},2026-05-01,7,1\n")) == [("missing-value", 4, "account_id")]


def test_an_account_called_all_is_one_unless_it_adds_up_the_others(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{USAGE}ALL,2026-05-01,7,1\n")
    assert told(found) == []
    assert use(found, "users") == {"A": 5, "B": 6, "ALL": 7}


def test_amounts_are_added_up_too(tmp_path: Path):
    billing = "account_id,tier,mrr\nA,growth,199.50\nB,growth,0.50\nTotal,,200.00\n"
    found = inputs(tmp_path, usage=USAGE, billing=billing)
    assert told(found) == [("totals-line", 4, None)]
    assert found.tables.billing is not None
    assert len(found.tables.billing) == 2


def test_a_totals_line_may_stand_first_and_groups_may_have_their_own(tmp_path: Path):
    rows = ["Grand total,,18,", "A,2026-05-01,5,", "B,2026-05-01,6,", "Subtotal,,11,", "C,2026-05-01,7,"]
    usage = "\n".join(["account_id,date,users,storage_gb", *rows, "Subtotal,,7,", ""])
    found = inputs(tmp_path, usage=usage)
    assert told(found) == [("totals-line", 2, None), ("totals-line", 5, None), ("totals-line", 7, None)]
    assert set(use(found, "users")) == {"A", "B", "C"}


def test_a_totals_line_cannot_be_checked_where_rows_are_rejected(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{USAGE}C,2026-05-01,many,1\nTotal,,99,4.5\n")
    assert told(found) == [("bad-number", 4, "users"), ("totals-line", 5, None)]
    assert (found.rejected, file_of(found, "usage").skipped) == (1, {"totals line": 1})


def test_an_average_of_scores_is_not_taken_for_their_sum(tmp_path: Path):
    accounts = "account_id,name,satisfaction\nA,Acme,8\nB,Bolt,6\nTotal,,7\n"
    found = inputs(tmp_path, usage=USAGE, accounts=accounts)
    assert told(found) == [("totals-line", 4, None)]


@pytest.mark.parametrize("account", ["TotalEnergies", "total-eclipse", "Sumo", "Summe-42"])
def test_an_id_that_only_contains_such_a_word_is_an_account(tmp_path: Path, account: str):
    found = inputs(tmp_path, usage=f"{USAGE}{account},2026-05-01,11,3.5\n")
    assert told(found) == []
    assert set(use(found, "users")) == {"A", "B", account}
