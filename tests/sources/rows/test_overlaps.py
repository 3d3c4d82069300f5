"""A subscription that several files tell of counts once."""

from pathlib import Path
from typing import Any

from tests.sources.given import inputs, told
from upsell_cli.frames.tables import Inputs

USAGE = "account_id,date,users\nA,2026-05-01,5\n"
SNAPSHOT = "account_id,subscription_id,plan,mrr\nA,s1,growth,100.00\nB,s2,growth,100.00\n"
HISTORY = (
    "account_id,subscription_id,plan,mrr,valid_from,valid_to\n"
    "A,s1,starter,50.00,2025-01-01,2026-01-01\nA,s1,growth,100.00,2026-01-01,\n"
)


def billed(found: Inputs) -> list[tuple[Any, ...]]:
    """Give account, subscription and amount of every billing row that counts."""
    billing = found.tables.billing
    assert billing is not None
    return sorted(billing[["account_id", "subscription_id", "mrr_minor"]].itertuples(index=False, name=None))


def test_a_history_is_believed_before_a_snapshot(tmp_path: Path):
    found = inputs(tmp_path, usage=USAGE, billing=[SNAPSHOT, HISTORY])
    assert billed(found) == [("A", "s1", 50_00), ("A", "s1", 100_00), ("B", "s2", 100_00)]
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.place and problem.place.line) == (
        "duplicate-row",
        "note",
        2,
    )
    assert "1 row is of subscriptions that" in problem.message
    assert [file.skipped for file in found.files if file.table == "billing"] == [{"duplicate": 1}, {}]


def test_of_two_snapshots_the_first_is_believed(tmp_path: Path):
    later = "account_id,subscription_id,plan,mrr\nB,s2,growth,120.00\nC,s3,growth,90.00\n"
    found = inputs(tmp_path, usage=USAGE, billing=[SNAPSHOT, later])
    assert billed(found) == [("A", "s1", 100_00), ("B", "s2", 100_00), ("C", "s3", 90_00)]


def test_another_plan_of_the_subscription_is_another_item(tmp_path: Path):
    items = "account_id,subscription_id,plan,mrr\nA,s1,extra-storage,20.00\n"
    found = inputs(tmp_path, usage=USAGE, billing=[SNAPSHOT, items])
    assert billed(found) == [("A", "s1", 20_00), ("A", "s1", 100_00), ("B", "s2", 100_00)]


def test_items_of_one_subscription_in_one_file_add_up(tmp_path: Path):
    twice = SNAPSHOT + "A,s1,support,30.00\n"
    found = inputs(tmp_path, usage=USAGE, billing=twice)
    assert billed(found) == [("A", "s1", 30_00), ("A", "s1", 100_00), ("B", "s2", 100_00)]
    assert told(found) == []


def test_ids_elsewhere_are_led_to_accounts_before_subscriptions_are_compared(tmp_path: Path):
    other = "account_id,subscription_id,plan,mrr\ncus_a,s1,growth,100.00\n"
    crosswalk = "from_id,account_id\ncus_a,A\n"
    found = inputs(tmp_path, usage=USAGE, billing=[SNAPSHOT, other], crosswalk=crosswalk)
    assert billed(found) == [("A", "s1", 100_00), ("B", "s2", 100_00)]
