"""The contract of the working of a value: one row an account and a driver its offer brings."""

from typing import NewType

import pandas as pd

from upsell_cli.frames.contract import Column, Contract

Working = NewType("Working", pd.DataFrame)

WORKING = Contract(
    row="an account and a driver of what its offer is worth",
    key=("account_id", "driver"),
    columns=(
        Column("account_id", "string", "The customer."),
        Column("driver", "string", "Driver id; NA: a statement about the step up as a whole."),
        Column("hours_per_person_week", "Float64", "Hours one person spends a week; NA: a yearly amount."),
        Column("people", "Float64", "How many people."),
        Column("hourly_minor", "Float64", "Cost of an hour in the account's currency."),
        Column("amount_minor", "Float64", "Yearly amount as claimed; NA: hours."),
        Column("realisation", "Float64", "Share of a claim that comes true, by its source."),
        Column("automated_share", "Float64", "Share of the hours that really goes; 1 for a yearly amount."),
        Column("counted_share", "Float64", "Share of it that counts: realisation x automated share."),
        Column("source", "string", "measured, stated, benchmark or assumed."),
        Column("stated_by", "string", "Who said so."),
        Column("stated_on", "date", "When."),
        Column("older", "Int64", "Older statements that this one replaced."),
        Column("value_minor", "Int64", "Worth a year, as far as it counts."),
    ),
)
