"""The one offer that is shown for an account, as its state asks for."""

import numpy as np

from upsell_cli.frames.beside import places_of, taken
from upsell_cli.frames.blocks import add, vector
from upsell_cli.frames.offers import Valued
from upsell_cli.frames.verdicts import SHOWN, VERDICTS, Verdicts

OWN_NAMES = {column.name: column.name for column in SHOWN}


def settle(verdicts: Verdicts, valued: Valued) -> Verdicts:
    """Add the columns of the smaller plan where the state is `right_size`, else of the pitch."""
    smaller = (valued["offer_type"] == "right_size").to_numpy(dtype=bool)
    recommended = vector(valued, "recommended") == 1
    shown = np.where(
        (verdicts["state"] == "right_size").to_numpy(dtype=bool),
        places_of(verdicts, valued, recommended & smaller),
        places_of(verdicts, valued, recommended & ~smaller),
    )
    return Verdicts(add(verdicts, VERDICTS, taken(valued, shown, OWN_NAMES)))
