"""More or less use: of each limit to the nearest marks of the rules, and of the features there are."""

from collections.abc import Iterator
from math import ceil, floor, log10

from upsell_cli.config.book import MeterSpec
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.vectors.lists import BETWEEN
from upsell_cli.stages.score.factors import WEIGHTS_OF
from upsell_cli.stages.words.figures import within
from upsell_cli.workflows.explain.facts import Judged
from upsell_cli.workflows.explain.whatif import changes
from upsell_cli.workflows.explain.whatif.lever import NOISE, Lever
from upsell_cli.workflows.explain.whatif.twins import Change

DIGITS = 3
"""Figures in which use of a limit is told, so that a mark is a number somebody would say."""

WHOLE_FROM = 100
"""From here on what is less than one is not told."""


def of_use(case: Judged) -> Iterator[Lever]:
    """Suppose more and less use of each limited meter, just over and just under the marks of the rules."""
    for meter in case.book.meters:
        fact = ACCOUNTS.family("use").column(meter.id)
        use, limit = case.number(fact), case.number(ACCOUNTS.family("limit").column(meter.id))
        if not use or not limit:
            continue
        step = 1.0 if meter.whole else 10.0 ** (floor(log10(limit)) - DIGITS + 1)
        targets = {target for mark in _marks(case, meter, limit) for target in beside(mark, step)}
        for target in sorted(targets):
            if target > 0 and abs(target - use) > NOISE:
                words = _words(meter, use, target, limit)
                yield Lever(fact, abs(target - use) / limit, words, _measured(meter, use, target))


def of_features(case: Judged) -> Iterator[Lever]:
    """Suppose that just enough more features of the tier were in use to lift their share over a mark."""
    depth = case.number("depth")
    unused = [feature for feature in str(case["features_unused"] or "").split(BETWEEN) if feature]
    if depth is None or not unused:
        return
    total = round(len(unused) / (1 - depth))
    begun = total - len(unused)
    above_low = floor(case.policy.gates.depth_low * total + NOISE) + 1
    high = ceil(case.policy.bands.depth_high * total - NOISE)
    for wanted in sorted({above_low - begun, high - begun}):
        if 0 < wanted <= len(unused):
            more = unused[:wanted]
            words = f"{', '.join(map(case.book.feature_name, more))} in use as well"
            change = changes.together(*(_in_use(case, feature) for feature in more))
            yield Lever("depth", wanted / total, words, change)


def _marks(case: Judged, meter: MeterSpec, limit: float) -> Iterator[float]:
    policy, seats = case.policy, case.number("seats")
    steps = (getattr(policy.bands, step) for step in WEIGHTS_OF["limit"])
    shares = (*steps, policy.signals.limit_near, policy.gates.adoption_limit, policy.bands.second_limit)
    yield from (share * limit for share in shares)
    if meter.id == "users" and seats:
        yield from (share * seats for share in (policy.gates.active_share_low, policy.bands.active_high))


def beside(mark: float, step: float) -> tuple[float, float]:
    """Give the last amount below a mark and the first that reaches it, in whole steps.

    >>> beside(22.5, 1.0), beside(20.0, 1.0), beside(9.0, 0.1)
    ((22.0, 23.0), (19.0, 20.0), (8.9, 9.0))
    """
    reached = ceil(mark / step - NOISE)
    return round((reached - 1) * step, 9), round(reached * step, 9)


def _measured(meter: MeterSpec, use: float, target: float) -> Change:
    if meter.kind == "flow":
        return changes.scaled(meter.id, target / use)
    return changes.shifted(meter.id, target - use)


def _words(meter: MeterSpec, use: float, target: float, limit: float) -> str:
    name = within(meter.name)
    rate = " a month" if meter.kind == "flow" else ""
    difference, decimals = abs(target - use), 0 if target >= WHOLE_FROM or meter.whole else 1
    way = "more" if target > use else "less" if meter.kind == "flow" or not meter.whole else "fewer"
    return f"{name} at {target:,.10g} of {limit:,.10g}{rate} ({difference:,.{decimals}f} {way})"


def _in_use(case: Judged, feature: str) -> Change:
    """Give the use of a feature as the inputs show it: by a metric that is measured, else by an event."""
    known = case.book.catalogue.features.get(feature)
    shown_by = (known.used_by if known else None) or ""
    event = changes.happened(shown_by, case.as_of, feature=feature)
    metric = changes.used_at_all(shown_by, case.as_of)
    return lambda tables: metric(tables) if shown_by in tables.metrics else event(tables)
