"""What an account uses of what its tier allows, meter by meter and on the meter that binds."""

from upsell_cli.frames.contract import Column, Family

USAGE = (
    Column("last_usage_on", "date", "Day of the newest reading.", "usage"),
    Column("usage_age_days", "Int64", "Days since then.", "usage"),
    Column("usage_missing", "boolean", "Whether usage of others was given and none of theirs.", "usage"),
    Column("history_weeks", "Int64", "Weeks from the first reading to the last, at least 1.", "usage"),
    Column("usage_before_start", "boolean", "Whether readings precede the subscription's start.", "usage"),
    Column("active_users", "Float64", "Typical active users.", "usage"),
    Column("active_share", "Float64", "Active users / seats paid for.", "adoption"),
    Column("active_weeks", "Int64", "Readings of the last 4 with any use.", "usage"),
    Column("depth", "Float64", "Share of the tier's measurable features in use.", "adoption"),
    Column(
        "features_unused", "string", "Measurable features of the tier without use, `;` between.", "adoption"
    ),
    Column(
        "limits_measured",
        "boolean",
        "Whether the usage files measure any meter that its plan limits, or may.",
        "usage",
    ),
    Column("binding_meter", "string", "Meter with the largest utilisation of a finite limit.", "usage"),
    Column(
        "utilisation",
        "Float64",
        "Typical use / limit on it; NA: not known or no finite limit; inf: the plan has none of it.",
        "usage",
    ),
    Column("peak_utilisation", "Float64", "Largest reading / limit on it.", "usage"),
    Column(
        "limits_known",
        "boolean",
        "Whether use and limits are known at all (no finite limit counts as known).",
        "usage",
    ),
    Column("second_meter", "string", "Meter with the second largest.", "usage"),
    Column("second_utilisation", "Float64", "Its utilisation.", "usage"),
    Column("units_left", "Float64", "Limit minus use on the binding meter.", "usage"),
    Column("at_wall", "boolean", "Use stands at a hard limit, so true need is hidden.", "usage"),
    Column("wall_bins", "Int64", "Newest readings at that limit, of as many as the policy says.", "usage"),
)

USAGE_FAMILIES = (
    Family(
        "use",
        "meter",
        "Float64",
        "Typical use: the median level of the last 5 weeks or the newest month, or a month of a flow.",
        "usage",
    ),
    Family("peak", "meter", "Float64", "Largest reading of those (flow: largest month).", "usage"),
    Family(
        "limit",
        "meter",
        "Float64",
        "Effective limit: tier, plan, add-ons, seats; inf: none; NA: not said.",
        "entitlements",
    ),
    Family("soft", "meter", "boolean", "Whether use may pass the limit.", "entitlements"),
    Family(
        "util",
        "meter",
        "Float64",
        "use / limit; 0 where there is no limit, inf where the plan has none of what is used.",
        "usage",
    ),
    Family("wall", "meter", "Int64", "Newest readings at a hard limit.", "usage"),
)
