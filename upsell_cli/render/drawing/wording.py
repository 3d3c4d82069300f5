"""Figures and codes as a person reads them on screen: short, never claiming more than is known."""

from datetime import date
from math import floor, isfinite

from upsell_cli.render.drawing.glyphs import Glyphs
from upsell_cli.returns import shown_multiple
from upsell_cli.shown import shown_percent

FULL = 1.0
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

WHY_NOW = {
    "outgrowing": "outgrowing",
    "feature_need": "feature ask",
    "team_growth": "team growth",
    "support_need": "support",
    "compliance": "compliance",
    "cheaper_on_target": "cheaper",
}

LEAD = {"cs": "CS", "sales": "Sales", "hybrid": "Hybrid", "product": "Product"}

STATE = {
    "qualified": "qualified",
    "saves_money": "would pay less",
    "right_size": "smaller plan",
    "in_progress": "in progress",
    "blocked": "blocked",
    "hold": "on hold",
    "fix_relationship": "fix the relationship",
    "fix_adoption_first": "fix adoption first",
    "cool_down": "cooling down",
    "nurture": "nurture",
    "needs_data": "needs data",
    "no_rate": "no exchange rate",
    "no_need": "no need",
    "hold_out": "held out",
}


def percentage(share: float) -> str:
    """Give a share in whole percent, rounded down, so that 100% is never said too early.

    >>> percentage(0.996), percentage(1.0), percentage(1.0799999999999998)
    ('99%', '100%', '108%')
    """
    return f"{shown_percent(share)}%"


def multiple(value: float, glyphs: Glyphs) -> str:
    """Give a return as it is shown, rounded down.

    >>> from upsell_cli.render.drawing.glyphs import ASCII
    >>> multiple(8.67, ASCII), multiple(4.99, ASCII)
    ('8x', '4.9x')
    """
    return shown_multiple(value).replace("x", glyphs.times)


def told_return(value: float, basis: str | None, glyphs: Glyphs) -> str:
    """Give a return with what its worth rests on.

    >>> from upsell_cli.render.drawing.glyphs import ASCII
    >>> told_return(1.857, "assumed", ASCII), told_return(8.67, None, ASCII)
    ('1.8x assumed', '8x')
    """
    return " ".join(filter(None, (multiple(value, glyphs), basis)))


def span(first: date, last: date | None, glyphs: Glyphs) -> str:
    """Give two days as a range, no finer than it can be known.

    >>> from upsell_cli.render.drawing.glyphs import ASCII
    >>> span(date(2026, 12, 3), date(2026, 12, 24), ASCII), span(date(2026, 11, 28), date(2027, 1, 9), ASCII)
    ('3-24 Dec', 'Nov-Jan')
    >>> span(date(2026, 12, 3), None, ASCII)
    'from Dec'
    """
    start = MONTHS[first.month - 1]
    if last is None:
        return f"from {start}"
    if (first.year, first.month) == (last.year, last.month):
        days = str(first.day) if first == last else f"{first.day}{glyphs.span}{last.day}"
        return f"{days} {start}"
    return f"{start}{glyphs.span}{MONTHS[last.month - 1]}"


def amount_of(value: float) -> str:
    """Give a quantity: whole when it is, thousands apart, no limit in words.

    >>> amount_of(9800.0), amount_of(96.25), amount_of(float("inf"))
    ('9,800', '96.25', 'unlimited')
    """
    if not isfinite(value):
        return "unlimited"
    return f"{value:,.0f}" if value == floor(value) else f"{value:,.2f}".rstrip("0")


def named(identifier: str) -> str:
    """Give an id as a word to read, when the catalogue gives it no name.

    >>> named("extra_storage"), named("SSO")
    ('Extra storage', 'SSO')
    """
    words = identifier.replace("_", " ")
    return words[:1].upper() + words[1:]
