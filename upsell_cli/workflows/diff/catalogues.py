"""What differs between two catalogues and their policies, tier by tier."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from upsell_cli.config.book import TierBook
from upsell_cli.config.catalogue import Plan
from upsell_cli.config.opening import Draft
from upsell_cli.frames.documents.changes import Change, ChangeKind, Effect
from upsell_cli.frames.documents.ladder import LadderRow, Value
from upsell_cli.workflows.diff.matching import Match
from upsell_cli.workflows.ladder import rows_of

KINDS: Mapping[str, tuple[ChangeKind, str]] = {
    "Price": ("price", "price"),
    "Limits": ("limit", "limits"),
    "Support": ("promise", "support"),
    "Security": ("promise", "security"),
    "Integrations": ("promise", "integrations"),
    "Terms": ("promise", "terms"),
}
"""Group of rows of the ladder -> kind of change, and the key of the tier that says it."""

LESS_IS_BETTER = frozenset({"Seats at least", "Hours to the first answer"})
NEITHER = frozenset({"Agreed case by case"})


@dataclass(frozen=True, slots=True)
class Side:
    """A catalogue with its book, and the way back to its file."""

    book: TierBook
    draft: Draft


def changes_between(old: Side, new: Side, match: Match) -> Iterator[Change]:
    """Give every change: tiers that came and went, then what each of the others says now."""
    if old.book.currency != new.book.currency:
        place = new.draft.place(("currency",))
        were, are = old.book.currency, new.book.currency
        yield Change("currency", None, "currency", were, are, "text", "other", place)
    yield from _tiers(old, new, match)
    for before, after in match.both:
        yield from _names(old, new, before, after)
        yield from _path(old, new, before, after)
        yield from _rows(old, new, before, after)
    yield from _plans(old, new)
    yield from _policy(old, new)


def _tiers(old: Side, new: Side, match: Match) -> Iterator[Change]:
    for rank in match.removed:
        tier, name = old.book.tier_ids[rank], old.book.tier_name(rank)
        yield Change(
            "tier_removed", tier, "tier", name, None, "text", "worse", old.draft.place(("tiers", rank))
        )
    for rank in match.added:
        tier, name = new.book.tier_ids[rank], new.book.tier_name(rank)
        yield Change(
            "tier_added", tier, "tier", None, name, "text", "other", new.draft.place(("tiers", rank))
        )
    order = [after for _, after in match.both]
    for place_before, (before, after) in enumerate(match.both):
        place_after = sorted(order).index(after)
        if place_after != place_before:
            tier, at = new.book.tier_ids[after], new.draft.place(("tiers", after))
            item = "place in the ladder"
            yield Change("tier_moved", tier, item, before + 1, after + 1, "quantity", "other", at)


def _names(old: Side, new: Side, before: int, after: int) -> Iterator[Change]:
    tier, place = new.book.tier_ids[after], new.draft.place(("tiers", after))
    pairs = (
        ("id", old.book.tier_ids[before], tier),
        ("name", old.book.tier_name(before), new.book.tier_name(after)),
    )
    for item, was, is_now in pairs:
        if was != is_now:
            yield Change("tier_renamed", tier, item, was, is_now, "text", "other", place)


def _path(old: Side, new: Side, before: int, after: int) -> Iterator[Change]:
    then, now = _next_tier(old.book, before), _next_tier(new.book, after)
    tier, place = new.book.tier_ids[after], new.draft.place(("tiers", after, "upgrade_to"))
    if then != now:
        yield Change("path", tier, "next tier", then, now, "text", "other", place)
    was_hidden, is_hidden = (b.tiers[r].never_recommend for b, r in ((old.book, before), (new.book, after)))
    if was_hidden != is_hidden:
        yield Change("path", tier, "recommended", not was_hidden, not is_hidden, "yes_no", "other", place)


def _next_tier(book: TierBook, rank: int) -> str | None:
    upper = book.next_rank[rank]
    return None if upper is None else book.tier_ids[upper]


def _rows(old: Side, new: Side, before: int, after: int) -> Iterator[Change]:
    """Compare all that a tier says; the order is that of the new ladder, what is gone comes last."""
    then = {_key(row): row for row in rows_of(old.book, [before])}
    now = {_key(row): row for row in rows_of(new.book, [after])}
    for key in (*now, *(key for key in then if key not in now)):
        row = now.get(key) or then[key]
        was, is_now = _said(then.get(key)), _said(now.get(key))
        if was != is_now:
            kind, part = _kind(row)
            loc = ("add_ons",) if part == "add_ons" else ("tiers", after, part)
            tier, place = new.book.tier_ids[after], new.draft.place(loc)
            yield Change(kind, tier, row.item, was, is_now, row.kind, _effect(row, was, is_now), place)


def _key(row: LadderRow) -> tuple[str, str]:
    """Give what a row is about; a feature is the same in whichever group it stands."""
    return row.group.partition(",")[0], row.item


def _said(row: LadderRow | None) -> Value:
    """Give what a tier says; a feature that is not had is as good as not said."""
    value = row.values[0] if row else None
    return None if value is False else value


def _kind(row: LadderRow) -> tuple[ChangeKind, str]:
    if row.group.startswith("Features"):
        return "feature", "features"
    return KINDS.get(row.group, ("add_on", "add_ons"))


def _effect(row: LadderRow, before: Value, after: Value) -> Effect:
    if row.item in NEITHER or row.kind == "text":
        return "other"
    if row.kind == "yes_no":
        return "better" if after else "worse"
    if not isinstance(before, int | float) or not isinstance(after, int | float):
        return "other"
    less = row.kind == "amount" or row.item in LESS_IS_BETTER
    return "better" if (after < before) == less else "worse"


def _plans(old: Side, new: Side) -> Iterator[Change]:
    then, now = ({_named(p): p for p in side.book.catalogue.plans} for side in (old, new))
    places = {_named(p): at for at, p in enumerate(new.book.catalogue.plans)}
    for name in (*now, *(name for name in then if name not in now)):
        if then.get(name) != now.get(name):
            was, is_now = _means(then.get(name)), _means(now.get(name))
            loc = ("plans", places[name]) if name in places else ("plans",)
            yield Change("plan", None, name, was, is_now, "text", "other", new.draft.place(loc))


def _named(plan: Plan) -> str:
    return plan.match or f"{plan.amount} a {plan.interval}"


def _means(plan: Plan | None) -> str | None:
    if plan is None:
        return None
    own = [what for what, said in (("own price", plan.price), ("own limits", plan.limits)) if said]
    kept = ["grandfathered"] if plan.grandfathered else []
    return ", ".join((plan.tier or plan.add_on or "", *kept, *own))


def _policy(old: Side, new: Side) -> Iterator[Change]:
    then, now = (dict(_leaves(side.draft.policy.model_dump())) for side in (old, new))
    for path in now:
        if then.get(path) != now[path]:
            place = new.draft.policy_place(path)
            was, is_now = _written(then.get(path)), _written(now[path])
            yield Change("policy", None, ".".join(map(str, path)), was, is_now, "text", "other", place)


def _leaves(part: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:  # noqa: ANN401
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _leaves(value, (*path, key))
    elif path[-1:] != ("because",):
        yield path, part


def _written(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return f"{value:.10g}" if isinstance(value, int | float) else "a list"
