"""What the customer will probably answer."""

from datetime import date

import numpy as np

from upsell_cli.config.policy import Objection, Policy, Sign
from upsell_cli.frames.vectors.blocks import Bools, Floats, add, day_of, days, picked, vector
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.verdicts import DAYS_SINCE_RISE, SPEND_RISE, VERDICTS, Verdicts


def object_(verdicts: Verdicts, policy: Policy, as_of: date) -> Verdicts:
    """Add the likeliest objection to an offer that costs more than now, if anything points to one."""
    objections, points = policy.objections, likely(verdicts, policy, as_of)
    costs_more = verdicts["offer_id"].notna().to_numpy() & ~(vector(verdicts, "delta_spend_minor") <= 0)
    likeliest = np.column_stack([np.zeros(len(verdicts)), points]).argmax(axis=1) - 1
    places = np.where(costs_more, likeliest, -1)
    return Verdicts(add(verdicts, VERDICTS, {"objection": picked([o.id for o in objections], places)}))


def likely(verdicts: Verdicts, policy: Policy, as_of: date) -> Floats:
    """Give the points of every objection, verdicts x objections of the policy."""
    points = np.zeros((len(verdicts), len(policy.objections)))
    for place, objection in enumerate(policy.objections):
        points[:, place] = _points(verdicts, objection, as_of)
    return points


def _points(verdicts: Verdicts, objection: Objection, as_of: date) -> Floats:
    total = np.full(len(verdicts), objection.points)
    for sign in objection.signs:
        total += np.where(_shows(verdicts, sign, as_of), sign.points, 0.0)
    return total


def _shows(verdicts: Verdicts, sign: Sign, as_of: date) -> Bools:
    """Give where a sign is seen; what is not known shows only if not knowing it is the sign."""
    if sign.one_of:
        return words(verdicts, sign.fact).among(*sign.one_of)
    value = _fact(verdicts, sign.fact, as_of)
    if sign.unknown:
        return np.isnan(value)
    least = -np.inf if sign.at_least is None else sign.at_least
    most = np.inf if sign.at_most is None else sign.at_most
    return (value >= least) & (value <= most)


def _fact(verdicts: Verdicts, name: str, as_of: date) -> Floats:
    if name == SPEND_RISE:
        return _spend_rise(verdicts)
    if name == DAYS_SINCE_RISE:
        return day_of(as_of) - days(verdicts, "last_rise_on")
    return vector(verdicts, name)


def _spend_rise(verdicts: Verdicts) -> Floats:
    now = vector(verdicts, "arr_now_minor")
    rise: Floats = vector(verdicts, "delta_spend_minor") / np.where(now > 0, now, np.nan)
    return rise
