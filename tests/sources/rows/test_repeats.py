"""The same row twice counts once; rows that contradict each other are not used."""

from pathlib import Path

import pytest

from tests.sources.given import file_of, inputs, told, use

USAGE = "account_id,date,users,storage_gb\nA,2026-05-01,5,1.5\nB,2026-05-01,6,2\n"


def test_an_equal_reading_counts_once(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{USAGE}A,2026-05-01,5,1.50\n")
    report = file_of(found, "usage")
    assert (report.counted, report.used, report.skipped) == (3, 2, {"duplicate": 1})
    assert told(found) == [("duplicate-row", 4, None)]
    assert use(found, "users") == {"A": 5, "B": 6}


def test_an_equal_reading_beside_which_something_else_is_said_is_told(tmp_path: Path):
    usage = "account_id,date,users,feature_requests\nA,2026-05-01,5,1\nB,2026-05-01,6,\nA,2026-05-01,5,4\n"
    found = inputs(tmp_path, usage=usage)
    assert told(found) == [("duplicate-differs", 4, "feature_requests")]
    assert "line 2" in found.problems[0].message
    assert found.tables.profile["feature_requests"].tolist()[0] == 1
    assert file_of(found, "usage").skipped == {"duplicate": 1}


def test_differing_readings_are_both_rejected_with_each_others_lines(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{USAGE}C,2026-05-01,7,1\nA,2026-05-01,90,1.5\n", max_rejects=2)
    assert told(found) == [("duplicate-conflict", 2, None), ("duplicate-conflict", 5, None)]
    assert "users 5 here and 90 on line 5" in found.problems[0].message
    assert use(found, "users") == {"B": 6, "C": 7}
    assert set(use(found, "storage_gb")) == {"B", "C"}


class TestPartsOfAFlow:
    """A row for each feature, product or region that something was used in."""

    HEADER = "account_id,date,feature_name,api_calls,users\n"

    def test_add_up_and_are_no_repetition(self, tmp_path: Path):
        usage = f"{self.HEADER}A,2026-05-01,search,9,5\nA,2026-05-01,export,9,5\nA,2026-05-01,mail,3,5\n"
        assert use(inputs(tmp_path, usage=usage), "api_calls") == {"A": 21}

    def test_that_are_there_twice_count_once(self, tmp_path: Path):
        usage = f"{self.HEADER}A,2026-05-01,search,9,\nA,2026-05-01,search,9,\nA,2026-05-01,mail,3,\n"
        found = inputs(tmp_path, usage=usage)
        assert told(found) == [("duplicate-row", 3, None)]
        assert use(found, "api_calls") == {"A": 12}

    def test_that_contradict_each_other_are_rejected_with_their_name(self, tmp_path: Path):
        usage = f"{self.HEADER}A,2026-05-01,search,9,\nA,2026-05-01,search,8,\nA,2026-05-01,mail,3,\n"
        found = inputs(tmp_path, usage=usage, max_rejects=2)
        assert "api_calls of search 9 here and 8 on line 3" in found.problems[0].message
        assert use(found, "api_calls") == {"A": 3}

    def test_of_a_level_are_readings_of_the_same_thing(self, tmp_path: Path):
        usage = f"{self.HEADER}A,2026-05-01,search,9,5\nA,2026-05-01,mail,3,6\nB,2026-05-01,mail,3,6\n"
        found = inputs(tmp_path, usage=usage, max_rejects=2)
        assert [p.code for p in found.problems] == ["duplicate-conflict"] * 2


def test_readings_of_two_files_complete_each_other(tmp_path: Path):
    other = "account_id,date,api_calls\nA,2026-05-01,100\n"
    found = inputs(tmp_path, usage=[USAGE, other])
    assert told(found) == []
    assert use(found, "api_calls") == {"A": 100}


def test_readings_of_two_files_are_compared(tmp_path: Path):
    found = inputs(
        tmp_path, usage=[USAGE, "account_id,date,users,api_calls\nA,2026-05-01,5,100\nB,2026-05-01,7,1\n"]
    )
    assert [p.code for p in found.problems] == ["duplicate-conflict"] * 2
    assert use(found, "users") == {"A": 5}
    assert use(found, "api_calls") == {"A": 100}
    assert [(f.used, f.rejected) for f in found.files] == [(1, 1), (1, 1)]


def test_a_long_file_repeats_a_metric_not_a_row(tmp_path: Path):
    usage = (
        "account_id,date,metric,value\nA,2026-05-01,users,5\nA,2026-05-01,storage_gb,5\nA,2026-05-01,users,5\n"
        "B,2026-05-01,users,1\nB,2026-05-01,users,2\n"
    )
    found = inputs(tmp_path, usage=usage, max_rejects=2)
    assert [(p.code, p.place.line) for p in found.problems if p.place] == [
        ("duplicate-row", 4),
        ("duplicate-conflict", 5),
        ("duplicate-conflict", 6),
    ]
    assert use(found, "users") == {"A": 5}


def test_an_account_billed_twice_without_subscription_ids_is_a_conflict(tmp_path: Path):
    billing = "account_id,tier,mrr\nA,starter,49\nB,growth,199\nA,growth,199\n"
    found = inputs(tmp_path, usage=USAGE, billing=billing, max_rejects=2)
    assert told(found) == [("duplicate-conflict", 2, None), ("duplicate-conflict", 4, None)]
    assert "another tier and mrr on line 4" in found.problems[0].message
    assert found.tables.billing is not None
    assert found.tables.billing["account_id"].to_list() == ["B"]


def test_subscriptions_with_ids_dated_states_and_add_ons_may_be_several(tmp_path: Path):
    ids = "account_id,subscription_id,tier,mrr\nA,s1,starter,49\nA,s2,growth,199\nB,s3,growth,1\n"
    states = "account_id,valid_from,tier\nA,2026-01-01,starter\nA,2026-03-01,growth\nB,2026-01-01,growth\n"
    add_ons = "account_id,tier,add_on,mrr\nA,growth,,199\nA,,sso,20\nB,growth,,1\n"
    for billing in (ids, states, add_ons):
        found = inputs(tmp_path, usage=USAGE, billing=billing)
        assert told(found) == []
        assert found.tables.billing is not None
        assert len(found.tables.billing) == 3


def test_one_subscription_with_two_amounts_of_one_plan_is_a_conflict(tmp_path: Path):
    billing = (
        "account_id,subscription_id,tier,mrr,seats\nA,s1,starter,60,6\nB,s2,growth,1,1\nA,s1,starter,49,5\n"
    )
    found = inputs(tmp_path, usage=USAGE, billing=billing, max_rejects=2)
    assert told(found) == [("duplicate-conflict", 2, None), ("duplicate-conflict", 4, None)]
    assert "A s1 is there twice, with another mrr and seats on line 4" in found.problems[0].message
    assert found.tables.billing is not None
    assert found.tables.billing["mrr_minor"].to_list() == [100]


def test_items_and_states_of_one_subscription_may_be_several(tmp_path: Path):
    items = "account_id,subscription_id,tier,mrr\nA,s1,starter,49\nA,s1,growth,199\nB,s2,growth,1\n"
    states = (
        "account_id,subscription_id,tier,mrr,status,started_at\nA,s1,starter,49,canceled,2025-01-01\n"
        "A,s1,starter,60,active,2026-01-01\nB,s2,growth,1,active,2026-01-01\n"
    )
    for billing in (items, states):
        found = inputs(tmp_path, usage=USAGE, billing=billing)
        assert told(found) == []
        assert found.tables.billing is not None
        assert len(found.tables.billing) == 3


def test_a_subscription_exported_twice_counts_once(tmp_path: Path):
    row = "A,s1,starter,49\n"
    head = "account_id,subscription_id,tier,mrr\n"
    found = inputs(tmp_path, usage=USAGE, billing=[f"{head}{row}B,s2,growth,1\n", f"{head}{row}"])
    assert [p.code for p in found.problems] == ["duplicate-row"]
    assert found.tables.billing is not None
    assert found.tables.billing["mrr_minor"].to_list() == [4900, 100]


def test_an_account_is_described_once(tmp_path: Path):
    found = inputs(
        tmp_path, usage=USAGE, accounts="account_id,name\nA,Acme\nB,Bolt\nA,Acme\nB,Volt\n", max_rejects=2
    )
    assert sorted(p.code for p in found.problems) == [
        "duplicate-conflict",
        "duplicate-conflict",
        "duplicate-row",
    ]
    assert found.tables.accounts is not None
    assert found.tables.accounts["name"].to_list() == ["Acme"]


def test_two_rates_of_one_day_are_a_conflict_in_either_order(tmp_path: Path):
    rates = ["2026-05-01,EUR,USD,1.10", "2026-05-01,EUR,USD,2.00", "2026-04-01,EUR,USD,1.20"]
    for rows in (rates, rates[::-1]):
        found = inputs(
            tmp_path, usage=USAGE, rates="\n".join(["date,from,to,rate", *rows, ""]), max_rejects=2
        )
        assert [p.code for p in found.problems] == ["duplicate-conflict"] * 2
        assert "EUR USD is there twice, with another rate" in found.problems[0].message
        assert found.tables.rates is not None
        assert found.tables.rates["rate"].to_list() == [1.2]


def test_two_rates_without_a_day_are_a_conflict_and_equal_ones_count_once(tmp_path: Path):
    found = inputs(
        tmp_path,
        usage=USAGE,
        rates="from,to,rate\nEUR,USD,1.1\nEUR,USD,1.2\nGBP,USD,1.3\nGBP,USD,1.3\n",
        max_rejects=2,
    )
    assert sorted(told(found)) == [
        ("duplicate-conflict", 2, None),
        ("duplicate-conflict", 3, None),
        ("duplicate-row", 5, None),
    ]
    assert found.tables.rates is not None
    assert found.tables.rates["from"].to_list() == ["GBP"]


def test_a_deal_of_two_accounts_that_one_person_owns_is_a_deal_of_each(tmp_path: Path):
    deals = "account_id,deal_id,stage,owner\nA,d1,Negotiation,Ana\nB,d1,Negotiation,Ana\n"
    found = inputs(tmp_path, usage=USAGE, deals=deals)
    assert found.tables.deals is not None
    assert found.tables.deals["account_id"].tolist() == ["A", "B"]
    assert "duplicate-row" not in [code for code, _, _ in told(found)]


def test_deals_of_one_account_and_id_contradict_each_other_whoever_owns_them(tmp_path: Path):
    deals = "account_id,deal_id,stage,owner\nA,d1,Negotiation,Ana\nA,d1,Contract,Ben\nB,d2,Contract,Ben\n"
    found = inputs(tmp_path, usage=USAGE, deals=deals, max_rejects=2)
    conflicts = [problem for problem in found.problems if problem.code == "duplicate-conflict"]
    assert [problem.message for problem in conflicts] == [
        "conflict: A d1 is there twice, with another stage and owner on line 3",
        "conflict: A d1 is there twice, with another stage and owner on line 2",
    ]


class TestRowsThatSayTheSameThroughout:
    """An export that overlaps with another contacts nobody twice and bills nothing twice."""

    @pytest.mark.parametrize(
        ("table", "header", "row"),
        [
            ("contacts", "account_id,date,channel,purpose", "A,2026-04-01,email,upsell"),
            ("invoices", "account_id,invoice_date,base_amount,overage_amount", "A,2026-04-01,199.00,20.00"),
            ("people", "account_id,name,role", "A,Ana,buyer"),
            ("value", "account_id,hours_per_person_week,people,hourly_cost", "A,2,5,50.00"),
        ],
    )
    def test_count_once_within_a_file_and_across_files(
        self, tmp_path: Path, table: str, header: str, row: str
    ):
        files = [f"{header}\n{row}\n{row}\n", f"{header}\n{row}\n"]
        found = inputs(tmp_path, usage=USAGE, **{table: files})
        assert len(getattr(found.tables, table)) == 1
        assert [code for code, *_ in told(found)] == ["duplicate-row"] * 2

    @pytest.mark.parametrize(
        ("table", "rows"),
        [
            ("contacts", "account_id,date,contact_id\nA,2026-04-01,c1\nA,2026-04-01,c2\n"),
            ("contacts", "account_id,date,outcome\nA,2026-04-01,sent\nA,2026-04-01,\n"),
            ("people", "account_id,role\nA,buyer\nA,buyer\n"),
            ("invoices", "account_id,invoice_date,base_amount\nA,2026-04-01,1.00\nA,2026-04-01,2.00\n"),
        ],
    )
    def test_differing_rows_and_people_without_a_name_stay_several(
        self, tmp_path: Path, table: str, rows: str
    ):
        found = inputs(tmp_path, usage=USAGE, **{table: rows})
        assert len(getattr(found.tables, table)) == 2
