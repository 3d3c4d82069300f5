"""What a project file gives to the commands: its settings under the names of their options."""

from collections.abc import Mapping
from typing import NamedTuple

PROJECT = "upsell.yaml"

Given = str | int | bool | list[str]


class ProjectFile(NamedTuple):
    """A project file in use.

    `options` are its settings as a command line would give them, by the name of the option's parameter, paths
    from the working folder; `lines` says where each stands. `named` is whether a person named the file, or it
    was found.
    """

    path: str
    options: Mapping[str, Given]
    lines: Mapping[str, int]
    named: bool = False

    @property
    def account_url(self) -> str | None:
        """Give the address of an account, with `{account_id}` in it."""
        address = self.options.get("account_url")
        return address if isinstance(address, str) else None

    def says(self, option: str, value: object) -> bool:
        """Tell whether the file gives an option this very value.

        >>> project = ProjectFile("upsell.yaml", {"top": 20, "billing": ["b.csv"]}, {})
        >>> project.says("top", 20), project.says("billing", ["c.csv"]), project.says("grain", None)
        (True, False, False)
        """
        return option in self.options and str(self.options[option]) == str(value)
