"""Who is on the list for another reason than a limit, and who is not on it in spite of one; from files."""

import json

import pytest

TIERS = """\
version: 1
currency: USD
features: {sso: {group: security}, webhooks: {}, vault: {group: security}}
tiers:
  - {id: team, price: 100, limits: {users: 100, storage_gb: 100}}
  - {id: firm, price: 300, features: [sso, webhooks], limits: {users: 1000, storage_gb: 1000}}
add_ons:
  - {id: vault, price: 30, available_for: [firm], provides: [vault]}
"""
USAGE = {
    "average": "team,60,50", "audited": "team,40,40", "asking": "team,40,40", "unhappy": "team,95,50",
    "happy": "team,95,50", "top": "firm,300,200",
}  # fmt: skip
ACCOUNTS = """\
account_id,nps,nps_on,compliance_deadline
average,8,2026-06-01,
audited,8,2026-06-01,2026-09-30
asking,8,2026-06-01,
unhappy,3,2026-06-01,
happy,8,2026-06-01,
top,8,2026-06-01,
"""
EVENTS = """\
account_id,date,type,feature
asking,2026-05-04,feature_request,webhooks
asking,2026-05-20,feature_request,webhooks
asking,2026-06-15,feature_request,webhooks
top,2026-06-10,feature_request,vault
"""


@pytest.fixture
def rows(company, upsell):
    """Scan what is given beside twenty weeks of use; gives every row by its account."""

    def scan(**tables):
        weeks = [f"2026-{month:02}-{day:02}" for month in range(2, 7) for day in (6, 13, 20, 27)]
        lines = [f"{name},{week},{rest}" for name, rest in USAGE.items() for week in weeks]
        (company / "tiers.yaml").write_text(TIERS)
        usage = "\n".join(["account_id,date,tier,users,storage_gb", *lines]) + "\n"
        (company / "usage.csv").write_text(usage)
        for name, text in tables.items():
            (company / f"{name}.csv").write_text(text)
        given = [part for name in tables for part in (f"--{name}", f"{name}.csv")]
        code, out, err = upsell("scan", "usage.csv", *given, "--all", "-f", "json")
        assert code == 0, err
        return {row["account_id"]: row for row in json.loads(out)["rows"]}

    return scan


def test_a_compliance_date_and_a_wish_outrank_an_average_account_without_need(rows):
    found = rows(accounts=ACCOUNTS, events=EVENTS)
    assert found["average"]["state"] == "no_need"
    assert {found[name]["state"] for name in ("audited", "asking")} == {"qualified"}
    assert all(found[name]["score"] > found["average"]["score"] for name in ("audited", "asking"))
    assert found["audited"]["scenario"] == "compliance"
    assert found["asking"]["reasons"].startswith("asked_3")


def test_who_is_unhappy_is_not_pitched_however_near_the_limit(rows):
    found = rows(accounts=ACCOUNTS, events=EVENTS)
    assert (found["unhappy"]["state"], found["unhappy"]["rank"]) == ("fix_relationship", None)
    assert found["happy"]["rank"] is not None


def test_at_the_top_of_the_path_there_are_still_add_ons(rows):
    top = rows(accounts=ACCOUNTS, events=EVENTS)["top"]
    assert (top["state"], top["offer_type"], top["add_on"]) == ("qualified", "add_on", "vault")


def test_nobody_is_held_for_a_column_that_was_never_given(rows):
    states = {name: row["state"] for name, row in rows().items()}
    assert set(states.values()) == {"qualified", "no_need"}
    assert states["unhappy"] == "qualified"
