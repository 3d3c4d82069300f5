"""What exports say of accounts that may surprise is told, with what was made of it."""

from pathlib import Path
from typing import Any

import pytest

from upsell_cli.config.settings import Settings
from upsell_cli.workflows.scan import scan

CATALOGUE = "version: 1\ntiers: [{id: solo, price: 9, limits: {users: 5}}, {id: team, price: 99}]\n"
USAGE = "account_id,date,users\nA,2026-01-05,5\nB,2026-01-05,2\n"


@pytest.fixture
def notes(tmp_path, monkeypatch):
    """Give a function from billing, and maybe accounts, to the notes on them: file and message by code."""
    monkeypatch.chdir(tmp_path)

    def of(**drawn):
        for name, text in {"usage": USAGE, **drawn}.items():
            Path(f"{name}.csv").write_text(text)
        Path("tiers.yaml").write_text(CATALOGUE)
        files: dict[str, Any] = {name: (f"{name}.csv",) for name in {"usage": "", **drawn}}
        problems = scan(Settings(tiers="tiers.yaml", **files)).inputs.problems
        return {p.code: f"{p.place}: {p.message}" for p in problems}

    return of


def test_several_open_subscriptions_are_told_with_how_they_count(notes):
    billing = "account_id,subscription_id,tier,mrr\nA,S1,solo,9\nA,S2,team,99\nB,S3,solo,9\n"
    assert notes(billing=billing)["several-subscriptions"] == (
        "billing.csv: 1 of 2 accounts has several open subscriptions, 2 in all, such as A: "
        "amounts and seats add up, and the tier is the highest"
    )


def test_usage_from_before_the_start_is_used_and_told(notes):
    usage = USAGE + "A,2025-12-01,5\n"
    billing = "account_id,tier,mrr,started_at\nA,solo,9,2026-01-01\nB,solo,9,2025-01-01\n"
    assert notes(usage=usage, billing=billing)["usage-before-start"] == (
        "usage.csv: 1 of 2 accounts has usage from before the start as a customer, such as A: it is used"
    )


def test_another_tier_in_accounts_than_in_billing_is_told(notes):
    billing = "account_id,tier,mrr\nA,solo,9\nB,solo,9\n"
    assert notes(billing=billing, accounts="account_id,tier\nA,solo\nB,Team\n")["tier-differs"] == (
        "accounts.csv: 1 of 2 accounts has another tier here than in billing, such as B (Team, billed "
        "Solo): billing counts"
    )


def test_an_account_that_is_billed_less_than_nothing_pays_what_is_not_known(notes):
    assert notes(billing="account_id,tier,Mrr\nB,solo,9\nA,solo,(9.50)\n")["less-than-nothing"] == (
        "billing.csv:3:Mrr: 1 of 2 accounts has an amount below zero in billing and not enough above, such "
        "as A (-$9.50): what is paid is taken as not known"
    )


def test_a_credit_beside_a_larger_amount_is_nothing_strange(notes):
    billing = "account_id,subscription_id,tier,mrr\nA,S1,solo,9\nA,S2,solo,-4\nB,S3,solo,9\n"
    assert "less-than-nothing" not in notes(billing=billing)


def test_what_surprises_nobody_is_not_told(notes):
    billing = "account_id,tier,mrr,started_at\nA,solo,9,2025-01-01\nB,solo,9,2025-01-01\n"
    assert notes(billing=billing, accounts="account_id,tier\nA,Solo\nB,\n") == {}
