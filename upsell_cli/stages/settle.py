"""The one offer that is shown for an account, as its state asks for."""

import numpy as np

from upsell_cli.frames.offers import Valued
from upsell_cli.frames.vectors.beside import columns_at, places_of
from upsell_cli.frames.vectors.blocks import add, known_where, vector
from upsell_cli.frames.verdicts import SHOWN, VERDICTS, Verdicts

OWN_NAMES = {column.name: column.name for column in SHOWN}


def settle(verdicts: Verdicts, valued: Valued) -> Verdicts:
    """Add the columns of the smaller plan where the state is `right_size`, else of the pitch.

    Who is blocked is offered nothing, now or later. A smaller plan is no pitch, so a talk about it leaves no
    fingerprint.
    """
    state, nothing = verdicts["state"], np.full(len(verdicts), -1)
    smaller = (valued["offer_type"] == "right_size").to_numpy(dtype=bool)
    recommended = vector(valued, "recommended") == 1
    shown = np.select(
        [(state == "blocked").to_numpy(dtype=bool), (state == "right_size").to_numpy(dtype=bool)],
        [nothing, places_of(verdicts, valued, recommended & smaller)],
        default=places_of(verdicts, valued, recommended & ~smaller),
    )
    pitched = ~state.isin(("right_size", "blocked")).to_numpy(dtype=bool)
    noted = known_where(verdicts["pitch_fingerprint"].array, pitched)
    return Verdicts(add(verdicts, VERDICTS, {**columns_at(valued, shown, OWN_NAMES), "fingerprint": noted}))
