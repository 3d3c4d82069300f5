"""Use beyond a limit that is sold at a price, from files to the list: whom to leave paying, whom to move."""

import json

import pytest

TIERS = """\
version: 1
tiers:
  - id: s
    price: 10
    limits: {users: 50, api_calls: {included: 1000, enforcement: soft, overage: {per: 100, price: 1}}}
  - {id: m, price: 100, limits: {users: 500, api_calls: 50000}}
"""

BY_SEAT = """\
version: 1
meters: {automations: {kind: flow, window: month}}
tiers:
  - id: growth
    price: {monthly: 100, per_seat_monthly: 10, included_seats: 10}
    limits: {users: 10, automations: {included: 5000, overage: {per: 100, price: 4}}}
  - {id: scale, price: 900, limits: {users: 100, automations: 50000}}
"""


@pytest.fixture
def scanned(company, upsell):
    """Scan a catalogue and accounts whose use is the same each month; gives every row by its id."""

    def scan(tiers, header, *accounts, billing=None, first=1):
        months = [f"2026-{month:02}-28" for month in range(first, 7)]
        rows = [f"{account},{month},{rest}" for account, rest in accounts for month in months]
        (company / "tiers.yaml").write_text(tiers)
        (company / "usage.csv").write_text("\n".join([header, *rows]) + "\n")
        (company / "billing.csv").write_text(billing or "")
        billed = ("--billing", "billing.csv") if billing else ()
        code, out, err = upsell("scan", "usage.csv", *billed, "--all", "--grain", "monthly", "-f", "json")
        assert code == 0, err
        return {row["account_id"]: row for row in json.loads(out)["rows"]}

    return scan


HEADER = "account_id,date,tier,users,api_calls"


def test_who_pays_less_for_overage_than_the_next_tier_costs_comes_late_and_is_told_so(scanned):
    rows = scanned(
        TIERS,
        HEADER,
        ("payer", "s,20,1500"),
        ("near", "s,47,300"),
        ("soon", "s,20,850"),
        ("roomy", "s,20,790"),
    )
    assert {name: row["rank"] for name, row in rows.items()} == {
        "near": 1,
        "payer": 2,
        "soon": 3,
        "roomy": None,
    }
    assert rows["payer"]["cheapest_option"] == "stay and pay overage, $60 a year"
    assert (rows["payer"]["delta_arr"], rows["payer"]["delta_spend"]) == (1080.0, 1020.0)
    assert rows["payer"]["evidence"] == "api at 150 % of 1,000 calls"
    assert (rows["soon"]["reasons"], rows["soon"]["evidence"]) == ("overage", "api at 85 % of 1,000 calls")


def test_charges_alone_ask_for_nothing_where_a_smaller_plan_costs_less_with_them(scanned):
    tiers = TIERS.replace("api_calls: 50000", "api_calls: {included: 1200, overage: {per: 100, price: 1}}")
    tiers += "  - {id: l, price: 400, limits: {users: 5000, api_calls: 90000}}\n"
    row = scanned(tiers, HEADER, ("large", "m,20,1300"))["large"]
    assert (row["state"], row["to_tier"], row["delta_spend"]) == ("right_size", "s", -1056.0)


def test_who_pays_more_for_overage_than_the_next_tier_costs_saves_by_moving(scanned):
    row = scanned(TIERS, HEADER, ("heavy", "s,20,12500"))["heavy"]
    assert (row["state"], row["delta_spend"], row["cheapest_option"]) == ("saves_money", -300.0, None)


def test_overage_that_can_be_paid_does_not_push_a_need_up_the_list(scanned):
    rows = scanned(TIERS, HEADER, ("payer", "s,47,1500"), ("within", "s,47,300"))
    assert rows["payer"]["score"] == rows["within"]["score"]
    assert rows["payer"]["reasons"] == rows["within"]["reasons"] == "limit_90"
    assert rows["payer"]["evidence"] == "users at 94 % of 50"


TARIFF = """\
version: 1
meters: {sms: {kind: flow, window: month}}
tiers:
  - {id: low, price: 10, limits: {sms: {included: 100, overage: {per: 10, price: 0.50}}}}
  - {id: high, price: 40, limits: {sms: {included: 1000, overage: {per: 10, price: 0.20}}}}
"""


@pytest.mark.parametrize("first", [1, 6], ids=["half a year", "a month"])
def test_who_should_move_up_or_down_is_a_matter_of_what_each_month_costs_however_many_there_are(
    scanned, first
):
    billing = (
        "account_id,plan,mrr,started_at\n"
        "up,low,10,2025-01-01\nstay,low,10,2025-01-01\ndown,high,40,2025-01-01\nnew,high,40,2026-06-01\n"
    )
    use = ("up", "710"), ("stay", "700"), ("down", "500"), ("new", "500")
    rows = scanned(TARIFF, "account_id,date,sms", *use, billing=billing, first=first)
    saved = {name: (row["state"], row["delta_spend"]) for name, row in rows.items() if name != "new"}
    assert saved == {
        "up": ("saves_money", -6.0),
        "stay": ("saves_money", 0.0),
        "down": ("right_size", -120.0),
    }
    assert (rows["new"]["state"] == "right_size") == (first == 1)


def test_more_seats_are_offered_for_full_seats_and_not_for_automations(scanned):
    billing = "account_id,tier,mrr,seats\nteam,growth,200,20\nroomy,growth,200,20\nrobots,growth,200,20\n"
    header = "account_id,date,users,automations"
    rows = scanned(
        BY_SEAT, header, ("team", "20,5400"), ("roomy", "18,5400"), ("robots", "12,5400"), billing=billing
    )
    assert (rows["team"]["offer_type"], rows["team"]["seats_added"]) == ("seat_expansion", 2)
    assert rows["team"]["evidence"] == "users at 20 of 20; 100 % of seats in use"
    assert (rows["roomy"]["offer_type"], rows["roomy"]["seats_added"]) == ("tier_upgrade", None)
    assert rows["roomy"]["cheapest_option"] == "stay and pay overage, $192 a year"
    assert (rows["robots"]["state"], rows["robots"]["seats_added"]) == ("right_size", -6)
    assert rows["robots"]["cheapest_option"] == "stay and pay overage, $192 a year"


def test_use_at_which_a_move_turns_is_told_with_its_unit(company, upsell):
    (company / "tiers.yaml").write_text(TIERS)
    months = [f"payer,2026-{month:02}-28,s,20,1500" for month in range(1, 7)]
    (company / "usage.csv").write_text("\n".join([HEADER, *months, ""]))
    _, out, _ = upsell("brief", "payer", "usage.csv", "--grain", "monthly", "--format", "md")
    assert "- M costs less than staying from 10,001 calls of api a month on, all else being equal.\n" in out


@pytest.mark.parametrize(
    ("tiers", "told"),
    [
        (TIERS, "M costs less than staying from 10,001 API calls a month on, all else being equal."),
        (
            TIERS.replace("api_calls: 50000", "api_calls: {included: 5000, overage: {per: 100, price: 2}}"),
            "M never costs less than staying and paying for API calls, all else being equal.",
        ),
        (
            TIERS.replace("overage: {per: 100, price: 1}", "overage: {per: 1, price: 0.004}"),
            "M costs less than staying from 23,501 API calls a month on, all else being equal.",
        ),
    ],
    ids=["it turns", "it never does", "units that cost a part of a cent"],
)
def test_a_brief_says_from_which_use_on_the_move_costs_less_than_staying(company, upsell, tiers, told):
    named = tiers.replace("tiers:", "meters: {api_calls: {name: API calls, kind: flow}}\ntiers:")
    (company / "tiers.yaml").write_text(named)
    months = [f"2026-{month:02}-28" for month in range(1, 7)]
    rows = [f"payer,{month},s,20,1500" for month in months]
    (company / "usage.csv").write_text("\n".join([HEADER, *rows, ""]))
    _, out, _ = upsell("brief", "payer", "usage.csv", "--grain", "monthly", "--format", "md")
    assert f"- {told}\n" in out
