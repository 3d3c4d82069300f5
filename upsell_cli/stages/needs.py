"""Needs: what counts as a reason to talk, and how much an offer would have to allow.

Every need is yes, no or not known, as 1, 0 and NaN. What is not known is never a need. A limit that may be
passed at a price stops nobody: near it, or beyond, is a need of its own, and the weakest.
"""

from datetime import date
from typing import NamedTuple

import numpy as np

from upsell_cli.calendar import DAYS_A_WEEK
from upsell_cli.config.book import SEAT_METERS, TierBook
from upsell_cli.config.bundles import Shelf, adds_security, answered_within
from upsell_cli.config.policy import Policy, Signals
from upsell_cli.config.terms import row_of, sold_beyond, terms_of
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.customers import no_more_than_employed
from upsell_cli.frames.vectors.blocks import (
    Bools,
    Floats,
    Ints,
    add,
    block,
    day_of,
    days,
    side_by_side,
    vector,
)
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.vectors.lists import listed
from upsell_cli.frames.vectors.rounding import without_noise

STRONGEST_FIRST = (
    "limit", "feature", "arrived", "tier", "reach", "compliance", "blocked", "support", "team", "overage",
)  # fmt: skip
"""The needs that evidence can show, as they are named to a person. `cheaper` shows only in a price."""


class Meters(NamedTuple):
    """What is known about each meter of each account, accounts x meters.

    `payable` tells where use beyond the limit is sold, `enough` where the limit is seats, and those paid for
    last until more are bought.
    """

    use: Floats
    limit: Floats
    soft: Floats
    util: Floats
    wall: Floats
    upper: Floats
    reach: Floats
    payable: Bools
    enough: Bools


def find_needs(accounts: Accounts, book: TierBook, policy: Policy, as_of: date) -> Accounts:
    """Add each need, their count and names, what an offer must allow, and the answer time wanted."""
    signals = policy.signals
    shelf = Shelf(book)
    held = block(accounts, ACCOUNTS.family("held"), shelf.ids)
    use, limit, soft, util, wall, upper, reach = (
        block(accounts, ACCOUNTS.family(name), book.meter_ids)
        for name in ("use", "limit", "soft", "util", "wall", "upper", "reach")
    )
    payable = sold_beyond(book, vector(accounts, "tier_rank"), vector(accounts, "plan_index"))
    meters = Meters(use, limit, soft, util, wall, upper, reach, payable, _enough(accounts, book))
    strained, hours, promised = _support(accounts, shelf, held, signals)
    found = {
        "limit": _limit(meters, book, signals),
        "feature": _feature(accounts),
        "arrived": _arrived(accounts),
        "tier": _tier(accounts),
        "reach": _reach(meters, policy),
        "compliance": _compliance(accounts, shelf, held, signals, as_of),
        "blocked": _at_least(vector(accounts, "blocked_attempts"), 1),
        "support": strained,
        "team": _team(accounts, meters, book, signals),
        "overage": _overage(meters, signals),
    }
    needs = side_by_side(*(found[code] for code in STRONGEST_FIRST))
    holds = needs == 1
    near = _near(meters, book, signals) | _charged(meters, signals)
    ahead = block(accounts, ACCOUNTS.family("ahead"), book.meter_ids)
    required = _required(meters, near, signals)
    wanted = _required(meters._replace(upper=ahead), near, signals)
    of_people = np.array([meter in SEAT_METERS for meter in book.meter_ids], dtype=bool)
    required = np.where(of_people, no_more_than_employed(required, meters.use, accounts), required)
    summary = {
        "needs": listed(holds.astype(float), STRONGEST_FIRST),
        "need_count": holds.sum(axis=1),
        "support_hours_promised": promised,
        "support_hours_wanted": np.where(strained == 1, hours, np.nan),
    }
    framed = add(
        accounts,
        ACCOUNTS,
        {},
        (ACCOUNTS.family("need"), STRONGEST_FIRST, needs),
        (ACCOUNTS.family("required"), book.meter_ids, required),
        (ACCOUNTS.family("wanted"), book.meter_ids, wanted),
    )
    return Accounts(add(framed, ACCOUNTS, summary))


def _enough(accounts: Accounts, book: TierBook) -> Bools:
    """Mark limits that are seats, of which there are enough: being near them is no reason yet."""
    rows = row_of(book, vector(accounts, "tier_rank"), vector(accounts, "plan_index"))
    enough: Bools = terms_of(book).by_seats[rows] & (vector(accounts, "seats_suffice") == 1)[:, None]
    return enough


def _limit(meters: Meters, book: TierBook, signals: Signals) -> Floats:
    """Near a finite limit, or any use of what is not in the plan."""
    not_in_plan = (meters.use > 0) & (meters.limit == 0) & ~meters.payable
    full = _near(meters, book, signals) | not_in_plan
    return _any_meter(full, meters.limit, known=~np.isnan(meters.use) | meters.payable)


def _near(meters: Meters, book: TierBook, signals: Signals) -> Bools:
    """Mark limits that stop use and are near: so much of them is used, one whole unit is left, or all was."""
    whole = np.array([meter.whole for meter in book.meters], dtype=bool)
    last_unit = whole & (meters.use > 0) & (meters.limit - meters.use <= 1)
    close = (meters.util >= signals.limit_near) | last_unit | _at_wall(meters, signals)
    near: Bools = (meters.limit > 0) & close & ~meters.payable & ~meters.enough
    return near


def _overage(meters: Meters, signals: Signals) -> Floats:
    """Near a limit beyond which use is charged, or beyond it: every bill will ask for a larger plan."""
    charged = np.where(meters.payable, meters.limit, np.where(np.isnan(meters.limit), np.nan, np.inf))
    return _any_meter(_charged(meters, signals), charged, known=~np.isnan(meters.use))


def _charged(meters: Meters, signals: Signals) -> Bools:
    """Mark limits that can be passed at a price and are near or passed."""
    charged: Bools = meters.payable & (meters.util >= signals.limit_near)
    return charged


def _at_wall(meters: Meters, signals: Signals) -> Bools:
    """Mark hard limits that use stood at in enough of the last readings, so that true need is hidden."""
    at_wall: Bools = (meters.wall >= signals.wall_bins) & (meters.soft != 1)
    return at_wall


def _feature(accounts: Accounts) -> Floats:
    """A feature the tier lacks was asked for, or so the usage file counts, without saying which."""
    asked, counted_requests = vector(accounts, "asked_days"), vector(accounts, "feature_requests")
    return _at_least(np.fmax(asked, counted_requests), 1)


def _arrived(accounts: Accounts) -> Floats:
    """A feature that was asked for has come since, to a tier above or an add-on."""
    features = words(accounts, "arrived_features")
    return features.numbers([float(bool(names)) for names in features.words])


def _tier(accounts: Accounts) -> Floats:
    """A tier above their own was asked about by name; a question that names none tells of no need."""
    named = words(accounts, "tier_asked").codes >= 0
    heard = vector(accounts, "higher_tier_questions") + 0 * vector(accounts, "tier_rank")
    return np.where(named, 1.0, np.where(np.isnan(heard), np.nan, 0.0))


def _reach(meters: Meters, policy: Policy) -> Floats:
    """Likely to reach a limit that is not reached yet; too far from it for a forecast is a no."""
    known = ~np.isnan(meters.reach) | (meters.util >= 1) | (meters.util < policy.forecast.least_use)
    likely = (meters.util < 1) & (meters.reach >= policy.signals.reach_probability) & ~meters.enough
    return _any_meter(likely & ~meters.payable, meters.limit, known=known | meters.payable)


def _compliance(accounts: Accounts, shelf: Shelf, held: Floats, signals: Signals, as_of: date) -> Floats:
    """A date ahead or a request, where a higher tier or an add-on has security that is lacking now."""
    ahead = days(accounts, "compliance_deadline") - day_of(as_of)
    near = (ahead >= 0) & (ahead <= signals.compliance_weeks * DAYS_A_WEEK)
    dated = np.where(np.isnan(ahead), np.nan, near)
    asked = _either(dated, vector(accounts, "compliance_request"))
    return _both(asked, _something_safer(shelf, vector(accounts, "tier_rank"), held))


def _something_safer(shelf: Shelf, ranks: Floats, held: Floats) -> Floats:
    known = ~np.isnan(ranks)
    rows = np.where(known, ranks, 0).astype(np.int64)
    tiers = shelf.book.tiers
    above = np.zeros((len(tiers), len(tiers)), dtype=bool)
    for start in range(len(tiers)):
        above[start, list(shelf.book.path(start))] = True
    by_tier = np.any(above & adds_security(shelf.book), axis=1)[rows]
    sold = (shelf.sold_for & shelf.secures)[rows]
    by_add_on = np.any(sold & (held == 0), axis=1)
    perhaps = np.any(sold & np.isnan(held), axis=1)
    found = np.where(by_tier | by_add_on, 1.0, np.where(perhaps, np.nan, 0.0))
    return np.where(known, found, np.nan)


def _support(
    accounts: Accounts, shelf: Shelf, held: Floats, signals: Signals
) -> tuple[Floats, Floats, Floats]:
    """Answers slower than promised, and something faster on offer: whether, its mildest promise, and today's.

    Who is answered within what they pay for has shown no need of more; where nothing is promised, any promise
    that beats the waiting is one. Where it is not known which add-ons are held, one may promise as much.
    """
    ranks = vector(accounts, "tier_rank")
    rows = np.where(np.isnan(ranks), 0, ranks).astype(np.int64)
    waited = vector(accounts, "reply_hours")
    at_most = np.where(np.isnan(held), shelf.sold_for[rows], held)
    hours = _better_promise(shelf, rows, held, waited)
    either = np.stack([np.isfinite(hours), np.isfinite(_better_promise(shelf, rows, at_most, waited))])
    slow = np.where(either.all(axis=0), 1.0, np.where(either.any(axis=0), np.nan, 0.0))
    slow = np.where(np.isnan(waited) | np.isnan(ranks), np.nan, slow)
    strained = _both(_at_least(vector(accounts, "tickets"), signals.support_tickets), slow)
    now, perhaps = (answered_within(shelf, rows, pieces) for pieces in (held, at_most))
    return strained, hours, np.where((now == perhaps) & ~np.isnan(ranks), now, np.nan)


def _better_promise(shelf: Shelf, rows: Ints, held: Floats, waited: Floats) -> Floats:
    """Give the mildest promise on offer that beats the present one, which is broken; -inf: none does.

    Where there is no present one it need only beat the waiting.
    """
    promised, now = _promises(shelf)[rows], answered_within(shelf, rows, held)[:, None]
    waiting = waited[:, None]
    better = np.where(np.isnan(now), promised < waiting, (promised < now) & (now < waiting))
    mildest: Floats = np.where(better, promised, -np.inf).max(axis=1, initial=-np.inf)
    return mildest


def _promises(shelf: Shelf) -> Floats:
    """Give for each tier the answer times of the tiers above and of the add-ons sold for it; NaN behind."""
    book = shelf.book
    rows = [
        [
            *(book.response_hours(upper) or np.nan for upper in book.path(rank)),
            *np.where(shelf.sold_for[rank], shelf.hours, np.nan),
        ]
        for rank in range(len(book.tiers))
    ]
    width = max(map(len, rows))
    return np.array([[*row, *[np.nan] * (width - len(row))] for row in rows], dtype=float)


def _team(accounts: Accounts, meters: Meters, book: TierBook, signals: Signals) -> Floats:
    """A growing team whose places fill up."""
    growing = _either(
        _at_least(vector(accounts, "users_growth_13w"), signals.team_growth), vector(accounts, "hiring")
    )
    places = [k for k, meter in enumerate(book.meter_ids) if meter in SEAT_METERS]
    limits, filled = meters.limit[:, places], meters.util[:, places]
    full = (filled >= signals.team_fill) & ~meters.enough[:, places]
    return _both(growing, _any_meter(full, limits, known=~np.isnan(filled)))


def _required(meters: Meters, near: Bools, signals: Signals) -> Floats:
    """Give what an offer must allow: use or its forecast with headroom, and more than a limit that is near.

    An offer that leaves such a limit as it is does not meet the reason it names.
    """
    wanted = without_noise(np.fmax(meters.use, meters.upper) * signals.headroom)
    wanted = np.where(_at_wall(meters, signals) | near, np.maximum(wanted, meters.limit + 1), wanted)
    return np.where(np.isfinite(meters.limit) & ~np.isnan(meters.use), wanted, np.nan)


def _any_meter(holds: Bools, limits: Floats, *, known: Bools) -> Floats:
    """Yes if it holds for a meter with a limit; no if all of those are known, or nothing is limited.

    Where no limit is stated at all, not even that there is none, nothing is known.
    """
    limited = np.isfinite(limits)
    yes = (holds & limited).any(axis=1)
    unknown = (limited & ~known).any(axis=1) | np.isnan(limits).all(axis=1)
    return np.where(yes, 1.0, np.where(unknown, np.nan, 0.0))


def _at_least(values: Floats, least: float) -> Floats:
    return np.where(np.isnan(values), np.nan, values >= least)


def _either(left: Floats, right: Floats) -> Floats:
    """One plain yes settles it."""
    return np.where((left == 1) | (right == 1), 1.0, left + right)


def _both(left: Floats, right: Floats) -> Floats:
    """One plain no settles it."""
    return np.where((left == 0) | (right == 0), 0.0, left * right)
