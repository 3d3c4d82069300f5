"""One thing that could be otherwise with an account: how it is told, and how the inputs change for it."""

from dataclasses import dataclass

from upsell_cli.workflows.explain.whatif.twins import Change

NOISE = 1e-9
"""What two numbers may differ by and be the same: an artefact of binary fractions."""


@dataclass(frozen=True, slots=True)
class Lever:
    """A change of one fact, told in `words`; `size` is that on the fact's own scale, 1 being all of it.

    Nothing is decided by it: what comes of the change, the stages say. A fact that is not known has no
    lever, for that is a question and not a change.
    """

    fact: str
    size: float
    words: str
    change: Change
