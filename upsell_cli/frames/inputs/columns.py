"""Columns that several input tables share: the customer, the subscription, the profile.

Headers are compared without case, spaces, underscores, hyphens and a trailing `(UTC)`; so an alias
covers all of its spellings. A money column named `mrr` in a file is carried as `mrr_minor`.
"""

from upsell_cli.frames.inputs.table import InputColumn, Kind

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
    ("plan_name", "plan_id", "product", "product_name", "price_id"),
)
SEATS = InputColumn(
    "seats",
    Kind.COUNT,
    "Seats paid for.",
    (
        "quantity",
        "licenses",
        "licences",
        "billed_seats",
        "seats_purchased",
        "paid_seats",
        "purchased_seats",
        "number_of_seats",
        "no_of_seats",
        "seat_count",
    ),
    least=0,
)
CURRENCY = InputColumn(
    "currency", Kind.CODE, "ISO 4217 code of the row's amounts.", ("currency_code", "iso_currency")
)
NAME = InputColumn(
    "name",
    Kind.TEXT,
    "What the customer is called.",
    (
        "account_name",
        "company",
        "company_name",
        "customer_name",
        "organization",
        "organisation",
        "org_name",
        "organization_name",
    ),
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
        ("arr_amount", "annual_recurring_revenue", "annual_contract_value", "acv", "annual_amount"),
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
        values=("month", "year", "half_year", "quarter", "week", "day"),
        words={
            "monthly": "month",
            **dict.fromkeys(("annual", "yearly", "annually"), "year"),
            **dict.fromkeys(("semi_annual", "semi_annually"), "half_year"),
            "quarterly": "quarter",
            "weekly": "week",
            "daily": "day",
        },
    ),
    CURRENCY,
    SEATS,
    InputColumn(
        "status",
        Kind.CODE,
        "State of the subscription.",
        ("subscription_status",),
        values=(
            *("active", "trialing", "past_due", "paused", "canceled", "expired", "ended", "free"),
            *("incomplete", "incomplete_expired", "future", "non_renewing"),
        ),
        words={
            **dict.fromkeys(("trial", "in_trial"), "trialing"),
            "cancelled": "canceled",
            **dict.fromkeys(("unpaid", "overdue", "delinquent", "dunning", "in_dunning"), "past_due"),
        },
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
        ("renewal", "renews_on", "renews", "next_renewal", "contract_end"),
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
    InputColumn(
        "ends_with_term",
        Kind.FLAG,
        "Whether notice was given to the end of the term.",
        ("cancel_at_period_end", "cancels_at_period_end", "cancel_at_end_of_period", "cancel_at_term_end"),
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
        words={"customer": "active", "subscriber": "lead", "opportunity": "prospect"},
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
    InputColumn("customer_since", Kind.DATE, "First paid day.", ("signup_date", "customer_since_date")),
    InputColumn("renewal_date", Kind.DATE, "Day the contract renews.", ("renewal",)),
    InputColumn(
        "budget",
        Kind.CODE,
        "Recorded budget for more.",
        ("has_budget",),
        values=("yes", "no", "unknown"),
        words={"true": "yes", "false": "no"},
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
