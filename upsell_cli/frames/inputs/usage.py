"""What is used: readings and events of a product, and what their file says of an account."""

from upsell_cli.frames.inputs.columns import ACCOUNT_ID, DATE, PROFILE_COLUMNS, SUBSCRIPTION_COLUMNS
from upsell_cli.frames.inputs.table import InputColumn, InputTable, Kind

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
