"""What if the company were another: what is on record of it, against the profile of the offered tier."""

from collections.abc import Iterator

from upsell_cli.config.catalogue import Condition
from upsell_cli.frames.inputs import TABLES
from upsell_cli.workflows.explain.facts import Judged
from upsell_cli.workflows.explain.whatif import changes
from upsell_cli.workflows.explain.whatif.lever import Lever

RECORDED = frozenset(column.name for column in TABLES["accounts"].contract)

Value = float | str


def of_profile(case: Judged) -> Iterator[Lever]:
    """Suppose each condition of the target's profile turned round, and all unmet ones met at once."""
    rank = case.number("pitch_to_rank")
    if rank is None:
        return
    judged = [
        (condition.fact, now, then, met)
        for condition in case.book.tiers[round(rank)].target_profile
        if condition.fact in RECORDED and (now := _now(case, condition)) is not None
        for met, then in [_turned(condition, now)]
        if then is not None
    ]
    for fact, now, then, _ in judged:
        yield Lever(fact, _size(now, then), _words(fact, now, then), changes.told(**{fact: then}))
    unmet = [(fact, now, then) for fact, now, then, met in judged if not met]
    if len(unmet) > 1:
        words = " and ".join(_words(*each) for each in unmet)
        change = changes.told(**{fact: then for fact, _, then in unmet})
        yield Lever(unmet[0][0], sum(_size(now, then) for _, now, then in unmet), words, change)


def _now(case: Judged, condition: Condition) -> Value | None:
    return (
        str(case[condition.fact])
        if condition.one_of and case[condition.fact]
        else case.number(condition.fact)
    )


def _turned(condition: Condition, now: Value) -> tuple[bool, Value | None]:
    """Give whether a condition is met, and the nearest value with which it is not, or else is; None: none."""
    if isinstance(now, str):
        met = now.casefold() in {word.casefold() for word in condition.one_of}
        return met, None if met else condition.one_of[0]
    low, high = condition.at_least, condition.at_most
    if low is not None and now < low:
        return False, low
    if high is not None and now > high:
        return False, high
    edges = [*([low - 1] if low else []), *([high + 1] if high is not None else [])]
    return True, min(edges, key=lambda edge: abs(edge - now), default=None)


def _size(now: Value, then: Value) -> float:
    if isinstance(now, str) or isinstance(then, str):
        return 1.0
    return abs(then - now) / max(abs(now), abs(then), 1.0)


def _words(fact: str, now: Value, then: Value) -> str:
    told = [value if isinstance(value, str) else f"{value:,.10g}" for value in (then, now)]
    return f"{fact.replace('_', ' ')} {told[0]} instead of {told[1]}"
