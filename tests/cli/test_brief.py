"""`upsell brief`: what to take into a conversation, equal in its figures to what explain and scan say."""

import json
from functools import partial

import pytest

from tests.cli.conftest import EXPORTS


@pytest.fixture
def briefed(told_of):
    """The brief of an account."""
    return partial(told_of, "brief")


def told(brief, section):
    return [line["text"] for part in brief["sections"] if part["id"] == section for line in part["lines"]]


def test_it_says_why_now_with_the_use_the_limit_and_what_follows(briefed):
    assert "Users: 5 of 5 in use (100 %). At the limit, nobody else can be added." in told(
        briefed("FULL-1"), "why"
    )


def test_its_amounts_are_those_of_the_scan(briefed, upsell):
    [row] = json.loads(upsell("scan", *EXPORTS, "--format", "json")[1])["rows"]
    words = briefed("FULL-1")["words"]
    assert (words["added"]["value"], words["spend"]["value"]) == (row["delta_arr"], row["delta_spend"])


def test_it_says_where_what_they_pay_is_only_the_list_price(company, briefed):
    (company / "billing.csv").write_text("account_id,tier\nFULL-1,starter\nCALM-2,starter\n")
    assert briefed("FULL-1")["words"]["pays"]["text"].endswith(" a year at list price")


def test_who_is_held_back_is_offered_nothing(briefed):
    brief = briefed("CALM-2")
    assert "spend" not in brief["words"]
    assert {part["id"] for part in brief["sections"]}.isdisjoint({"value", "change", "objections", "terms"})
    assert brief["banner"].startswith("No offer to this account now")


def test_who_is_left_alone_for_measuring_has_a_brief_that_says_so(briefed, company):
    (company / "policy.yaml").write_text("contact: {hold_out: {share: 1.0}}\n")
    brief = briefed("FULL-1", "--policy", "policy.yaml")
    [text] = told(brief, "first")
    assert text.startswith("FULL-1 is one of the 100 % left alone, so that what talking brings can be")


def test_everything_is_compared_when_asked_for(briefed):
    def compared(*more):
        [part] = [part for part in briefed("FULL-1", *more)["sections"] if part["id"] == "change"]
        return [row[0] for row in part["table"]["rows"]]

    changes = compared()
    assert "Stays" not in changes
    assert set(compared("--all")) == {*changes, "Stays"}


@pytest.mark.parametrize("meant", ["full-1", "ull", "FULL-1"])
def test_a_part_of_an_id_will_do_when_only_one_has_it(briefed, meant):
    assert briefed(meant)["account_id"] == "FULL-1"


def test_an_account_that_could_be_several_or_none_is_asked_back(upsell):
    code, out, err = upsell("brief", "L", *EXPORTS)
    assert (code, out) == (2, "")
    assert "2 accounts could be meant" in err
    assert "CALM-2" in err
    code, _, err = upsell("brief", "FUL-1", *EXPORTS)
    assert code == 2
    assert "Did you mean `FULL-1`?" in err


def test_a_kept_run_tells_the_same_without_the_exports(upsell, company):
    now = upsell("brief", "FULL-1", *EXPORTS, "--format", "json")[1]
    explained = json.loads(upsell("explain", "FULL-1", *EXPORTS, "--format", "json")[1])["rows"][0]
    assert upsell("scan", *EXPORTS, "--all", "-o", "run.json")[0] == 0
    for name in ("usage.csv", "billing.csv", "tiers.yaml"):
        (company / name).unlink()
    code, later, talk = upsell("brief", "FULL-1", "--run", "run.json", "--format", "json")
    assert (code, later) == (0, now)
    assert "run.json: judged as of 2026-06-22" in talk
    again = json.loads(upsell("explain", "FULL-1", "--run", "run.json", "--format", "json")[1])["rows"][0]
    assert {k: again[k] for k in ("verdict", "points", "gates", "offers", "sums")} == {
        k: explained[k] for k in ("verdict", "points", "gates", "offers", "sums")
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "is not JSON"),
        ("[]", "holds a list, but not the run"),
        ('{"rows": []}', "holds a list, but not the run"),
        ('{"run": {"schema": "upsell.run/9"}}', 'this version reads "upsell.run/1"'),
        ('{"run": {"schema": "upsell.run/1"}}', "damaged"),
    ],
)
def test_a_file_without_a_run_is_refused_with_what_to_do(upsell, company, content, code):
    (company / "run.json").write_text(content)
    exit_code, out, err = upsell("brief", "FULL-1", "--run", "run.json")
    assert (exit_code, out) == (2, "")
    assert code in err
    assert "run.json" in err


def test_the_first_of_the_list_come_as_a_file_each_under_safe_names(upsell, company):
    assert upsell("brief", "--top", "5", *EXPORTS, "-o", "briefs/")[0] == 0
    assert [path.name for path in (company / "briefs").iterdir()] == ["001-full-1.md"]


def test_a_folder_without_its_slash_is_told_how_to_write_it(upsell):
    code, _, err = upsell("brief", "--top", "5", *EXPORTS, "-o", "briefs2")
    assert code != 0
    assert "briefs2: the name has no suffix" in err
    assert "`-o briefs2/`" in err


def test_no_account_and_no_top_is_asked_back(upsell):
    code, out, err = upsell("brief")
    assert (code, out) == (2, "")
    assert "--top 20 -o briefs/" in err


@pytest.mark.parametrize("kind", ["message", "handoff", "approval"])
def test_a_kind_about_an_offer_is_refused_where_none_is_made(upsell, kind):
    code, out, err = upsell("brief", "CALM-2", *EXPORTS, "--kind", kind)
    assert (code, out) == (2, "")
    assert "CALM-2 is offered nothing now" in err


def test_a_hand_over_tells_what_was_promised_in_the_words_noted_or_that_nobody_noted_it(briefed, company):
    def handed_over(*events):
        rows = "\n".join(("account_id,date,type,text", *events))
        (company / "events.csv").write_text(rows + "\n")
        return briefed("FULL-1", "--kind", "handoff", "--events", "events.csv")

    note = "FULL-1,2026-06-02,note,They like it"
    silent = handed_over(note)
    kept = handed_over(
        note, "FULL-1,2026-05-03,promise,SSO set up by us", "FULL-1,2026-06-03,promise,No rise in 2026"
    )
    assert any("what was promised" in line for line in told(silent, "missing"))
    assert not any("what was promised" in line for line in told(kept, "missing"))
    assert "We promised: \u201cNo rise in 2026\u201d \u201cSSO set up by us\u201d" in told(kept, "heard")


def test_people_whose_part_nobody_noted_are_named_with_what_they_do(company, upsell):
    rows = ["FULL-1,Ann,Lee,CFO,", "FULL-1,Bo Holm,,,", "FULL-1,Cy,Dow,CTO,champion"]
    (company / "people.csv").write_text("\n".join(["account_id,First Name,Last Name,Job title,role", *rows]))
    files = ("usage.csv", "--billing", "billing.csv", "--people", "people.csv")
    _, out, _ = upsell("brief", "FULL-1", *files, "--format", "md")
    assert "- **Champion** Cy Dow (CTO)\n- **Role not known** Ann Lee (CFO), Bo Holm\n" in out
