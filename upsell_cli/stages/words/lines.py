"""The columns of text of the verdicts that somebody will read."""

from collections.abc import Callable
from datetime import date
from typing import Literal

import numpy as np

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.vectors.blocks import add, picked
from upsell_cli.frames.verdicts import STATES, TALKED_TO, VERDICTS, Verdicts
from upsell_cli.stages.words.case import Case, cases
from upsell_cli.stages.words.evidence import evidence
from upsell_cli.stages.words.held import held_reason
from upsell_cli.stages.words.options import cheapest_option

TEXTS: dict[str, Callable[[Case], str]] = {
    "cheapest_option": cheapest_option,
    "evidence": evidence,
    "held_reason": held_reason,
}


def put_in_words(
    verdicts: Verdicts,
    book: TierBook,
    policy: Policy,
    as_of: date,
    *,
    rows: Literal["shown", "all"] = "shown",
) -> Verdicts:
    """Add the lines for a person to the accounts that are shown (or all); the others have none."""
    read = verdicts["state"].isin(STATES if rows == "all" else TALKED_TO).to_numpy(dtype=bool)
    told = list(cases(verdicts, read, book, policy, as_of))
    places = np.where(read, np.cumsum(read) - 1, -1)
    return Verdicts(
        add(
            verdicts,
            VERDICTS,
            {name: picked([words(case) for case in told], places) for name, words in TEXTS.items()},
        )
    )
