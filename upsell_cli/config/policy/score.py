"""The scorecard: what each signal adds to the odds, and what they come to."""

from pydantic import Field

from upsell_cli.config.model import Count, Days, Model, NotNegative, Positive, Real, Share, Text


class Weight(Model):
    """What one signal adds to the odds."""

    points: Real = Field(description="Log-odds; 10 double the odds.")
    because: Text = Field(description="Why.")


class Weights(Model):
    """The scorecard; a step of a factor each."""

    limit_100: Weight = Field(description="Binding limit at 100 % or more, or use that stands at it.")
    limit_90: Weight = Field(description="Binding limit at 90-100 %.")
    limit_80: Weight = Field(description="Binding limit at 80-90 %.")
    limit_paid: Weight = Field(description="Beyond a binding limit where more use is sold at a price.")
    limit_70: Weight = Field(description="Binding limit at 70-80 %, or up to it where more use is sold.")
    limit_50: Weight = Field(description="Binding limit at 50-70 %, when the need is a limit.")
    limit_0: Weight = Field(description="Binding limit below 50 %, when the need is a limit.")
    second_limit: Weight = Field(description="A second limit near.")
    reach: Weight = Field(description="The limit will probably be reached, and is not yet.")
    growth_up: Weight = Field(description="Use grows.")
    growth_down: Weight = Field(description="Use shrinks, and not at a wall.")
    blocked: Weight = Field(description="A blocked attempt.")
    asked_1: Weight = Field(description="A missing feature asked for on a day or more.")
    asked_2: Weight = Field(description="On more days.")
    asked_3: Weight = Field(description="On more days still.")
    arrived: Weight = Field(description="A feature came that was asked for before.")
    tier_questions: Weight = Field(description="Questions about a higher tier.")
    pricing_views: Weight = Field(description="Looks at prices.")
    active_high: Weight = Field(description="Seats used well.")
    active_low: Weight = Field(description="Seats idle.")
    depth_high: Weight = Field(description="Many features used.")
    depth_low: Weight = Field(description="Few features used.")
    nps_high: Weight = Field(description="Promoter.")
    nps_low: Weight = Field(description="Detractor.")
    renewal: Weight = Field(description="Renewal near.")
    budget: Weight = Field(description="A sign of budget.")
    compliance: Weight = Field(description="A compliance date near.")
    support_strain: Weight = Field(
        description="Answers slower than promised, where something faster is sold."
    )
    fit_all: Weight = Field(description="All conditions of the target's profile met.")
    fit_none: Weight = Field(description="None met.")
    leap_32: Weight = Field(description="The offer adds 32 times what is paid today, or more.")
    leap_16: Weight = Field(description="It adds 16 to 32 times that.")
    leap_8: Weight = Field(description="It adds 8 to 16 times that.")
    leap_4: Weight = Field(description="It adds 4 to 8 times that.")
    skip_tier: Weight = Field(description="The offer passes over a tier.")


class Bands(Model):
    """Where the steps of the scorecard lie."""

    limit_100: NotNegative = Field(description="Utilisation of the binding limit that has been met.")
    limit_90: NotNegative = Field(description="Utilisation that is felt.")
    limit_80: NotNegative = Field(description="Utilisation that comes into sight.")
    limit_paid: NotNegative = Field(description="Utilisation that is charged, where more use is sold.")
    limit_70: NotNegative = Field(description="Utilisation that says nothing.")
    limit_50: NotNegative = Field(description="Utilisation that leaves much free.")
    limit_0: NotNegative = Field(description="Utilisation of the lowest step.")
    last_unit: NotNegative = Field(description="What one whole unit left counts as, at least.")
    second_limit: NotNegative = Field(description="Utilisation of a second meter.")
    asked_1: Count = Field(description="Days on which a missing feature was asked for, at least.")
    asked_2: Count = Field(description="The same of the next step.")
    asked_3: Count = Field(description="The same of the highest step.")
    growth_up: Real = Field(description="Growth in a quarter, above.")
    growth_down: Real = Field(description="Growth in a quarter, below.")
    active_high: Share = Field(description="Active users a seat, at least.")
    depth_high: Share = Field(description="Share of features in use, at least.")
    nps_high: NotNegative = Field(description="Answer, at least.")
    renewal_days: Days = Field(description="Days to renewal, at most.")
    leap_32: Positive = Field(description="Times today's amount that an offer adds, at least.")
    leap_16: Positive = Field(description="The same of the next step.")
    leap_8: Positive = Field(description="The same of the next step.")
    leap_4: Positive = Field(description="The same of the lowest step.")


class Chance(Model):
    """From points to a probability and an expected value."""

    prior: Share = Field(description="Upgrade rate of a quarter, until one's own is known.")
    window_days: Days = Field(description="Days that rate is counted over.")
    least_accounts: Count = Field(description="Accounts from which one's own rate is used.")
    least_upgrades: Count = Field(description="Upgrades from which one's own rate is used.")
    margin: Share = Field(description="Share of the added revenue that counts.")
    contact_cost: NotNegative = Field(description="Cost of a conversation, major units.")
    accepted: tuple[Share, ...] = Field(
        description="Shares of acceptance for which the added revenue is told."
    )


class Grade(Model):
    """What a grade of confidence asks for."""

    evidence: Share = Field(description="Least share of the evidence.")
    fresh_days: Days = Field(description="Most days since the last usage row.")
    weeks: Count = Field(description="Least weeks of history.")


class Confidence(Model):
    """Grades of confidence."""

    a: Grade = Field(description="The best.")
    b: Grade = Field(description="The next.")
