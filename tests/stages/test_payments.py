import pytest

from tests.tables import AS_OF, accounts, policy, seen, tables
from upsell_cli.stages.payments import check_payments

ACME = "account_id | status | currency\n acme | active | USD"


def paid(drawing: str, known: str = ACME):
    given = tables(invoices=drawing)
    return check_payments(accounts(known), given, policy(), AS_OF)


class TestOverage:
    @pytest.mark.parametrize(
        ("months", "charged", "expected"),
        [
            (["2026-06"], "10,00", 120_00),
            (["2026-05", "2026-06"], "10,00", 120_00),
            ([f"2025-{m:02}" for m in range(7, 13)] + [f"2026-{m:02}" for m in range(1, 7)], "10,00", 120_00),
            ([f"2026-{m:02}" for m in range(1, 8)], "10,00", 120_00),
        ],
        ids=["one month", "two months", "a year", "one after the day"],
    )
    def test_is_scaled_to_a_year_by_the_months_billed(self, months, charged, expected):
        rows = "\n".join(f"acme | {month}-15 | {charged}" for month in months)
        facts = paid(f"account_id | invoice_date | overage_amount_minor\n{rows}")
        assert seen(facts, "overage_minor") == {"acme": expected}

    def test_is_rounded_half_up_once(self):
        rows = "\n".join(f"acme | 2026-0{m}-01 | {'0,05' if m == 1 else '0'}" for m in range(1, 6))
        facts = paid(f"account_id | invoice_date | overage_amount_minor\n{rows}")
        assert seen(facts, "overage_minor") == {"acme": 12}

    def test_of_a_year_in_one_invoice_is_not_multiplied(self):
        facts = paid("""
            account_id | invoice_date | overage_amount_minor | period_start | period_end
            acme       | 2026-06-01   |               300,00 | 2025-06-01   | 2026-06-01
        """)
        assert seen(facts, "overage_minor") == {"acme": 300_00}

    def test_leaves_out_what_is_void_drafted_old_or_to_come(self):
        facts = paid("""
            account_id | invoice_date | overage_amount_minor | status
            acme       | 2026-06-01   |                10,00 | paid
            acme       | 2026-06-02   |                99,00 | void
            acme       | 2026-06-03   |                99,00 | draft
            acme       | 2025-06-30   |                99,00 | paid
            acme       | 2026-07-01   |                99,00 | paid
        """)
        assert seen(facts, "overage_minor") == {"acme": 120_00}

    def test_is_none_without_an_invoice_and_not_known_without_invoices_or_their_column(self):
        header = "account_id | invoice_date | overage_amount_minor"
        assert seen(paid(header), "overage_minor") == {"acme": 0}
        assert seen(paid(f"{header}\n acme | 2026-06-01 | ?"), "overage_minor") == {"acme": None}
        without = check_payments(accounts(ACME), tables(), policy(), AS_OF)
        assert seen(without, "overage_minor") == {"acme": None}

    def test_in_another_currency_is_not_known(self):
        facts = paid("""
            account_id | invoice_date | overage_amount_minor | currency
            acme       | 2026-06-01   |                10,00 | EUR
        """)
        assert seen(facts, "overage_minor") == {"acme": None}


class TestOverdue:
    @pytest.mark.parametrize(
        ("invoice", "overdue"),
        [
            ("2026-06-01 | failed | ?", True),
            ("2026-06-01 | open | 2026-06-29", True),
            ("2026-06-01 | open | 2026-06-30", False),
            ("2026-06-01 | open | ?", False),
            ("2026-06-01 | past_due | 2026-06-29", True),
            ("2026-06-01 | past_due | 2026-06-30", False),
            ("2026-06-01 | past_due | ?", True),
            ("2026-07-01 | past_due | ?", False),
            ("2026-06-01 | paid | 2026-06-01", False),
            ("2026-07-01 | failed | ?", False),
        ],
    )
    def test_is_a_failed_invoice_or_one_not_paid_after_its_day(self, invoice, overdue):
        facts = paid(f"account_id | invoice_date | status | due_date\n acme | {invoice}")
        assert seen(facts, "payment_overdue") == {"acme": overdue}

    @pytest.mark.parametrize(("days", "overdue"), [(9, True), (10, False)])
    def test_waits_as_long_as_the_policy_says(self, days, overdue):
        given = tables(
            invoices="""
            account_id | invoice_date | status | due_date
            acme       | 2026-06-01   | open   | 2026-06-20
        """
        )
        facts = check_payments(accounts(ACME), given, policy(gates={"overdue_days": days}), AS_OF)
        assert seen(facts, "payment_overdue") == {"acme": overdue}

    @pytest.mark.parametrize(("status", "overdue"), [("past_due", True), ("active", False), ("?", None)])
    def test_is_what_billing_says_where_no_invoices_were_given(self, status, overdue):
        known = accounts(f"account_id | status | currency\n acme | {status} | USD")
        assert seen(check_payments(known, tables(), policy(), AS_OF), "payment_overdue") == {"acme": overdue}


def test_nothing_given_passes_through():
    empty = accounts("account_id | status | currency")
    assert len(check_payments(empty, tables(), policy(), AS_OF)) == 0
    assert len(check_payments(empty, tables(invoices="account_id | invoice_date"), policy(), AS_OF)) == 0
