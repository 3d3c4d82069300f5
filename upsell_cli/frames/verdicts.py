"""The contract of the verdicts: one row an account, with its offer, points, gates, state and place.

A verdict has the account's facts (`frames.accounts`), the columns of its one offer (`frames.offers`,
NA without one) and what follows here.
"""

from typing import NewType

import pandas as pd

from upsell_cli.frames.contract import Column, Contract, Family
from upsell_cli.frames.offers import OFFERS

Verdicts = NewType("Verdicts", pd.DataFrame)

STATES = (
    "qualified", "saves_money", "right_size", "in_progress", "blocked", "hold", "fix_relationship",
    "fix_adoption_first", "cool_down", "nurture", "needs_data", "no_rate", "no_need", "hold_out",
)  # fmt: skip

LISTED = ("qualified", "saves_money")
"""States of those on the list, in its order; the others are shown on request."""

SAVING = ("saves_money", "right_size")
"""States whose offer lowers what the customer pays; never part of added revenue."""

TALKED_TO = (*LISTED, "right_size")
"""States in which there is an offer to talk about now."""

TALKED_TO_LATER = ("in_progress", "cool_down")
"""States in which the offer stands, but not the moment."""

GATES = (
    "blocked", "in_progress", "hold", "fix_relationship", "fix_adoption_first", "cool_down", "nurture",
    "needs_data", "no_rate", "no_need", "hold_out",
)  # fmt: skip
"""Gates in the order in which the first that holds is the state."""

SCENARIOS = ("outgrowing", "feature_need", "team_growth", "support_need", "compliance", "cheaper_on_target")

FACTORS = (
    "limit", "second_limit", "reach", "growth", "blocked", "asked", "arrived", "questions", "pricing",
    "active", "depth", "nps", "renewal", "budget", "compliance", "support", "fit", "leap", "skip",
)  # fmt: skip

OFFER_FACTS = (SPEND_RISE, DAYS_SINCE_RISE) = ("spend_rise", "days_since_rise")
"""What an objection may also look at: what the offer adds to the bill / the bill now; days since the last
higher tier."""

RETURN_BELOW = "return_below_floor"
"""The reason against an offer that is known not to pay for the customer."""

PITCH = (
    Column("pitch_id", "string", "The offer that would be pitched: tier, seats or add-ons.", "pair"),
    Column("pitch_type", "string", "Its type.", "pair"),
    Column("pitch_to_rank", "Int64", "Rank of the tier after it.", "pair"),
    Column("pitch_seats_added", "Int64", "Seats it adds in the same tier, also beside add-ons.", "pair"),
    Column("pitch_delta_spend_minor", "Int64", "Change of all they pay a year.", "pair"),
    Column("pitch_delta_arr_minor", "Int64", "Change of the recurring amount a year.", "pair"),
    Column("pitch_quote", "boolean", "Whether its price is agreed case by case.", "pair"),
    Column("pitch_price_basis", "string", "Where its price comes from; quote: no amount is named.", "pair"),
    Column("pitch_meets", "boolean", "Whether it meets every evidenced need.", "pair"),
    Column("pitch_fit_met", "Int64", "Conditions of the target's profile that are met.", "pair"),
    Column("pitch_fit_known", "Int64", "Conditions that could be judged.", "pair"),
    Column("pitch_fit_of", "Int64", "Conditions in all.", "pair"),
    Column("pitch_return_multiple", "Float64", "Value to the customer / cost to them.", "pair"),
    Column("pitch_value_basis", "string", "Where that value comes from.", "pair"),
    Column("right_size_id", "string", "The smaller plan that would do.", "pair"),
    Column("right_size_saving_minor", "Int64", "What it would save them a year.", "pair"),
    Column("right_size_loses", "string", "Features they would no longer have with it, `;` between.", "pair"),
    Column("cheapest_id", "string", "The cheapest offer that meets the need.", "pair"),
    Column("cheapest_type", "string", "Its type.", "pair"),
    Column("cheapest_to_tier", "string", "Tier after it.", "pair"),
    Column("cheapest_add_on", "string", "Add-ons in it, `+` between.", "pair"),
    Column("cheapest_seats_after", "Int64", "Seats billed after it.", "pair"),
    Column("cheapest_quote", "boolean", "Whether its price is agreed case by case.", "pair"),
    Column("cheapest_delta_spend_minor", "Int64", "Change of all they pay a year with it.", "pair"),
    Column(
        "stay_overage_minor",
        "Int64",
        "Paid a year for use beyond the plan, where that is all there is and moving up costs more.",
        "pair",
    ),
)

SHOWN = tuple(column._replace(stage="settle") for column in OFFERS if column.name != "account_id")
"""The columns of the one offer that is shown; NA for an account without one."""

POINTS = Family("points", "factor", "Float64", "Points of a factor; NA where nothing is known.", "score")
GATE = Family("gate", "gate", "boolean", "Whether the gate holds; NA where it cannot be judged.", "qualify")
RELEASE = Family("release", "gate", "date", "When it lifts by itself.", "qualify")

VERDICTS = Contract(
    row="an account and what was decided about it",
    key=("account_id",),
    columns=(
        *PITCH,
        Column("top_of_path", "boolean", "Whether no tier comes after the present one.", "score"),
        Column(
            "return_low",
            "boolean",
            "Known return below the floor, and no wall that would make it beside the point.",
            "score",
        ),
        Column("scenario", "string", "Why now: the strongest kind of reason.", "score"),
        Column("points", "Float64", "Sum of the points; 10 double the odds.", "score"),
        Column("score", "Float64", "100 / (1 + 2^(-points/10)); 50 is no evidence either way.", "score"),
        Column("evidence_share", "Float64", "Weight of the factors with data / of all.", "score"),
        Column("confidence", "string", "A-D.", "score"),
        Column(
            "pitch_fingerprint", "string", "Offer, needs and mark of use: what a talk is about.", "recall"
        ),
        Column(
            "news_since_contact",
            "boolean",
            "Whether that says what no contact that counts said; NA: it was not noted.",
            "recall",
        ),
        Column("state", "string", "One of STATES.", "qualify"),
        Column("gates_hit", "string", "Gates that hold, `;` between, in order.", "qualify"),
        Column("gates_unknown", "string", "Gates that could not be judged.", "qualify"),
        Column("held_since", "date", "Since when it is so, where a day tells.", "qualify"),
        Column("release_on", "date", "When the state lifts by itself, if it does.", "qualify"),
        *SHOWN,
        Column("fingerprint", "string", "What to note with a contact about the offer shown.", "settle"),
        Column(
            "delta_spend_base_minor",
            "Int64",
            "delta_spend in the catalogue's currency; NA without a rate.",
            "convert",
        ),
        Column("delta_arr_base_minor", "Int64", "delta_arr in the catalogue's currency.", "convert"),
        Column("owner_role", "string", "cs, sales, hybrid or product.", "route"),
        Column(
            "lead_name",
            "string",
            "Who that is: for cs the success manager, if there is one, else the account's owner.",
            "route",
        ),
        Column("contact_on", "date", "Day to raise it.", "route"),
        Column("channel", "string", "How to raise it.", "route"),
        Column("contact_window", "string", "Days and hours to call, and whose time that is.", "route"),
        Column("next_step", "string", "What to do next, one short phrase.", "route"),
        Column("chance", "Float64", "Probability of an upgrade within 91 days.", "calibrate"),
        Column("chance_basis", "string", "own_history or prior; proxy for seats and add-ons.", "calibrate"),
        Column(
            "expected_value_minor",
            "Int64",
            "chance x max(delta_spend, 0) x margin - contact cost, catalogue currency.",
            "calibrate",
        ),
        Column(
            "rank",
            "Int64",
            "1..n among the qualified; NA for others, and where the return is known to be too low.",
            "rank",
        ),
        Column("owner_place", "Int64", "Place among the ranked of the same owner, from 1.", "allot"),
        Column("owner_slots", "Int64", "Conversations their owner is still free for; NA: no cap.", "allot"),
        Column("beyond_capacity", "boolean", "Whether it comes after those; NA: no cap.", "allot"),
        Column(
            "cheapest_option", "string", "The cheapest that meets the need, if it is not the offer.", "words"
        ),
        Column("reasons", "string", "Codes, strongest first, `;` between.", "score"),
        Column("objection", "string", "The likeliest first.", "objections"),
        Column("evidence", "string", "One line for a person.", "words"),
        Column("held_reason", "string", "Why it is held back, for a person.", "words"),
    ),
    families=(POINTS, GATE, RELEASE),
)
