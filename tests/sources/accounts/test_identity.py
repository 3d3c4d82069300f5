"""Ids meet exactly or not at all; what did not meet is told."""

from pathlib import Path

import pytest

from tests.sources.given import file_of, inputs, told, use
from upsell_cli.frames.tables import Join
from upsell_cli.problems import UpsellError

HEADER = "account_id,date,users\n"


def test_ids_that_differ_in_zeros_are_not_joined_but_hinted_at(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{HEADER}123,2026-05-01,5\n", billing="account_id,tier\n00123,growth\n")
    (problem,) = found.problems
    assert told(found) == [("no-billing", 2, "account_id")]
    assert "123 and 00123 of billing differ in leading zeros" in problem.message


def test_ids_that_differ_in_zeros_are_two_accounts(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{HEADER}123,2026-05-01,5\n00123,2026-05-01,6\n")
    assert use(found, "users") == {"123": 5, "00123": 6}
    assert told(found) == []


@pytest.mark.parametrize(
    "around", ["\u2007{}", "{}\u200e", "\u202a{}\u202c", "\u00ad{}", '="{}"', '"=""{}"""']
)
def test_what_stands_around_an_id_is_no_part_of_it(tmp_path: Path, around: str):
    usage = f"{HEADER}{around.format('007')},2026-05-01,5\n"
    assert use(inputs(tmp_path, usage=usage), "users") == {"007": 5}


def test_ids_beyond_every_number_stay_apart(tmp_path: Path):
    usage = f"{HEADER}9007199254740993,2026-05-01,5\n9007199254740992,2026-05-01,6\nNA,2026-05-01,7\n"
    assert set(use(inputs(tmp_path, usage=usage), "users")) == {"9007199254740993", "9007199254740992", "NA"}


def test_blanks_that_cannot_be_seen_and_other_forms_of_letters_do_not_part_ids(tmp_path: Path):
    usage = f"{HEADER}\u00a0Cafe\u0301-9\u200b,2026-05-01,5\n\tB ,2026-05-01,6\n"
    found = inputs(tmp_path, usage=usage, billing="account_id,tier\nCaf\u00e9-9,growth\nB,growth\n")
    assert set(use(found, "users")) == {"Caf\u00e9-9", "B"}
    assert told(found) == []


def test_ids_that_differ_in_capitals_are_kept_apart_and_told(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{HEADER}ACME,2026-05-01,5\nB,2026-05-01,5\nacme,2026-05-01,6\n")
    assert told(found) == [("case-collision", 4, "account_id")]
    assert set(use(found, "users")) == {"ACME", "acme", "B"}


def test_usage_nobody_is_billed_for_is_told_once_a_file_and_kept(tmp_path: Path):
    usage = f"{HEADER}" + "".join(f"X{i},2026-05-01,5\n" for i in range(7)) + "A,2026-05-01,1\n"
    found = inputs(tmp_path, usage=usage, billing="account_id,tier\nA,growth\n")
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("no-billing", "warning")
    assert "7 accounts" in problem.message
    assert "X4 (line 6), ..." in problem.message
    assert len(use(found, "users")) == 8


def test_a_billing_row_that_was_rejected_is_not_told_twice(tmp_path: Path):
    billing = "account_id,tier,mrr\nA,growth,x\nB,growth,1\n"
    found = inputs(tmp_path, usage=f"{HEADER}A,2026-05-01,5\nB,2026-05-01,5\n", billing=billing)
    assert told(found) == [("bad-amount", 2, "mrr")]


def test_every_join_says_how_many_met(tmp_path: Path):
    found = inputs(
        tmp_path,
        usage=f"{HEADER}A,2026-05-01,5\nB,2026-05-01,5\n",
        billing="account_id,tier\nA,growth\nC,growth\n",
        events="account_id,date,type\nA,2026-05-01,note\nD,2026-05-01,note\n",
    )
    assert found.joins == (
        Join("usage", "billing", 1, 2, ("B",)),
        Join("billing", "usage", 1, 2, ("C",)),
        Join("events", "usage", 1, 2, ("D",)),
    )


def test_a_crosswalk_leads_ids_of_every_table_to_accounts(tmp_path: Path):
    found = inputs(
        tmp_path,
        usage=f"{HEADER}ws-1,2026-05-01,5\nA-2,2026-05-01,6\nws-9,2026-05-01,7\n",
        billing="account_id,tier\nA-1,growth\nA-2,growth\nws-9,growth\n",
        events="account_id,date,type\nws-1,2026-05-01,note\n",
        crosswalk="workspace,account_id\nws-1,A-1\nws-2,A-2\n",
        mapping={"crosswalk": {"from_id": "workspace"}},
    )
    assert set(use(found, "users")) == {"A-1", "A-2", "ws-9"}
    assert found.tables.events is not None
    assert found.tables.events["account_id"].to_list() == ["A-1"]
    assert found.joins[0] == Join("usage", "crosswalk", 2, 3, ("ws-9",))
    assert told(found) == [("not-in-crosswalk", 4, "account_id")]


def test_any_file_with_the_two_columns_is_a_crosswalk(tmp_path: Path):
    billing = "subscription_id,account_id,tier,mrr\ns1,A,growth,1\ns2,A,growth,2\n"
    found = inputs(
        tmp_path, usage=f"{HEADER}s1,2026-05-01,5\ns2,2026-05-01,6\n", billing=billing, crosswalk=billing
    )
    assert use(found, "users") == {"A": 11}
    assert told(found) == []


def test_a_crosswalk_is_left_by_accounts_that_the_other_system_does_not_have(tmp_path: Path):
    crm = "Account ID,Billing ID\n001A,cus_1\n001B,\n001C,-\n"
    found = inputs(
        tmp_path,
        usage=f"{HEADER}cus_1,2026-05-01,5\n001A,2026-05-02,6\n",
        crosswalk=crm,
        mapping={"crosswalk": {"from_id": "Billing ID", "account_id": "Account ID"}},
    )
    assert use(found, "users") == {"001A": 11}
    assert file_of(found, "crosswalk").skipped == {"no id to lead from": 2}
    assert told(found) == []


def test_an_account_that_lacks_an_id_of_the_other_system_counts_for_nobody_and_is_told_once(tmp_path: Path):
    found = inputs(
        tmp_path,
        usage=f"{HEADER}cus_1,2026-05-01,5\n",
        accounts="Account ID,Billing ID,industry\n001A,cus_1,Retail\n001B,,Legal\n001C,,Legal\n",
        mapping={"accounts": {"account_id": "Billing ID"}},
    )
    assert file_of(found, "accounts").skipped == {"no account": 2}
    assert ("row-without-account", 3, "Billing ID") in told(found)


def test_two_ids_that_the_crosswalk_leads_to_one_account_are_one_of_that_name(tmp_path: Path):
    found = inputs(
        tmp_path,
        usage="account_id,name,date,active_users\ncus_1,Acme Ltd,2026-05-01,5\n",
        accounts="account_id,name\n001A,Acme Ltd\n",
        crosswalk="from_id,account_id\ncus_1,001A\n",
        events="Company,date,type\nAcme Ltd.,2026-05-01,note\n",
        mapping={"events": {"account_id": "organization:Company"}},
    )
    assert found.tables.events is not None
    assert found.tables.events["account_id"].to_list() == ["001A"]
    assert told(found) == []


def test_a_crosswalk_from_one_id_to_two_accounts_is_refused(tmp_path: Path):
    with pytest.raises(UpsellError) as error:
        inputs(
            tmp_path, usage=f"{HEADER}s1,2026-05-01,5\n", crosswalk="from_id,account_id\ns1,A\ns2,B\ns1,C\n"
        )
    assert told(error.value.problems) == [("crosswalk-conflict", 4, "from_id")]


def test_readings_contradict_each_other_within_a_source_id_not_within_an_account(tmp_path: Path):
    crosswalk = "from_id,account_id\ns1,A\ns2,A\n"
    found = inputs(tmp_path, usage=f"{HEADER}s1,2026-05-01,5\ns2,2026-05-01,6\n", crosswalk=crosswalk)
    assert told(found) == []
    assert use(found, "users") == {"A": 11}
