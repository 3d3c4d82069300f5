"""What holds for the facts of any accounts, whatever the tables say."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws.random_tables import random_tables, shuffled, slice_of
from tests.tables import AS_OF, book, policy, tables
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.paces import Paces
from upsell_cli.frames.tables import BIN, Readings, Tables
from upsell_cli.stages.adoption import adopt
from upsell_cli.stages.demand import hear_requests
from upsell_cli.stages.entitlements import entitle
from upsell_cli.stages.forecast import forecast, histories, paces_of
from upsell_cli.stages.payments import check_payments
from upsell_cli.stages.roster import list_accounts
from upsell_cli.stages.signals import listen
from upsell_cli.stages.subscriptions import subscribe
from upsell_cli.stages.usage import measure

BOOK = book("""
    meters:
      calls: {kind: flow, window: month}
    features:
      api: {used_by: calls}
      board: {used_by: exports}
      sso: {used_by: feature_used, demand: {terms: [saml]}}
    tiers:
      - {id: starter, price: 50, limits: {users: 5, calls: 1000}, features: [api]}
      - id: growth
        price: {monthly: 100, per_seat_monthly: 10, included_seats: 10}
        limits: {users: 10, calls: {included: 5000, overage: {per: 100, price: 1}}}
        features: [api, board]
      - {id: scale, price: {quote: true}, limits: {users: unlimited, calls: unlimited}}
    add_ons: [{id: pack, price: 20, repeatable: true, extends_limits: {calls: 500}, provides: [sso]}]
    plans: [{match: "old*", tier: growth, price: {monthly: 70}, limits: {users: 8}}]
""")
POLICY = policy()
SEEDS = st.integers(0, 10_000)
TABLES_GIVEN = ("billing", "accounts", "invoices", "events", "contacts", "deals", "people", "value")


def stages(given: Tables, paces: Paces | None = None):
    """The stages of facts by the name of their module, in the order of the flow.

    `paces` are those of the book; without them, these accounts are the whole book.
    """

    def look_ahead(accounts: Accounts) -> Accounts:
        past = histories(accounts, given.readings, BOOK, POLICY, "weekly")
        own = paces or paces_of([past], POLICY, "weekly")
        return forecast(accounts, past, own, BOOK, POLICY, AS_OF, "weekly")

    return {
        "subscriptions": lambda accounts: subscribe(accounts, given, BOOK, AS_OF),
        "payments": lambda accounts: check_payments(accounts, given, POLICY, AS_OF),
        "entitlements": lambda accounts: entitle(accounts, BOOK),
        "usage": lambda accounts: measure(
            accounts, given.readings, BOOK, POLICY, AS_OF, "weekly", measured=given.metrics
        ),
        "adoption": lambda accounts: adopt(accounts, given, BOOK, POLICY, AS_OF, "weekly"),
        "forecast": look_ahead,
        "demand": lambda accounts: hear_requests(accounts, given, BOOK, POLICY, AS_OF),
        "signals": lambda accounts: listen(accounts, given, POLICY, AS_OF),
    }


def know(given: Tables, paces: Paces | None = None) -> Accounts:
    accounts = list_accounts(given, AS_OF)
    for stage in stages(given, paces).values():
        accounts = stage(accounts)
    return accounts


def paces_in(given: Tables) -> Paces:
    """What the book as a whole says of growth."""
    accounts = list_accounts(given, AS_OF)
    for name, stage in stages(given).items():
        if name == "forecast":
            break
        accounts = stage(accounts)
    return paces_of([histories(accounts, given.readings, BOOK, POLICY, "weekly")], POLICY, "weekly")


def times(readings: Readings, factor: float) -> Readings:
    """The same readings with more use in each."""
    columns = ["recent_sum", "recent_peak", *(BIN.column(k) for k in BIN.members(readings))]
    return Readings(readings.assign(**{c: readings[c] * factor for c in columns}))


@pytest.fixture(params=range(2))
def drawn(request) -> Tables:
    return random_tables(request.param)


@given(SEEDS)
@settings(max_examples=8)
def test_given_the_same_paces_a_batch_at_a_time_equals_all_at_once(seed):
    drawn = random_tables(seed)
    paces, whole = paces_in(drawn), know(drawn)
    ids = list(whole["account_id"])
    batches = [know(slice_of(drawn, ids[k : k + 5]), paces) for k in range(0, len(ids), 5)]
    pd.testing.assert_frame_equal(pd.concat(batches, ignore_index=True), whole)


@given(SEEDS)
@settings(max_examples=8)
def test_the_order_of_rows_changes_nothing(seed):
    drawn = random_tables(seed)
    pd.testing.assert_frame_equal(know(shuffled(drawn, seed)), know(drawn))


def test_a_stage_only_adds_what_the_contract_says_it_adds(drawn):
    accounts = list_accounts(drawn, AS_OF)
    for name, stage in stages(drawn).items():
        after = stage(accounts)
        pd.testing.assert_frame_equal(after[accounts.columns], accounts)
        own = {c.name: c.dtype for c in ACCOUNTS if c.stage == name}
        own |= {family.name: family.dtype for family in ACCOUNTS.families if family.stage == name}
        added = {str(c).partition("[")[0]: after[c].dtype for c in after.columns[len(accounts.columns) :]}
        assert {c: str(dtype).replace("datetime64[s]", "date") for c, dtype in added.items()} == own
        accounts = after


def test_rows_after_the_day_change_nothing(drawn):
    def seen(frame: pd.DataFrame, day: str) -> pd.DataFrame:
        return frame[~(frame[day] > pd.Timestamp(AS_OF))]

    past = drawn._replace(
        events=seen(drawn.events, "date"),
        contacts=seen(drawn.contacts, "date"),
        invoices=seen(drawn.invoices, "invoice_date"),
        deals=seen(drawn.deals, "opened"),
        value=seen(drawn.value, "stated_on"),
    )
    pd.testing.assert_frame_equal(know(past), know(drawn))


def test_given_the_same_paces_an_account_more_changes_no_other(drawn):
    ids = list(know(drawn)["account_id"])
    fewer = know(slice_of(drawn, ids[1:]), paces_in(drawn))
    pd.testing.assert_frame_equal(fewer, know(drawn).iloc[1:].reset_index(drop=True))


@pytest.mark.parametrize("name", TABLES_GIVEN)
def test_a_table_that_is_not_given_leaves_every_column(name):
    drawn = random_tables(1)
    left_out: dict[str, Any] = {name: None}
    without = know(drawn._replace(**left_out))
    pd.testing.assert_index_equal(without.columns, know(tables()).columns)


def test_no_table_at_all_gives_every_column_without_a_row(drawn):
    nothing = know(tables())
    assert len(nothing) == 0
    pd.testing.assert_index_equal(nothing.columns, know(drawn).columns)


class TestUse:
    def used(self, drawn: Tables, factor: float) -> Accounts:
        return know(drawn._replace(readings=times(drawn.readings, factor)))

    def test_more_of_it_never_lowers_a_wall_or_a_utilisation(self, drawn):
        less, more = self.used(drawn, 1), self.used(drawn, 1.3)
        for name in ("wall[users]", "util[users]", "util[calls]", "utilisation", "peak_utilisation"):
            smaller, larger = (f[name].to_numpy(dtype=float, na_value=np.nan) for f in (less, more))
            assert not (larger < smaller).any(), name
            assert (np.isnan(larger) == np.isnan(smaller)).all(), name
        assert not (less["at_wall"].eq(other=True) & more["at_wall"].eq(other=False)).any()

    def test_twice_the_use_and_twice_the_limits_are_the_same_pressure(self, drawn):
        known = list_accounts(drawn, AS_OF)
        for stage in list(stages(drawn).values())[:3]:
            known = stage(known)
        once = measure(known, drawn.readings, BOOK, POLICY, AS_OF, "weekly")
        limits = {f"limit[{m}]": known[f"limit[{m}]"] * 2 for m in BOOK.meter_ids}
        doubled = times(drawn.readings, 2)
        twice = measure(Accounts(known.assign(**limits)), doubled, BOOK, POLICY, AS_OF, "weekly")
        same = ["binding_meter", "utilisation", "second_utilisation", "at_wall", "wall_bins", "util[users]"]
        pd.testing.assert_frame_equal(twice[same], once[same])


class TestMoney:
    def test_scales_with_the_amounts_billed(self, drawn):
        amounts = [c for c in drawn.billing if c.endswith("_minor")]
        billed = drawn.billing.dropna(subset=["mrr_minor"]).reset_index(drop=True)
        thrice = billed.assign(**{c: billed[c] * 3 for c in amounts})
        once, more = (know(drawn._replace(billing=b)) for b in (billed, thrice))
        all_billed = once["arr_basis"].eq("billed").fillna(value=False)
        expected = (once["arr_now_minor"] * 3)[all_billed]
        pd.testing.assert_series_equal(more["arr_now_minor"][all_billed], expected)

    def test_is_whole_and_never_negative(self, drawn):
        amounts = know(drawn)[["arr_now_minor", "overage_minor"]]
        assert (amounts.dropna() >= 0).all(axis=None)
