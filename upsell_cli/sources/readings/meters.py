"""What usage files may measure: the meters of the catalogue, and metrics that show a feature in use."""

from typing import NamedTuple

from upsell_cli.frames.headers import normalised
from upsell_cli.sources.request import Request


class Meters(NamedTuple):
    """The meters and wanted metrics, numbered; which of them are levels, and what each may be called.

    `alone` tells that no billing says anything beside the usage: without any meter there is nothing to say.
    """

    names: tuple[str, ...]
    levels: frozenset[int]
    called: dict[str, int]
    alone: bool = True

    @classmethod
    def of(cls, request: Request) -> "Meters":
        """Give the meters of the catalogue, then metrics that only show a feature in use."""
        own = tuple(meter.id for meter in request.meters)
        names = (*own, *(name for name in dict.fromkeys(request.metrics_wanted) if name not in own))
        called = {normalised(header): i for i, meter in enumerate(request.meters) for header in meter.headers}
        called |= {normalised(name): i for i, name in enumerate(names)}
        levels = frozenset(i for i, meter in enumerate(request.meters) if meter.kind == "level")
        return cls(names, levels, called, alone=not request.billing)

    def place(self, *names: str) -> int | None:
        """Give the number of the meter that goes by the first of these names."""
        return next((self.called[name] for name in map(normalised, names) if name in self.called), None)
