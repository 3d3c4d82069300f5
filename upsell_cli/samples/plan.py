"""What is asked of the generator: how much, of which shape, with which dirt."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from upsell_cli.problems import Problem, UpsellError
from upsell_cli.samples.horizon import AS_OF, Horizon
from upsell_cli.samples.usage import Grain

Shape = Literal["wide", "long"]

FEWEST_DAYS = 28


@dataclass(frozen=True, slots=True)
class Formats:
    """How the usage file is laid out, and whether all files are packed with gzip."""

    shape: Shape = "wide"
    grain: Grain = "weekly"
    gzip: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the output depends on; the usage ends on `as_of` and covers `days` days up to it.

    `dirt` holds kinds of `dirt.KINDS`. Raises UpsellError when there would be nothing to see.
    """

    seed: int = 7
    accounts: int = 300
    days: int = 420
    as_of: date = AS_OF
    formats: Formats = field(default_factory=Formats)
    dirt: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse sizes that make no sample."""
        problems = [
            Problem(
                "bad-size", f"{name} {value} is too few", fix=f"Ask for {least} or more.", value=str(value)
            )
            for name, value, least in (("accounts", self.accounts, 1), ("days", self.days, FEWEST_DAYS))
            if value < least
        ]
        if problems:
            raise UpsellError(*problems)

    @property
    def horizon(self) -> Horizon:
        """Give the days simulated."""
        return Horizon(self.days, self.as_of)

    @property
    def newline(self) -> str:
        """Give the line end of every file."""
        return "\r\n" if "crlf" in self.dirt else "\n"
