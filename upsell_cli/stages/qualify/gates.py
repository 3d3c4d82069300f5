"""The table of the gates: what closes each, which offers it hides, in how many days it lifts."""

from functools import reduce
from operator import or_
from typing import Literal, NamedTuple

import pandas as pd
from pandas.api.typing import Expression

from upsell_cli.calendar import DAYS_A_WEEK
from upsell_cli.config.policy import Gates, Policy, Signals
from upsell_cli.config.policy.contact import Contact
from upsell_cli.frames.accounts.roster import NO_CUSTOMER
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
    return (
        *_blocked(),
        *_in_progress(),
        *_on_hold(signals, grain),
        _unhappy(gates, signals),
        _little_used(gates),
        *_contacted(gates),
        *_crowded(policy.contact),
        *_just_bought(gates),
        *_too_early(gates),
        *_without_grounds(gates),
        Bar("hold_out", pd.col("held_out"), PITCHES),
    )


def _blocked() -> tuple[Bar, ...]:
    """Give the bars of those who leave, are no customers, or asked to be left alone."""
    no_customer = reduce(or_, (pd.col("lifecycle") == word for word in NO_CUSTOMER))
    return (
        Bar("blocked", pd.col("cancel_notice"), EVERYTHING, since="notice_on"),
        Bar("blocked", pd.col("cancellation_noted"), EVERYTHING),
        Bar("blocked", pd.col("do_not_contact"), EVERYTHING),
        Bar("blocked", no_customer, EVERYTHING),
        Bar("blocked", pd.col("status") == "ended", EVERYTHING),
    )


def _in_progress() -> tuple[Bar, ...]:
    """Give the bars of those with whom a change is being talked about already."""
    return (
        Bar("in_progress", pd.col("deal_open"), EVERYTHING, since="deal_opened_on"),
        Bar("in_progress", pd.col("move_pending"), EVERYTHING, since="move_pending_on"),
    )


def _on_hold(signals: Signals, grain: Grain) -> tuple[Bar, ...]:
    """Give the bars of those with something else to settle first: a payment, an escalation, no use."""
    return (
        Bar("hold", pd.col("payment_failed"), PITCHES, since="payment_failed_on"),
        Bar("hold", pd.col("payment_overdue"), PITCHES, since="payment_overdue_on"),
        Bar("hold", pd.col("escalation_open"), PITCHES, since="escalation_on"),
        Bar("hold", pd.col("usage_age_days") > signals.stale_days(grain), PITCHES, since="last_usage_on"),
        Bar("hold", pd.col("usage_missing"), PITCHES),
    )


def _unhappy(gates: Gates, signals: Signals) -> Bar:
    """Give the bar of those who said lately that they are not content."""
    said = (pd.col("nps") <= gates.nps_low) | (pd.col("csat") < gates.csat_low)
    lifts_in = _left(signals.survey_days, pd.col("days_since_survey"))
    return Bar("fix_relationship", said, EVERYTHING, lifts_in, "survey_on")


def _little_used(gates: Gates) -> Bar:
    """Give the bar of those who use little of what they bought, and are at no limit."""
    little = (pd.col("active_share") < gates.active_share_low) | (pd.col("depth") <= gates.depth_low)
    return Bar("fix_adoption_first", little & (pd.col("pressure") < gates.adoption_limit), MOVES_UP)


def _contacted(gates: Gates) -> tuple[Bar, ...]:
    """Give the bars of those who said no, or were asked lately or often and have heard no news since."""
    refusal, contact = pd.col("days_since_refusal"), pd.col("days_since_contact")
    refused = (refusal <= gates.refusal_days) & ~pd.col("never_refused")
    lately = (contact <= gates.contact_days) & ~pd.col("never_contacted") & ~pd.col("is_news")
    often = (pd.col("contacts_counted") >= gates.contacts_most) & ~pd.col("is_news")
    often_until = _left(gates.contacts_most_days, pd.col("days_since_filling_contact"))
    return (
        Bar("cool_down", refused, EVERYTHING, _left(gates.refusal_days, refusal), "last_no_on"),
        Bar("cool_down", lately, MOVES_UP, _left(gates.contact_days, contact), "last_contact_on"),
        Bar("cool_down", often, MOVES_UP, often_until, "last_contact_on"),
    )


def _crowded(contact: Contact) -> tuple[Bar, ...]:
    """Give the bar of accounts that were contacted too often, for any reason, if there is such a cap."""
    if contact.most is None:
        return ()
    lifts_in = _left(contact.most_days, pd.col("days_since_crowding_contact"))
    return (
        Bar("cool_down", pd.col("contacts_any") >= contact.most, MOVES_UP, lifts_in, "crowding_contact_on"),
    )


def _just_bought(gates: Gates) -> tuple[Bar, ...]:
    """Give the bars of those who moved up lately, or bought seats and would be offered more."""
    upgrade, seats = pd.col("days_since_upgrade"), pd.col("days_since_seats")
    upgraded = (upgrade <= gates.upgrade_days) & ~pd.col("never_upgraded")
    more_seats = pd.col("seats_pitched") & (seats <= gates.seats_days) & pd.col("seats_bought")
    return (
        Bar("cool_down", upgraded, MOVES_UP, _left(gates.upgrade_days, upgrade), "last_upgrade_on"),
        Bar("cool_down", more_seats, MOVES_UP, _left(gates.seats_days, seats), "last_seats_on"),
    )


def _left(days: int, since: Expression) -> Expression:
    """Give in how many days what holds within `days` of its day no longer does: the last of them included."""
    return days + 1 - since


def _too_early(gates: Gates) -> tuple[Bar, ...]:
    """Give the bars of those who are new, earn nothing yet, or have no budget on record."""
    tenure = pd.col("tenure_weeks")
    lifts_in = (gates.tenure_weeks - tenure) * DAYS_A_WEEK
    return (
        Bar("nurture", tenure < gates.tenure_weeks, MOVES_UP, lifts_in, "customer_since"),
        Bar("nurture", pd.col("pre_revenue"), MOVES_UP),
        Bar("nurture", pd.col("without_budget"), MOVES_UP),
    )


def _without_grounds(gates: Gates) -> tuple[Bar, ...]:
    """Give the bars where a pitch would rest on nothing: too little data, no rate, no need, no offer."""
    guess = (pd.col("evidence_share") < gates.evidence_floor) & pd.col("limits_unread") & ~pd.col("needed")
    return (
        Bar("needs_data", guess, MOVES_UP),
        Bar("no_rate", pd.col("rate_missing"), MOVES_UP),
        Bar("no_need", ~pd.col("needed") | ~pd.col("pitched"), MOVES_UP),
    )
