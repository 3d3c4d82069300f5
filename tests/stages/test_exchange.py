"""What an account's currency is worth in the catalogue's."""

import pytest

from tests.tables import AS_OF, accounts, book, seen, table
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.stages.exchange import exchange

BOOK = book("tiers: [{id: one, price: 10}]")


def rate(currency: str, rates: str | None) -> float | None:
    known = ACCOUNTS.conform(accounts(f"account_id | currency\nacme | {currency}")).drop(columns="rate")
    drawn = None if rates is None else table("rates", rates)
    found: float | None = seen(exchange(Accounts(known), drawn, BOOK, AS_OF), "rate")["acme"]
    return found


@pytest.mark.parametrize("currency", ["USD", "?"])
def test_the_catalogues_own_currency_and_list_prices_need_no_rate(currency):
    assert rate(currency, None) == 1.0


@pytest.mark.parametrize("rates", [None, "date | from | to | rate\n2026-06-01 | CHF | USD | 1.1"])
def test_without_a_rate_nothing_is_known(rates):
    assert rate("EUR", rates) is None


def test_the_newest_rate_up_to_the_day_counts():
    rates = """
        date       | from | to  | rate
        2026-06-30 | EUR  | USD | 1.08
        2026-07-01 | EUR  | USD | 9
        2026-05-01 | EUR  | USD | 1.02
        ?          | EUR  | USD | 5
        """
    assert rate("EUR", rates) == 1.08


def test_a_rate_may_be_given_the_other_way_round():
    assert rate("EUR", "date | from | to | rate\n2026-06-01 | USD | EUR | 0.8") == 1.25


def test_of_two_on_one_day_the_direct_one_counts():
    rates = """
        date       | from | to  | rate
        2026-06-01 | EUR  | USD | 1.10
        2026-06-01 | USD  | EUR | 0.80
        """
    assert rate("EUR", rates) == 1.10


def test_minor_units_are_those_of_each_currency():
    assert rate("JPY", "date | from | to | rate\n2026-06-01 | JPY | USD | 0.01") == 1.0
