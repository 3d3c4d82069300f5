"""Two catalogues compared: changes by tier on a screen, then who is affected; a row for each in files."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from math import isfinite

from rich.text import Text

from upsell_cli.frames.documents.changes import AFFECTED, RELISTED, Affected, Change, Changes, Lists
from upsell_cli.frames.documents.ladder import Value
from upsell_cli.money import exact, written
from upsell_cli.render import relisted
from upsell_cli.render.changes_markdown import write_changes
from upsell_cli.render.columns import Field, Kind
from upsell_cli.render.drawing.cells import GOOD, NEAR_STYLE, QUIET
from upsell_cli.render.drawing.folding import folded, titled
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.text import number, one_line
from upsell_cli.render.drawing.wording import amount_of
from upsell_cli.render.formats.formats import Report, Table
from upsell_cli.render.formats.json import Json
from upsell_cli.render.formats.report import table_report
from upsell_cli.render.opportunities import totals
from upsell_cli.render.relisted_lines import list_lines
from upsell_cli.shown import count
from upsell_cli.stages.words.figures import within

FIELDS = (
    Field(
        "part", Kind.TEXT, "change; account: one that is affected; list: one that is elsewhere on it.", None
    ),
    Field("kind", Kind.TEXT, "What kind of change, or how the account is affected or moves.", None),
    Field("effect", Kind.TEXT, "better, worse or other, for whoever is on the tier.", None),
    Field("tier", Kind.TEXT, "Tier it is about; of an account, its present one.", None),
    Field("item", Kind.TEXT, "What of it.", None),
    Field("before", Kind.TEXT, "What it was.", None),
    Field("after", Kind.TEXT, "What it is.", None),
    Field("account_id", Kind.TEXT, "The account that is affected.", None),
    Field("account_name", Kind.TEXT, "What it is called.", None),
    Field("file", Kind.TEXT, "File the change stands in.", None),
    Field("line", Kind.COUNT, "Its line there, from 1.", None),
    *relisted.FIELDS,
)
UNSAID = (None,) * len(relisted.FIELDS)
"""What a row has that is not about the list."""

MONEY = frozenset({"pays_more", "pays_less"})
WORSE = frozenset({"stranded", "over_limit", "pays_more", "loses"})
STYLES = {"better": GOOD, "worse": NEAR_STYLE, "other": ""}
SAID = {
    "stranded": "would be on no tier",
    "over_limit": "would be over a limit",
    "within_limit": "would no longer be at a limit",
    "pays_more": "would pay more at list price",
    "pays_less": "would pay less at list price",
    "gets": "would have what they asked for",
    "in_reach": "could upgrade to what they asked for",
    "loses": "would lose a feature",
}
COME_AND_GONE = {"tier_added": "is new", "tier_removed": "is gone"}
SHOWN_ACCOUNTS = 8


def changes_report(found: Changes, look: Look) -> Report:
    """Give the comparison, ready to be written."""
    rows = [*(_change(c, found) for c in found.changes), *(_account(a, found) for a in found.affected)]
    rows.extend(_relisted(found.lists) if found.lists else ())
    columns = tuple(list(column) for column in zip(*rows, strict=True)) if rows else ([],) * len(FIELDS)
    counts = {how: sum(a.how == how for a in found.affected) for how in AFFECTED}
    meta: dict[str, Json] = {
        "version": found.version,
        "old": found.old,
        "new": found.new,
        "new_policy": found.new_policy,
        "currency": found.currency,
        "changes": len(found.changes),
        "as_of": found.inputs.as_of if found.inputs else None,
        "accounts": found.accounts if found.inputs else None,
        "affected": counts if found.inputs else None,
        "list": _lists(found.lists) if found.lists else None,
    }
    table = Table(FIELDS, columns)
    report = table_report("tiers_diff", meta, table, partial(_lines, found, look), look)
    return {**report, "md": partial(write_changes, found=found, table=table)}


def _lists(lists: Lists) -> dict[str, Json]:
    return {
        "before": totals(lists.before),
        "after": totals(lists.after),
        "relisted": {how: sum(each.how == how for each in lists.relisted) for how in RELISTED},
    }


def _relisted(lists: Lists) -> Iterator[tuple[str | None, ...]]:
    for how, tier, item, before, after, account, name, *rest in relisted.list_rows(lists):
        yield ("list", how, None, tier, item, before, after, account, name, None, None, *rest)


def _change(change: Change, found: Changes) -> tuple[str | None, ...]:
    values = (_filed(value, change, found.currency) for value in (change.before, change.after))
    place = change.place
    about = ("change", change.kind, change.effect, change.tier, change.item)
    return (*about, *values, None, None, place.file, str(place.line) if place.line else None, *UNSAID)


def _filed(value: Value, change: Change, currency: str) -> str | None:
    if value is None:
        return "no" if change.value_kind == "yes_no" else None
    if change.value_kind == "amount":
        return exact(int(value), currency)
    if change.value_kind == "yes_no":
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    return number(value, 6) if isfinite(value) else "unlimited"


def _account(account: Affected, found: Changes) -> tuple[str | None, ...]:
    values = (_figure(value, account, found, plain=True) for value in (account.before, account.after))
    effect = "worse" if account.how in WORSE else "better"
    about = ("account", account.how, effect, account.tier or None, account.item)
    return (*about, *values, account.account_id, account.account_name, None, None, *UNSAID)


def _figure(value: float | None, account: Affected, found: Changes, *, plain: bool) -> str | None:
    if value is None:
        return None
    if account.how in MONEY:
        return (exact if plain else written)(int(value), found.currency)
    if not isfinite(value):
        return "unlimited"
    return number(value, 6) if plain else amount_of(value)


def _lines(found: Changes, look: Look) -> Iterator[Text]:
    number = len(found.changes)
    new = f"{found.new} with {found.new_policy}" if found.new_policy else found.new
    verdict = f"{count(number, 'change')} from {found.old} to {new}"
    verdict = verdict if number else f"{found.old} and {new} say the same."
    yield from folded(Text(one_line(verdict), "bold"), 2, look)
    for tier in dict.fromkeys(change.tier for change in found.changes):
        title = one_line(found.names.get(tier, tier)) if tier else "THE CATALOGUE"
        yield from titled(title, _of_tier([c for c in found.changes if c.tier == tier], found, look))
    if found.inputs:
        yield from titled(f"WHO IS AFFECTED, of {found.accounts:,} accounts", _affected(found, look))
    if found.lists:
        yield from titled("THE LIST, THEN AND NOW", list_lines(found.lists, look))


def _of_tier(changes: Sequence[Change], found: Changes, look: Look) -> Iterator[Text]:
    for change in changes:
        line = Text.assemble("  ", (one_line(_in_words(change, found, look)), STYLES[change.effect]))
        yield from folded(line.append(f"  {change.place}", QUIET), 6, look)


def _in_words(change: Change, found: Changes, look: Look) -> str:
    before, after = (_shown(value, change, found.currency) for value in (change.before, change.after))
    if change.kind in COME_AND_GONE:
        return COME_AND_GONE[change.kind]
    if change.value_kind == "yes_no":
        return f"{'gains' if change.after else 'loses'} {change.item}"
    item = change.item if change.kind in {"policy", "plan"} else within(change.item)
    return f"{item}: {before} {look.glyphs.arrow} {after}{_difference(change)}"


def _difference(change: Change) -> str:
    """Give by how much a figure changed, as a share of what it was."""
    before, after = change.before, change.after
    if change.kind not in {"price", "limit", "add_on"} or isinstance(before, str) or isinstance(after, str):
        return ""
    if not before or not after or not isfinite(before) or not isfinite(after):
        return ""
    return f" ({after / before - 1:+.0%})"


def _shown(value: Value, change: Change, currency: str) -> str:
    if value is None:
        return "nothing"
    if change.value_kind == "amount":
        return written(int(value), currency)
    return one_line(value) if isinstance(value, str) else amount_of(float(value))


def _affected(found: Changes, look: Look) -> Iterator[Text]:
    if not found.affected:
        yield Text("  nobody")
    for how, accounts in groupby(found.affected, key=lambda account: account.how):
        own = list(accounts)
        head = f"  {len({a.account_id for a in own}):,} {SAID[how]}"
        if how in MONEY:
            total = sum(int(a.after or 0) - int(a.before or 0) for a in own)
            head = f"{head}: {'+' if total > 0 else ''}{written(total, found.currency)} a year in all"
        yield from folded(Text(head, NEAR_STYLE if how in WORSE else GOOD), 4, look)
        for account in own[:SHOWN_ACCOUNTS]:
            yield from folded(Text(f"    {_of_account(account, found, look)}"), 8, look)
        if len(own) > SHOWN_ACCOUNTS:
            yield Text(f"    and {len(own) - SHOWN_ACCOUNTS:,} more (--format csv)", QUIET)


def _of_account(account: Affected, found: Changes, look: Look) -> str:
    who = " ".join(filter(None, (one_line(account.account_id), one_line(account.account_name or ""))))
    tier = one_line(found.names.get(account.tier, account.tier))
    item = one_line(found.names.get(account.item, account.item))
    before, after = (_figure(v, account, found, plain=False) for v in (account.before, account.after))
    moved = f" {before} {look.glyphs.arrow} {after}" if before and after else ""
    return f"{who} ({tier}): {item}{moved}"
