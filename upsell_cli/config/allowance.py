"""How many unusable rows are put up with."""

import re
from typing import NamedTuple

WHOLE = 100


class Allowance(NamedTuple):
    """So many rows, or such a share of them."""

    rows: int | None = None
    share: float | None = None

    @property
    def limit(self) -> int | float:
        """Give rows as an int, a share as a float."""
        return self.share if self.share is not None else self.rows or 0

    def __str__(self) -> str:
        """Give it as a person writes it.

        >>> str(Allowance(rows=20)), str(Allowance(share=0.025))
        ('20', '2.5%')
        """
        return str(self.rows or 0) if self.share is None else f"{self.share * WHOLE:.10g}%"

    def holds(self, rejected: int, counted: int) -> bool:
        """Tell whether that covers so many of the counted rows."""
        return rejected <= (self.limit if self.share is None else self.share * counted)


def allowance(text: str) -> Allowance:
    """Give what `20` (rows) or `2.5%` (of the rows) puts up with.

    Raises ValueError for anything else.

    >>> allowance("20").holds(20, 1000), allowance("2.5%").holds(26, 1000)
    (True, False)
    """
    if re.fullmatch(r"[0-9]+", text):
        return Allowance(rows=int(text))
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?%", text) and float(text[:-1]) <= WHOLE:
        return Allowance(share=float(text[:-1]) / WHOLE)
    raise ValueError(f'"{text}" is neither a number of rows (20) nor a share of them (5%)')
