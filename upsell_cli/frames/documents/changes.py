"""What differs between two catalogues, and which accounts feel it."""

from dataclasses import dataclass
from typing import Literal

from upsell_cli.frames.documents.ladder import Kind, Value
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Place

Effect = Literal["better", "worse", "other"]
"""What a change means for whoever is on the tier."""

ChangeKind = Literal[
    "tier_added", "tier_removed", "tier_renamed", "tier_moved", "path", "price", "limit", "feature",
    "promise", "add_on", "plan", "policy", "currency",
]  # fmt: skip

AFFECTED = ("stranded", "over_limit", "within_limit", "pays_more", "pays_less", "gets", "in_reach", "loses")
"""How an account is affected, the gravest first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `value_kind` says how `before` and `after` are written (None: not there)."""

    kind: ChangeKind
    tier: str | None
    item: str
    before: Value
    after: Value
    value_kind: Kind
    effect: Effect
    place: Place


@dataclass(frozen=True, slots=True)
class Affected:
    """One account that feels a change.

    An amount is whole minor units of the catalogue's currency a year, at list price and with overage.
    """

    how: str
    account_id: str
    account_name: str | None
    tier: str
    item: str
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """Two catalogues compared; `affected` is empty, and `inputs` None, without exports.

    `names` gives what a person calls a tier, a meter or a feature, by its id.
    """

    old: str
    new: str
    currency: str
    changes: tuple[Change, ...]
    names: dict[str, str]
    version: str
    affected: tuple[Affected, ...] = ()
    accounts: int = 0
    inputs: Inputs | None = None
