"""Exports of well-known tools are read as they are: their headers, words and units become ours."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.sources.given import file_of, inputs, told, written
from upsell_cli.config.header_profile import profile_named, profile_names
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Problem, UpsellError

USAGE = "account_id,date,users\nA-1,2024-06-30,5\n"

STRIPE = (
    "id,Customer ID,Customer Name,Customer Email,Status,Cancellation Reason,Created (UTC),Start (UTC),"
    "Start Date (UTC),Current Period Start (UTC),Current Period End (UTC),Trial Start (UTC),Trial End (UTC),"
    "Canceled At (UTC),Ended At (UTC),Amount,Interval,Quantity,{plan}account (metadata)\n"
    "sub_1,cus_9,Hazel Works,it@hazel.example,active,,2024-01-02 09:30,2024-01-03 09:30,2024-01-03 09:30,"
    "2024-06-03 09:30,2024-07-03 09:30,,,,,199.00,month,12,{value}A-1\n"
)
STRIPE_WITH_PLAN = STRIPE.format(plan="Plan,", value="growth-monthly,")
STRIPE_WITHOUT_PLAN = STRIPE.format(plan="", value="")


def row(found: Inputs, table: str) -> dict[str, Any]:
    """Give what is known in the only row of a table, days as text."""
    frame = getattr(found.tables, table)
    (only,) = frame.drop(columns=["source_file", "source_line"]).to_dict("records")
    known = {name: value for name, value in only.items() if not pd.isna(value)}
    return {name: str(v.date()) if isinstance(v, pd.Timestamp) else v for name, v in known.items()}


def read(folder: Path, table: str, content: str, **more: Any) -> Inputs:
    given = {"usage": USAGE, table: content, "as_of": date(2024, 6, 30), **more}
    return inputs(folder, **given)


def refused(folder: Path, table: str, content: str, **more: Any) -> Problem:
    with pytest.raises(UpsellError) as error:
        read(folder, table, content, **more)
    (problem,) = error.value.problems
    return problem


def test_every_profile_of_ours_is_sound():
    profiles = [profile_named(name) for name in profile_names()]
    assert [profile.id for profile in profiles if profile] == profile_names()


def test_stripes_dashboard(tmp_path: Path):
    found = read(tmp_path, "billing", STRIPE_WITH_PLAN)
    assert file_of(found, "billing").profile == "stripe.subscriptions"
    assert row(found, "billing") == {
        "account_id": "cus_9",
        "subscription_id": "sub_1",
        "plan": "growth-monthly",
        "amount_minor": 199_00,
        "interval": "month",
        "seats": 12,
        "status": "active",
        "started_at": "2024-01-03",
        "term_start": "2024-06-03",
        "term_end": "2024-07-03",
    }


def test_the_persons_map_goes_before_a_profile(tmp_path: Path):
    mapping = {"billing": {"account_id": "account (metadata)"}}
    assert row(read(tmp_path, "billing", STRIPE_WITH_PLAN, mapping=mapping), "billing")["account_id"] == "A-1"


def test_stripe_without_the_plan_is_told_which_boxes_to_tick(tmp_path: Path):
    mapping = {"billing": {"account_id": "account (metadata)"}}
    found = read(tmp_path, "billing", STRIPE_WITHOUT_PLAN, mapping=mapping)
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("lacking-column", "warning")
    assert '"Plan"' in problem.fix
    assert "plans: [{amount: 199, interval: month, tier: growth}]" in problem.fix


def test_a_plan_is_not_lacking_when_another_file_says_it(tmp_path: Path):
    mapping = {"billing": {"account_id": "account (metadata)"}}
    usage = "account_id,date,users,tier\nA-1,2024-06-30,5,growth\n"
    assert told(read(tmp_path, "billing", STRIPE_WITHOUT_PLAN, mapping=mapping, usage=usage)) == []


def test_stripe_without_the_customer_is_refused_with_the_box_to_tick(tmp_path: Path):
    content = "id,Status,Plan,Amount,Interval,Cancellation Reason\nsub_1,active,pro,9.00,month,\n"
    problem = refused(tmp_path, "billing", content)
    assert problem.code == "missing-column"
    assert '"Customer ID"' in problem.fix


def test_chargebee_counts_in_cents(tmp_path: Path):
    content = (
        "id,customer_id,plan_id,status,current_term_start,current_term_end,mrr,currency_code,plan_quantity\n"
        "sb1,A-1,growth,non_renewing,1717200000,2024-07-01T00:00:00Z,19900,EUR,3\n"
    )
    found = read(tmp_path, "billing", content, currency="EUR")
    assert file_of(found, "billing").profile == "chargebee.subscriptions"
    assert row(found, "billing") == {
        "account_id": "A-1",
        "subscription_id": "sb1",
        "plan": "growth",
        "status": "non_renewing",
        "term_start": "2024-06-01",
        "term_end": "2024-07-01",
        "mrr_minor": 199_00,
        "currency": "EUR",
        "seats": 3,
    }


RECURLY = (
    "_fivetran_synced,id,created_at,updated_at,activated_at,canceled_at,expires_at,account_id,plan_id,object,"
    "uuid,state,current_period_started_at,current_period_ends_at,current_term_started_at,current_term_ends_at,"
    "trial_started_at,trial_ends_at,remaining_billing_cycles,total_billing_cycles,renewal_billing_cycles,"
    "auto_renew,paused_at,remaining_pause_cycles,currency,unit_amount,quantity,add_ons_total,subtotal,"
    "collection_method,expiration_reason\n"
)
RECURLY_ROW = (
    "2024-06-30 08:00:00,s1,2023-01-10 09:00:00,{updated},2023-01-10 09:00:00,,,A-1,p-growth,subscription,u1,"
    "{state},2024-01-10 09:00:00,2025-01-10 09:00:00,,,,,,,,true,,,USD,{price},3,50.0,350.0,automatic,\n"
)


def test_recurly_adds_up_a_subscription_and_sees_its_interval_in_the_period(tmp_path: Path):
    content = RECURLY + RECURLY_ROW.format(updated="2024-01-10 09:00:00", state="canceled", price="100.0")
    found = read(tmp_path, "billing", content)
    assert file_of(found, "billing").profile == "recurly.subscriptions"
    billed = row(found, "billing")
    assert (billed["amount_minor"], billed["interval"], billed["seats"]) == (350_00, "year", 3)
    assert billed["status"] == "non_renewing"
    assert (billed["term_start"], billed["term_end"]) == ("2024-01-10", "2025-01-10")


def test_states_of_one_recurly_subscription_follow_each_other(tmp_path: Path):
    earlier = RECURLY_ROW.format(updated="2024-01-10 09:00:00", state="active", price="100.0")
    later = RECURLY_ROW.format(updated="2024-03-05 09:00:00", state="active", price="120.0")
    billing = read(tmp_path, "billing", RECURLY + later + earlier).tables.billing
    assert billing is not None
    assert billing["amount_minor"].tolist() == [410_00, 350_00]
    assert billing["valid_from"].astype("string").tolist() == ["2024-03-05", pd.NA]
    assert billing["valid_to"].astype("string").tolist() == [pd.NA, "2024-03-05"]


def test_hubspots_companies(tmp_path: Path):
    content = (
        "Record ID,Company name,Company Domain Name,Company owner,Industry,Create Date,Lifecycle Stage,"
        "Number of Employees\n"
        "9001,Hazel Works,hazel.example,Vera Moreau,RETAIL,2023-02-01 10:00,Marketing Qualified Lead,45\n"
    )
    found = read(tmp_path, "accounts", content)
    assert file_of(found, "accounts").profile == "hubspot.companies"
    assert row(found, "accounts") == {
        "account_id": "9001",
        "name": "Hazel Works",
        "domain": "hazel.example",
        "owner": "Vera Moreau",
        "industry": "RETAIL",
        "customer_since": "2023-02-01",
        "lifecycle": "lead",
        "employees": 45,
    }


def test_hubspots_deals_belong_to_the_primary_company(tmp_path: Path):
    content = (
        "Record ID,Deal Name,Deal Stage,Amount,Deal owner,Create Date,Close Date,Associated Company IDs\n"
        "77,Hazel bigger,Contract Sent,12000,Vera Moreau,2024-05-01 10:00,2024-08-01 10:00,9002;9999\n"
        "78,Nobody,Contract Sent,1,Vera Moreau,2024-05-01 10:00,2024-08-01 10:00,\n"
    )
    found = read(tmp_path, "deals", content)
    assert file_of(found, "deals").profile == "hubspot.deals"
    assert row(found, "deals") == {
        "account_id": "9002",
        "deal_id": "77",
        "stage": "Contract Sent",
        "amount_minor": 12_000_00,
        "owner": "Vera Moreau",
        "opened": "2024-05-01",
        "close_date": "2024-08-01",
    }
    assert file_of(found, "deals").skipped == {"no account": 1}
    assert told(found)[-1] == ("row-without-account", 3, "Associated Company IDs")


def test_salesforce_by_api_name(tmp_path: Path):
    content = (
        "Id,AccountId,Name,StageName,Amount,CloseDate,CreatedDate,OwnerId,IsDeleted\n"
        "006A,001A,Hazel,Negotiation/Review,9000.0,2024-09-30,2024-05-01T08:00:00.000Z,005A,false\n"
        "006B,001A,Gone,Prospecting,1.0,2024-09-30,2024-05-01T08:00:00.000Z,005A,true\n"
    )
    found = read(tmp_path, "deals", content)
    assert file_of(found, "deals").profile == "salesforce.opportunities"
    assert file_of(found, "deals").skipped == {"left out by the header profile": 1}
    assert row(found, "deals") == {
        "account_id": "001A",
        "deal_id": "006A",
        "stage": "Negotiation/Review",
        "amount_minor": 9_000_00,
        "close_date": "2024-09-30",
        "opened": "2024-05-01",
        "owner": "005A",
    }


REPORT = (
    "Opportunity Name,Account Name,Stage,Amount,Close Date,Opportunity Owner\n"
    "Hazel bigger,Hazel Works Ltd.,Negotiation/Review,9000,30/09/2024,Vera Moreau\n"
)


def test_a_salesforce_report_without_ids_is_told_the_rule_to_declare(tmp_path: Path):
    problem = refused(tmp_path, "deals", REPORT)
    assert problem.code == "missing-column"
    assert 'deals: {account_id: "organization:Account Name"}' in problem.fix


def test_a_salesforce_report_is_read_by_the_names_of_accounts(tmp_path: Path):
    accounts = "account_id,name\nA-1,HAZEL WORKS LTD\nA-2,Hazel\n"
    mapping = {"deals": {"account_id": "organization:Account Name"}}
    found = read(tmp_path, "deals", REPORT, accounts=accounts, mapping=mapping)
    assert file_of(found, "deals").profile == "salesforce.report"
    assert row(found, "deals")["account_id"] == "A-1"
    assert row(found, "deals")["close_date"] == "2024-09-30"


ZENDESK = (
    "Id,Requester,Requester email,Requester domain,Subject,Tags,Status,Priority,Created at,Organization,"
    "Satisfaction Score,First reply time in minutes\n"
)


def test_zendesks_tickets_lead_to_accounts_by_the_name_of_the_organisation(tmp_path: Path):
    tickets = ZENDESK + (
        "1,Ines,i@hazel.example,hazel.example,Is there SSO?,,Open,Urgent,2024-06-01 10:00,hazel works,-,35\n"
        "2,Rosa,r@x.example,x.example,Hello,,Open,-,2024-06-02 10:00,Unheard Of,-,-\n"
        "3,Hugo,h@y.example,y.example,Hello,,Open,-,2024-06-02 10:00,-,-,-\n"
    )
    found = read(tmp_path, "events", tickets, accounts="account_id,name\nA-1,Hazel Works\n")
    assert file_of(found, "events").profile == "zendesk.tickets"
    assert row(found, "events") == {
        "account_id": "A-1",
        "date": "2024-06-01",
        "type": "ticket",
        "text": "Is there SSO?",
        "severity": 1,
        "first_reply_minutes": 35,
    }
    assert ("events", "accounts by name", 1, 2) in [(j.left, j.right, j.matched, j.of) for j in found.joins]
    assert [code for code, _, _ in told(found)] == [
        "missing-word",
        "missing-word",
        "unmatched-name",
        "row-without-account",
    ]


def test_zendesks_ticket_table(tmp_path: Path):
    content = (
        "id,_fivetran_synced,assignee_id,created_at,description,organization_id,priority,requester_id,status,"
        "subject,type\n"
        "1595,2024-06-03 02:32:49.426,,2024-06-01 01:54:52,words,3702,high,3963,solved,Is there SSO?,task\n"
    )
    found = read(tmp_path, "events", content)
    assert file_of(found, "events").profile == "zendesk.ticket_table"
    assert row(found, "events") == {
        "account_id": "3702",
        "date": "2024-06-01",
        "type": "ticket",
        "text": "Is there SSO?",
        "severity": 2,
    }


FRESHDESK = (
    "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Full name,Email,Company Name\n"
    "17,Report is slow,Open,Urgent,Email,Question,Ada,Support,2024-06-03 10:00:00,Bo,bo@hazel.example,Hazel\n"
)
HUBSPOT = (
    "Ticket ID,Ticket name,Pipeline,Ticket status,Create date,Priority,Associated Company IDs\n"
    "18,Report is slow,Support,New,2024-06-03 10:00,HIGH,A-1;A-9\n"
)


@pytest.mark.parametrize(
    ("content", "mapping", "severity"),
    [(FRESHDESK, {"events": {"account_id": "organization:Company Name"}}, 1), (HUBSPOT, {}, 2)],
)
def test_tickets_of_other_help_desks_are_tickets_without_a_column_that_says_so(
    tmp_path: Path, content: str, mapping: dict[str, dict[str, str]], severity: int
):
    accounts = "account_id,name\nA-1,Hazel\n"
    found = read(tmp_path, "events", content, accounts=accounts, mapping=mapping)
    assert row(found, "events") == {
        "account_id": "A-1",
        "date": "2024-06-03",
        "type": "ticket",
        "text": "Report is slow",
        "severity": severity,
    }


def test_a_plain_file_is_nobodys_export(tmp_path: Path):
    found = read(tmp_path, "billing", "account_id,plan,mrr,currency\nA-1,growth,199.00,USD\n")
    assert file_of(found, "billing").profile is None


OWN = """
version: 1
id: {id}
name: Our billing system
source: us
table: billing
marks: {{all: [Kunde, Tarif]}}
amounts: minor
columns:
  account_id: Kunde
  plan: Tarif
  mrr: Betrag
"""


def test_a_profile_of_ones_own_is_read_like_ours(tmp_path: Path):
    own = written(tmp_path, "own.yaml", OWN.format(id="own.billing"))
    found = read(tmp_path, "billing", "Kunde,Tarif,Betrag\nA-1,growth,19900\n", profile=(own,))
    assert file_of(found, "billing").profile == "own.billing"
    assert row(found, "billing") == {"account_id": "A-1", "plan": "growth", "mrr_minor": 199_00}


def test_an_unknown_profile_is_refused_with_the_nearest(tmp_path: Path):
    problem = refused(tmp_path, "billing", STRIPE_WITH_PLAN, profile=("stripe.subscription",))
    assert problem.code == "bad-setting"
    assert "stripe.subscriptions" in problem.fix
