"""Who leads the conversation, when it is raised, how, and what to do next."""

from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.vectors.blocks import (
    Bools,
    Floats,
    Ints,
    add,
    as_dates,
    block,
    day_of,
    days,
    picked,
    vector,
)
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.verdicts import SAVING, TALKED_TO, VERDICTS, Verdicts
from upsell_cli.money import to_minor

ROLES = ("product", "hybrid", "sales", "cs")
PRODUCT, HYBRID, SALES, CS = range(len(ROLES))

CHANNELS = ("in-app", "review meeting", "call")
IN_APP, REVIEW, CALL = range(len(CHANNELS))

SERVICE = ("fix_relationship", "fix_adoption_first")
"""States that ask for a conversation now, about something else than an offer."""

LIMITING = ("limit", "reach", "blocked", "team")
"""Needs that the day a limit is met makes urgent; a team that grows has time until its seats are taken."""

NONE = -1

NEXT_OF_STATE = {
    "saves_money": "show the saving and offer the switch",
    "right_size": "suggest the smaller plan",
    "in_progress": "carry on with what is under way",
    "blocked": "leave alone",
    "fix_adoption_first": "help them use what they have",
    "cool_down": "wait until they may be asked again",
    "nurture": "let them see value first",
    "needs_data": "find out what is not known",
    "no_rate": "give a rate for their currency",
    "no_need": "nothing to do",
    "hold_out": "leave alone, to measure by",
}
NEXT_OF_SCENARIO = {
    "outgrowing": "show when the limit is met and what follows",
    "feature_need": "show the feature they asked for",
    "team_growth": "plan seats for the growing team",
    "support_need": "offer the faster answers they need",
    "compliance": "walk through what the date asks for",
    "cheaper_on_target": "show the saving and offer the switch",
}


def route(verdicts: Verdicts, book: TierBook, policy: Policy, as_of: date) -> Verdicts:
    """Add who leads, the day to raise it, at which hours, the channel and the next step."""
    role = _role(verdicts, book, policy)
    due = _due(verdicts, role, policy, as_of)
    review = _review(verdicts, role, due, policy, as_of)
    planned = ~np.isnan(review)
    contact_on = np.where(planned, review, due)
    ways = [np.isnan(contact_on), role == PRODUCT, planned]
    return Verdicts(
        add(
            verdicts,
            VERDICTS,
            {
                "owner_role": picked(ROLES, role),
                "lead_name": verdicts["csm"].where(role == CS).fillna(verdicts["owner"]).array,
                "contact_on": as_dates(contact_on),
                "channel": picked(CHANNELS, np.select(ways, [NONE, IN_APP, REVIEW], default=CALL)),
                "contact_window": _window(verdicts, ~np.isnan(contact_on) & (role != PRODUCT), policy),
                "next_step": _next_step(verdicts, role),
            },
        )
    )


def _role(verdicts: Verdicts, book: TierBook, policy: Policy) -> Ints:
    """Give the first that applies: a self-serve target, a deal for sales, else customer success.

    Where the account has a success manager, sales lead and the manager qualifies and hands over.
    """
    offered = verdicts["offer_id"].notna().to_numpy()
    target = vector(verdicts, "to_rank")
    self_serve = np.array([tier.motion == "self_serve" for tier in book.tiers])
    in_product = ~np.isnan(target) & self_serve[np.nan_to_num(target).astype(int)]
    for_sales = _needs_sales(verdicts, book, policy) & ~_state(verdicts, "right_size")
    managed = verdicts["csm"].notna().to_numpy()
    cases = [_state(verdicts, *SERVICE), ~offered, in_product, for_sales & managed, for_sales]
    return np.select(cases, [CS, NONE, PRODUCT, HYBRID, SALES], default=CS)


def _needs_sales(verdicts: Verdicts, book: TierBook, policy: Policy) -> Bools:
    """Give where a deal is large, agreed case by case, or decided by several people."""
    ownership = policy.ownership
    size = vector(verdicts, "delta_arr_base_minor")
    if ownership.measure == "arr_after":
        size = vector(verdicts, "arr_after_minor") * vector(verdicts, "rate")
    large = size >= to_minor(Decimal(str(ownership.sales_from)), book.currency)
    several = vector(verdicts, "stakeholders") >= ownership.stakeholders
    needs: Bools = large | several | (vector(verdicts, "quote") == 1)
    return needs


def _due(verdicts: Verdicts, role: Ints, policy: Policy, as_of: date) -> Floats:
    """Give the day to raise it: in time for the limit or the renewal, but not before the account is free.

    A limit dates only a talk about limits; one that is met already calls today. A renewal counts when it is
    near, but who would save money need not wait for it. NaN where the state neither is open nor lifts by
    itself.
    """
    timing, today = policy.timing, day_of(as_of)
    lead = np.where((role == SALES) | (role == HYBRID), timing.lead_days_sales, timing.lead_days_cs)
    full = np.where(_at_limit(verdicts), today, days(verdicts, "breach_earliest") - lead)
    full = np.where(_about_limits(verdicts), full, np.nan)
    left = vector(verdicts, "days_to_renewal")
    renews_soon = (left >= 0) & (left <= timing.renewal_attach_days)
    waits = renews_soon & ~_state(verdicts, *SAVING)
    renewal = np.where(waits, today + left - timing.renewal_lead_days, np.nan)
    release = days(verdicts, "release_on")
    due = np.fmax(today, np.fmax(release, np.fmin(full, renewal)))
    free = _state(verdicts, *TALKED_TO) | ~np.isnan(release)
    talk = np.where(free, _after_quiet(due, policy), np.nan)
    return np.where(_state(verdicts, *SERVICE), float(today), talk)


def _after_quiet(due: Floats, policy: Policy) -> Floats:
    """Give the first day from `due` on that is in no quiet span."""
    for span in sorted(policy.contact.quiet, key=lambda span: span.first):
        first, last = (day_of(date.fromisoformat(day)) for day in (span.first, span.last))
        due = np.where((due >= first) & (due <= last), last + 1.0, due)
    return due


def _review(verdicts: Verdicts, role: Ints, due: Floats, policy: Policy, as_of: date) -> Floats:
    """Give the day of the planned review that the talk is for; NaN where it does not wait for one.

    It waits a short time, and where the contract renews soon as long as that is still ahead; never past the
    day a limit may be met, and not at all at a limit.
    """
    timing, today = policy.timing, day_of(as_of)
    review, left = days(verdicts, "next_review"), vector(verdicts, "days_to_renewal")
    near = review <= np.fmax(due, today) + timing.review_wait_days
    renews = (left <= timing.renewal_attach_days) & (review < today + left) & ~_state(verdicts, *SAVING)
    pressing = _at_limit(verdicts) & _about_limits(verdicts)
    late = _about_limits(verdicts) & (review > days(verdicts, "breach_earliest"))
    released = ~(review < days(verdicts, "release_on"))
    fits = (review >= today) & (near | renews) & released & ~pressing & ~late & (role != PRODUCT)
    return np.where(fits & ~np.isnan(due) & ~_state(verdicts, *SERVICE), review, np.nan)


def _window(verdicts: Verdicts, called: Bools, policy: Policy) -> pd.api.extensions.ExtensionArray:
    """Give the hours in which to call, with whose they are."""
    zones, known = pd.factorize(verdicts["timezone"])
    texts = [*(f"{policy.contact.window} {zone}" for zone in known), f"{policy.contact.window} in their time"]
    places = np.where(zones < 0, len(known), zones)
    return picked(texts, np.where(called, places, NONE))


def _next_step(verdicts: Verdicts, role: Ints) -> pd.api.extensions.ExtensionArray:
    """Give the phrase of the first line that applies."""
    scenario = words(verdicts, "scenario")
    unpaid = (vector(verdicts, "payment_failed") == 1) | (vector(verdicts, "payment_overdue") == 1)
    strained = vector(verdicts, ACCOUNTS.family("need").column("support")) == 1
    hold, relationship = _state(verdicts, "hold"), _state(verdicts, "fix_relationship")
    qualified = _state(verdicts, "qualified")
    lines = [
        (hold & unpaid, "get the open payment settled first"),
        (hold & (vector(verdicts, "escalation_open") == 1), "close the open escalation first"),
        (hold, "find out why no usage comes in"),
        (relationship & strained, "service call about slow answers"),
        (relationship, "service call about what hurts"),
        *((_state(verdicts, state), phrase) for state, phrase in NEXT_OF_STATE.items()),
        (qualified & (role == PRODUCT), "show the upgrade in the product"),
        (qualified & (role == HYBRID), "qualify, then introduce sales"),
        (qualified & (vector(verdicts, "quote") == 1), "agree what a quote must cover"),
        *((qualified & scenario.among(name), phrase) for name, phrase in NEXT_OF_SCENARIO.items()),
    ]
    places = np.select([applies for applies, _ in lines], list(range(len(lines))), default=NONE)
    return picked([phrase for _, phrase in lines], places)


def _at_limit(verdicts: Verdicts) -> Bools:
    over: Bools = (vector(verdicts, "utilisation") >= 1) | (vector(verdicts, "at_wall") == 1)
    return over


def _about_limits(verdicts: Verdicts) -> Bools:
    """Tell where a limit, met or ahead, is among the reasons, and the offer is not to pay less."""
    needs = block(verdicts, ACCOUNTS.family("need"), LIMITING) == 1
    limiting: Bools = np.any(needs, axis=1) & ~_state(verdicts, *SAVING)
    return limiting


def _state(verdicts: Verdicts, *states: str) -> Bools:
    return words(verdicts, "state").among(*states)
