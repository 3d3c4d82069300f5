"""What a header profile is given before, what it tells an export lacks, and profiles of one's own."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sources.given import file_of, inputs, told, use, written
from upsell_cli.config.header_profile import profile_named, profile_names, profiles_for
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Place, Problem, UpsellError

USAGE = "account_id,date,users\nA-1,2024-06-30,5\n"
STRIPE = (
    "id,Customer ID,Status,Cancellation Reason,Start (UTC),Current Period End (UTC),Amount,Interval,Plan,"
    "account (metadata)\n"
    "sub_1,cus_9,active,,2024-01-03 09:30,2024-07-03 09:30,199.00,month,growth-monthly,A-1\n"
)
STRIPE_WITHOUT_PLAN = STRIPE.replace(",Plan", "").replace(",growth-monthly", "")
ZUORA_WITHOUT_PLAN = (
    "id,account_id,subscription_id,rate_plan_id,name,charge_number,charge_type,segment,billing_period,mrr,"
    "effective_start_date,effective_end_date\n"
    "c1,A-1,s1,r1,Platform fee,C-1,Recurring,1,Month,100.00,2024-01-01,2024-05-01\n"
)
CHARTMOGUL_WITHOUT_PLAN = (
    "customer_uuid,type,date,mrr,mrr-movement,currency\n"
    "A-1,new_biz,2024-01-01,10000,10000,USD\nA-1,expansion,2024-05-01,20000,10000,USD\n"
)
REPORT = (
    "Opportunity Name,Account Name,Stage,Amount,Close Date,Opportunity Owner\n"
    "Hazel bigger,Hazel Works Ltd.,Negotiation/Review,9000,30/09/2024,Vera Moreau\n"
)
BY_METADATA = {"billing": {"account_id": "account (metadata)"}}


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


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_is_found_by_the_headers_that_mark_it(name: str):
    profile = profile_named(name)
    assert profile is not None
    assert profile.marks.all or profile.marks.any
    assert profile in profiles_for(profile.table, [*profile.marks.all, *profile.marks.any])


def test_the_persons_map_goes_before_a_profile(tmp_path: Path):
    billing = read(tmp_path, "billing", STRIPE, mapping=BY_METADATA).tables.billing
    assert billing is not None
    assert billing["account_id"].tolist() == ["A-1"]


@pytest.mark.parametrize(
    ("export", "said"),
    [
        (STRIPE_WITHOUT_PLAN, ('"Plan"', "plans: [{amount: 199, interval: month, tier: growth}]")),
        (ZUORA_WITHOUT_PLAN, ("rate_plan_name",)),
        (CHARTMOGUL_WITHOUT_PLAN, ("plan",)),
    ],
    ids=["Stripe", "Zuora", "ChartMogul"],
)
def test_an_export_without_the_plan_is_told_what_to_add(tmp_path: Path, export: str, said: tuple[str, ...]):
    mapping = BY_METADATA if "metadata" in export else {}
    (problem,) = read(tmp_path, "billing", export, mapping=mapping).problems
    assert (problem.code, problem.severity) == ("lacking-column", "warning")
    assert [words for words in said if words not in problem.fix] == []


def test_a_plan_is_not_lacking_when_another_file_says_it(tmp_path: Path):
    usage = "account_id,date,users,tier\nA-1,2024-06-30,5,growth\n"
    assert told(read(tmp_path, "billing", STRIPE_WITHOUT_PLAN, mapping=BY_METADATA, usage=usage)) == []


def test_stripe_without_the_customer_is_refused_with_the_box_to_tick(tmp_path: Path):
    content = "id,Status,Plan,Amount,Interval,Cancellation Reason\nsub_1,active,pro,9.00,month,\n"
    problem = refused(tmp_path, "billing", content)
    assert problem.code == "missing-column"
    assert '"Customer ID"' in problem.fix


def test_a_salesforce_report_without_ids_is_told_the_rule_to_declare(tmp_path: Path):
    problem = refused(tmp_path, "deals", REPORT)
    assert problem.code == "missing-column"
    assert 'deals: {account_id: "organization:Account Name"}' in problem.fix


def test_segments_groups_lead_people_to_accounts(tmp_path: Path):
    groups = (
        "id,group_id,user_id,anonymous_id,received_at,name\n"
        "m1,A-1,u1,x,2024-01-01T00:00:00Z,Hazel Works\n"
        "m2,A-1,u1,x,2024-02-01T00:00:00Z,Hazel Works\n"
    )
    found = read(tmp_path, "crosswalk", groups, usage="account_id,date,users\nu1,2024-06-30,5\n")
    assert file_of(found, "crosswalk").profile == "segment.group_calls"
    assert use(found, "users") == {"A-1": 5}


def test_a_plain_file_is_nobodys_export(tmp_path: Path):
    found = read(tmp_path, "billing", "account_id,plan,mrr,currency\nA-1,growth,199.00,USD\n")
    assert file_of(found, "billing").profile is None


OWN = """
version: 1
id: own.billing
name: Our billing system
source: us
table: billing
marks: {all: [Kunde, Tarif]}
amounts: minor
columns:
  account_id: Kunde
  plan: Tarif
  mrr: Betrag
"""


def test_a_profile_of_ones_own_is_read_like_ours(tmp_path: Path):
    own = written(tmp_path, "own.yaml", OWN)
    found = read(tmp_path, "billing", "Kunde,Tarif,Betrag\nA-1,growth,19900\n", profile=(own,))
    assert file_of(found, "billing").profile == "own.billing"
    billing = found.tables.billing
    assert billing is not None
    assert billing[["account_id", "plan", "mrr_minor"]].to_numpy().tolist() == [["A-1", "growth", 199_00]]


def test_an_unknown_profile_is_refused_with_the_nearest(tmp_path: Path):
    problem = refused(tmp_path, "billing", STRIPE, profile=("stripe.subscription",))
    assert problem.code == "bad-setting"
    assert "stripe.subscriptions" in problem.fix


class TestAmountsOfAToolInCents:
    """Chargebee's API has cents, its dashboard dollars, and both have the same headers."""

    HEADER = (
        "Subscription Id,Customer Id,Plan Id,Status,Currency Code,Current Term Start,Current Term End,MRR\n"
    )

    def billed(self, tmp_path: Path, amount: str, **said: Any) -> int:
        billing = f"{self.HEADER}s1,A,growth,Active,USD,05-Mar-2026 10:22,05-Apr-2026 10:22,{amount}\n"
        table = inputs(tmp_path, usage="account_id,date,users\nA,2026-03-31,5\n", billing=billing, **said)
        assert table.tables.billing is not None
        return int(table.tables.billing["mrr_minor"][0])

    @pytest.mark.parametrize("amount", ["49.00", "49.5", "USD 49.50"])
    def test_are_refused_with_decimals_until_somebody_says_what_they_are(self, tmp_path: Path, amount: str):
        with pytest.raises(UpsellError) as refused:
            self.billed(tmp_path, amount)
        (problem,) = refused.value.problems
        assert (problem.code, problem.place) == ("other-unit", Place(str(tmp_path / "billing.csv"), 2, "MRR"))
        assert "--amount-unit major" in problem.fix

    @pytest.mark.parametrize("amount", ["4900", "4900.0", "4900.000000"])
    def test_are_read_as_cents_without_decimals(self, tmp_path: Path, amount: str):
        assert self.billed(tmp_path, amount) == 49_00

    def test_are_what_somebody_says(self, tmp_path: Path):
        assert self.billed(tmp_path, "49.00", amount_unit="major") == 49_00
        assert self.billed(tmp_path, "4900.00", amount_unit="minor") == 49_00

    def test_are_what_somebody_says_of_one_kind_of_file(self, tmp_path: Path):
        assert self.billed(tmp_path, "49.00", amount_unit="minor,billing=major") == 49_00
        assert self.billed(tmp_path, "4900", amount_unit="invoices=major") == 49_00

    def test_are_in_a_unit_that_there_is(self, tmp_path: Path):
        with pytest.raises(UpsellError, match='"cents" is no unit of amounts'):
            self.billed(tmp_path, "4900", amount_unit="billing=cents")
