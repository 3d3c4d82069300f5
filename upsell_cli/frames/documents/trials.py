"""What became of drawn accounts, beside what was expected of them."""

from dataclasses import dataclass
from datetime import date

from upsell_cli.problems import Place


@dataclass(frozen=True, slots=True)
class Trial:
    """One expectation: what of which case, at which place, and what was found."""

    case: str
    what: str
    expected: str
    found: str
    holds: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Trials:
    """A file of cases, judged; `because` gives the reason of each case that says one."""

    path: str
    tiers: str
    as_of: date
    cases: tuple[str, ...]
    trials: tuple[Trial, ...]
    because: dict[str, str]
    version: str

    @property
    def failed(self) -> tuple[Trial, ...]:
        """Give the expectations that do not hold."""
        return tuple(trial for trial in self.trials if not trial.holds)

    def of(self, case: str) -> tuple[Trial, ...]:
        """Give the expectations of one case."""
        return tuple(trial for trial in self.trials if trial.case == case)
