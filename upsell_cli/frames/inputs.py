"""The input tables: canonical column names, what each holds, and the other names it goes by.

Headers are compared without case, spaces, underscores, hyphens and a trailing `(UTC)`; so an alias
covers all of its spellings. A money column named `mrr` in a file is carried as `mrr_minor`.
"""

from dataclasses import dataclass
from enum import StrEnum

from upsell_cli.frames.contract import Column, Contract, Dtype


class Kind(StrEnum):
    """How the text of a cell is read."""

    ID = "id"
    TEXT = "text"
    CODE = "code"
    DATE = "date"
    NUMBER = "number"
    COUNT = "count"
    MONEY = "money"
    FLAG = "flag"


DTYPES: dict[Kind, Dtype] = {
    Kind.ID: "string",
    Kind.TEXT: "string",
    Kind.CODE: "string",
    Kind.DATE: "date",
    Kind.NUMBER: "Float64",
    Kind.COUNT: "Int64",
    Kind.MONEY: "Int64",
    Kind.FLAG: "boolean",
}


@dataclass(frozen=True, slots=True)
class InputColumn:
    """A column of an input table, as people export it.

    `values` are the words a code may be; `least` and `most` bound a number. A cell outside them is
    a reject, named by file, line and column.
    """

    name: str
    kind: Kind
    meaning: str
    aliases: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None

    @property
    def frame_name(self) -> str:
        """Give the name in frames: amounts say that they are in minor units."""
        return f"{self.name}_minor" if self.kind is Kind.MONEY else self.name


@dataclass(frozen=True, slots=True)
class InputTable:
    """A kind of file: what a row is, its columns, and which of them it cannot do without.

    `needed` lists groups; of each group at least one column must be there.
    """

    name: str
    row: str
    columns: tuple[InputColumn, ...]
    needed: tuple[tuple[str, ...], ...]

    def __getitem__(self, name: str) -> InputColumn:
        """Give the column of that canonical name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def contract(self) -> Contract:
        """Give the typed frame this table becomes."""
        columns = tuple(Column(c.frame_name, DTYPES[c.kind], c.meaning, "sources") for c in self.columns)
        return Contract(self.row, ("account_id",), columns)


ACCOUNT_ID = InputColumn(
    "account_id",
    Kind.ID,
    "The customer, as text, exactly as exported.",
    (
        "account",
        "customer_id",
        "company_id",
        "organization_id",
        "organisation_id",
        "org_id",
        "workspace_id",
        "tenant_id",
    ),
)
DATE = InputColumn(
    "date",
    Kind.DATE,
    "The day of the reading, or the last day of its period.",
    (
        "period",
        "day",
        "week",
        "month",
        "usage_date",
        "event_date",
        "snapshot_date",
        "period_end",
        "timestamp",
    ),
)
TIER = InputColumn(
    "tier", Kind.TEXT, "Tier id or name of the catalogue.", ("plan_tier", "current_tier", "subscription_tier")
)
PLAN = InputColumn(
    "plan",
    Kind.TEXT,
    "Plan name as billed; `plans` maps it to a tier.",
    ("plan_name", "plan_id", "product", "price_id"),
)
SEATS = InputColumn(
    "seats",
    Kind.COUNT,
    "Seats paid for.",
    ("quantity", "licenses", "licences", "billed_seats", "seats_purchased"),
    least=0,
)
CURRENCY = InputColumn(
    "currency", Kind.CODE, "ISO 4217 code of the row's amounts.", ("currency_code", "iso_currency")
)
NAME = InputColumn(
    "name",
    Kind.TEXT,
    "What the customer is called.",
    ("account_name", "company", "company_name", "customer_name", "organization", "organisation"),
)

SUBSCRIPTION_COLUMNS = (
    TIER,
    PLAN,
    InputColumn(
        "add_on", Kind.TEXT, "Add-on id this row bills, when it is not a plan.", ("addon", "add_on_code")
    ),
    InputColumn(
        "mrr",
        Kind.MONEY,
        "Recurring amount a month.",
        ("mrr_amount", "monthly_recurring_revenue", "monthly_amount"),
    ),
    InputColumn(
        "arr",
        Kind.MONEY,
        "Recurring amount a year.",
        ("arr_amount", "annual_recurring_revenue", "acv", "annual_amount"),
    ),
    InputColumn(
        "amount",
        Kind.MONEY,
        "Recurring amount an interval; `interval` says which.",
        ("price", "plan_amount", "unit_total"),
    ),
    InputColumn(
        "interval",
        Kind.CODE,
        "Billing interval of `amount`.",
        ("billing_interval", "billing_frequency", "billing_period"),
        values=(
            "month",
            "year",
            "quarter",
            "week",
            "day",
            "monthly",
            "annual",
            "yearly",
            "annually",
            "quarterly",
            "weekly",
            "daily",
        ),
    ),
    CURRENCY,
    SEATS,
    InputColumn(
        "status",
        Kind.CODE,
        "State of the subscription.",
        ("subscription_status",),
        values=(
            "active",
            "trialing",
            "trial",
            "past_due",
            "unpaid",
            "paused",
            "canceled",
            "cancelled",
            "expired",
            "ended",
            "free",
            "incomplete",
            "incomplete_expired",
            "future",
            "in_trial",
            "non_renewing",
        ),
    ),
    InputColumn("is_trial", Kind.FLAG, "Whether the subscription is a trial.", ("trial",)),
    InputColumn(
        "started_at",
        Kind.DATE,
        "First day of the subscription.",
        ("start_date", "started_on", "created", "start"),
    ),
    InputColumn(
        "ended_at",
        Kind.DATE,
        "First day the subscription no longer runs (exclusive).",
        ("end_date", "ended_on", "expires_at"),
    ),
    InputColumn(
        "renewal_date",
        Kind.DATE,
        "Day the term renews.",
        ("renewal", "renews_on", "next_renewal", "contract_end"),
    ),
    InputColumn(
        "term_start",
        Kind.DATE,
        "First day of the current term.",
        ("current_period_start", "current_term_start"),
    ),
    InputColumn(
        "term_end",
        Kind.DATE,
        "Day after the current term (exclusive).",
        ("current_period_end", "current_term_end"),
    ),
    InputColumn(
        "cancel_at",
        Kind.DATE,
        "Day a noticed cancellation takes effect.",
        ("cancellation_date", "cancels_on"),
    ),
    InputColumn("valid_from", Kind.DATE, "First day this row is true (history).", ("effective_from",)),
    InputColumn(
        "valid_to", Kind.DATE, "First day this row is no longer true; blank = still.", ("effective_to",)
    ),
)

PROFILE_COLUMNS = (
    NAME,
    InputColumn(
        "domain", Kind.TEXT, "Web or e-mail domain.", ("website", "company_domain", "company_domain_name")
    ),
    InputColumn("industry", Kind.TEXT, "Line of business.", ("sector", "vertical")),
    InputColumn(
        "employees",
        Kind.COUNT,
        "People the customer employs.",
        ("employee_count", "headcount", "number_of_employees"),
        least=0,
    ),
    InputColumn("country", Kind.TEXT, "Country.", ()),
    InputColumn("timezone", Kind.TEXT, "IANA time zone, for when to call.", ("time_zone", "tz")),
    InputColumn(
        "owner",
        Kind.TEXT,
        "Account owner.",
        ("account_owner", "account_manager", "owner_email", "company_owner", "ae"),
    ),
    InputColumn(
        "csm",
        Kind.TEXT,
        "Customer success manager.",
        ("csm_email", "success_manager", "customer_success_manager"),
    ),
    InputColumn(
        "lifecycle",
        Kind.CODE,
        "Where the customer stands.",
        ("lifecycle_stage", "customer_status"),
        values=("prospect", "lead", "active", "at_risk", "churned"),
    ),
    InputColumn(
        "satisfaction", Kind.NUMBER, "Satisfaction, 0-10.", ("satisfaction_score",), least=0, most=10
    ),
    InputColumn(
        "nps", Kind.NUMBER, "Newest answer to the recommend question, 0-10.", ("nps_score",), least=0, most=10
    ),
    InputColumn("nps_on", Kind.DATE, "Day of that answer.", ("nps_date",)),
    InputColumn("csat", Kind.NUMBER, "Newest support satisfaction, 1-5.", ("csat_score",), least=0, most=5),
    InputColumn("csat_on", Kind.DATE, "Day of that answer.", ("csat_date",)),
    InputColumn("health", Kind.NUMBER, "Own health score.", ("health_score",)),
    InputColumn(
        "customer_since", Kind.DATE, "First paid day.", ("signup_date", "customer_since_date", "create_date")
    ),
    InputColumn("renewal_date", Kind.DATE, "Day the contract renews.", ("renewal",)),
    InputColumn(
        "budget",
        Kind.CODE,
        "Recorded budget for more.",
        ("has_budget",),
        values=("yes", "no", "unknown", "true", "false"),
    ),
    InputColumn(
        "revenue_stage",
        Kind.CODE,
        "Whether the customer earns money yet.",
        (),
        values=("pre_revenue", "revenue", "unknown"),
    ),
    InputColumn("funding_date", Kind.DATE, "Last funding.", ("funded_on",)),
    InputColumn(
        "compliance_deadline",
        Kind.DATE,
        "Day an audit or rule must be met.",
        ("audit_date", "compliance_date"),
    ),
    InputColumn("do_not_contact", Kind.FLAG, "Whether nobody may call.", ("dnc", "opt_out")),
    InputColumn("goal", Kind.TEXT, "What the customer wants to reach.", ("objective",)),
    InputColumn(
        "next_review", Kind.DATE, "Planned review meeting.", ("next_qbr", "qbr_date", "next_business_review")
    ),
    InputColumn("stakeholders", Kind.COUNT, "People who have a say.", ("stakeholder_count",), least=0),
    InputColumn("integrations", Kind.COUNT, "Integrations connected.", ("integrations_connected",), least=0),
)

USAGE = InputTable(
    "usage",
    "a reading: an account on a date",
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
        InputColumn("subscription_id", Kind.ID, "The subscription.", ("subscription", "sub_id")),
        *SUBSCRIPTION_COLUMNS,
    ),
    needed=(("account_id",), ("tier", "plan", "mrr", "arr", "amount")),
)
ACCOUNTS_IN = InputTable(
    "accounts", "a customer", (ACCOUNT_ID, *PROFILE_COLUMNS, TIER, SEATS), needed=(("account_id",),)
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
        InputColumn("severity", Kind.NUMBER, "1 (worst) to 5.", ("priority",), least=1, most=5),
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
            most=168,
        ),
        InputColumn("people", Kind.NUMBER, "How many people.", ("team_size",), least=0),
        InputColumn("hourly_cost", Kind.MONEY, "Cost of an hour.", ("hourly_rate",)),
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
            ("source_id", "external_id", "subscription_id", "user_id", "email_domain"),
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
