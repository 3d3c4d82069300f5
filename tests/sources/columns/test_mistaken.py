"""A file given as the wrong kind is told, though it can be read."""

from pathlib import Path

import pytest

from tests.sources.given import inputs
from upsell_cli.problems import UpsellError

USAGE = "account_id,period,active_users,storage_gb\nA,2026-05-01,5,1\nB,2026-05-01,6,2\n"
BILLING = "account_id,tier,mrr,currency,seats,renewal_date\nA,starter,49,USD,5,2026-09-01\n"
ACCOUNTS = "account_id,name,industry,tier,mrr,currency\nA,Acme,Retail,starter,49,USD\n"


@pytest.mark.parametrize(("content", "kind"), [(USAGE, "usage"), (BILLING, "billing")])
def test_accounts_that_are_an_export_of_another_kind_are_told(tmp_path: Path, content: str, kind: str):
    found = inputs(tmp_path, usage=USAGE, accounts=content)
    [problem] = [problem for problem in found.problems if problem.code == "other-table"]
    assert f"looks like {kind}, not accounts" in problem.message
    assert f"--{kind}" in problem.fix
    assert problem.place
    assert problem.place.line == 1


@pytest.mark.parametrize("given", [{}, {"billing": BILLING}, {"accounts": ACCOUNTS}])
def test_a_file_that_says_something_of_its_own_kind_is_what_it_was_given_as(
    tmp_path: Path, given: dict[str, str]
):
    found = inputs(tmp_path, usage=USAGE, **given)
    assert [problem.code for problem in found.problems if problem.code == "other-table"] == []


def test_a_file_whose_columns_were_mapped_is_meant_as_it_was_given(tmp_path: Path):
    mapping = {"accounts": {"customer_since": "renewal_date"}}
    found = inputs(tmp_path, usage=USAGE, accounts=BILLING, mapping=mapping)
    assert [problem.code for problem in found.problems if problem.code == "other-table"] == []


STRIPE = (
    "id,Customer ID,Plan,Quantity,Currency,Interval,Amount,Status\nsub_1,A,starter,5,usd,month,49.00,active\n"
)
CUSTOM = "account_id,date,tier,Widgets\nA,2026-05-01,starter,5\n"
MISSPELT = "account_id,date,tier,mrr,currency,activ_usr\nA,2026-05-01,starter,49,USD,5\n"


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (STRIPE, "If it is billing, give it as `--billing`."),
        (CUSTOM, None),
        (MISSPELT, None),
    ],
)
def test_usage_without_a_meter_is_told_which_kind_it_may_be(tmp_path: Path, content: str, advice: str | None):
    with pytest.raises(UpsellError) as refused:
        inputs(tmp_path, usage=content)
    [problem] = refused.value.problems
    assert problem.code == "missing-column"
    assert ("If it is" in problem.fix) == (advice is not None)
    assert (advice or "") in problem.fix
