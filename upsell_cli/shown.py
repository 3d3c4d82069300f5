"""Figures as a person is shown them, wherever that is: floored, so that nothing reads as more than it is."""

from math import floor, isfinite

HUNDRED, TENTHS = 100, 10
CLOSE_TO = 1e-7
"""What a figure may lack of the next step by the way computers keep fractions."""


def shown_percent(share: float) -> int:
    """Give a share in whole percent; what is not full does not read as full.

    >>> [shown_percent(share) for share in (0.996, 1.0, 1.0799999999999998, 0.29)]
    [99, 100, 108, 29]
    """
    return floor(share * HUNDRED + CLOSE_TO)


def shown_use(value: float) -> str:
    """Give how much is used, whole from a hundred on, else with one decimal: 95.6 of 100 agrees with 95 %.

    >>> [shown_use(value) for value in (95.66, 33.0, 267_346.9, 4.96, float("inf"))]
    ['95.6', '33', '267,346', '4.9', 'unlimited']
    """
    if not isfinite(value):
        return "unlimited"
    step = 1 if abs(value) >= HUNDRED else TENTHS
    return f"{floor(value * step + CLOSE_TO) / step:,.1f}".removesuffix(".0")


def count(number: int, what: str) -> str:
    """Give a number of things.

    >>> count(1, "row"), count(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"
