"""What each factor of the scorecard says about every account: a step of it, nothing, or not known."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from upsell_cli.calendar import DAYS_A_WEEK
from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.config.terms import sold_beyond
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.vectors.blocks import Bools, Floats, block, day_of, days, vector
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.verdicts import Verdicts

Steps = npt.NDArray[np.int8]
"""For each account the place of a step among a factor's weights, or one of the two below."""

NEUTRAL, UNKNOWN = -1, -2

WEIGHTS_OF: dict[str, tuple[str, ...]] = {
    "limit": ("limit_100", "limit_90", "limit_80", "limit_paid", "limit_70", "limit_50", "limit_0"),
    "second_limit": ("second_limit",),
    "reach": ("reach",),
    "growth": ("growth_up", "growth_down"),
    "blocked": ("blocked",),
    "asked": ("asked_3", "asked_2", "asked_1"),
    "arrived": ("arrived",),
    "questions": ("tier_questions",),
    "pricing": ("pricing_views",),
    "active": ("active_high", "active_low"),
    "depth": ("depth_high", "depth_low"),
    "nps": ("nps_high", "nps_low"),
    "renewal": ("renewal",),
    "budget": ("budget",),
    "compliance": ("compliance",),
    "support": ("support_strain",),
    "fit": ("fit_all", "fit_none"),
    "leap": ("leap_32", "leap_16", "leap_8", "leap_4"),
    "skip": ("skip_tier",),
}
"""The weights of the policy that are the steps of each factor; an account stands on one at most."""

STOPPING = ("limit_100", "limit_90", "limit_80")
"""Steps of a limit that stops use, or soon will; one that can be passed at a price is told by others."""

FIRST_LOW_STEP = WEIGHTS_OF["limit"].index("limit_50")


class Sheet(NamedTuple):
    """The facts of the accounts as numbers, and what to judge them by."""

    verdicts: Verdicts
    book: TierBook
    policy: Policy
    as_of: date

    def fact(self, name: str) -> Floats:
        """Give a column as numbers; NaN where not known."""
        return vector(self.verdicts, name)

    def true(self, name: str) -> Bools:
        """Give where a yes-or-no column is known to be yes."""
        yes: Bools = self.fact(name) == 1
        return yes

    def marks(self, factor: str) -> list[float]:
        """Give where each step of a factor begins."""
        return [float(getattr(self.policy.bands, step)) for step in WEIGHTS_OF[factor]]

    def unlimited(self) -> Bools:
        """Give where use and limits are known and no limit is finite."""
        return self.true("limits_known") & self.verdicts["binding_meter"].isna().to_numpy()

    def walled(self) -> Bools:
        """Give where use of the binding meter stands at its hard limit, so that true need is hidden."""
        named = words(self.verdicts, "binding_meter")
        at = named.numbers([float(self.book.meter_ids.index(word)) for word in named.words])
        bins = block(self.verdicts, ACCOUNTS.family("wall"), self.book.meter_ids)
        own = bins[np.arange(len(at)), np.nan_to_num(at).astype(np.int64)]
        there: Bools = self.true("at_wall") & ~np.isnan(at) & (own >= self.policy.signals.wall_bins)
        return there

    def pressure(self) -> Floats:
        """Give the utilisation of the binding meter; in whole units one left is near the limit.

        At the wall use cannot rise any further, whatever is needed, so the limit counts as met.
        """
        used = self.fact("utilisation")
        whole = (
            self.verdicts["binding_meter"]
            .isin([m.id for m in self.book.meters if m.whole])
            .to_numpy(dtype=bool)
        )
        one_left = whole & (used > 0) & (self.fact("units_left") <= 1)
        near = np.where(one_left, np.fmax(used, self.policy.bands.last_unit), used)
        return np.where(self.walled(), np.fmax(near, self.policy.bands.limit_100), near)

    def passable(self, meter: str) -> Bools:
        """Give where the catalogue sells use beyond the limit of the meter that a column names."""
        sold = sold_beyond(self.book, self.fact("tier_rank"), self.fact("plan_index"))
        named = words(self.verdicts, meter)
        places = named.numbers([float(self.book.meter_ids.index(word)) for word in named.words])
        known = ~np.isnan(places)
        at = np.where(known, places, 0.0).astype(np.int64)
        return known & sold[np.arange(len(at)), at]


def limit(sheet: Sheet) -> Steps:
    """Give the step of the binding limit; a low one counts if a limit is the reason, or nothing is.

    A limit that can be passed at a price stops nobody: beyond it stands a step of its own.
    """
    used, passable = sheet.pressure(), sheet.passable("binding_meter")
    on_step = [
        (used >= getattr(sheet.policy.bands, name))
        & (~passable if name in STOPPING else passable | (name != "limit_paid"))
        for name in WEIGHTS_OF["limit"]
    ]
    steps = _first(on_step, unknown=np.isnan(used) & ~sheet.unlimited())
    needs_limit = (block(sheet.verdicts, ACCOUNTS.family("need"), ("limit", "reach")) == 1).any(axis=1)
    beside_the_point = ~needs_limit & (sheet.fact("need_count") != 0)
    return np.where((steps >= FIRST_LOW_STEP) & beside_the_point, NEUTRAL, steps).astype(np.int8)


def second_limit(sheet: Sheet) -> Steps:
    """Give whether a second limit that stops use is near; none to know of where fewer than two are finite."""
    used = sheet.fact("second_utilisation")
    limits = block(sheet.verdicts, ACCOUNTS.family("limit"), sheet.book.meter_ids)
    one_limit = sheet.true("limits_known") & ((np.isfinite(limits) & (limits > 0)).sum(axis=1) <= 1)
    near = (used >= sheet.policy.bands.second_limit) & ~sheet.passable("second_meter")
    return _first([near], unknown=np.isnan(used) & ~one_limit)


def reach(sheet: Sheet) -> Steps:
    """Give whether the limit will probably be reached and is not yet.

    Below the use from which a forecast is made, a known trend is enough to know that it will not.
    """
    chance, used = sheet.fact("breach_p_13w"), sheet.pressure()
    there = (used >= 1) | sheet.true("at_wall") | sheet.unlimited()
    far = (used < sheet.policy.forecast.least_use) & ~np.isnan(sheet.fact("growth_13w"))
    likely = (chance >= sheet.policy.signals.reach_probability) & ~there
    perhaps_there = np.isnan(used) | np.isnan(sheet.fact("at_wall"))
    return _first([likely], unknown=(np.isnan(chance) & ~there & ~far) | (likely & perhaps_there))


def growth(sheet: Sheet) -> Steps:
    """Give whether use of the binding meter grows or shrinks; at a wall it can do neither."""
    bands, grown = sheet.policy.bands, sheet.fact("growth_13w")
    walled, wall_unknown = sheet.true("at_wall"), np.isnan(sheet.fact("at_wall"))
    shrinks = grown < bands.growth_down
    return _first(
        [grown > bands.growth_up, shrinks & ~walled & ~wall_unknown],
        unknown=(np.isnan(grown) & ~walled) | (shrinks & wall_unknown),
    )


def blocked(sheet: Sheet) -> Steps:
    """Give whether somebody was stopped."""
    attempts = sheet.fact("blocked_attempts")
    return _first([attempts >= 1], unknown=np.isnan(attempts))


def asked(sheet: Sheet) -> Steps:
    """Give on how many days a missing feature was asked for."""
    on_days = sheet.fact("asked_days")
    return _first([on_days >= least for least in sheet.marks("asked")], unknown=np.isnan(on_days))


def arrived(sheet: Sheet) -> Steps:
    """Give whether something has come that they asked for before."""
    came = block(sheet.verdicts, ACCOUNTS.family("need"), ("arrived",))[:, 0]
    return _first([came == 1], unknown=np.isnan(came))


def questions(sheet: Sheet) -> Steps:
    """Give whether they ask about a higher tier."""
    often = sheet.fact("higher_tier_questions")
    return _first([often >= 1], unknown=np.isnan(often))


def pricing(sheet: Sheet) -> Steps:
    """Give whether they look at prices."""
    views = sheet.fact("pricing_views")
    return _first([views >= sheet.policy.signals.pricing_views], unknown=np.isnan(views))


def active(sheet: Sheet) -> Steps:
    """Give whether the seats paid for are used."""
    share = sheet.fact("active_share")
    high, low = sheet.policy.bands.active_high, sheet.policy.gates.active_share_low
    return _first([share >= high, share < low], unknown=np.isnan(share))


def depth(sheet: Sheet) -> Steps:
    """Give whether much or little of the tier is used."""
    share = sheet.fact("depth")
    high, low = sheet.policy.bands.depth_high, sheet.policy.gates.depth_low
    return _first([share >= high, share <= low], unknown=np.isnan(share))


def nps(sheet: Sheet) -> Steps:
    """Give whether they would recommend us."""
    answer = sheet.fact("nps")
    high, low = sheet.policy.bands.nps_high, sheet.policy.gates.nps_low
    return _first([answer >= high, answer <= low], unknown=np.isnan(answer))


def renewal(sheet: Sheet) -> Steps:
    """Give whether the contract renews soon."""
    left = sheet.fact("days_to_renewal")
    return _first([(left >= 0) & (left <= sheet.policy.bands.renewal_days)], unknown=np.isnan(left))


def budget(sheet: Sheet) -> Steps:
    """Give whether there is a sign of budget."""
    sign = sheet.fact("budget_signal")
    return _first([sign == 1], unknown=np.isnan(sign))


def compliance(sheet: Sheet) -> Steps:
    """Give whether a date they must meet is near."""
    left = days(sheet.verdicts, "compliance_deadline") - day_of(sheet.as_of)
    near = (left >= 0) & (left <= sheet.policy.signals.compliance_weeks * DAYS_A_WEEK)
    return _first([near], unknown=np.isnan(left))


def support(sheet: Sheet) -> Steps:
    """Give whether answers are slower than they need and the target promises."""
    strain = block(sheet.verdicts, ACCOUNTS.family("need"), ("support",))[:, 0]
    return _first([strain == 1], unknown=np.isnan(strain))


def fit(sheet: Sheet) -> Steps:
    """Give whether they are whom the target is made for; an unknown condition may settle nothing."""
    met, known, of = (sheet.fact(f"pitch_fit_{part}") for part in ("met", "known", "of"))
    some_unknown = known < of
    undecided = some_unknown & ((met == 0) | (met == known))
    return _first(
        [(of > 0) & (met == of), (of > 0) & (met == 0) & ~some_unknown], unknown=np.isnan(of) | undecided
    )


def leap(sheet: Sheet) -> Steps:
    """Give how many times today's amount the offer adds; who pays nothing today leaps nowhere."""
    more, today = sheet.fact("pitch_delta_spend_minor"), sheet.fact("arr_now_minor")
    times = np.divide(more, today, out=np.full(len(more), np.nan), where=today > 0)
    return _first([times >= least for least in sheet.marks("leap")], unknown=np.isnan(times))


def skip(sheet: Sheet) -> Steps:
    """Give whether the offer passes over a tier on the path."""
    above = np.array(
        [np.nan if rank is None else rank for rank in (*sheet.book.next_rank, None)], dtype=float
    )
    now, after = sheet.fact("tier_rank"), sheet.fact("pitch_to_rank")
    following = above[np.where(np.isnan(now), len(above) - 1, now).astype(np.int64)]
    return _first([after > following], unknown=np.isnan(now) | np.isnan(after))


STEP_OF: dict[str, Callable[[Sheet], Steps]] = {
    "limit": limit,
    "second_limit": second_limit,
    "reach": reach,
    "growth": growth,
    "blocked": blocked,
    "asked": asked,
    "arrived": arrived,
    "questions": questions,
    "pricing": pricing,
    "active": active,
    "depth": depth,
    "nps": nps,
    "renewal": renewal,
    "budget": budget,
    "compliance": compliance,
    "support": support,
    "fit": fit,
    "leap": leap,
    "skip": skip,
}


def _first(steps: list[Bools], *, unknown: Bools) -> Steps:
    """Give the place of the first step that holds, NEUTRAL where none does, UNKNOWN where that is open."""
    places = np.select(steps, [np.int8(place) for place in range(len(steps))], default=np.int8(NEUTRAL))
    return np.where(unknown, UNKNOWN, places).astype(np.int8)
