"""The policy: thresholds, weights and priors, all from YAML; the models only say their shape."""

from typing import Annotated, Literal

from pydantic import Field

from upsell_cli.config.contact import Contact
from upsell_cli.config.model import NotNegative, Part, Positive, Real, Share, Text, Texts, Whole

Days = Whole
Count = Whole


class Signals(Part):
    """What counts as a signal."""

    limit_near: Positive = Field(description="Utilisation from which a limit is a reason.")
    level_weeks: Count = Field(
        description="Newest weekly readings, at most 5, of which the median is the typical level.", ge=1, le=5
    )
    level_months: Count = Field(description="The same of monthly readings.", ge=1, le=5)
    limit_wall: Positive = Field(description="Utilisation that counts as at a hard limit.")
    wall_bins: Count = Field(description="Readings of the last 4 at the wall that hide need.")
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
    survey_days: Days = Field(description="Days a survey answer counts.")
    usage_stale_days: Days = Field(description="Days without a usage row that hold an account.")
    usage_stale_periods: Count = Field(description="The same in periods of monthly data; the longer holds.")
    compliance_weeks: Count = Field(description="Weeks ahead that a compliance date is a reason.")
    growth_weeks: Count = Field(description="Weeks over which growth is judged.")
    team_growth: Share = Field(description="Growth of users in those weeks that is a reason.")
    team_fill: Share = Field(
        description="Utilisation of the users or seats from which that growth needs room."
    )
    support_tickets: Count = Field(description="Least tickets for judging answers.")
    budget_days: Days = Field(description="Days a sign of budget counts.")


class ForecastRules(Part):
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


class Gates(Part):
    """When an account is held back."""

    active_share_low: Share = Field(description="Active users a seat below which adoption comes first.")
    depth_low: Share = Field(description="Share of features in use at or below which adoption comes first.")
    adoption_limit: NotNegative = Field(description="Utilisation from which low adoption holds nothing back.")
    nps_low: NotNegative = Field(description="Answer at or below which the relationship comes first.")
    csat_low: NotNegative = Field(description="Answer below which the relationship comes first.")
    tenure_weeks: Count = Field(description="Weeks as a customer before any pitch.")
    contact_days: Days = Field(description="Days between two pitches.")
    contacts_most: Count = Field(description="Pitches in `contacts_most_days` after which it is quiet.")
    contacts_most_days: Days = Field(description="Days that looks back; what was said then is no news.")
    refusal_days: Days = Field(description="Days a no holds.")
    upgrade_days: Days = Field(description="Days after an upgrade.")
    seats_days: Days = Field(description="Days after seats were bought, for offers of more.")
    severity_open: Count = Field(description="Severity of an open escalation, at or below, that holds.")
    evidence_floor: Share = Field(description="Least share of the evidence for a ranking.")
    overdue_days: Days = Field(description="Days after its due date that an open invoice holds.")


Bounds = Annotated[tuple[Positive, ...], Field(min_length=2, max_length=2)]
"""The least and the most of a number."""


class OfferRules(Part):
    """Which offers may be made."""

    add_on_share_warn: Share = Field(description="Share of the base price above which an add-on is flagged.")
    add_on_share_most: Share = Field(description="Share of the base price above which an add-on is refused.")
    prefer_tier_within: Share = Field(
        description="How much dearer than its parts a tier may be and still be preferred."
    )
    leap_most: Positive = Field(
        description="Times today's amount above which an upgrade waits behind a smaller one that helps."
    )
    seats_weeks: Count = Field(
        description="Weeks that added seats should last, where neither own purchases nor a renewal tell."
    )
    seats_most: Positive = Field(
        description="Most seats to add, as a factor of the most that the account ever added at once."
    )
    own_rate: Bounds = Field(
        description="Shares of the list price, least and most, that count as the account's own rate."
    )
    discount_moves: bool = Field(description="Whether a discount goes along to another tier.")
    add_ons_together: Count = Field(description="Different add-ons in one offer, at most.")
    right_size_headroom: Positive = Field(description="What a smaller plan must hold, as a factor of use.")
    right_size_saving: Share = Field(description="Least saving for a smaller plan.")
    right_size_weeks: Count = Field(description="Weeks of history before a smaller plan is suggested.")


class Weight(Part):
    """What one signal adds to the odds."""

    points: Real = Field(description="Log-odds; 10 double the odds.")
    because: Text = Field(description="Why.")


class Weights(Part):
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
    asked_1: Weight = Field(description="A missing feature asked for on one day.")
    asked_2: Weight = Field(description="On two days.")
    asked_3: Weight = Field(description="On three days or more.")
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
    support_strain: Weight = Field(description="Answers slower than the next tier promises.")
    fit_all: Weight = Field(description="All conditions of the target's profile met.")
    fit_none: Weight = Field(description="None met.")
    leap_32: Weight = Field(description="The offer adds 32 times what is paid today, or more.")
    leap_16: Weight = Field(description="It adds 16 to 32 times that.")
    leap_8: Weight = Field(description="It adds 8 to 16 times that.")
    leap_4: Weight = Field(description="It adds 4 to 8 times that.")
    skip_tier: Weight = Field(description="The offer passes over a tier.")


class Bands(Part):
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


class Chance(Part):
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


class Grade(Part):
    """What a grade of confidence asks for."""

    evidence: Share = Field(description="Least share of the evidence.")
    fresh_days: Days = Field(description="Most days since the last usage row.")
    weeks: Count = Field(description="Least weeks of history.")


class Confidence(Part):
    """Grades of confidence."""

    a: Grade = Field(description="The best.")
    b: Grade = Field(description="The next.")


Range = Annotated[tuple[Share, ...], Field(min_length=2, max_length=2)]
"""The low and the high end of a share."""


class ValueRange(Part):
    """How much of a claim may come true, low and high, by where its figures come from."""

    measured: Range = Field(description="Of what was measured.")
    stated: Range = Field(description="Of what the customer said.")
    benchmark: Range = Field(description="Of what it brings elsewhere.")
    assumed: Range = Field(description="Of what nobody knows.")


class ValueRules(Part):
    """How a claimed value counts."""

    least_return: NotNegative = Field(description="Return below which nothing is pitched on its return.")
    good_return: NotNegative = Field(description="Return from which it is shown as good.")
    realised_stated: Share = Field(description="Share of a measured or stated value that counts.")
    realised_assumed: Share = Field(description="Share of a benchmark or assumption that counts.")
    ranges: ValueRange = Field(description="The ends of the range a return is told with.")

    def counts(self, source: str) -> float:
        """Give how much of a value from this source counts."""
        return self.realised_stated if source in ("stated", "measured") else self.realised_assumed


class Ownership(Part):
    """Who leads a conversation."""

    measure: Literal["delta_arr", "arr_after"] = Field(description="What is compared with `sales_from`.")
    sales_from: NotNegative = Field(description="Amount from which sales lead, major units a year.")
    stakeholders: Count = Field(description="People with a say from which sales lead.")


class Timing(Part):
    """When to talk."""

    lead_days_cs: Days = Field(description="Days success needs.")
    lead_days_sales: Days = Field(description="Days sales need.")
    renewal_lead_days: Days = Field(description="Days ahead of a renewal.")
    review_wait_days: Days = Field(description="A planned review this near is worth waiting for.")
    renewal_attach_days: Days = Field(description="A renewal this near is the moment.")


class Sign(Part):
    """A fact that makes an objection likelier: within its bounds, one of some words, or not known."""

    fact: Text = Field(description="Column of the accounts or of the offer.")
    at_least: Real | None = Field(default=None, description="Least value; yes is 1.")
    at_most: Real | None = Field(default=None, description="Greatest value; no is 0.")
    one_of: Texts = Field(default=(), description="Words it may be.")
    unknown: bool = Field(default=False, description="Whether not knowing it is the sign.")
    points: Real = Field(description="How much likelier.")


class Objection(Part):
    """Something a customer may answer."""

    id: Text = Field(description="expensive, wait, not_needed, approval, other_tools, or an own id.")
    points: Real = Field(default=0.0, description="How likely it is from the start.")
    signs: Annotated[tuple[Sign, ...], Field(default=(), description="What makes it likelier.")]


class LintRules(Part):
    """What `upsell tiers lint` finds odd about a catalogue."""

    price_jump: Positive = Field(
        description="Times the price of the tier below, above which a step is steep."
    )
    limit_jump: Positive = Field(description="Times the limit below, above which a step is too large.")
    term_length: Count = Field(description="Least characters of a term.")
    least_accounts: Count = Field(description="Fewest accounts of a tier that say something about it.")
    most: Share = Field(description="Share of the accounts that is most of them.")
    limit_far: NotNegative = Field(description="Utilisation that somebody should reach.")
    crowd_from: Share = Field(description="Utilisation from which accounts stand just below a limit.")
    crowd_share: Share = Field(description="Share of the accounts that is a crowd there.")
    crowd_times: Positive = Field(description="How many times those in the band below a crowd must be.")
    owners_asking: Count = Field(description="Accounts asking for what they have, from which it is told.")
    off_list: Share = Field(description="How far what is usually paid may be from the list price.")


class BriefRules(Part):
    """What a brief holds."""

    medium_from: Count = Field(description="Employees from which a customer is medium; small below.")
    large_from: Count = Field(description="Employees from which a customer is large.")
    facts_in_call: Count = Field(description="Facts on the short page for a call.")
    objections: Count = Field(description="Objections prepared for at most, the likeliest first.")
    message_words: Count = Field(description="Words of a message to a customer, at most.")


class Policy(Part):
    """Thresholds, weights and priors: the document `policy.yaml`, or `policy:` in tiers.yaml."""

    signals: Signals = Field(description="What counts as a signal.")
    forecast: ForecastRules = Field(description="How far the past is believed when looking ahead.")
    gates: Gates = Field(description="When an account is held back.")
    offers: OfferRules = Field(description="Which offers may be made.")
    weights: Weights = Field(description="The scorecard.")
    bands: Bands = Field(description="Where its steps lie.")
    chance: Chance = Field(description="From points to a probability.")
    confidence: Confidence = Field(description="Grades of confidence.")
    value: ValueRules = Field(description="How a claimed value counts.")
    ownership: Ownership = Field(description="Who leads.")
    timing: Timing = Field(description="When to talk.")
    contact: Contact = Field(description="How often one may call.")
    lint: LintRules = Field(description="What is odd about a catalogue.")
    brief: BriefRules = Field(description="What a brief holds.")
    objections: Annotated[tuple[Objection, ...], Field(description="What they may answer; ties go by order.")]
