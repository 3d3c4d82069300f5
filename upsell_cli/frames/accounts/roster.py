"""Who an account is: what the table of accounts says, row by row."""

from upsell_cli.frames.contract import Column

NO_CUSTOMER = ("churned", "prospect", "lead")
"""Words of `lifecycle` for who buys nothing yet, or nothing more."""

ROSTER = (
    Column("account_id", "string", "The customer, verbatim.", "roster"),
    Column("account_name", "string", "What the customer is called.", "roster"),
    Column("domain", "string", "Web or e-mail domain.", "roster"),
    Column("industry", "string", "Line of business.", "roster"),
    Column("employees", "Int64", "People the customer employs.", "roster"),
    Column("country", "string", "Country.", "roster"),
    Column("timezone", "string", "IANA time zone.", "roster"),
    Column("owner", "string", "Account owner.", "roster"),
    Column("csm", "string", "Success manager.", "roster"),
    Column("lifecycle", "string", "prospect, lead, active, at_risk, churned.", "roster"),
    Column("satisfaction", "Float64", "0-10.", "roster"),
    Column("health", "Float64", "Own health score.", "roster"),
    Column("customer_since", "date", "First paid day.", "roster"),
    Column("budget", "string", "yes or no, when recorded.", "roster"),
    Column("revenue_stage", "string", "pre_revenue or revenue, when recorded.", "roster"),
    Column("funding_date", "date", "Last funding.", "roster"),
    Column("compliance_deadline", "date", "Day an audit or rule must be met.", "roster"),
    Column("do_not_contact", "boolean", "Whether nobody may call.", "roster"),
    Column("goal", "string", "What they want to reach.", "roster"),
    Column("next_review", "date", "Planned review meeting.", "roster"),
    Column("stakeholders", "Int64", "People who have a say.", "roster"),
    Column("integrations", "Int64", "Integrations connected.", "roster"),
    Column("feature_requests", "Int64", "Requests counted in the usage file, without a name.", "roster"),
)
