"""The figures under the list, and what the book pays today."""

import pandas as pd

from tests.stages.judged import nobody, verdicts
from tests.tables import AS_OF, accounts, book, policy, tables
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.documents.results import Amounts, BookOfBusiness
from upsell_cli.stages.roster import list_accounts
from upsell_cli.stages.subscriptions import subscribe
from upsell_cli.stages.totals import business, total

BOOK = book("tiers: [{id: one, price: 10}, {id: two, price: 20}, {id: three, price: 30}]")


def test_the_qualified_are_added_up_by_type_and_savings_stand_apart():
    drawn = verdicts(
        """
        account_id | state       | offer_type     | quote | delta_arr_base_minor | expected_value_minor | delta_spend_base_minor | utilisation | at_wall
        a          | qualified   | tier_upgrade   | no    |                1,001 |                  100 |                  1,001 |         1.0 | no
        b          | qualified   | seat_expansion | no    |                  500 |                   50 |                    500 |         0.9 | yes
        c          | qualified   | tier_upgrade   | yes   |                    ? |                    ? |                      ? |         0.5 | no
        d          | saves_money | tier_upgrade   | no    |                  900 |                    0 |                   -300 |         1.5 | no
        e          | right_size  | right_size     | no    |                 -700 |                    0 |                   -700 |         0.1 | ?
        f          | hold        | tier_upgrade   | no    |                9,999 |                  999 |                  9,999 |           ? | ?
        g          | no_rate     | add_on         | no    |                    ? |                    ? |                      ? |           ? | ?
        """,  # noqa: E501  a table reads best whole
        before="rank",
    )
    figures = total(drawn, policy())
    assert figures.accounts == 7
    assert figures.qualified == Amounts(3, 1501, 150)
    assert figures.by_type == {
        "tier_upgrade": Amounts(2, 1001, 100),
        "seat_expansion": Amounts(1, 500, 50),
        "add_on": Amounts(0, 0, 0),
    }
    assert (figures.quotes, figures.without_rate, figures.savings_minor, figures.at_limit) == (1, 1, 1000, 3)
    assert figures.if_accepted == {"5%": 75, "20%": 300}
    assert sum(figures.by_state.values()) == figures.accounts
    assert figures.by_state["qualified"] == 3
    assert figures.by_state["blocked"] == 0


def test_what_is_known_not_to_pay_is_in_no_total():
    drawn = verdicts(
        """
        account_id | state     | offer_type   | delta_arr_base_minor | expected_value_minor | return_low
        pays       | qualified | tier_upgrade |                  500 |                   50 | no
        unknown    | qualified | tier_upgrade |                  300 |                   30 | ?
        does_not   | qualified | tier_upgrade |                9,000 |                  900 | yes
        """,
        before="rank",
    )
    figures = total(drawn, policy())
    assert figures.qualified == figures.by_type["tier_upgrade"] == Amounts(3, 800, 80)
    assert figures.if_accepted == {"5%": 40, "20%": 160}
    assert figures.unranked == 1


def test_the_shares_of_acceptance_are_the_policys():
    drawn = verdicts("account_id | state | delta_arr_base_minor\na | qualified | 1,000", before="rank")
    halves = policy(chance={"accepted": (0.125, 0.5)})
    assert total(drawn, halves).if_accepted == {"12.5%": 125, "50%": 500}


def test_who_is_blocked_is_not_counted_among_those_at_a_limit():
    drawn = verdicts(
        """
        account_id | state     | utilisation
        gone       | blocked   |         1.2
        live       | cool_down |         1.2
        """,
        before="rank",
    )
    assert total(drawn, policy()).at_limit == 1


def test_a_quote_with_a_starting_price_is_in_the_totals_and_not_among_the_quotes():
    drawn = verdicts(
        """
        account_id | state     | offer_type   | quote | delta_arr_base_minor | expected_value_minor
        starting   | qualified | tier_upgrade | yes   |                  500 |                   50
        merely     | qualified | tier_upgrade | yes   |                    ? |                    ?
        """,
        before="rank",
    )
    figures = total(drawn, policy())
    assert (figures.qualified, figures.quotes) == (Amounts(2, 500, 50), 1)


def test_the_seats_of_a_bundle_are_added_up_as_seats():
    drawn = verdicts(
        """
        account_id | state     | offer_type     | rate | delta_arr_seats_minor | delta_arr_base_minor | expected_value_minor
        bundle     | qualified | add_on         |  0.5 |                 1,600 |                1,000 |                  100
        storage    | qualified | add_on         |    1 |                     0 |                  300 |                   30
        seats      | qualified | seat_expansion |    1 |                   500 |                  500 |                   50
        """,  # noqa: E501  a table reads best whole
        before="rank",
    )
    figures = total(drawn, policy())
    assert figures.by_type["seat_expansion"] == Amounts(1, 1300, 130)
    assert figures.by_type["add_on"] == Amounts(2, 500, 50)
    assert figures.qualified == Amounts(3, 1800, 180)


def test_a_half_minor_unit_is_rounded_up():
    drawn = verdicts("account_id | state | delta_arr_base_minor\na | qualified | 10", before="rank")
    assert total(drawn, policy()).if_accepted == {"5%": 1, "20%": 2}


def test_nobody_adds_up_to_nothing():
    figures = total(nobody(before="rank"), policy())
    assert (figures.accounts, figures.qualified, figures.savings_minor) == (0, Amounts(), 0)


def test_what_is_paid_today_stands_per_tier_and_adds_up():
    book_ = accounts("""
        account_id | status   | tier_id | subscriptions | currency | arr_now_minor | open[one] | open[two] | pays[one] | pays[two]
        a          | active   | one     |             1 | USD      |         1,200 |         1 |         0 |     1,200 |         0
        b          | active   | two     |             2 | USD      |         2,400 |         1 |         1 |       600 |     1,800
        c          | past_due | two     |             1 | USD      |         6,000 |         0 |         1 |         0 |     6,000
        d          | active   | two     |             1 | EUR      |         2,400 |         0 |         1 |         0 |     2,400
        e          | active   | ?       |             1 | USD      |           120 |         0 |         0 |         0 |         0
        f          | ended    | two     |             0 | USD      |         6,000 |         0 |         0 |         0 |         0
        g          | none     | ?       |             0 | ?        |             ? |         0 |         0 |         0 |         0
        h          | ?        | one     |             ? | ?        |           600 |         0 |         0 |       600 |         0
        """).assign(**{"open[three]": 0, "pays[three]": 0})  # noqa: E501  a table reads best whole
    paid = business(Accounts(ACCOUNTS.conform(book_)), BOOK)
    assert paid.by_tier == {"one": (2, 2, 200), "two": (3, 3, 650), "three": (0, 0, 0), "": (1, 1, 10)}
    assert (paid.accounts, paid.subscriptions, paid.mrr_minor) == (6, 6, 860)
    assert paid.other_currencies == {"EUR": 200}


def test_cents_that_rounding_leaves_over_make_no_tier_of_their_own():
    cents = accounts("""
        account_id | status | tier_id | subscriptions | currency | arr_now_minor | open[one] | open[two] | pays[one] | pays[two]
        a          | active | one     |             1 | USD      |             7 |         1 |         0 |         7 |         0
        b          | active | two     |             1 | USD      |             7 |         0 |         1 |         0 |         7
        """).assign(**{"open[three]": 0, "pays[three]": 0})  # noqa: E501  a table reads best whole
    paid = business(Accounts(ACCOUNTS.conform(cents)), BOOK)
    assert paid.by_tier == {"one": (1, 1, 1), "two": (1, 1, 1), "three": (0, 0, 0)}
    assert paid.mrr_minor == 2


def test_no_accounts_pay_nothing():
    nobody_ = ACCOUNTS.conform(accounts("account_id\na")).iloc[:0]
    tiers = {
        f"{name}[{tier}]": pd.Series([], dtype="Int64") for name in ("open", "pays") for tier in BOOK.tier_ids
    }
    paid = business(Accounts(nobody_.assign(**tiers)), BOOK)
    assert (paid.accounts, paid.mrr_minor, paid.other_currencies) == (0, 0, {})


def _paid(**given: str) -> BookOfBusiness:
    read = tables(**given)
    return business(subscribe(list_accounts(read, AS_OF), read, BOOK, AS_OF), BOOK)


def test_a_subscription_of_several_lines_counts_once_under_its_highest_tier():
    paid = _paid(
        billing="""
            account_id | subscription_id | tier | mrr_minor
            acme       | s1              | one  |     10,00
            acme       | s1              | two  |     20,00
            acme       | s2              | one  |     10,00
        """
    )
    assert paid.by_tier == {"one": (1, 0, 20_00), "two": (1, 1, 20_00), "three": (0, 0, 0)}
    assert paid.subscriptions == 2


def test_what_is_not_known_in_all_stands_under_no_tier():
    paid = _paid(
        billing="""
            account_id | subscription_id | tier | mrr_minor | currency
            acme       | s1              | one  |     10,00 | USD
            acme       | s2              | two  |     20,00 | EUR
        """
    )
    assert paid.mrr_minor == 0
    assert {tier: mrr for tier, (_, _, mrr) in paid.by_tier.items()} == {"one": 0, "two": 0, "three": 0}


def test_without_billing_no_subscriptions_are_counted():
    paid = _paid(usage_profile="account_id | tier\n acme | two\n bolt | one")
    assert paid.subscriptions == 0
    assert paid.by_tier == {"one": (0, 1, 10_00), "two": (0, 1, 20_00), "three": (0, 0, 0)}
