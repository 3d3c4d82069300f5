"""What differs between two catalogues, which accounts feel it, and what becomes of the list."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from upsell_cli.frames.documents.ladder import Kind, Value
from upsell_cli.frames.documents.results import ScanResult
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

RELISTED = ("enters", "leaves", "offer", "amount", "state", "rank")
"""What becomes of an account on the list: it comes or goes; else another offer, another amount of the same
offer, another state, or another place and nothing else."""


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


class Relisted(NamedTuple):
    """One account whose verdict is another: how, and its places among the verdicts then and now."""

    how: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Lists:
    """The same exports judged under both catalogues, and every account that is not where it was."""

    before: ScanResult
    after: ScanResult
    relisted: tuple[Relisted, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Two catalogues compared; without exports `affected` is empty, and `lists` and `inputs` are None.

    `names` gives what a person calls a tier, a meter or a feature, by its id; `new_policy` is the policy file
    of the new one alone.
    """

    old: str
    new: str
    currency: str
    changes: tuple[Change, ...]
    names: dict[str, str]
    version: str
    affected: tuple[Affected, ...] = ()
    new_policy: str | None = None
    lists: Lists | None = None
    accounts: int = 0
    inputs: Inputs | None = None
