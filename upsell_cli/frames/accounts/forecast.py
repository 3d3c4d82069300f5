"""Where its use is heading: how fast it grows, and when a limit will be reached."""

from upsell_cli.frames.contract import Column, Family

FORECAST = (
    Column(
        "growth_13w",
        "Float64",
        "Relative growth of the binding meter in 13 weeks; NA without slope.",
        "forecast",
    ),
    Column("users_growth_13w", "Float64", "Relative growth of users in 13 weeks.", "forecast"),
    Column(
        "breach_p_13w",
        "Float64",
        "Probability that a limit is reached within 13 weeks (largest over meters).",
        "forecast",
    ),
    Column("breach_meter", "string", "Meter with that probability.", "forecast"),
    Column("breach_earliest", "date", "Early end of the 80 % interval of the day it is reached.", "forecast"),
    Column("breach_latest", "date", "Late end; NA: not within 26 weeks.", "forecast"),
)

FORECAST_FAMILIES = (
    Family("upper", "meter", "Float64", "Upper end (80 %) of use in 26 weeks.", "forecast"),
    Family(
        "ahead",
        "meter",
        "Float64",
        "Use expected when more would next be bought by the piece; NA where nothing is foretold.",
        "forecast",
    ),
    Family("later", "meter", "Float64", "The same, half a year ahead.", "forecast"),
    Family(
        "reach",
        "meter",
        "Float64",
        "Probability of reaching the limit within 13 weeks; NA below half of it and once it is met.",
        "forecast",
    ),
)
