"""What a check finds out about files, from the bytes to the findings."""

from datetime import date
from pathlib import Path

import pytest

from upsell_cli.config.settings import Settings
from upsell_cli.problems import UpsellError
from upsell_cli.workflows.check import check

TIERS = """\
version: 1
currency: USD
tiers:
  - {id: starter, name: Starter, price: 49, limits: {users: 5, storage_gb: 10}}
  - {id: growth, name: Growth, price: 199, limits: {users: 25, storage_gb: 90}}
"""
WEEKS = [f"2026-{month:02}-{day:02}" for month in (4, 5, 6) for day in (1, 8, 15, 22)]
USAGE = [f"{account},{week},{users}" for week in WEEKS for account, users in (("A-1", 5), ("B-2", 14))]
BILLING = ["A-1,starter,49.00", "B-2,growth,199.00"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "tiers.yaml").write_text(TIERS)
    monkeypatch.chdir(tmp_path)


def file(name, header, rows):
    Path(name).write_text("\n".join([header, *rows, ""]))
    return (name,)


def usage(rows=USAGE, header="account_id,date,active_users"):
    return file("usage.csv", header, rows)


def billing(rows=BILLING):
    return file("billing.csv", "account_id,tier,mrr", rows)


def looked_at(**settings):
    if "usage" not in settings:
        settings["usage"] = usage()
    with check(Settings(tiers="tiers.yaml", **settings), rows=False) as (found, _):
        return found


def codes(found):
    return [problem.code for problem in found.findings]


def test_good_files_are_fit():
    found = looked_at(billing=billing())
    assert found.findings == ()
    assert [(m.meter, m.accounts, m.least, m.most, m.at_limit) for m in found.meters] == [
        ("users", 2, 5, 14, 1),
        ("storage_gb", 0, None, None, 0),
    ]
    assert [problem.code for problem in found.problems] == ["not-measured"]


def test_more_unusable_rows_than_a_scan_accepts_are_all_shown():
    rows = ["A-1,2026-06-29,many", "B-2,2026-06-29,-4", "B-2,soon,3"]
    found = looked_at(usage=usage([*USAGE, *rows]), billing=billing())
    assert codes(found) == ["too-many-rejects", "bad-number", "negative-number", "bad-date"]
    assert found.problems[0].message == "3 of 27 rows cannot be used; 1 may be"
    assert found.inputs.rejected == 3


def test_what_a_scan_accepts_may_be_said():
    rows = ["A-1,2026-06-29,many", "B-2,2026-06-29,-4"]
    found = looked_at(usage=usage([*USAGE, *rows]), billing=billing(), max_rejects=2)
    assert codes(found) == ["bad-number", "negative-number"]


def test_a_file_of_nothing_but_rejects_is_still_looked_at():
    rows = ["A-1,2026-06-29,many", "B-2,2026-06-29,some"]
    found = looked_at(usage=usage(rows), billing=billing(), as_of=date(2026, 6, 29))
    assert codes(found) == ["too-many-rejects", "bad-number", "bad-number", "nothing-joins"]
    assert found.inputs.files[0].used == 0


def test_ids_that_meet_nowhere_are_a_finding():
    found = looked_at(billing=billing(["X-9,starter,49.00"]))
    assert codes(found) == ["no-billing", "nothing-joins"]


def test_a_name_that_is_no_tier_is_a_finding():
    found = looked_at(billing=billing([*BILLING, "C-3,platinum,999.00"]))
    assert codes(found) == ["unknown-tier"]
    assert [(name.name, name.means) for name in found.tiers][-1] == ("starter", "starter")
    assert [name.means for name in found.tiers if name.name == "platinum"] == [None]


def test_one_date_in_the_future_is_seen_by_all_who_have_none():
    found = looked_at(usage=usage([*USAGE, "A-1,2027-06-22,5", "C-3,2026-06-22,5"]))
    assert codes(found) == ["few-in-newest"]


def test_a_wrong_date_among_single_readings_is_seen_too():
    found = looked_at(usage=usage(["A-1,2026-06-30,5", "B-2,2026-06-30,6", "C-3,2027-06-30,6"]))
    assert (found.inputs.grain, codes(found)) == ("snapshot", ["few-in-newest"])


def test_old_usage_is_a_finding():
    found = looked_at(billing=billing(), as_of=date(2026, 9, 1))
    assert "stale-usage" in codes(found)


def test_the_rows_used_are_at_hand_while_it_is_open():
    with check(Settings(usage=usage(), tiers="tiers.yaml", billing=billing()), rows=True) as (_, files):
        counts = {file.table: sum(len(batch[0]) for batch in file.batches) for file in files}
    assert counts == {"usage": 24, "billing": 2}


def test_a_file_that_cannot_be_read_is_refused():
    with pytest.raises(UpsellError) as refused:
        looked_at(usage=usage(header="who,date,active_users"))
    assert [problem.code for problem in refused.value.problems] == ["missing-column"]


def test_with_strict_a_reject_is_refused_here_too():
    with pytest.raises(UpsellError) as refused:
        looked_at(usage=usage([*USAGE, "A-1,2026-06-29,many"]), strict=True)
    assert [problem.code for problem in refused.value.problems] == ["bad-number", "strict"]


def test_without_a_catalogue_what_is_sold_is_guessed_and_that_is_told():
    with check(Settings(tiers="", usage=usage(), billing=billing()), rows=False) as (found, _):
        assert [problem.code for problem in found.problems] == ["no-catalogue"]
        assert found.findings == ()
        assert {name.name: name.means for name in found.tiers} == {"starter": "starter", "growth": "growth"}


def test_without_a_catalogue_a_question_about_a_header_is_told():
    strange = file("strange.csv", "a,b,c", ["1,2,3", "1,3,4"])
    with (
        pytest.raises(UpsellError) as error,
        check(Settings(tiers="", usage=usage(), billing=strange), rows=False),
    ):
        pytest.fail("the question was passed over")
    assert "do not tell which column of billing is account_id" in str(error.value)
