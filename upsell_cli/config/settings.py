"""What a person asked for on the command line: the inputs, how to read them, and what to rank by."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from upsell_cli.config.exports import Exports
from upsell_cli.config.finding import CATALOGUE, found_upward
from upsell_cli.frames.inputs import TABLES
from upsell_cli.problems import Problem, Severity, UpsellError

RankBy = Literal["value", "chance", "score", "arr", "customer-value"]


@dataclass(frozen=True, slots=True)
class Settings(Exports):
    """Everything a run depends on besides the contents of its files; a path stands as it was given.

    `tiers` is empty where a command can do without a catalogue and there is none; `account_url` is the
    address of an account with `{account_id}` in it.
    """

    tiers: str = ""
    policy: str | None = None
    map_file: str | None = None
    rank_by: RankBy = "value"
    show_all: bool = False
    account_url: str | None = None

    @property
    def input_files(self) -> Iterator[str]:
        """Give every path that is read, in the order of the options; `-` is standard input and no path."""
        yield from (path for table in TABLES for path in self.files_of(table) if path != "-")
        yield from (path for path in (self.tiers, self.policy, self.map_file) if path)


def find_catalogue(given: str | None, usage: tuple[str, ...]) -> str:
    """Give the path of the catalogue: the one named, or `tiers.yaml` here or in a folder above.

    Without one the message says how to make it from the person's own usage file.
    """
    found = given or found_upward(CATALOGUE)
    if found is None:
        raise UpsellError(no_catalogue(usage[0] if usage and usage[0] != "-" else "usage.csv"))
    return found


def no_catalogue(files: str, severity: Severity = "error") -> Problem:
    """Give the problem of a run without a catalogue; `files` is what would be typed to start one from."""
    return Problem(
        "no-catalogue",
        f"no {CATALOGUE} in this folder or above it, so it is not known what is sold",
        fix=f"Name yours with `--tiers FILE`, or start one from your data with `upsell init {files}`.",
        severity=severity,
    )
