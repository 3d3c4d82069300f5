"""The gates of every account, and the one state that follows from them and from what could be offered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

import numpy as np
import pandas as pd
from pandas.api.typing import Expression

from upsell_cli.config.policy import Policy
from upsell_cli.frames.tables import Grain
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, add, as_dates, day_of, days, picked, vector
from upsell_cli.frames.vectors.lists import joined
from upsell_cli.frames.vectors.rounding import without_noise
from upsell_cli.frames.verdicts import GATE, GATES, RELEASE, STATES, VERDICTS, Verdicts
from upsell_cli.stages.qualify.facts import facts
from upsell_cli.stages.qualify.gates import Bar, Kind, bars

KINDS: tuple[Kind, ...] = get_args(Kind)
PITCH, SAVES_MONEY, RIGHT_SIZE = range(len(KINDS))

STATE_OF_GATE = np.array([STATES.index(gate) for gate in GATES])


def qualify(verdicts: Verdicts, policy: Policy, as_of: date, grain: Grain) -> Verdicts:
    """Add whether each gate holds and when it lifts, the state, and when that lifts by itself."""
    table = bars(policy, grain)
    known = facts(verdicts, policy, as_of)
    holds = _evaluated(known, dict(enumerate(bar.holds for bar in table)))
    lifts = _evaluated(known, dict(enumerate(bar.lifts_in for bar in table)))
    of_gate = [np.array([bar.gate == gate for bar in table]) for gate in GATES]
    hides = np.array([[kind in bar.hides for bar in table] for kind in KINDS])

    held = holds == 1
    hit = _any(held, of_gate)
    unknown = _any(np.isnan(holds), of_gate) & ~hit
    release = _release(held, lifts, of_gate)
    saves = vector(verdicts, "pitch_delta_spend_minor") <= 0
    hidden_by = np.where(saves, _any(held, of_gate, hides[SAVES_MONEY]), _any(held, of_gate, hides[PITCH]))
    hiding = held & np.where(saves, *(hides[kind][:, np.newaxis] for kind in (SAVES_MONEY, PITCH)))
    smaller_plan = verdicts["right_size_id"].notna().to_numpy() & ~held[hides[RIGHT_SIZE]].any(axis=0)

    today = day_of(as_of)
    return Verdicts(
        add(
            verdicts,
            VERDICTS,
            {
                "state": picked(STATES, _state(saves, hidden_by, smaller_plan)),
                "gates_hit": joined(hit.T, GATES),
                "gates_unknown": joined(unknown.T, GATES),
                "held_since": as_dates(_since(verdicts, table, hiding, smaller_plan)),
                "release_on": as_dates(today + _state_release(hidden_by, smaller_plan, release)),
            },
            (GATE, GATES, np.where(unknown, np.nan, hit).T),
            (RELEASE, GATES, as_dates(today + release).T),
        )
    )


def _evaluated(known: pd.DataFrame, expressions: Mapping[int, Expression | None]) -> Floats:
    """Give every expression as a row of numbers; NaN where it is not known, or there is none."""
    columns = known.assign(**{str(k): e for k, e in expressions.items() if e is not None})
    return np.stack([vector(columns, str(k)) for k in expressions])


def _any(bars_: Bools, of_gate: Sequence[Bools], counting: Bools | None = None) -> Bools:
    """Give for each gate where any of its bars says yes, of those that count."""
    rows = of_gate if counting is None else [own & counting for own in of_gate]
    return np.stack([bars_[own].any(axis=0) for own in rows])


def _release(held: Bools, lifts: Floats, of_gate: Sequence[Bools]) -> Floats:
    """Give the days until each gate lifts by itself; NaN where it is open, or one bar does not lift."""
    waiting = np.where(held, np.ceil(without_noise(lifts)), -np.inf)
    longest = np.stack([waiting[own].max(axis=0) for own in of_gate])
    return np.where(np.isneginf(longest), np.nan, longest)


def _state(saves: Bools, hidden_by: Bools, smaller_plan: Bools) -> Ints:
    """Give the place among STATES: the first gate that hides the offer, or a smaller plan not hidden."""
    hidden = hidden_by.any(axis=0)
    open_ = np.where(saves, STATES.index("saves_money"), STATES.index("qualified"))
    state = np.where(hidden, STATE_OF_GATE[hidden_by.argmax(axis=0)], open_)
    return np.where(hidden & smaller_plan, STATES.index("right_size"), state)


def _since(verdicts: Verdicts, table: Sequence[Bar], hiding: Bools, smaller_plan: Bools) -> Floats:
    """Give the day since when the first bar that hides the offer holds; NaN where no day tells."""
    unknown = np.full(len(verdicts), np.nan)
    since = np.stack([unknown if bar.since is None else days(verdicts, bar.since) for bar in table])
    first = np.take_along_axis(since, hiding.argmax(axis=0)[np.newaxis], axis=0)[0]
    return np.where(hiding.any(axis=0) & ~smaller_plan, first, np.nan)


def _state_release(hidden_by: Bools, smaller_plan: Bools, release: Floats) -> Floats:
    """Give the days until the state lifts by itself: when the last gate that hides the offer does.

    NaN where the first of them does not lift; a later one that does not lift is a state of its own then.
    """
    first = np.take_along_axis(release, hidden_by.argmax(axis=0)[np.newaxis], axis=0)[0]
    lifting = np.where(hidden_by & ~np.isnan(release), release, -np.inf).max(axis=0)
    return np.where(hidden_by.any(axis=0) & ~smaller_plan & ~np.isnan(first), lifting, np.nan)
