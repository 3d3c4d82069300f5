"""The contract of the offers: one row an account and something it could move to."""

from typing import NewType

import pandas as pd

from upsell_cli.frames.contract import Column, Contract, Family

Offers = NewType("Offers", pd.DataFrame)
Priced = NewType("Priced", pd.DataFrame)
Valued = NewType("Valued", pd.DataFrame)

OFFER_TYPES = ("tier_upgrade", "seat_expansion", "add_on", "right_size")

OFFERS = Contract(
    row="an account and an offer it could be made",
    key=("account_id", "offer_id"),
    columns=(
        Column("account_id", "string", "The customer.", "offers"),
        Column("offer_id", "string", "type, target, add-ons and seats: `tier_upgrade:growth`.", "offers"),
        Column("offer_type", "string", "tier_upgrade, seat_expansion, add_on, right_size.", "offers"),
        Column("from_rank", "Int64", "Rank of the present tier.", "offers"),
        Column("to_rank", "Int64", "Rank of the tier after it.", "offers"),
        Column("from_tier", "string", "Present tier id.", "offers"),
        Column("to_tier", "string", "Tier id after it.", "offers"),
        Column("add_on", "string", "Add-on ids, `+` between.", "offers"),
        Column(
            "seats_after",
            "Int64",
            "Seats billed after it, lower tiers' too; NA where seats do not count.",
            "offers",
        ),
        Column("quantity", "Int64", "Seats added (negative: given back), or pieces of an add-on.", "offers"),
        Column(
            "seats_added",
            "Int64",
            "Seats added in the same tier (negative: given back), also beside add-ons.",
            "offers",
        ),
        Column("meets", "boolean", "Whether it meets every evidenced need.", "offers"),
        Column(
            "unmet",
            "string",
            "What it would not meet, `;` between: meter or feature ids, support, compliance.",
            "offers",
        ),
        Column("unmet_count", "Int64", "How many.", "offers"),
        Column("met_count", "Int64", "How many that are unmet today it would meet.", "offers"),
        Column(
            "loses",
            "string",
            "Features had now that it would not have, `;` between; none of them is known to be in use.",
            "offers",
        ),
        Column("fit_met", "Int64", "Conditions of the target's profile that are met.", "offers"),
        Column("fit_known", "Int64", "Conditions that could be judged.", "offers"),
        Column("fit_of", "Int64", "Conditions in all.", "offers"),
        Column("quote", "boolean", "Whether the price is agreed case by case.", "pricing"),
        Column("arr_after_minor", "Int64", "Recurring amount a year after it.", "pricing"),
        Column("delta_arr_minor", "Int64", "What that adds; NA for a quote.", "pricing"),
        Column(
            "delta_arr_seats_minor",
            "Int64",
            "The part of that which is for seats of the same tier.",
            "pricing",
        ),
        Column("overage_now_minor", "Int64", "Charged a year for use beyond the plan now.", "pricing"),
        Column("overage_after_minor", "Int64", "The same use, after it.", "pricing"),
        Column("delta_spend_minor", "Int64", "Change of all the customer pays a year.", "pricing"),
        Column("pro_rata_minor", "Int64", "Recurring difference for the rest of the term.", "pricing"),
        Column("price_basis", "string", "list, annual_from_monthly, monthly_from_annual, quote.", "pricing"),
        Column(
            "price_share",
            "Float64",
            "Share of the list price that is asked: as the account is billed for its own tier, or 1.",
            "pricing",
        ),
        Column("add_on_share", "Float64", "Price of the add-ons / recurring base.", "pricing"),
        Column(
            "refused",
            "string",
            "Why it is not recommended although it may meet the need; empty: it may be.",
            "choose",
        ),
        Column("recommended", "boolean", "The one offer to talk about.", "choose"),
        Column("cheapest", "boolean", "The cheapest that meets the need.", "choose"),
        Column("customer_value_minor", "Int64", "Worth to the customer a year, realised.", "value"),
        Column("customer_cost_minor", "Int64", "What it costs them more a year.", "value"),
        Column(
            "return_multiple",
            "Float64",
            "Value / cost of the first year; NA when the cost is not above zero or the value not known.",
            "value",
        ),
        Column("payback_months", "Float64", "Months until it has paid for itself.", "value"),
        Column("one_off_minor", "Int64", "Paid once, at the start.", "value"),
        Column("ramp_months", "Float64", "Months until it brings all it can.", "value"),
        Column("value_basis", "string", "measured, stated, benchmark, assumed, none.", "value"),
    ),
    families=(Family("allows", "meter", "Float64", "Limit after it; inf: none, NA: not said.", "offers"),),
)
