"""Accounts that were merged, and parents, take the rows of those that lead to them."""

from pathlib import Path
from typing import Any

import pytest

from tests.sources.given import file_of, inputs, request, told, use
from upsell_cli.problems import UpsellError
from upsell_cli.sources.trace import trace

HEADER = "account_id,date,users\n"
USAGE = f"{HEADER}A,2026-05-01,5\nB,2026-05-01,6\n"
MERGED = "old_account_id,account_id\n"
GROUP = "account_id,name,parent_id\nA,Hazel North,G\nB,Hazel South,G\nG,Hazel Group,\n"


def test_an_account_that_was_merged_counts_for_the_one_it_went_into(tmp_path: Path):
    billing = "account_id,subscription_id,mrr\nA,s1,10.00\nB,s2,20.00\n"
    found = inputs(tmp_path, usage=USAGE, billing=billing, crosswalk=f"{MERGED}A,B\n")
    assert use(found, "users") == {"B": 11}
    assert found.tables.billing is not None
    assert found.tables.billing["account_id"].tolist() == ["B", "B"]


def test_merges_are_followed_to_their_end(tmp_path: Path):
    crosswalk: Any = ["from_id,account_id\nws-1,A\n", f"{MERGED}A,B\nB,C\n"]
    found = inputs(tmp_path, usage=f"{HEADER}ws-1,2026-05-01,5\nB,2026-05-01,6\n", crosswalk=crosswalk)
    assert use(found, "users") == {"C": 11}


def test_ids_elsewhere_that_look_like_accounts_are_not_followed(tmp_path: Path):
    crosswalk = "from_id,account_id\n12,34\n34,56\n"
    found = inputs(tmp_path, usage=f"{HEADER}12,2026-05-01,5\n34,2026-05-01,6\n", crosswalk=crosswalk)
    assert use(found, "users") == {"34": 11}


def test_merges_that_go_round_are_refused(tmp_path: Path):
    with pytest.raises(UpsellError) as error:
        inputs(tmp_path, usage=USAGE, crosswalk=f"{MERGED}A,B\nB,A\n")
    assert error.value.problems[0].code == "crosswalk-conflict"


def test_the_row_of_a_merged_account_gives_way_to_the_others(tmp_path: Path):
    accounts = "account_id,name\nA,Old Hazel\nB,Hazel\n"
    found = inputs(tmp_path, usage=USAGE, accounts=accounts, crosswalk=f"{MERGED}A,B\n")
    assert found.tables.accounts is not None
    assert found.tables.accounts["name"].tolist() == ["Hazel"]
    assert file_of(found, "accounts").skipped == {"merged into another account": 1}


def test_what_merged_accounts_were_billed_is_two_bills(tmp_path: Path):
    billing = "account_id,plan,mrr\nA,growth,10.00\nB,growth,20.00\n"
    found = inputs(tmp_path, usage=USAGE, billing=billing, crosswalk=f"{MERGED}A,B\n")
    assert found.tables.billing is not None
    assert found.tables.billing["mrr_minor"].sum() == 30_00
    assert told(found) == []


def test_of_accounts_merged_into_one_without_a_row_none_speaks_for_it(tmp_path: Path):
    accounts = "account_id,name\nA,Hazel North\nB,Hazel South\n"
    found = inputs(tmp_path, usage=USAGE, accounts=accounts, crosswalk=f"{MERGED}A,C\nB,C\n")
    assert file_of(found, "accounts").skipped == {"merged into another account": 2}


def test_parts_are_judged_on_their_own_unless_told_otherwise(tmp_path: Path):
    found = inputs(tmp_path, usage=USAGE, accounts=GROUP)
    assert use(found, "users") == {"A": 5, "B": 6}
    assert told(found) == [("parent-account", 2, "parent_id")]


def test_parts_are_added_up_in_their_parent_when_asked_for(tmp_path: Path):
    found = inputs(tmp_path, usage=USAGE, accounts=GROUP, roll_up="parent")
    assert use(found, "users") == {"G": 11}
    assert found.tables.accounts is not None
    assert found.tables.accounts["account_id"].tolist() == ["G"]
    assert told(found) == []


def test_rows_of_a_parent_are_traced_to_those_of_its_parts(tmp_path: Path):
    given = request(tmp_path, usage=USAGE, accounts=GROUP, roll_up="parent")
    found = trace(given, "G")
    assert [(row.table, row.line) for row in found] == [("usage", 2), ("usage", 3), ("accounts", 4)]
