"""The table of the gates: what closes each, which offers it hides, in how many days it lifts."""

from typing import Literal, NamedTuple

import pandas as pd
from pandas.api.typing import Expression

from upsell_cli.calendar import DAYS_A_MONTH, DAYS_A_WEEK
from upsell_cli.config.policy import Policy
from upsell_cli.config.policy.contact import Contact
from upsell_cli.frames.tables import Grain

Kind = Literal["pitch", "saves_money", "right_size"]
"""What an offer is to a gate: something to buy, something that costs less, a smaller plan."""

PITCHES: frozenset[Kind] = frozenset(("pitch",))
MOVES_UP: frozenset[Kind] = frozenset(("pitch", "saves_money"))
EVERYTHING: frozenset[Kind] = frozenset(("pitch", "saves_money", "right_size"))


class Bar(NamedTuple):
    """One thing that closes a gate: when it holds, which offers it hides, in how many days it lifts.

    The expressions are over the columns of `facts`; NA is "cannot be judged". Without `lifts_in` it
    does not lift by itself. `since` is the column with the day from which it has been so, where one tells.
    """

    gate: str
    holds: Expression
    hides: frozenset[Kind]
    lifts_in: Expression | None = None
    since: str | None = None


def bars(policy: Policy, grain: Grain) -> tuple[Bar, ...]:
    """Give every bar, in the order in which the first that holds is the state."""
    gates, signals = policy.gates, policy.signals
    stale_days = float(signals.usage_stale_days)
    if grain == "monthly":
        stale_days = max(stale_days, signals.usage_stale_periods * DAYS_A_MONTH)

    lifecycle = pd.col("lifecycle")
    no_customer = (lifecycle == "churned") | (lifecycle == "prospect") | (lifecycle == "lead")
    unhappy = (pd.col("nps") <= gates.nps_low) | (pd.col("csat") < gates.csat_low)
    little_used = (pd.col("active_share") < gates.active_share_low) | (pd.col("depth") <= gates.depth_low)
    lately = (pd.col("days_since_contact") < gates.contact_days) & ~pd.col("never_contacted")
    contacted = lately & ~pd.col("is_news")
    often = (pd.col("contacts_counted") >= gates.contacts_most) & ~pd.col("is_news")
    refused = (pd.col("days_since_refusal") < gates.refusal_days) & ~pd.col("never_refused")
    upgraded = (pd.col("days_since_upgrade") < gates.upgrade_days) & ~pd.col("never_upgraded")
    just_bought = pd.col("seats_pitched") & (pd.col("days_since_seats") < gates.seats_days)
    too_new = pd.col("tenure_weeks") < gates.tenure_weeks
    guess = (pd.col("evidence_share") < gates.evidence_floor) & pd.col("limits_unread") & ~pd.col("needed")

    return (
        Bar("blocked", pd.col("cancel_notice"), EVERYTHING, since="notice_on"),
        Bar("blocked", pd.col("cancellation_noted"), EVERYTHING),
        Bar("blocked", pd.col("do_not_contact"), EVERYTHING),
        Bar("blocked", no_customer, EVERYTHING),
        Bar("blocked", pd.col("status") == "ended", EVERYTHING),
        Bar("in_progress", pd.col("deal_open"), EVERYTHING, since="deal_opened_on"),
        Bar("in_progress", pd.col("move_pending"), EVERYTHING, since="move_pending_on"),
        Bar("hold", pd.col("payment_failed"), PITCHES, since="payment_failed_on"),
        Bar("hold", pd.col("payment_overdue"), PITCHES, since="payment_overdue_on"),
        Bar("hold", pd.col("escalation_open"), PITCHES, since="escalation_on"),
        Bar("hold", pd.col("usage_age_days") > stale_days, PITCHES, since="last_usage_on"),
        Bar("hold", pd.col("usage_missing"), PITCHES),
        Bar(
            "fix_relationship",
            unhappy,
            EVERYTHING,
            signals.survey_days - pd.col("days_since_survey"),
            since="survey_on",
        ),
        Bar("fix_adoption_first", little_used & (pd.col("pressure") < gates.adoption_limit), MOVES_UP),
        Bar(
            "cool_down",
            refused,
            EVERYTHING,
            gates.refusal_days - pd.col("days_since_refusal"),
            since="last_no_on",
        ),
        Bar(
            "cool_down",
            contacted,
            MOVES_UP,
            gates.contact_days - pd.col("days_since_contact"),
            since="last_contact_on",
        ),
        Bar(
            "cool_down",
            often,
            MOVES_UP,
            gates.contacts_most_days - pd.col("days_since_filling_contact"),
            since="last_contact_on",
        ),
        *_crowded(policy.contact),
        Bar(
            "cool_down",
            upgraded,
            MOVES_UP,
            gates.upgrade_days - pd.col("days_since_upgrade"),
            since="last_upgrade_on",
        ),
        Bar(
            "cool_down",
            just_bought & pd.col("seats_bought"),
            MOVES_UP,
            gates.seats_days - pd.col("days_since_seats"),
            since="last_seats_on",
        ),
        Bar(
            "nurture",
            too_new,
            MOVES_UP,
            (gates.tenure_weeks - pd.col("tenure_weeks")) * DAYS_A_WEEK,
            since="customer_since",
        ),
        Bar("nurture", pd.col("pre_revenue"), MOVES_UP),
        Bar("nurture", pd.col("without_budget"), MOVES_UP),
        Bar("needs_data", guess, MOVES_UP),
        Bar("no_rate", pd.col("rate_missing"), MOVES_UP),
        Bar("no_need", ~pd.col("needed") | ~pd.col("pitched"), MOVES_UP),
        Bar("hold_out", pd.col("held_out"), PITCHES),
    )


def _crowded(contact: Contact) -> tuple[Bar, ...]:
    """Give the bar of accounts that were contacted too often, for any reason, if there is such a cap."""
    if contact.most is None:
        return ()
    lifts_in = contact.most_days - pd.col("days_since_crowding_contact")
    return (
        Bar("cool_down", pd.col("contacts_any") >= contact.most, MOVES_UP, lifts_in, "crowding_contact_on"),
    )
