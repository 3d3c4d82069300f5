"""More of the same tier: seats, add-ons, or both together.

What an account lacks in its tier is a gap. Seats close the gap of people where the tier charges by the
seat; add-ons close the rest. A limit that may be passed at a price is a gap that may stay open, so it
is tried both ways.
"""

from collections.abc import Iterator

import numpy as np

from upsell_cli.config.bundles import answered_within
from upsell_cli.frames.vectors.blocks import Bools, Floats
from upsell_cli.stages.offers.candidates import Candidates, candidates
from upsell_cli.stages.offers.cover import Gaps, covers
from upsell_cli.stages.offers.wants import Wants


def seats_and_add_ons(wants: Wants, most_together: int) -> Iterator[Candidates]:
    """Give seats alone where they are enough, and add-ons, with seats where people are short too."""
    at = np.flatnonzero(wants.known & wants.needy)
    mine = wants.taken(at)
    mine = mine._replace(required=mine.needed(mine.terms_row, mine.rank))
    seats = _seats_needed(mine)
    more = seats > mine.seats
    billed = np.where(more, seats, np.where(mine.per_seat, mine.seats, np.nan))
    nothing = np.zeros((len(at), len(wants.shelf.ids)))
    every, must = _gaps(mine, more)
    yield candidates("seat_expansion", at, mine.rank, billed, nothing).only(more & ~must.left)
    differs = np.any(every.short != must.short, axis=1)
    for gaps, chosen in ((every, every.left), (must, must.left & differs)):
        some = np.flatnonzero(chosen)
        for rows, added in covers(mine.taken(some), gaps.of(some), most_together):
            place = some[rows]
            yield candidates("add_on", at[place], mine.rank[place], billed[place], added)


def _seats_needed(mine: Wants) -> Floats:
    """Give the seats that leave nobody without room; NaN where the tier does not sell so many, or none."""
    pressed = mine.by_seats & (mine.required > mine.limits)
    people = np.ceil(np.where(pressed, mine.required - mine.beside[:, None], 0.0)).max(axis=1, initial=0.0)
    most = mine.shelf.book.most_seats[mine.rank]
    return np.where((people > 0) & ~(people > most), people, np.nan)


def _gaps(mine: Wants, more_seats: Bools) -> tuple[Gaps, Gaps]:
    """Give every gap that seats do not close, and those of them that cannot stay open at a price."""
    short = np.nan_to_num(np.maximum(mine.required - mine.limits, 0.0))
    short = np.where(mine.by_seats & more_seats[:, None], 0.0, short)
    promised = answered_within(mine.shelf, mine.rank, mine.held)
    slow = ~np.isnan(mine.answer_hours) & ~(promised <= mine.answer_hours)
    asked = np.flatnonzero(mine.asked.any(axis=0))
    lacking = np.column_stack([mine.asked[:, asked], mine.any_feature, slow, mine.safer])
    payable = ~np.isnan(mine.terms.overage[mine.terms_row])
    return Gaps(short, lacking, asked), Gaps(np.where(payable, 0.0, short), lacking, asked)
