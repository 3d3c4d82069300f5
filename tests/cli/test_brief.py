"""`upsell brief`: what to take into a conversation, equal in its figures to what explain and scan say."""

import json

import pytest

BRIEF = ("usage.csv", "--billing", "billing.csv")


@pytest.fixture
def briefed(upsell):
    """The brief of an account, as JSON."""

    def of(account, *more):
        code, out, _ = upsell("brief", account, *BRIEF, "--format", "json", *more)
        assert code == 0
        [row] = json.loads(out)["rows"]
        return row

    return of


def told(brief, section):
    return [line["text"] for part in brief["sections"] if part["id"] == section for line in part["lines"]]


def test_it_says_why_now_with_the_use_the_limit_and_what_follows(briefed):
    assert "Users: 5 of 5 in use (100 %). At the limit, nobody else can be added." in told(
        briefed("FULL-1"), "why"
    )


def test_its_amounts_are_those_of_the_scan(briefed, upsell):
    [row] = json.loads(upsell("scan", *BRIEF, "--format", "json")[1])["rows"]
    words = briefed("FULL-1")["words"]
    assert (words["added"]["value"], words["spend"]["value"]) == (row["delta_arr"], row["delta_spend"])


def test_who_is_held_back_is_offered_nothing(briefed):
    brief = briefed("CALM-2")
    assert "spend" not in brief["words"]
    assert {part["id"] for part in brief["sections"]}.isdisjoint({"value", "change", "objections", "terms"})
    assert brief["banner"].startswith("No offer to this account now")


@pytest.mark.parametrize("meant", ["full-1", "ull", "FULL-1"])
def test_a_part_of_an_id_will_do_when_only_one_has_it(briefed, meant):
    assert briefed(meant)["account_id"] == "FULL-1"


def test_an_account_that_could_be_several_or_none_is_asked_back(upsell):
    code, out, err = upsell("brief", "L", *BRIEF)
    assert (code, out) == (2, "")
    assert "2 accounts could be meant" in err
    assert "CALM-2" in err
    code, _, err = upsell("brief", "FUL-1", *BRIEF)
    assert code == 2
    assert "Did you mean `FULL-1`?" in err
