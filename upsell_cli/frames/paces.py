"""What the whole book tells about each meter: how fast its use grows, and how sure a forecast can be.

A few numbers a meter, learned from all accounts, with which any batch of them can be forecast on its own.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Pace(NamedTuple):
    """One meter: how its use grows across the book.

    `growth` is the median growth in a week relative to the level, `variance` how far accounts truly differ
    in it (noise taken off), both learned from `accounts`. `straying` is how many times farther use strays
    from a line than the policy says, learned from `held_out` accounts whose last weeks were kept apart.
    """

    growth: float
    variance: float
    straying: float
    accounts: int
    held_out: int


Paces = Mapping[str, Pace]
"""By the id of the meter."""
