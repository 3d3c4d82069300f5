"""What counts as a signal."""

from typing import TYPE_CHECKING

from pydantic import Field

from upsell_cli.calendar import DAYS_A_MONTH
from upsell_cli.config.model import Count, Days, Model, NotNegative, Positive, Share, Texts

if TYPE_CHECKING:
    from upsell_cli.frames.tables import Grain


class Signals(Model):
    """What counts as a signal."""

    limit_near: Positive = Field(description="Utilisation from which a limit is a reason.")
    level_weeks: Count = Field(
        description="Newest weekly readings, at most 5, of which the median is the typical level.", ge=1, le=5
    )
    level_months: Count = Field(description="The same of monthly readings.", ge=1, le=5)
    limit_wall: Positive = Field(description="Utilisation that counts as at a hard limit.")
    wall_bins: Count = Field(description="Readings of the last `wall_of` at the wall that hide need.")
    wall_of: Count = Field(description="Newest readings that are looked at for that.")
    headroom: Positive = Field(description="How much more than the need an offer must hold, as a factor.")
    reach_probability: Share = Field(description="Probability of reaching a limit that is a reason.")
    reach_weeks: Count = Field(description="Weeks that probability looks ahead.")
    need_weeks: Count = Field(description="Weeks an offer should last.")
    request_days: Days = Field(description="Days a request counts.")
    request_half_life: Positive = Field(description="Days after which a request weighs half.")
    awaited_days: Days = Field(description="Days a request waits for its feature to come.")
    arrived_days: Days = Field(description="Days that a feature which came is news to those who asked.")
    unnamed_days_most: Count = Field(
        description="Days that a bare count of requests in usage stands for, at most."
    )
    event_days: Days = Field(
        description="Days that tickets, questions, work-arounds, hiring and other events count."
    )
    plan_words: Texts = Field(description="Words beside which a tier's name in a ticket or note means it.")
    use_weeks: Count = Field(description="Weeks in which a feature in use is used.")
    blocked_days: Days = Field(description="Days a blocked attempt counts.")
    pricing_days: Days = Field(description="Days a look at prices counts.")
    pricing_views: Count = Field(description="Looks at prices that are a signal.")
    survey_days: Days = Field(description="Days a survey answer counts, the last included.")
    usage_stale_days: Days = Field(description="Days without a usage row that hold an account.")
    usage_stale_periods: Count = Field(description="The same in periods of monthly data; the longer holds.")
    quiet_day_share: Share = Field(
        description="Use on the last day of weeks, as a share of that on others, below which it is quiet."
    )
    quiet_day_accounts: Share = Field(description="Share of accounts for which it must be, to be told.")
    quiet_day_use: NotNegative = Field(description="Least use on other days that says something about it.")
    newest_accounts: Share = Field(
        description="Share of accounts with usage in the newest period below which a check warns."
    )
    part_period_share: Share = Field(
        description="Use in the newest period, as a share of the usual one before, below which it is a part."
    )
    part_period_before: Count = Field(description="Periods before it of which the median is the usual one.")
    part_period_accounts: Share = Field(description="Share of accounts for which it must be, to be told.")
    part_period_use: NotNegative = Field(description="Least usual use that says something about it.")
    part_period_least: Count = Field(description="Fewest accounts with as much use that tell it.")
    compliance_weeks: Count = Field(description="Weeks ahead that a compliance date is a reason.")
    growth_weeks: Count = Field(description="Weeks over which growth is judged.")
    team_growth: Share = Field(description="Growth of users in those weeks that is a reason.")
    team_fill: Share = Field(
        description="Utilisation of the users or seats from which that growth needs room."
    )
    support_tickets: Count = Field(description="Least tickets for judging answers.")
    budget_days: Days = Field(description="Days a sign of budget counts.")

    def stale_days(self, grain: "Grain") -> float:
        """Give the days without a usage row that hold an account: the longer, of monthly data."""
        periods = self.usage_stale_periods * DAYS_A_MONTH if grain == "monthly" else 0.0
        return max(float(self.usage_stale_days), periods)
