"""Tables of one tool complete each other: who pays, what an item costs, what it is called."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sources.given import inputs, request, told
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Problem, UpsellError
from upsell_cli.sources.trace import trace

USAGE = "account_id,date,users\ncus_1,2024-06-30,5\n"
SUBSCRIPTION = (
    "id,_fivetran_synced,billing_cycle_anchor,cancel_at,cancel_at_period_end,created,current_period_end,"
    "current_period_start,customer_id,ended_at,livemode,metadata,start_date,status\n"
    "sub_1,2024-06-30,2024-01-01,,FALSE,2024-01-01 10:00:00,2024-07-01 10:00:00,2024-06-01 10:00:00,cus_1,,"
    'TRUE,"{""external_id"": ""A-1""}",2024-01-01 10:00:00,active\n'
)
ITEM = (
    "_fivetran_synced,created,id,metadata,plan_id,quantity,subscription_id\n"
    "2024-06-30,2024-01-01 10:00:00,si_1,{},price_1,3,sub_1\n"
    "2024-06-30,2024-01-01 10:00:00,si_2,{},price_2,1,sub_1\n"
)
PRICE = (
    "id,active,billing_scheme,currency,nickname,product_id,recurring_interval,recurring_interval_count,type,"
    "unit_amount\n"
    "price_1,TRUE,per_unit,usd,Growth seat,p1,month,1,recurring,1999\n"
    "price_2,TRUE,per_unit,usd,,p2,month,12,recurring,120000\n"
)
PRODUCT = "id,active,name,statement_descriptor,type,unit_label\np1,true,Growth,,,\np2,true,Audit,,,\n"


def read(folder: Path, *billing: str, **more: Any) -> Inputs:
    return inputs(folder, usage=USAGE, billing=list(billing), as_of=date(2024, 6, 30), **more)


def refused(folder: Path, *billing: str) -> Problem:
    with pytest.raises(UpsellError) as error:
        read(folder, *billing)
    (problem,) = error.value.problems
    return problem


@pytest.mark.parametrize("turn", range(4))
def test_items_are_billed_by_subscription_price_and_product_in_whatever_order(tmp_path: Path, turn: int):
    files = [SUBSCRIPTION, ITEM, PRICE, PRODUCT]
    found = read(tmp_path, *files[turn:], *files[:turn])
    billing = found.tables.billing
    assert billing is not None
    columns = ["account_id", "subscription_id", "plan", "amount_minor", "interval", "seats", "status"]
    assert billing[columns].to_numpy().tolist() == [
        ["cus_1", "sub_1", "Growth seat", 59_97, "month", 3, "active"],
        ["cus_1", "sub_1", "Audit", 1_200_00, "year", 1, "active"],
    ]
    assert billing["currency"].unique().tolist() == ["USD"]
    assert told(found) == []


def test_every_row_of_every_table_is_accounted_for(tmp_path: Path):
    found = read(tmp_path, SUBSCRIPTION, ITEM, PRICE, PRODUCT)
    assert sorted((file.profile or "", file.counted, file.used) for file in found.files[1:]) == [
        ("stripe.prices", 2, 2),
        ("stripe.products", 2, 2),
        ("stripe.subscription_items", 2, 2),
        ("stripe.subscriptions_table", 1, 1),
    ]


def test_the_account_may_be_a_key_in_the_metadata_of_the_subscription(tmp_path: Path):
    mapping = {"billing": {"account_id": "subscription.metadata.external_id"}}
    billing = read(tmp_path, SUBSCRIPTION, ITEM, PRICE, mapping=mapping).tables.billing
    assert billing is not None
    assert billing["account_id"].tolist() == ["A-1", "A-1"]


def test_an_item_of_no_subscription_given_is_rejected(tmp_path: Path):
    item = ITEM + "2024-06-30,2024-01-01 10:00:00,si_3,{},price_1,1,sub_9\n"
    found = read(tmp_path, SUBSCRIPTION, item, PRICE)
    assert told(found) == [("missing-value", 4, "subscription.customer_id")]


def test_items_alone_are_refused_with_the_table_to_give(tmp_path: Path):
    problem = refused(tmp_path, ITEM)
    assert problem.code == "missing-column"
    assert "--billing subscription.csv" in problem.fix


def test_a_subscription_alone_is_refused_with_the_tables_to_give(tmp_path: Path):
    problem = refused(tmp_path, SUBSCRIPTION)
    assert "--billing subscription_item.csv --billing price.csv" in problem.fix


def test_items_without_prices_are_read_and_the_lack_is_told(tmp_path: Path):
    found = read(tmp_path, SUBSCRIPTION, ITEM)
    (problem,) = found.problems
    assert problem.code == "lacking-column"
    assert "--billing price.csv" in problem.fix


def test_rows_of_an_account_are_traced_to_the_lines_of_the_items(tmp_path: Path):
    given = request(tmp_path, usage=USAGE, billing=[SUBSCRIPTION, ITEM, PRICE], as_of=date(2024, 6, 30))
    found = trace(given, "cus_1")
    assert [(row.table, row.line) for row in found] == [("usage", 2), ("billing", 2), ("billing", 3)]
    assert found[1].cells["quantity"] == "3"
