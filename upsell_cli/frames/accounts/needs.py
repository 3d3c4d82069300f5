"""What an account needs: the reasons to talk, and how much would do."""

from upsell_cli.frames.contract import Column, Family

NEEDS = (
    "limit",
    "reach",
    "blocked",
    "feature",
    "arrived",
    "tier",
    "support",
    "compliance",
    "team",
    "overage",
    "cheaper",
)
"""Reasons to talk, by code. Renewal and budget raise the chance but are no reasons."""

NEED_FACTS = (
    Column("people_expected", "Float64", "Who will use it when seats are next bought, or does now.", "seats"),
    Column(
        "seats_wanted",
        "Int64",
        "Seats for them, and a tenth more, within what they employ and ever bought.",
        "seats",
    ),
    Column(
        "seats_suffice",
        "boolean",
        "Whether those paid for last until then; NA where seats are not the limit, or use is not known.",
        "seats",
    ),
    Column("needs", "string", "Codes of the needs, strongest first, `;` between.", "needs"),
    Column("need_count", "Int64", "How many.", "needs"),
    Column(
        "support_hours_promised", "Float64", "Answer time promised now, by the tier and the add-ons.", "needs"
    ),
    Column("support_hours_wanted", "Float64", "Answer time that would end the strain.", "needs"),
)

NEED_FAMILIES = (
    Family("need", "need", "boolean", "Whether there is this reason.", "needs"),
    Family("required", "meter", "Float64", "Units an offer must allow.", "needs"),
    Family("wanted", "meter", "Float64", "Those of what is sold by the piece, add-ons for one.", "needs"),
)
