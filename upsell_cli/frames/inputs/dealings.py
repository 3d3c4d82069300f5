"""What we did with a customer: contacts and deals."""

from upsell_cli.frames.inputs.columns import ACCOUNT_ID, CURRENCY, DATE
from upsell_cli.frames.inputs.table import InputColumn, InputTable, Kind

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
        InputColumn("close_date", Kind.DATE, "Day it is expected to close, or did.", ("expected_close",)),
        InputColumn("owner", Kind.TEXT, "Who works on it.", ("deal_owner",)),
        InputColumn("to_tier", Kind.TEXT, "Tier it would move to.", ("target_tier",)),
    ),
    needed=(("account_id",), ("stage",)),
)
