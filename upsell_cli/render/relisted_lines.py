"""What becomes of the list under other rules, on a screen: the totals then and now, and who is elsewhere."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.text import Text

from upsell_cli.frames.documents.changes import Lists, Relisted
from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.frames.verdicts import LISTED, TALKED_TO, TALKED_TO_LATER
from upsell_cli.money import short, written
from upsell_cli.render.drawing.cells import GOOD, NEAR_STYLE, QUIET, READ, Row, Scene, move, rows_of
from upsell_cli.render.drawing.folding import folded
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.wording import STATE
from upsell_cli.render.footer import KINDS
from upsell_cli.render.relisted import Side, sides_of

SAID = {
    "enters": ("comes onto the list", "come onto the list"),
    "leaves": ("leaves the list", "leave the list"),
    "offer": ("would be offered something else", "would be offered something else"),
    "amount": ("would pay another amount for the same offer", "would pay other amounts for the same offers"),
    "state": ("is in another state", "are in another state"),
    "rank": ("is at another place, and nothing else", "are at other places, and nothing else"),
}
STYLES = {"enters": GOOD, "leaves": NEAR_STYLE}
SHOWN_ACCOUNTS = 8


def list_lines(lists: Lists, look: Look) -> Iterator[Text]:
    """Give the totals then and now, and the first accounts of each kind of change."""
    for line in _totals(lists, look):
        yield from folded(Text(f"  {line}"), 4, look)
    if not lists.relisted:
        yield Text("  nobody's place, offer or amount is another")
    for how, own in groupby(lists.relisted, key=lambda each: each.how):
        told = list(own)
        head = f"  {len(told):,} {SAID[how][len(told) > 1]}"
        yield from folded(Text(head, STYLES.get(how, "")), 4, look)
        shown = told[: 0 if how == "rank" else SHOWN_ACCOUNTS]
        for then, now in _seen(lists, shown, look):
            yield from folded(Text(f"    {_account(how, then, now)}"), 8, look)
        if len(told) > len(shown) > 0:
            yield Text(f"    and {len(told) - len(shown):,} more (--format csv)", QUIET)


def _totals(lists: Lists, look: Look) -> Iterator[str]:
    """Give the figures of both lists line by line, a figure once where it is the same."""
    arrow, dot = f" {look.glyphs.arrow} ", f" {look.glyphs.dot} "
    for then, now in zip(_figures(lists.before), _figures(lists.after), strict=True):
        parts = zip(then, now, strict=True)
        yield dot.join(
            f"{name} {arrow.join(dict.fromkeys((was, is_now)))}" for (name, was), (_, is_now) in parts
        )


def _figures(found: ScanResult) -> Iterator[list[tuple[str, str]]]:
    """Give a list's totals, a few to the line."""
    totals, currency = found.totals, found.currency
    yield [
        ("qualified", f"{totals.qualified.accounts:,}"),
        ("expected a year", f"+{short(totals.qualified.expected_minor, currency)}"),
        ("if all close", f"+{short(totals.qualified.delta_arr_minor, currency)}"),
    ]
    yield [
        (
            name,
            f"{totals.by_type[kind].accounts:,} (+{short(totals.by_type[kind].delta_arr_minor, currency)})",
        )
        for kind, name in KINDS.items()
    ]
    yield [
        ("by quote", f"{totals.quotes:,}"),
        ("would pay less", f"{totals.saving:,} ({short(-totals.savings_minor, currency)})"),
    ]


class Seen(NamedTuple):
    """An account's verdict under one of the catalogues, as the screen reads it."""

    row: Row
    scene: Scene


def _seen(lists: Lists, told: Sequence[Relisted], look: Look) -> Iterator[tuple[Seen, Seen]]:
    then, now = (_drawn(side, look) for side in sides_of(lists, told, READ))
    return zip(then, now, strict=True)


def _drawn(side: Side, look: Look) -> list[Seen]:
    frame, found = side
    scene = Scene(look, found.inputs.as_of, found.currency, found.names)
    return [Seen(row, scene) for row in rows_of(frame)]


def _account(how: str, then: Seen, now: Seen) -> str:
    who = " ".join(filter(None, (now.row.text("account_id"), now.row.text("account_name"))))
    if how != "amount":
        return f"{who}: was {_standing(then)}; now {_standing(now)}"
    recurring = then.row.minor("delta_arr_minor") != now.row.minor("delta_arr_minor")
    name = "delta_arr_minor" if recurring else "delta_spend_minor"
    was, is_now = _amount(then, name), _amount(now, name)
    overage = "" if recurring else ", overage included"
    held = "" if now.row.text("state") in LISTED else f"{_state(now)}: "
    return f"{who}: {held}{move(*now).plain}, {was} {now.scene.look.glyphs.arrow} {is_now} a year{overage}"


def _standing(seen: Seen) -> str:
    """Give an account's place on the list with its offer; else its state with its offer, or with why."""
    row, scene = seen
    place, why = row.number("rank"), row.text("held_reason")
    if row.text("state") in (*TALKED_TO, *TALKED_TO_LATER) and row.text("to_tier"):
        offer = f"{move(row, scene).plain}, {_amount(seen, 'delta_spend_minor')} a year"
        return f"{offer}, at place {place:.0f}" if place else f"{_state(seen)}: {offer}"
    return f"{_state(seen)} ({why})" if why else _state(seen)


def _state(seen: Seen) -> str:
    code = seen.row.text("state") or ""
    return STATE.get(code, code)


def _amount(seen: Seen, name: str) -> str:
    row, scene = seen
    minor = row.minor(name)
    if minor is None:
        return "by quote" if row.holds("quote") else "an amount not known"
    sign = "+" if minor > 0 else ""
    return f"{sign}{written(minor, row.text('currency') or scene.currency)}"
