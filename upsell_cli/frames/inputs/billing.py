"""What is sold and paid: subscriptions, invoices, and rates between currencies."""

from dataclasses import replace

from upsell_cli.frames.inputs.columns import ACCOUNT_ID, CURRENCY, DATE, SEATS, SUBSCRIPTION_COLUMNS
from upsell_cli.frames.inputs.table import InputColumn, InputTable, Kind

BILLED_SEATS = replace(SEATS, aliases=(*SEATS.aliases, "qty", "units"))
"""Seats of a billing row, which is charged for so many; in usage `units` is what a reading is counted in."""

BILLING = InputTable(
    "billing",
    "a subscription, or one state of it",
    (
        ACCOUNT_ID,
        InputColumn("subscription_id", Kind.ID, "The subscription.", ("sub_id",)),
        *(BILLED_SEATS if column is SEATS else column for column in SUBSCRIPTION_COLUMNS),
    ),
    needed=(("account_id",), ("tier", "plan", "mrr", "arr", "amount")),
)

INVOICE_WORDS = {
    **dict.fromkeys(("settled", "paid_in_full", "auto_paid", "collected", "deposited"), "paid"),
    **dict.fromkeys(
        (
            *("unpaid", "outstanding", "due", "payment_due", "awaiting_payment", "issued", "posted", "sent"),
            *("viewed", "authorised", "authorized", "pending", "processing", "partial", "partially_paid"),
        ),
        "open",
    ),
    **dict.fromkeys(("overdue", "late", "delinquent"), "past_due"),
    **dict.fromkeys(("not_paid", "payment_failed", "declined"), "failed"),
    **dict.fromkeys(("voided", "canceled", "cancelled", "deleted", "refunded"), "void"),
    **dict.fromkeys(("written_off", "write_off", "bad_debt"), "uncollectible"),
}
"""How billing systems call the state of an invoice: one that is sent and not paid in full is open."""

INVOICES = InputTable(
    "invoices",
    "an invoice",
    (
        ACCOUNT_ID,
        InputColumn(
            "invoice_id", Kind.ID, "The invoice.", ("invoice", "invoice_number", "invoice_no", "number")
        ),
        InputColumn(
            "invoice_date",
            Kind.DATE,
            "Day it was issued.",
            (
                *("issued_at", "date", "issued_on", "issue_date", "billed_on", "billing_date"),
                *("created_at", "created"),
            ),
        ),
        InputColumn("base_amount", Kind.MONEY, "Recurring part.", ("subscription_amount", "amount", "total")),
        InputColumn(
            "overage_amount",
            Kind.MONEY,
            "Part for use beyond what is included.",
            ("usage_amount", "metered_amount"),
        ),
        CURRENCY,
        InputColumn(
            "status",
            Kind.CODE,
            "State of the invoice.",
            ("invoice_status", "invoice_state", "payment_status"),
            values=("paid", "open", "past_due", "failed", "void", "uncollectible", "draft"),
            words=INVOICE_WORDS,
        ),
        InputColumn("due_date", Kind.DATE, "Day it is due.", ("due", "due_on", "due_at", "payment_due_date")),
        InputColumn("period_start", Kind.DATE, "First day billed.", ()),
        InputColumn("period_end", Kind.DATE, "Day after the last billed.", ()),
        InputColumn("proration", Kind.FLAG, "Whether it settles a mid-term change.", ("prorated",)),
    ),
    needed=(("account_id",), ("invoice_date",)),
)

RATES = InputTable(
    "rates",
    "an exchange rate from a day on",
    (
        DATE,
        InputColumn("from", Kind.CODE, "Currency of the amount.", ("from_currency", "base")),
        InputColumn("to", Kind.CODE, "Currency wanted.", ("to_currency", "quote")),
        InputColumn("rate", Kind.NUMBER, "Units of `to` for one of `from`.", ("exchange_rate",), least=0),
    ),
    needed=(("from",), ("to",), ("rate",)),
)
