"""Ids that are nearly those of an account are told with the account, and stay apart."""

from pathlib import Path

import pytest

from tests.sources.given import file_of, inputs, told, use
from upsell_cli.problems import UpsellError
from upsell_cli.sources import refuse_apart

HEADER = "account_id,date,users\n"


def test_an_id_that_differs_in_blanks_hyphens_or_zeros_is_told_with_the_account(tmp_path: Path):
    usage = f"{HEADER}A 100,2026-05-01,5\nB-0200,2026-05-01,6\nc300,2026-05-01,7\nD,2026-05-01,8\n"
    found = inputs(tmp_path, usage=usage, accounts="account_id,name\nA-100,x\nB-200,y\nC300,z\nD,w\n")
    assert [(miss.from_id, miss.account_id, miss.why) for miss in found.near] == [
        ("A 100", "A-100", "spaces or hyphens"),
        ("B-0200", "B-200", "leading zeros"),
        ("c300", "C300", "capitals"),
    ]
    assert sorted(told(found)) == [("case-collision", 4, "account_id"), ("near-id", 2, "account_id")]
    assert set(use(found, "users")) == {"A 100", "B-0200", "c300", "D"}


def test_an_id_that_a_spreadsheet_wrote_as_a_number_is_told_with_the_account(tmp_path: Path):
    ids = ("1001.0", "1,002", "1 003", "10\u200b04", "\uff11\uff10\uff10\uff15", "'1006", "1 010")
    usage = HEADER + "".join(f'"{own}",2026-05-01,5\n' for own in ids)
    accounts = "account_id,name\n" + "".join(
        f"{n},x{n}\n" for n in (1001, 1002, 1003, 1004, 1005, 1006, 1011)
    )
    found = inputs(tmp_path, usage=usage, accounts=accounts)
    assert [(miss.from_id, miss.account_id, miss.why) for miss in found.near] == [
        ("1001.0", "1001", "a decimal zero"),
        ("1,002", "1002", "spaces or hyphens"),
        ("1 003", "1003", "spaces or hyphens"),
        ("10\u200b04", "1004", "characters that hardly show"),
        ("\uff11\uff10\uff10\uff15", "1005", "characters that hardly show"),
        ("'1006", "1006", "spaces or hyphens"),
    ]


def test_an_id_with_characters_that_look_like_others_is_told_with_the_account(tmp_path: Path):
    ids = ("\u0410\u0421ME-1", "BOLT\u20132", "\u0130st-3", "CU\u200bBE")
    usage = HEADER + "".join(f"{own},2026-05-01,5\n" for own in ids)
    found = inputs(tmp_path, usage=usage, accounts="account_id,name\nACME-1,x\nBOLT-2,y\nIST-3,z\nCUBE,w\n")
    assert [(miss.account_id, miss.why) for miss in found.near] == [
        ("ACME-1", "characters that hardly show"),
        ("BOLT-2", "characters that hardly show"),
        ("IST-3", "capitals"),
        ("CUBE", "characters that hardly show"),
    ]
    assert ("near-id", 2, "account_id") in told(found)


def test_usage_of_which_no_id_is_billed_says_in_what_they_differ(tmp_path: Path):
    usage, billing = f"{HEADER}1001.0,2026-05-01,5\n", "account_id,tier\n1001,growth\n"
    with pytest.raises(UpsellError) as refused:
        refuse_apart(inputs(tmp_path, usage=usage, billing=billing))
    (problem,) = refused.value.problems
    assert "1001.0 and 1001 differ in a decimal zero only" in problem.message
    assert "--crosswalk-todo" in problem.fix


def test_an_id_whose_customer_is_called_like_one_account_is_a_candidate(tmp_path: Path):
    usage = "account_id,date,users,name\nws-1,2026-05-01,5,Hazel Works\nws-2,2026-05-01,5,Twins\n"
    accounts = "account_id,name\nA-1,HAZEL WORKS\nA-2,Twins\nA-3,twins\n"
    found = inputs(tmp_path, usage=usage, accounts=accounts)
    assert [(miss.from_id, miss.account_id, miss.why) for miss in found.near] == [
        ("ws-1", "A-1", "the same name")
    ]


def test_every_stray_is_listed_when_asked_for(tmp_path: Path):
    usage = f"{HEADER}ws-9,2026-05-01,5\n"
    found = inputs(tmp_path, usage=usage, accounts="account_id,name\nA-1,x\n", every_stray=True)
    assert [(miss.from_id, miss.account_id, miss.line) for miss in found.near] == [("ws-9", None, 2)]


def test_only_what_somebody_confirmed_is_read_back(tmp_path: Path):
    todo = (
        "from_id,account_id,why,table,confirm\n"
        "A 100,A-100,spaces or hyphens,usage,yes\nws-2,A-200,the same name,usage,\nws-3,,,usage,\n"
        "'=x,A-300,,usage,x\n"
    )
    usage = f"{HEADER}A 100,2026-05-01,5\nws-2,2026-05-01,6\n=x,2026-05-01,7\n"
    found = inputs(tmp_path, usage=usage, crosswalk=todo)
    assert use(found, "users") == {"A-100": 5, "ws-2": 6, "A-300": 7}
    assert file_of(found, "crosswalk").skipped == {"left out by the header profile": 2}


def test_a_line_break_in_an_id_is_a_mark_like_any_other(tmp_path: Path):
    usage = f'{HEADER}"A\n100",2026-05-01,5\nB_2,2026-05-01,5\nB2,2026-05-01,5\n'
    found = inputs(tmp_path, usage=usage, accounts='account_id,name\nA100,x\nB2,y\n"C\n3",z\n')
    assert [(miss.from_id, miss.account_id, miss.why) for miss in found.near] == [
        ("A\n100", "A100", "spaces or hyphens"),
        ("B_2", "B2", "spaces or hyphens"),
    ]
