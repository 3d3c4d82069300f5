"""What an offer moves, where an account has more subscriptions than the one it is about."""

from upsell_cli.frames.vectors.lists import BETWEEN
from upsell_cli.stages.words.figures import counted, listed


def subscriptions(moving: str) -> str:
    """Give the ids of the subscriptions that an offer moves, one or two by name.

    >>> subscriptions("S-1"), subscriptions("S-1;S-2;S-3")
    ('S-1', 'S-1 and 2 more')
    """
    return listed(moving.split(BETWEEN))


def seats_moved(seats: int | None, beside: int | None) -> str:
    """Give how many of the seats an offer moves; empty where that is all or not known.

    >>> seats_moved(195, 174), seats_moved(21, 0), seats_moved(None, None)
    ('21 of 195 seats', '', '')
    """
    if seats is None or not beside or beside >= seats:
        return ""
    return f"{seats - beside:,} of {counted(seats, 'seat')}"


def seats_paid(after: int | None, beside: int | None, included: int) -> int | None:
    """Give the seats that the price of an offer's tier is for; None where it has none beyond those included.

    `after` counts those of other tiers too, which are `beside`.

    >>> seats_paid(56, 0, 0), seats_paid(56, 16, 10), seats_paid(8, 0, 10), seats_paid(None, None, 0)
    (56, 40, None, None)
    """
    if after is None or after - (beside or 0) <= included:
        return None
    return after - (beside or 0)
