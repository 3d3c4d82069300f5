"""How far the past is believed when looking ahead."""

from pydantic import Field

from upsell_cli.config.model import Count, Model, NotNegative, Positive, Real


class ForecastRules(Model):
    """How far the past is believed when looking ahead; shares are of the level, scatter of the limit."""

    least_use: NotNegative = Field(description="Utilisation from which a forecast is made.")
    history: Count = Field(description="Readings the slope is fitted on.")
    least_points: Count = Field(description="Least readings for a slope.")
    dates_from: Count = Field(description="Least readings for dates, and for the use in half a year.")
    least_scatter: Positive = Field(description="Least scatter believed.")
    wander: NotNegative = Field(description="How far use strays in a week, beyond its noise.")
    bend: NotNegative = Field(description="How much growth a week changes in a week.")
    pace: Real = Field(description="Growth a week of a book that says nothing about it.")
    pace_spread: NotNegative = Field(description="Standard deviation of it from account to account.")
    prior_accounts: Positive = Field(description="Accounts that the numbers above count as.")
    held_out_weeks: Count = Field(description="Last weeks that straying is measured on, at most.")
    least_straying: Positive = Field(description="Least factor they may put on `wander` and `bend`.")
    most_straying: Positive = Field(description="Greatest factor.")
