"""What was found odd about a catalogue, and what it was judged on."""

from dataclasses import dataclass

from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Problem


@dataclass(frozen=True, slots=True)
class TierUse:
    """The live accounts of a tier: how many, how many near a limit, how many at one or over."""

    tier: str
    accounts: int
    near: int
    over: int


@dataclass(frozen=True, slots=True)
class Lint:
    """The findings about a catalogue; `use` and `inputs` are empty when it was looked at by itself."""

    tiers: str
    findings: tuple[Problem, ...]
    names: tuple[str, ...]
    version: str
    use: tuple[TierUse, ...] = ()
    inputs: Inputs | None = None

    @property
    def to_mend(self) -> tuple[Problem, ...]:
        """Give what should not stay: everything but notes."""
        return tuple(found for found in self.findings if found.severity != "note")
