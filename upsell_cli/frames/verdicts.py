"""The contract of the verdicts: one row an account, with its offer, points, gates, state and place.

A verdict has the account's facts (`frames.accounts`), the columns of its one offer (`frames.offers`,
NA without one) and what follows here.
"""

from typing import NewType

import pandas as pd

from upsell_cli.frames.contract import Column, Contract, Family

Verdicts = NewType("Verdicts", pd.DataFrame)

STATES = (
    "qualified", "saves_money", "right_size", "in_progress", "blocked", "hold", "fix_relationship",
    "fix_adoption_first", "cool_down", "nurture", "needs_data", "no_rate", "no_need",
)  # fmt: skip

GATES = (
    "blocked", "in_progress", "hold", "fix_relationship", "fix_adoption_first", "cool_down", "nurture",
    "needs_data", "no_rate", "no_need",
)  # fmt: skip
"""Gates in the order in which the first that holds is the state."""

SCENARIOS = ("outgrowing", "feature_need", "team_growth", "support_need", "compliance", "cheaper_on_target")

FACTORS = (
    "limit", "second_limit", "reach", "growth", "blocked", "asked", "pricing", "active", "depth", "nps",
    "renewal", "budget", "compliance", "support", "fit",
)  # fmt: skip

VERDICTS = Contract(
    row="an account and what was decided about it",
    key=("account_id",),
    columns=(
        Column("scenario", "string", "Why now: the strongest kind of reason.", "score"),
        Column("points", "Float64", "Sum of the points; 10 double the odds.", "score"),
        Column("score", "Float64", "100 / (1 + 2^(-points/10)); 50 is no evidence either way.", "score"),
        Column("evidence_share", "Float64", "Weight of the factors with data / of all.", "score"),
        Column("confidence", "string", "A-D.", "score"),
        Column("state", "string", "One of STATES.", "qualify"),
        Column("gates_hit", "string", "Gates that hold, `;` between, in order.", "qualify"),
        Column("gates_unknown", "string", "Gates that could not be judged.", "qualify"),
        Column("release_on", "date", "When the state lifts by itself, if it does.", "qualify"),
        Column("chance", "Float64", "Probability of an upgrade within 91 days.", "calibrate"),
        Column("chance_basis", "string", "own_history or prior; proxy for seats and add-ons.", "calibrate"),
        Column(
            "delta_spend_base_minor",
            "Int64",
            "delta_spend in the catalogue's currency; NA without a rate.",
            "calibrate",
        ),
        Column("delta_arr_base_minor", "Int64", "delta_arr in the catalogue's currency.", "calibrate"),
        Column(
            "expected_value_minor",
            "Int64",
            "chance x max(delta_spend, 0) x margin - contact cost, catalogue currency.",
            "calibrate",
        ),
        Column("owner_role", "string", "cs, sales, hybrid or product.", "route"),
        Column("contact_on", "date", "Day to raise it.", "route"),
        Column("channel", "string", "How to raise it.", "route"),
        Column("next_step", "string", "What to do next, one short phrase.", "route"),
        Column("rank", "Int64", "1..n among the qualified; NA for others.", "rank"),
        Column(
            "cheapest_option", "string", "The cheapest that meets the need, if it is not the offer.", "choose"
        ),
        Column("reasons", "string", "Codes, strongest first, `;` between.", "score"),
        Column("objection", "string", "The likeliest first.", "objections"),
        Column("evidence", "string", "One line for a person.", "words"),
        Column("held_reason", "string", "Why it is held back, for a person.", "words"),
    ),
    families=(
        Family("points", "factor", "Float64", "Points of a factor; NA where nothing is known.", "score"),
        Family("gate", "gate", "boolean", "Whether the gate holds; NA where it cannot be judged.", "qualify"),
        Family("release", "gate", "date", "When it lifts by itself.", "qualify"),
    ),
)
