from datetime import date

import pytest

from tests.tables import AS_OF, readings, seen, tables
from upsell_cli.frames.accounts.roster import ROSTER
from upsell_cli.stages.roster import list_accounts


def test_accounts_of_every_file_about_customers_are_listed_by_id():
    roster = list_accounts(
        tables(
            readings("account_id | meter | bins\n used | users | 3"),
            usage_profile="account_id\n told",
            billing="account_id | tier\n billed | starter\n billed | starter",
            accounts="account_id\n known",
        ),
        AS_OF,
    )
    assert list(roster["account_id"]) == ["billed", "known", "told", "used"]


def test_someone_who_only_wrote_or_was_called_is_no_account():
    given = tables(
        events="account_id | date | type\n stranger | 2026-06-01 | note",
        contacts="account_id | date\n stranger | 2026-06-01",
        deals="account_id | stage\n stranger | open",
        people="account_id | name\n stranger | Ana",
    )
    assert len(list_accounts(given, AS_OF)) == 0


def test_the_accounts_file_is_believed_before_the_usage_file_a_column_at_a_time():
    roster = list_accounts(
        tables(
            usage_profile="""
                account_id | name     | industry | employees
                acme       | Old name | Retail   |         7
            """,
            accounts="""
                account_id | name | industry
                acme       | Acme | ?
            """,
        ),
        AS_OF,
    )
    assert seen(roster, "account_name", "industry", "employees") == {"acme": ("Acme", "Retail", 7)}


@pytest.mark.parametrize(
    ("recorded", "since"),
    [("2024-05-01", date(2024, 5, 1)), ("?", date(2025, 1, 1))],
    ids=["recorded", "worked out"],
)
def test_a_customer_is_one_since_the_day_recorded_or_else_the_earliest_start_up_to_the_day(recorded, since):
    given = tables(
        accounts=f"account_id | customer_since\n acme | {recorded}",
        billing="""
            account_id | tier    | started_at
            acme       | starter | 2026-02-01
            acme       | starter | 2025-01-01
            acme       | starter | 2026-09-01
        """,
    )
    assert seen(list_accounts(given, AS_OF), "customer_since") == {"acme": since}


def test_nothing_given_is_an_empty_roster_with_every_column():
    roster = list_accounts(tables(), AS_OF)
    assert len(roster) == 0
    assert {c.name: roster[c.name].dtype for c in ROSTER} == {c.name: c.pandas_dtype for c in ROSTER}
