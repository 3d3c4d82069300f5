"""Exports that tell movements, answers and conversations: each row is led to its account, day and worth."""

from pathlib import Path

import pandas as pd

from tests.sources.columns.test_profiles import read, row
from tests.sources.given import file_of, told, use
from upsell_cli.frames.tables import Inputs

ACCOUNTS = "account_id,name,domain\nA-1,Hazel Works,hazel.example\n"

ZUORA = (
    "id,account_id,subscription_id,rate_plan_id,name,charge_number,charge_model,charge_type,segment,"
    "billing_period,mrr,tcv,quantity,uom,effective_start_date,effective_end_date,rate_plan_name\n"
    "c1,A-1,s1,r1,Platform fee,C-1,PerUnit,Recurring,1,Month,100.00,400,5,Seat,2024-01-01,2024-05-01,Growth\n"
    "c2,A-1,s1,r1,Platform fee,C-1,PerUnit,Recurring,2,Month,199.50,99,10,Seat,2024-05-01,2025-01-01,Growth\n"
    "c3,A-1,s1,r1,Setup fee,C-2,FlatFee,OneTime,1,,0,500,1,,2024-01-01,2024-01-02,Growth\n"
)

CHARTMOGUL = (
    "uuid,customer-uuid,customer-external-id,type,date,activity-arr,activity-mrr,activity-mrr-movement,"
    "currency,subscription-external-id,plan-external-id\n"
    "u1,cus_1,A-1,new_biz,2024-01-01T00:00:00+00:00,120000,10000,10000,USD,s1,growth\n"
    "u2,cus_1,A-1,contraction,2024-05-01T00:00:00+00:00,60000,5000,-5000,USD,s1,starter\n"
    "u3,cus_1,A-1,churn,2024-06-01T00:00:00+00:00,0,0,-5000,USD,s1,starter\n"
)


def billing_of(found: Inputs, order: str, *, ascending: bool = True) -> pd.DataFrame:
    assert found.tables.billing is not None
    return found.tables.billing.sort_values(order, ascending=ascending)


def days(values: pd.Series) -> list[str | None]:
    return [None if pd.isna(day) else str(day.date()) for day in values]


def test_segments_of_a_zuora_charge_follow_each_other_and_one_time_fees_are_left_out(tmp_path: Path):
    found = read(tmp_path, "billing", ZUORA)
    assert file_of(found, "billing").profile == "zuora.rate_plan_charges"
    billing = billing_of(found, "valid_from")
    assert list(billing["mrr_minor"]) == [100_00, 199_50]
    assert list(billing["seats"]) == [5, 10]
    assert list(billing["plan"]) == ["Growth", "Growth"]
    assert days(billing["valid_to"]) == ["2024-05-01", "2025-01-01"]
    assert sum(file_of(found, "billing").skipped.values()) == 1


def test_a_zuora_export_without_the_rate_plan_is_told_what_to_add(tmp_path: Path):
    without = "\n".join(line.rsplit(",", 1)[0] for line in ZUORA.splitlines())
    (problem,) = read(tmp_path, "billing", without).problems
    assert problem.code == "lacking-column"
    assert "rate_plan_name" in problem.fix


def test_chartmoguls_activities_are_states_in_cents_until_the_next_movement(tmp_path: Path):
    found = read(tmp_path, "billing", CHARTMOGUL)
    assert file_of(found, "billing").profile == "chartmogul.activities"
    billing = billing_of(found, "mrr_minor", ascending=False)
    assert list(billing["account_id"]) == ["A-1"] * 3
    assert list(billing["mrr_minor"]) == [100_00, 50_00, 0]
    assert list(billing["plan"]) == ["growth", "starter", "starter"]
    assert list(billing["status"]) == ["active", "active", "canceled"]
    assert days(billing["valid_to"]) == ["2024-05-01", "2024-06-01", None]


def test_chartmoguls_short_headers_are_known_and_lack_the_plan(tmp_path: Path):
    short = (
        "customer_uuid,type,date,mrr,mrr-movement,currency\n"
        "A-1,new_biz,2024-01-01,10000,10000,USD\nA-1,expansion,2024-05-01,20000,10000,USD\n"
    )
    found = read(tmp_path, "billing", short)
    assert list(billing_of(found, "mrr_minor")["mrr_minor"]) == [100_00, 200_00]
    assert told(found) == [("lacking-column", 1, None)]


def test_intercoms_companies(tmp_path: Path):
    content = (
        "id,company_id,name,plan_name,monthly_spend,session_count,user_count,industry,size,website,created_at,"
        "remote_created_at\n"
        "5f,A-1,Hazel Works,growth,49,10,3,Software,120,https://hazel.example,1704067200,1672531200\n"
    )
    found = read(tmp_path, "accounts", content)
    assert file_of(found, "accounts").profile == "intercom.companies"
    assert row(found, "accounts") == {
        "account_id": "A-1",
        "name": "Hazel Works",
        "domain": "https://hazel.example",
        "industry": "Software",
        "employees": 120,
        "customer_since": "2023-01-01",
        "tier": "growth",
    }


def test_intercoms_conversations_lead_to_accounts_by_the_name_of_the_company(tmp_path: Path):
    content = (
        "Conversation ID,Conversation started at,User name,User email,Company name,Subject\n"
        "1,2024-06-01T10:00:00Z,Ann,ann@hazel.example,HAZEL works,Need single sign-on\n"
        "2,2024-06-01T10:00:00Z,Bob,bob@example.org,,Hello\n"
    )
    found = read(tmp_path, "events", content, accounts=ACCOUNTS)
    assert file_of(found, "events").profile == "intercom.conversations"
    assert row(found, "events") == {
        "account_id": "A-1",
        "date": "2024-06-01",
        "type": "ticket",
        "text": "Need single sign-on",
    }
    assert told(found) == [("row-without-account", 3, "Company name")]


def test_delighteds_answers_lead_to_accounts_by_the_address_and_only_nps_counts(tmp_path: Path):
    content = (
        "id,person,person_email,survey_type,score,comment,created_at\n"
        "1,55,ann@hazel.example,nps,9,Great,1717236000\n"
        "2,56,ann@hazel.example,csat,4,Fine,1717236000\n"
    )
    found = read(tmp_path, "events", content, accounts=ACCOUNTS)
    assert file_of(found, "events").profile == "delighted.responses"
    assert row(found, "events") == {
        "account_id": "A-1",
        "date": "2024-06-01",
        "type": "nps",
        "value": 9.0,
        "text": "Great",
    }


def test_segments_groups_lead_people_to_accounts(tmp_path: Path):
    groups = (
        "id,group_id,user_id,anonymous_id,received_at,name\n"
        "m1,A-1,u1,x,2024-01-01T00:00:00Z,Hazel Works\n"
        "m2,A-1,u1,x,2024-02-01T00:00:00Z,Hazel Works\n"
    )
    found = read(tmp_path, "crosswalk", groups, usage="account_id,date,users\nu1,2024-06-30,5\n")
    assert file_of(found, "crosswalk").profile == "segment.group_calls"
    assert use(found, "users") == {"A-1": 5}
