"""What events, answers, contacts, deals and people say of each account.

A table that was not given leaves its facts not known; one that was given without a row for an account
says that there is nothing, events so far as their files speak of it (`frames.heard`). Rows dated after the
day are not seen.
"""

from datetime import date
from typing import Any

import numpy as np

from upsell_cli.calendar import MINUTES_AN_HOUR
from upsell_cli.config.policy import Policy, Signals
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.heard import heard_of
from upsell_cli.frames.inputs import TABLES
from upsell_cli.frames.inputs.events import OPEN
from upsell_cli.frames.tables import Tables
from upsell_cli.frames.vectors import blocks
from upsell_cli.frames.vectors.blocks import Bools, Floats, first_known, picked, vector
from upsell_cli.frames.vectors.gather import Words, aligned, gathered, told, words
from upsell_cli.frames.vectors.happenings import Happenings, happenings

ANSWERS = ("nps", "nps_on", "csat", "csat_on")
PROFILE = TABLES["accounts"].contract
CONTACTS = ("contacts_lately", "contacts_counted")
REFUSED = ("no", "lost")
SETTLED = WON, LOST = "won", "lost"
"""What the name of a stage says where a deal is closed."""

UNNAMED = "unnamed"
SINCE = {
    "escalation_on": "escalation_opened",
    "payment_failed_on": "payment_failed",
    "move_pending_on": "move_pending",
    "notice_on": "cancel_notice",
}
"""Days since when something is so, and the kind of event that says it."""
MOVES = {
    "blocked_attempts": "blocked",
    "pricing_views": "pricing_view",
    "workarounds": "workaround",
    "competitor_mentions": "competitor",
    "tickets": "ticket",
    "reply_hours": "ticket",
    "escalation_open": "escalation_opened",
    "payment_failed": "payment_failed",
    "cancel_notice": "cancel_notice",
    "move_pending": "move_pending",
    "hiring": "hiring",
    "compliance_request": "compliance_request",
    "goal_reached": "goal_reached",
    **SINCE,
}
"""What events say of an account, and the kind of event that says it."""

SETTLED_BY = {"payment_failed": "payment_recovered", "move_pending": "upgrade"}
"""The event that ends what another began."""


def listen(accounts: Accounts, tables: Tables, policy: Policy, as_of: date) -> Accounts:
    """Add what customers did, said and were told; `frames.accounts` tells each window."""
    events = None if tables.events is None else happenings(accounts, tables.events, as_of)
    spoken_of = heard_of(tables)
    facts = {
        **_answers(accounts, tables, events, policy.signals, as_of),
        **_moves(accounts, events, spoken_of, policy),
        **_budget(accounts, tables, events, spoken_of, policy.signals, as_of),
        **_contacts(accounts, tables, events, policy, as_of),
        **_open_deal(accounts, tables, blocks.day_of(as_of)),
        "people_known": _people(accounts, tables),
    }
    return Accounts(blocks.add(accounts, ACCOUNTS, facts))


def _moves(
    accounts: Accounts, events: Happenings | None, spoken_of: frozenset[str], policy: Policy
) -> dict[str, Any]:
    """Give what the events of an account say of its use, its payments and its plans."""
    if events is None:
        unknown = np.full(len(accounts), np.nan)
        return dict.fromkeys(MOVES, unknown) | dict.fromkeys(SINCE, blocks.as_dates(unknown))
    told = _told(events, policy)
    return {
        fact: told[fact] if kind in spoken_of or fact in SINCE else _what_there_is(told[fact])
        for fact, kind in MOVES.items()
    }


def _what_there_is(told: Any) -> Floats:  # noqa: ANN401  counts or flags
    """Give what is told where it is something; nothing is not known."""
    return np.where(np.asarray(told, dtype=float) > 0, told, np.nan)


def _told(events: Happenings, policy: Policy) -> dict[str, Any]:
    """Give what the events of an account say, where no row means that there was none."""
    signals = policy.signals
    answers = events.rows.vector("first_reply_minutes") / MINUTES_AN_HOUR
    tickets = events.once(events.within(signals.event_days, "ticket"))
    notice = events.ever("cancel_notice")
    failed, pending = _unsettled(events, "payment_failed"), _unsettled(events, "move_pending")
    escalation, since = _escalation(events, policy.gates.severity_open)
    return {
        "blocked_attempts": _times(events, events.within(signals.blocked_days, "blocked")),
        "pricing_views": _times(events, events.within(signals.pricing_days, "pricing_view")),
        "workarounds": events.count(events.within(signals.event_days, "workaround")),
        "competitor_mentions": events.count(events.within(signals.event_days, "competitor")),
        "tickets": events.count(tickets),
        "reply_hours": events.rows.median(answers, tickets),
        "escalation_open": escalation,
        "escalation_on": blocks.as_dates(since),
        "payment_failed": ~np.isnan(failed),
        "payment_failed_on": blocks.as_dates(failed),
        "cancel_notice": events.rows.any(notice),
        "notice_on": blocks.as_dates(events.rows.smallest(events.on, notice)),
        "move_pending": ~np.isnan(pending),
        "move_pending_on": blocks.as_dates(pending),
        "hiring": events.rows.any(events.within(signals.event_days, "hiring")),
        "compliance_request": events.rows.any(events.within(signals.event_days, "compliance_request")),
        "goal_reached": events.rows.any(events.within(signals.survey_days, "goal_reached")),
    }


def _times(events: Happenings, chosen: Bools) -> Floats:
    """Give how often it happened: an event may carry a count as its value."""
    value = events.rows.vector("value")
    often = np.where(value >= 1, value, 1.0).astype(np.int64)
    return events.rows.total(often, events.once(chosen)).astype(np.float64)


def _unsettled(events: Happenings, kind: str) -> Floats:
    """Give the first day of what happened and was not settled on its day or later; NaN: nothing is left."""
    settled = np.nan_to_num(events.newest(events.ever(SETTLED_BY[kind])), nan=-np.inf)
    left = events.ever(kind) & (events.on > settled[events.rows.whose])
    return events.rows.smallest(events.on, left)


def _escalation(events: Happenings, severe: float) -> tuple[Floats, Floats]:
    """Give whether a severe escalation is open, and since when; one of unknown severity leaves it open.

    So is a severe ticket that its help desk calls open. A closing ends all that was opened up to its day.
    """
    closed = np.nan_to_num(events.newest(events.ever("escalation_closed")), nan=-np.inf)
    unclosed = events.on > closed[events.rows.whose]
    escalated = events.ever("escalation_opened") & unclosed
    unsolved = events.ever("ticket") & events.rows.words("status").among(*OPEN) & unclosed
    severity = events.rows.vector("severity")
    since = events.rows.smallest(events.on, (escalated | unsolved) & (severity <= severe))
    unclear = events.rows.any(escalated & np.isnan(severity))
    return np.where(~np.isnan(since), 1.0, np.where(unclear, np.nan, 0.0)), since


def _answers(
    accounts: Accounts, tables: Tables, events: Happenings | None, signals: Signals, as_of: date
) -> dict[str, Any]:
    """Give the newest answers within the survey window; without one asked, recorded satisfaction stands in.

    An answer in the accounts file counts when it is newer than the events', or has no date and there is
    no other. Of two answers on a day the worse one counts.
    """
    today = blocks.day_of(as_of)
    files = [aligned(accounts, table, ANSWERS) for table in (tables.accounts, tables.profile)]
    facts, dates = {}, []
    for name in ("nps", "csat"):
        recorded, on = (told(files, column, PROFILE[column]) for column in (name, f"{name}_on"))
        day = blocks.as_days(on.to_numpy())
        valid = np.isnan(day) | ((day <= today) & (today - day <= signals.survey_days))
        own = np.where(valid, recorded.to_numpy(dtype=np.float64, na_value=np.nan), np.nan)
        said, said_on = _newest_answer(accounts, events, name, signals.survey_days)
        newer = ~np.isnan(own) & (np.isnan(said) | (day > said_on))
        facts[name] = np.where(newer, own, said)
        dates.append(np.where(newer, day, said_on))
    facts["nps"] = first_known(facts["nps"], vector(accounts, "satisfaction"))
    return {**facts, "survey_on": blocks.as_dates(np.fmax(*dates))}


def _newest_answer(
    accounts: Accounts, events: Happenings | None, kind: str, days: int
) -> tuple[Floats, Floats]:
    """Give the newest answer, an event of its own or beside what it is about, and its day."""
    if events is None:
        return np.full(len(accounts), np.nan), np.full(len(accounts), np.nan)
    own = np.where(events.ever(kind), events.rows.vector("value"), np.nan)
    value = first_known(own, events.rows.vector(kind))
    answers = (events.age <= days) & ~np.isnan(value)
    newest = events.rows.first(answers, events.age, value)
    return blocks.taken(value, newest), blocks.taken(events.on, newest)


def _budget(
    accounts: Accounts,
    tables: Tables,
    events: Happenings | None,
    spoken_of: frozenset[str],
    signals: Signals,
    as_of: date,
) -> dict[str, Any]:
    """Give whether there are signs of budget, and whether the value was put in figures."""
    recorded = words(accounts, "budget")
    says = np.where(recorded.among("yes", "true"), 1.0, np.where(recorded.among("no", "false"), 0.0, np.nan))
    stated = np.full(len(accounts), np.nan)
    if tables.value is not None:
        rows = gathered(accounts, tables.value)
        seen = ~(rows.days("stated_on") > blocks.day_of(as_of))
        stated = rows.any(seen & rows.words("source").among("stated", "measured")).astype(np.float64)
    if events is not None:
        seen = events.rows.any(events.within(signals.budget_days, "budget_signal"))
        says = np.where(seen | (says == 1), 1.0, 0.0 if "budget_signal" in spoken_of else says)
        spoken = events.rows.any(events.ever("value_statement"))
        stated = np.where(spoken | (stated == 1), 1.0, 0.0 if "value_statement" in spoken_of else stated)
    return {"budget_signal": says, "value_stated": stated}


def _contacts(
    accounts: Accounts, tables: Tables, events: Happenings | None, policy: Policy, as_of: date
) -> dict[str, Any]:
    """Give the contacts about an upgrade; one without a purpose counts as such."""
    unknown = np.full(len(accounts), np.nan)
    upgrades = [blocks.days(accounts, "last_rise_on")]
    lost = _lost_deal(accounts, tables, blocks.day_of(as_of))
    if events is not None:
        upgrades.append(events.newest(events.ever("upgrade")))
    facts: dict[str, Any] = dict.fromkeys(CONTACTS, unknown)
    last = refused = unknown
    if tables.contacts is not None:
        contacts = happenings(accounts, tables.contacts, as_of, kind="purpose")
        outcome = contacts.rows.words("outcome")
        pitches = contacts.ever("upsell") | (contacts.kind.codes < 0)
        last = contacts.newest(pitches)
        refused = contacts.newest(pitches & outcome.among(*REFUSED))
        upgrades.append(contacts.newest(pitches & outcome.among("won")))
        lately = contacts.age < policy.contact.capacity.pitches_days
        counted = contacts.age <= policy.gates.contacts_most_days
        counts = (contacts.count(pitches & each) for each in (lately, counted))
        facts = dict(zip(CONTACTS, counts, strict=True))
    return {
        **facts,
        "last_contact_on": blocks.as_dates(last),
        "last_no_on": blocks.as_dates(np.fmax(refused, lost)),
        "last_upgrade_on": blocks.as_dates(np.fmax.reduce(upgrades)),
    }


def _open_deal(accounts: Accounts, tables: Tables, today: int) -> dict[str, Any]:
    """Give the largest deal that is open on the day, by its id or else its stage, and since when it is.

    An empty name: there is none. The day a deal was closed is believed before its stage, which is of the day
    of the export.
    """
    if tables.deals is None:
        nobody = np.full(len(accounts), np.nan)
        return {
            "open_deal": picked((), np.full(len(accounts), -1)),
            "deal_opened_on": blocks.as_dates(nobody),
        }
    deals = gathered(accounts, tables.deals)
    stage, ids = deals.words("stage"), deals.words("deal_id")
    settled = _at(stage, *SETTLED)
    closed, opened = deals.days("closed"), deals.days("opened")
    under_way = np.where(np.isnan(closed), ~settled, closed > today) & ~(opened > today)
    largest = deals.first(under_way, -deals.vector("amount_minor"), ids.order(), stage.order())
    names = (*ids.words, *stage.words, UNNAMED, "")
    nothing = len(names) - 1
    by_stage = np.where(stage.codes >= 0, len(ids.words) + stage.codes, nothing - 1)
    named = np.append(np.where(ids.codes >= 0, ids.codes, by_stage), nothing)[largest]
    return {
        "open_deal": picked(names, named),
        "deal_opened_on": blocks.as_dates(blocks.taken(opened, largest)),
    }


def _lost_deal(accounts: Accounts, tables: Tables, today: int) -> Floats:
    """Give the newest day on which a deal was lost, which is a no.

    Of a deal that is lost the day it was to close is the day it did, where no other says it.
    """
    if tables.deals is None:
        return np.full(len(accounts), np.nan)
    deals = gathered(accounts, tables.deals)
    on = first_known(deals.days("closed"), deals.days("close_date"))
    seen = (on <= today) & ~(deals.days("opened") > today)
    return deals.largest(on, _at(deals.words("stage"), LOST) & seen)


def _at(stage: Words, *endings: str) -> Bools:
    """Mark deals at a stage whose name has one of these words in it."""
    return stage.where([any(ending in word.casefold() for ending in endings) for word in stage.words])


def _people(accounts: Accounts, tables: Tables) -> Floats:
    if tables.people is None:
        return np.full(len(accounts), np.nan)
    people = gathered(accounts, tables.people)
    return people.count(people.words("role").codes >= 0).astype(np.float64)
