"""One account on screen: what each column of the tables says about it, as text that is never markup."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import inf
from typing import Any

import pandas as pd
from rich.cells import cell_len
from rich.text import Text

from upsell_cli.calendar import spoken
from upsell_cli.money import SYMBOLS, short
from upsell_cli.render.drawing.glyphs import ASCII, bar
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.text import one_line
from upsell_cli.render.drawing.wording import (
    FULL,
    LEAD,
    STATE,
    WHY_NOW,
    multiple,
    named,
    percentage,
    span,
)

NEARLY_FULL = 0.9
LONGEST_NAME = 14
LEAST_BAR = 3
MOST_BAR = 8
ASSUMED, ABOUT = "assumed", "~"

FULL_STYLE, NEAR_STYLE, QUIET, GOOD, SPARK = "bold red", "yellow", "dim", "green", "cyan"


READ = (
    "account_id", "account_name", "state", "rank", "score", "chance", "confidence", "scenario", "evidence",
    "held_reason", "held_since", "release_on", "next_step", "contact_on", "renewal_date", "owner_role",
    "beyond_capacity",
    "from_tier", "to_tier", "add_on", "quantity", "seats", "seats_after",
    "quote", "currency", "delta_arr_minor", "delta_spend_minor", "return_multiple", "value_basis",
    "binding_meter", "utilisation", "at_wall", "breach_p_13w", "breach_earliest",
    "breach_latest",
)  # fmt: skip
"""The columns of the verdicts that the screen shows something of."""


@dataclass(frozen=True, slots=True)
class Row:
    """An account's verdict; what is not known is None."""

    values: Mapping[str, Any]

    def text(self, name: str) -> str | None:
        """Give a text on one line, safe to show."""
        value = self.values[name]
        return None if value is None or value == "" else one_line(str(value))

    def number(self, name: str) -> float | None:
        """Give a number."""
        value = self.values[name]
        return None if value is None else float(value)

    def minor(self, name: str) -> int | None:
        """Give an amount in minor units."""
        value = self.values[name]
        return None if value is None else int(value)

    def day(self, name: str) -> date | None:
        """Give a day."""
        value = self.values[name]
        return value.date() if isinstance(value, datetime) else value

    def holds(self, name: str) -> bool:
        """Tell whether something is known to hold."""
        return self.values[name] is True


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Give the rows of a frame of verdicts."""
    columns = [frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in READ]
    return [Row(dict(zip(READ, values, strict=True))) for values in zip(*columns, strict=True)]


@dataclass(frozen=True, slots=True)
class Scene:
    """What the cells of all accounts have in common."""

    look: Look
    as_of: date
    currency: str
    names: Mapping[str, str] = field(default_factory=dict)
    sparks: Mapping[str, str] = field(default_factory=dict)
    good_return: float = inf

    def name(self, identifier: str | None) -> str:
        """Give what a person calls a tier, an add-on or a meter."""
        return one_line(self.names.get(identifier or "", named(identifier or "")))

    def short(self, minor: int, currency: str) -> str:
        """Give an amount in few characters, its currency as a code where a sign cannot be drawn."""
        amount, sign = short(minor, currency), SYMBOLS.get(currency, "")
        drawable = sign.isascii() or self.look.glyphs is not ASCII
        return amount if drawable else amount.replace(sign, f"{currency} ")

    def brief_name(self, identifier: str | None) -> str:
        """Give that name, not longer than fits a table."""
        return self.brief(self.name(identifier))

    def brief(self, name: str) -> str:
        """Give a name up to its first comma, not longer than fits a table."""
        name = name.partition(",")[0]
        return name if cell_len(name) <= LONGEST_NAME else fitted(name, LONGEST_NAME, self.look).rstrip()


def fitted(text: str, width: int, look: Look) -> str:
    """Give a text in exactly so many cells: blanks behind it, or cut with an ellipsis."""
    if cell_len(text) <= width:
        return text + " " * (width - cell_len(text))
    mark = look.glyphs.ellipsis
    kept = text
    while kept and cell_len(kept) + cell_len(mark) > width:
        kept = kept[:-1]
    return kept + mark + " " * (width - cell_len(kept) - cell_len(mark))


def rank(row: Row, _: Scene) -> Text:
    """Give the place in the list."""
    place = row.number("rank")
    return Text("" if place is None else f"{place:.0f}", QUIET)


def account(row: Row, _: Scene) -> Text:
    """Give the name, or the id where there is none."""
    return Text(row.text("account_name") or row.text("account_id") or "", "bold")


def account_id(row: Row, _: Scene) -> Text:
    """Give the id, as commands take it."""
    return Text(row.text("account_id") or "", QUIET)


def move(row: Row, scene: Scene) -> Text:
    """Give what would change: a tier, seats, add-ons, or several of them."""
    before, after = row.text("from_tier"), row.text("to_tier")
    parts = []
    if before and after and before != after:
        parts.append(
            scene.look.glyphs.arrow.join(map(scene.brief, apart(scene.name(before), scene.name(after))))
        )
    add_ons = row.text("add_on")
    seats = more_seats(row)
    if seats:
        parts.append(f"{seats:+,} {'seat' if abs(seats) == 1 else 'seats'}")
    bought = Counter(add_ons.split("+") if add_ons else ())
    if len(bought) > 1 or (bought and seats):
        parts.append(f"+{bought.total()} {'add-on' if bought.total() == 1 else 'add-ons'}")
    elif add_ons:
        [(add_on, pieces)] = bought.items()
        often = f" {scene.look.glyphs.times}{pieces}" if pieces > 1 else ""
        parts.append(f"+{scene.brief_name(add_on)}{often}")
    return Text(" ".join(parts) or scene.look.glyphs.dash)


def apart(before: str, after: str) -> tuple[str, str]:
    """Give two names without the words that both begin with: the product's, before its tiers'.

    >>> apart("Ledger Basic", "Ledger Team"), apart("Pro", "Pro Plus"), apart("Starter", "Growth")
    (('Basic', 'Team'), ('Pro', 'Pro Plus'), ('Starter', 'Growth'))
    """
    old, new = before.split(), after.split()
    while len(old) > 1 and len(new) > 1 and old[0] == new[0]:
        old, new = old[1:], new[1:]
    return " ".join(old), " ".join(new)


def more_seats(row: Row) -> int:
    """Give the seats that the offer adds in the same tier, below zero when it gives some back."""
    before, after = row.number("seats"), row.number("seats_after")
    if row.text("from_tier") != row.text("to_tier"):
        return 0
    if before is not None and after is not None:
        return int(after - before)
    return 0 if row.text("add_on") else int(row.number("quantity") or 0)


def score(row: Row, scene: Scene) -> Text:
    """Give the score, whole."""
    value = row.number("score")
    return Text(scene.look.glyphs.dash if value is None else f"{value:.0f}", "bold")


def limit(row: Row, scene: Scene) -> Text:
    """Give the meter of the tightest limit."""
    meter = row.text("binding_meter")
    if not meter:
        return Text(scene.look.glyphs.dash, QUIET)
    return Text(min(scene.name(meter).lower(), meter.replace("_", " "), key=cell_len), QUIET)


def gauge(row: Row, scene: Scene, width: int, words: int) -> Text:
    """Give the meter in exactly `width` cells: its name in `words` of them, and a bar where there is room."""
    share, length = row.number("utilisation"), min(width - 1 - words, MOST_BAR)
    if share is None or length < LEAST_BAR:
        return Text(fitted(limit(row, scene).plain, width, scene.look), QUIET)
    filled, rest = bar(share, length, scene.look.glyphs)
    name = fitted(limit(row, scene).plain, width - 1 - length, scene.look)
    return Text.assemble((f"{name} ", QUIET), (filled, _pressure(share)), (rest, QUIET))


def used(row: Row, scene: Scene) -> Text:
    """Give the use of the tightest limit in percent."""
    share = row.number("utilisation")
    return Text(scene.look.glyphs.dash, QUIET) if share is None else Text(percentage(share), _pressure(share))


def _pressure(share: float) -> str:
    return FULL_STYLE if share >= FULL else NEAR_STYLE if share >= NEARLY_FULL else ""


def when_full(row: Row, scene: Scene) -> Text:
    """Give when a limit will be reached: now, a range of days, or the chance of it within 13 weeks."""
    share, chance = row.number("utilisation"), row.number("breach_p_13w")
    first = row.day("breach_earliest")
    if (share is not None and share >= FULL) or row.holds("at_wall"):
        return Text("now", FULL_STYLE if share is not None and share >= FULL else NEAR_STYLE)
    if first is not None:
        return Text(span(first, row.day("breach_latest"), scene.look.glyphs))
    if chance is not None:
        return Text(f"{percentage(chance)} 13w", QUIET)
    return Text(scene.look.glyphs.dash, QUIET)


def money(row: Row, scene: Scene, name: str, style: str = "") -> Text:
    """Give an amount in the account's currency, short."""
    minor = row.minor(name)
    if minor is None:
        return Text("quote" if row.holds("quote") else scene.look.glyphs.dash, QUIET)
    return Text(scene.short(minor, row.text("currency") or scene.currency), style)


def added_arr(row: Row, scene: Scene) -> Text:
    """Give the recurring amount a year that the move adds."""
    return money(row, scene, "delta_arr_minor")


def saving(row: Row, scene: Scene) -> Text:
    """Give how much less the customer would pay a year."""
    minor = row.minor("delta_spend_minor")
    if minor is None:
        return Text(scene.look.glyphs.dash, QUIET)
    return Text(scene.short(-minor, row.text("currency") or scene.currency), GOOD)


def return_(row: Row, scene: Scene) -> Text:
    """Give the return to the customer, rounded down, marked where it rests on what we assume."""
    value, assumed = row.number("return_multiple"), row.text("value_basis") == ASSUMED
    if value is None:
        return Text(scene.look.glyphs.dash, QUIET)
    shown = multiple(value, scene.look.glyphs)
    return Text(
        f"{ABOUT}{shown}" if assumed else shown, GOOD if value >= scene.good_return and not assumed else ""
    )


def why_now(row: Row, scene: Scene) -> Text:
    """Give the strongest kind of reason."""
    code = row.text("scenario")
    return Text(WHY_NOW.get(code, code) if code else scene.look.glyphs.dash)


def trend(row: Row, scene: Scene) -> Text:
    """Give the use of the tightest limit over the past months."""
    return Text(scene.sparks.get(row.text("account_id") or "", ""), SPARK)


def lead(row: Row, scene: Scene) -> Text:
    """Give who leads the conversation, and whether that waits until they have time."""
    role = row.text("owner_role")
    later = " later" if row.holds("beyond_capacity") else ""
    return Text(f"{LEAD.get(role, role)}{later}" if role else scene.look.glyphs.dash)


def on_day(row: Row, scene: Scene, name: str) -> Text:
    """Give a day."""
    on = row.day(name)
    if on is None:
        return Text(scene.look.glyphs.dash, QUIET)
    return Text("today" if on == scene.as_of else spoken(on, scene.as_of))


def chance(row: Row, scene: Scene) -> Text:
    """Give the probability of an upgrade, in percent."""
    value = row.number("chance")
    return Text(scene.look.glyphs.dash if value is None else percentage(value))


def confidence(row: Row, scene: Scene) -> Text:
    """Give the grade of confidence."""
    return Text(row.text("confidence") or scene.look.glyphs.dash)


def state(row: Row, _: Scene) -> Text:
    """Give the state in words."""
    code = row.text("state") or ""
    return Text(STATE.get(code, code))


def words(row: Row, scene: Scene, name: str) -> Text:
    """Give a sentence."""
    return Text(row.text(name) or scene.look.glyphs.dash, QUIET)
