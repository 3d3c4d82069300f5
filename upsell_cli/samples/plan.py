"""What is asked of the generator: how much, of which shape, with which dirt."""

from dataclasses import dataclass
from typing import Literal

from upsell_cli.samples.horizon import Horizon
from upsell_cli.samples.usage import Grain

Shape = Literal["wide", "long"]


@dataclass(frozen=True, slots=True)
class Formats:
    """How the usage file is laid out and how files are written."""

    shape: Shape = "wide"
    grain: Grain = "weekly"
    gzip: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the output depends on."""

    seed: int
    accounts: int
    horizon: Horizon
    formats: Formats
    dirt: frozenset[str]

    @property
    def newline(self) -> str:
        """Give the line end of every file."""
        return "\r\n" if "crlf" in self.dirt else "\n"
