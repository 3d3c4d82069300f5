"""What is recognised in files of other shapes: tickets, reports with days across, two rows of names."""

from pathlib import Path

import pytest

from tests.workflows.init.given import PLANS, across, begun, billing, tiers, usage, weeks, written
from upsell_cli.render.header_map import header_map

pytestmark = pytest.mark.usefixtures("folder")


def test_tickets_are_told_by_their_priority():
    events = written("tickets.csv", ["account_id,date,subject,Priority", "basic-1,2026-03-01,slow,High"])
    beginning = begun(usage=usage(), billing=billing(), events=events)
    assert 'type: "=ticket"' in header_map(beginning.headers, beginning.files)


def test_a_report_with_a_column_for_each_day_is_taken_for_users():
    beginning = begun(usage=across(), billing=billing())
    assert beginning.headers.mapping["usage"] == {"users": "dates"}
    assert (beginning.inputs.as_of.isoformat(), beginning.catalogue.meters) == (weeks()[-1], ())
    assert [limit.meter for limit in tiers(beginning)["basic"].limits] == ["users"]


def test_a_report_counts_what_its_map_says():
    Path("map.yaml").write_text("usage: {api_calls: dates}")
    beginning = begun(usage=across(), billing=billing(), map_file="map.yaml")
    assert [limit.meter for limit in tiers(beginning)["basic"].limits] == ["api_calls"]


def test_a_report_that_names_what_it_counts_has_a_meter_for_each():
    rows = [
        ",".join([f"{plan}-{n}", event, *(str(first + n + place * steps) for place in range(len(weeks())))])
        for plan, (_, users) in PLANS.items()
        for n in range(3)
        for event, first, steps in (("Active Users (Uniques)", users, 1), ("File Sent (Totals)", 90, 7))
    ]
    report = written("weeks.csv", [",".join(["account_id", "Event", *weeks()]), *rows])
    beginning = begun(usage=report, billing=billing())
    assert {meter.id: meter.column for meter in beginning.catalogue.meters} == {
        "users": "Active Users (Uniques)",
        "file_sent_totals": "File Sent (Totals)",
    }
    assert beginning.inputs.tables.readings["meter"].nunique() == 2


def test_plans_of_a_list_kept_by_hand_are_tiers_with_their_spellings():
    names = ["Basic", "basic monthly", "Plus", "plus annual", "PLUS"]
    rows = [f"{plan}-{n},{names[(3 * k + n) % 5]}" for k, plan in enumerate(PLANS) for n in range(3)]
    accounts = written("customers.csv", ["account_id,Plan", *rows])
    catalogue = begun(usage=usage(), accounts=accounts).catalogue
    assert sorted(tier.name for tier in catalogue.tiers) == ["Basic", "Plus"]
    assert {plan.match: plan.tier for plan in catalogue.plans} == {
        "basic monthly": "basic",
        "plus annual": "plus",
    }


def test_tiers_of_an_accounts_file_that_are_no_plans_stay_as_they_are():
    rows = [f"{plan}-{n},Tier {n}" for plan in PLANS for n in range(3)]
    accounts = written("customers.csv", ["account_id,tier", *rows])
    catalogue = begun(usage=usage(), accounts=accounts).catalogue
    assert sorted(tier.name for tier in catalogue.tiers) == ["Tier 0", "Tier 1", "Tier 2"]


def test_people_of_a_crm_are_led_to_accounts_by_what_these_are_called():
    accounts = written("crm.csv", ["account_id,Account Name", "basic-1,Acme Ltd", "basic-2,Bolt AG"])
    people = written(
        "people.csv",
        [
            "First Name,Last Name,Title,Account Name,Email",
            "Ann,Lee,CFO,Acme Ltd,ann@acme.example",
            "Bo,Holm,CTO,Bolt AG,bo@bolt.example",
        ],
    )
    beginning = begun(usage=usage(), billing=billing(), accounts=accounts, people=people)
    assert beginning.headers.mapping["people"] == {"account_id": "organization:Account Name"}
    found = beginning.inputs.tables.people
    assert found[["account_id", "name", "last_name", "title"]].to_numpy().tolist() == [
        ["basic-1", "Ann", "Lee", "CFO"],
        ["basic-2", "Bo", "Holm", "CTO"],
    ]


def test_names_in_a_second_row_are_those_of_the_meters():
    (name,) = usage(header="Kunde,Woche,Nutzung,\n,,Aktive Nutzer,Exporte")
    beginning = begun(usage=(name,), billing=billing(header="Kunde,Tarif,mrr,currency"))
    assert {meter.column for meter in beginning.catalogue.meters} == {"Aktive Nutzer", "Exporte"}


def test_an_account_is_the_column_whose_ids_another_file_has():
    beginning = begun(
        usage=usage(header="Kunde,Woche,active_users,exports"), billing=billing(header="Kunde,Tarif,x,y")
    )
    assert beginning.headers.mapping["billing"]["account_id"] == "Kunde"
    assert beginning.headers.mapping["billing"]["plan"] == "Tarif"


def test_what_never_moves_is_no_meter():
    rows = [
        f"{plan}-{n},{week},{users + n + place},{price}"
        for plan, (price, users) in PLANS.items()
        for n in range(3)
        for place, week in enumerate(weeks())
    ]
    own = written("usage.csv", ["account_id,date,exports,contract", *rows])
    assert [meter.id for meter in begun(usage=own, billing=billing()).catalogue.meters] == ["exports"]


def test_a_quantity_of_one_is_no_limit_of_seats():
    rows = [f"{plan}-{n},{plan},{price},1" for plan, (price, _) in PLANS.items() for n in range(3)]
    beginning = begun(usage=usage(), billing=written("billing.csv", ["account_id,plan,mrr,seats", *rows]))
    assert all(limit.allowed != 1 for limit in tiers(beginning)["basic"].limits)
