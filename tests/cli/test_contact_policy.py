"""Who is held back and until when, and what ends that early."""

import csv
import io
import json

import pytest

SCAN = ("scan", "usage.csv", "--billing", "billing.csv")
CONTACTS = ("--contacts", "contacts.csv")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def state(company, upsell):
    """The state of the full account, last contacted about this on 20 June."""

    def after(outcome, fingerprint):
        text = (
            f"account_id,date,purpose,outcome,fingerprint\nFULL-1,2026-06-20,upsell,{outcome},{fingerprint}\n"
        )
        (company / "contacts.csv").write_text(text)
        return {row["account_id"]: row["state"] for row in rows(upsell(*SCAN, *CONTACTS, "--all")[1])}[
            "FULL-1"
        ]

    return after


def test_what_the_list_said_then_is_no_news_now(state, upsell):
    [listed] = rows(upsell(*SCAN)[1])
    assert listed["fingerprint"] == "tier_upgrade:growth/limit/100"
    assert state("sent", listed["fingerprint"]) == "cool_down"


def test_a_limit_met_since_the_contact_is_news(state):
    assert state("sent", "tier_upgrade:growth/limit/95") == "qualified"


def test_after_a_no_or_without_a_note_nothing_is_news(state):
    assert state("no", "tier_upgrade:growth/limit/95") == "cool_down"
    assert state("sent", "") == "cool_down"


def test_who_is_held_back_is_told_with_since_when_and_until_when(state, upsell):
    state("no", "")
    told = {row["account_id"]: row for row in rows(upsell(*SCAN, *CONTACTS, "--explain-held")[1])}
    assert set(told) == {"FULL-1", "CALM-2"}
    names = ("state", "held_since", "release_on", "gates", "offer_type", "to_tier")
    assert [told["FULL-1"][name] for name in names] == [
        "cool_down", "2026-06-20", "2026-12-18", "cool_down", "tier_upgrade", "growth",
    ]  # fmt: skip
    document = json.loads(upsell(*SCAN, *CONTACTS, "--explain-held", "--format", "json")[1])
    assert document["schema"] == "upsell.held/1"


def test_on_a_screen_each_state_has_its_own_table(state, upsell, monkeypatch):
    state("no", "")
    monkeypatch.setenv("COLUMNS", "80")
    out = upsell(*SCAN, *CONTACTS, "--explain-held", "--format", "table")[1]
    assert max(map(len, out.splitlines())) <= 80
    assert [line for line in out.splitlines() if line.startswith(("Cooling down", "No need"))] == [
        "Cooling down  1",
        "No need  1",
    ]


def test_whom_an_owner_has_no_time_for_stays_on_the_list_and_is_marked(company, upsell):
    (company / "accounts.csv").write_text("account_id,owner\nFULL-1,Dana Ito\n")
    (company / "policy.yaml").write_text("contact: {capacity: {owners: {Dana Ito: 0}}}\n")
    asked = (*SCAN, "--accounts", "accounts.csv", "--policy", "policy.yaml")
    _, out, err = upsell(*asked)
    [listed] = rows(out)
    assert [listed[name] for name in ("rank", "state", "owner_place", "beyond_capacity", "held_reason")] == [
        "1", "qualified", "1", "yes", "number 1 for Dana Ito, who has time for 0 now",
    ]  # fmt: skip
    assert "1 later: their owners have no time now" in err
    held = {row["account_id"]: row["held_reason"] for row in rows(upsell(*asked, "--explain-held")[1])}
    assert held["FULL-1"] == listed["held_reason"]
    screen = upsell(*asked, "--format", "table")[1]
    assert next(line for line in screen.splitlines() if line.startswith("1")).endswith("CS later")


@pytest.mark.parametrize(
    ("table", "text", "told"),
    [
        ("deals", "account_id,deal_id,stage,opened\nFULL-1,D-9,demo,2026-06-02\n",
         ("in_progress", "2026-06-02", "deal under way since 2 Jun: D-9")),
        ("events", ("account_id,date,type\n"
         "FULL-1,2026-06-05,payment_failed\nFULL-1,2026-06-19,payment_failed\n"),
         ("hold", "2026-06-05", "a payment failed on 5 Jun")),
        ("invoices", ("account_id,invoice_date,base_amount,status,due_date\n"
         "FULL-1,2026-05-01,49,open,2026-05-31\n"),
         ("hold", "2026-05-31", "a payment is overdue since 31 May")),
        ("events", "account_id,date,type\nFULL-1,2026-06-09,cancel_notice\n",
         ("blocked", "2026-06-09", "gave notice on 9 Jun")),
    ],
)  # fmt: skip
def test_what_holds_an_account_back_is_told_with_since_when(company, upsell, table, text, told):
    (company / f"{table}.csv").write_text(text)
    [held] = [
        row
        for row in rows(upsell(*SCAN, f"--{table}", f"{table}.csv", "--explain-held")[1])
        if row["account_id"] == "FULL-1"
    ]
    assert (held["state"], held["held_since"], held["held_reason"]) == told


def test_quiet_days_that_end_before_they_begin_are_refused_at_their_line(company, upsell):
    (company / "policy.yaml").write_text(
        "contact:\n  quiet:\n    - {first: 2026-12-24, last: 2026-12-20}\n  window: Mon-Fri, 18:00-20:00\n"
    )
    code, out, err = upsell(*SCAN, "--policy", "policy.yaml")
    assert (code, out) == (2, "")
    assert "policy.yaml:3" in err
    assert "the last quiet day, 2026-12-20, is before the first, 2026-12-24" in err
    assert "policy.yaml:4" in err
    assert '"Mon-Fri, 18:00-20:00" is not within working hours' in err


def test_the_answer_that_would_lift_a_complaint_does_so_when_it_is_given(company, upsell):
    def explained(nps):
        (company / "accounts.csv").write_text(f"account_id,nps\nFULL-1,{nps}\n")
        files = ("usage.csv", "--billing", "billing.csv", "--accounts", "accounts.csv")
        return json.loads(upsell("explain", "FULL-1", *files, "--format", "json")[1])["rows"][0]

    before, after = explained(6), explained(7)
    [change] = [change for change in before["counterfactuals"] if change["change"] == "NPS 7 instead of 6"]
    assert before["verdict"]["state"] == "fix_relationship"
    assert (change["state"], change["total_points"]) == (after["verdict"]["state"], after["total_points"])
    assert (change["state"], change["rank"]) == ("qualified", after["verdict"]["rank"])
