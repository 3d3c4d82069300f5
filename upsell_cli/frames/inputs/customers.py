"""Who the customers are: accounts, the people there, and the ids they have elsewhere."""

from dataclasses import replace

from upsell_cli.frames.inputs.columns import ACCOUNT_ID, PROFILE_COLUMNS, SEATS, TIER
from upsell_cli.frames.inputs.table import InputColumn, InputTable, Kind

TIER_ON_RECORD = replace(TIER, aliases=(*TIER.aliases, "plan", "plan_name", "subscription_plan"))
"""The tier in a CRM, where one column says what an account has; `plans` reads its names, too."""

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
        TIER_ON_RECORD,
        SEATS,
    ),
    needed=(("account_id",),),
)

PEOPLE = InputTable(
    "people",
    "a person at a customer",
    (
        ACCOUNT_ID,
        InputColumn(
            "name",
            Kind.TEXT,
            "What the person is called; a first name, where the last stands apart.",
            (
                *("full_name", "contact_name", "person", "contact", "first_name", "given_name"),
                *("email", "email_address", "user_email"),
            ),
        ),
        InputColumn("last_name", Kind.TEXT, "Last name, where it stands apart.", ("surname", "family_name")),
        InputColumn("title", Kind.TEXT, "What the person does there.", ("job_title", "position")),
        InputColumn(
            "role", Kind.CODE, "Part in a decision.", (), values=("champion", "buyer", "approver", "user")
        ),
        InputColumn(
            "do_not_contact", Kind.FLAG, "Whether this person may not be contacted.", ("dnc", "opt_out")
        ),
        InputColumn(
            "last_seen",
            Kind.DATE,
            "Day the person last used the product; of a list of all users it tells how many there are.",
            (
                *("last_seen_at", "last_seen_on", "last_active", "last_active_at", "last_active_on"),
                *("last_login", "last_login_at", "last_login_date", "last_sign_in", "last_sign_in_at"),
            ),
        ),
    ),
    needed=(("account_id",), ("name", "role")),
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
