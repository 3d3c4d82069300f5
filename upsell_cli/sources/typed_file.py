"""A file that was read, as everything after reading sees it."""

from typing import TYPE_CHECKING, NamedTuple

from upsell_cli.config.header_profile import HeaderProfile
from upsell_cli.sources.columns.mapping import Field
from upsell_cli.sources.ledger import Ledger

if TYPE_CHECKING:
    from upsell_cli.sources.digest import Digest, Part


class TypedFile(NamedTuple):
    """A file that was read: its ledger, and the table of its usable rows (`line` and our columns).

    With a part in a digest, the table holds only the rows that had to be looked at one by one.
    """

    ledger: Ledger
    relation: str
    fields: tuple[Field, ...]
    profile: HeaderProfile | None = None
    part: "Part | None" = None
    digest: "Digest | None" = None

    def has(self, key: str) -> bool:
        """Tell whether the file has a column of ours."""
        return any(field.key == key for field in self.fields)

    def header(self, key: str) -> str:
        """Give the header under which the file has a column of ours."""
        return next(field.header for field in self.fields if field.key == key)
