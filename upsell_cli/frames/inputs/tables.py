"""The input tables by name: every kind of file that can be read."""

from upsell_cli.frames.inputs.columns import (
    ACCOUNT_ID,
    CURRENCY,
    DATE,
    NAME,
    PROFILE_COLUMNS,
    SEATS,
    SUBSCRIPTION_COLUMNS,
    TIER,
)
from upsell_cli.frames.inputs.table import InputColumn, InputTable, Kind

PRIORITIES = {
    **dict.fromkeys(("urgent", "critical", "blocker", "highest", "emergency", "1 critical"), "1"),
    **dict.fromkeys(("high", "major", "2 high"), "2"),
    **dict.fromkeys(("normal", "medium", "moderate", "standard", "3 moderate"), "3"),
    **dict.fromkeys(("low", "minor", "4 low"), "4"),
    **dict.fromkeys(("lowest", "trivial", "planning", "5 planning"), "5"),
    **{f"{mark}{n}": str(n) for mark in ("p", "s", "sev", "severity", "priority") for n in range(1, 6)},
}
"""How help desks call 1 (worst) to 5."""

USAGE = InputTable(
    "usage",
    "a reading, an account on a date; or an event, something somebody did",
    (
        ACCOUNT_ID,
        DATE,
        InputColumn(
            "metric",
            Kind.TEXT,
            "Meter of a long row.",
            ("meter", "metric_name", "feature_name", "event_name", "event"),
        ),
        InputColumn(
            "value", Kind.NUMBER, "Reading of a long row.", ("usage_count", "metric_value", "usage"), least=0
        ),
        InputColumn(
            "user_id",
            Kind.ID,
            "Who did it, where a row is an event.",
            ("distinct_id", "user"),
        ),
        InputColumn(
            "event_id",
            Kind.ID,
            "The event; one that is there twice counts once.",
            ("insert_id", "message_id"),
        ),
        InputColumn(
            "feature_requests",
            Kind.COUNT,
            "Requests for something missing, as a count without a name.",
            ("requests",),
            least=0,
        ),
    ),
    needed=(("account_id",),),
)
PROFILE = InputTable(
    "profile",
    "what the usage file itself says about an account, from its newest row",
    (
        ACCOUNT_ID,
        *SUBSCRIPTION_COLUMNS,
        *(column for column in PROFILE_COLUMNS if column.name != "renewal_date"),
        USAGE["feature_requests"],
    ),
    needed=(("account_id",),),
)
BILLING = InputTable(
    "billing",
    "a subscription, or one state of it",
    (
        ACCOUNT_ID,
        InputColumn("subscription_id", Kind.ID, "The subscription.", ("sub_id",)),
        *SUBSCRIPTION_COLUMNS,
    ),
    needed=(("account_id",), ("tier", "plan", "mrr", "arr", "amount")),
)
ACCOUNTS_IN = InputTable(
    "accounts",
    "a customer",
    (
        ACCOUNT_ID,
        InputColumn(
            "parent_id",
            Kind.ID,
            "The account it is a part of.",
            ("parent_account_id", "parent_company_id", "parent"),
        ),
        *PROFILE_COLUMNS,
        TIER,
        SEATS,
    ),
    needed=(("account_id",),),
)
INVOICES = InputTable(
    "invoices",
    "an invoice",
    (
        ACCOUNT_ID,
        InputColumn("invoice_id", Kind.ID, "The invoice.", ("invoice", "invoice_number")),
        InputColumn("invoice_date", Kind.DATE, "Day it was issued.", ("issued_at", "date")),
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
            ("invoice_status",),
            values=("paid", "open", "failed", "void", "uncollectible", "draft"),
        ),
        InputColumn("due_date", Kind.DATE, "Day it is due.", ("due",)),
        InputColumn("period_start", Kind.DATE, "First day billed.", ()),
        InputColumn("period_end", Kind.DATE, "Day after the last billed.", ()),
        InputColumn("proration", Kind.FLAG, "Whether it settles a mid-term change.", ("prorated",)),
    ),
    needed=(("account_id",), ("invoice_date",)),
)
EVENTS = InputTable(
    "events",
    "something that happened with a customer",
    (
        ACCOUNT_ID,
        DATE,
        InputColumn(
            "type",
            Kind.CODE,
            "What happened.",
            ("event_type",),
            values=(
                "feature_request",
                "feature_used",
                "blocked",
                "pricing_view",
                "higher_tier_question",
                "workaround",
                "competitor",
                "ticket",
                "escalation_opened",
                "escalation_closed",
                "payment_failed",
                "payment_recovered",
                "cancel_notice",
                "move_pending",
                "goal_reached",
                "value_statement",
                "budget_signal",
                "hiring",
                "objection",
                "nps",
                "csat",
                "note",
                "upgrade",
                "compliance_request",
            ),
        ),
        InputColumn("value", Kind.NUMBER, "Score of an nps or csat answer, or a count.", ("score",)),
        InputColumn("feature", Kind.TEXT, "Feature it is about.", ("feature_id",)),
        InputColumn("text", Kind.TEXT, "What was said.", ("subject", "comment", "body", "description")),
        InputColumn(
            "severity",
            Kind.NUMBER,
            "1 (worst) to 5, or a priority such as Urgent, High, Normal, Low, P1.",
            ("priority",),
            least=1,
            most=5,
            words=PRIORITIES,
        ),
        InputColumn(
            "first_reply_minutes",
            Kind.NUMBER,
            "Minutes until somebody answered.",
            ("first_response_time_minutes", "first_reply_time_in_minutes"),
            least=0,
        ),
    ),
    needed=(("account_id",), ("date",), ("type",)),
)
CONTACTS = InputTable(
    "contacts",
    "a time somebody reached out",
    (
        ACCOUNT_ID,
        DATE,
        InputColumn("contact_id", Kind.ID, "The contact.", ()),
        InputColumn("channel", Kind.TEXT, "How.", ()),
        InputColumn(
            "purpose",
            Kind.CODE,
            "What for.",
            (),
            values=("upsell", "renewal", "support", "onboarding", "review", "other"),
        ),
        InputColumn(
            "outcome",
            Kind.CODE,
            "How it went.",
            ("result",),
            values=("sent", "no_answer", "interested", "won", "lost", "no", "not_now", "done"),
        ),
        InputColumn("fingerprint", Kind.TEXT, "What was offered then, as `upsell` wrote it.", ()),
    ),
    needed=(("account_id",), ("date",)),
)
DEALS = InputTable(
    "deals",
    "a sales opportunity",
    (
        ACCOUNT_ID,
        InputColumn(
            "deal_id", Kind.ID, "The deal.", ("opportunity_id", "record_id", "deal_name", "opportunity_name")
        ),
        InputColumn(
            "stage", Kind.TEXT, "Stage; names with `won` or `lost` are closed.", ("deal_stage", "stage_name")
        ),
        InputColumn("amount", Kind.MONEY, "What it is worth a year.", ("deal_amount",)),
        CURRENCY,
        InputColumn("opened", Kind.DATE, "Day it was opened.", ("created", "create_date")),
        InputColumn("closed", Kind.DATE, "Day it was won or lost.", ("closed_at", "closed_on")),
        InputColumn("close_date", Kind.DATE, "Day it is expected to close.", ("expected_close",)),
        InputColumn("owner", Kind.TEXT, "Who works on it.", ("deal_owner",)),
        InputColumn("to_tier", Kind.TEXT, "Tier it would move to.", ("target_tier",)),
    ),
    needed=(("account_id",), ("stage",)),
)
PEOPLE = InputTable(
    "people",
    "a person at a customer",
    (
        ACCOUNT_ID,
        NAME,
        InputColumn(
            "role", Kind.CODE, "Part in a decision.", (), values=("champion", "buyer", "approver", "user")
        ),
        InputColumn(
            "do_not_contact", Kind.FLAG, "Whether this person may not be contacted.", ("dnc", "opt_out")
        ),
    ),
    needed=(("account_id",), ("name", "role")),
)
VALUE = InputTable(
    "value",
    "something a customer said or we measured about value",
    (
        ACCOUNT_ID,
        InputColumn("driver", Kind.TEXT, "Driver id of the catalogue.", ()),
        InputColumn(
            "hours_per_person_week",
            Kind.NUMBER,
            "Hours one person saves a week.",
            ("hours_per_week",),
            least=0,
            most=60,
        ),
        InputColumn("people", Kind.NUMBER, "How many people.", ("team_size",), least=0),
        InputColumn("hourly_cost", Kind.MONEY, "Cost of an hour.", ("hourly_rate",), least=0),
        InputColumn(
            "amount_year",
            Kind.MONEY,
            "Worth a year, for what is not hours.",
            ("yearly_amount", "value_year"),
            least=0,
        ),
        InputColumn(
            "one_off_cost",
            Kind.MONEY,
            "What the step up costs once: set-up, training.",
            ("setup_cost", "onboarding_cost"),
            least=0,
        ),
        InputColumn("ramp_months", Kind.NUMBER, "Months until it brings all it can.", (), least=0, most=12),
        CURRENCY,
        InputColumn(
            "source",
            Kind.CODE,
            "Where the figure comes from.",
            (),
            values=("measured", "stated", "benchmark", "assumed"),
        ),
        InputColumn("stated_by", Kind.TEXT, "Who said so.", ()),
        InputColumn("stated_on", Kind.DATE, "When.", ()),
    ),
    needed=(("account_id",),),
)
CROSSWALK = InputTable(
    "crosswalk",
    "an id elsewhere and the account it belongs to",
    (
        InputColumn(
            "from_id",
            Kind.ID,
            "Id in the other system.",
            (
                "source_id",
                "external_id",
                "subscription_id",
                "user_id",
                "email_domain",
                "old_account_id",
                "merged_account_id",
                "previous_account_id",
                "former_account_id",
                "old_id",
            ),
        ),
        ACCOUNT_ID,
    ),
    needed=(("from_id",), ("account_id",)),
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

TABLES: dict[str, InputTable] = {
    table.name: table
    for table in (
        USAGE,
        BILLING,
        ACCOUNTS_IN,
        INVOICES,
        EVENTS,
        CONTACTS,
        DEALS,
        PEOPLE,
        VALUE,
        CROSSWALK,
        RATES,
    )
}
