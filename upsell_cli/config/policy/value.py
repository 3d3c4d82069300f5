"""How much of a claimed value counts."""

from typing import Annotated

from pydantic import Field

from upsell_cli.config.model import Model, NotNegative, Share

Range = Annotated[tuple[Share, ...], Field(min_length=2, max_length=2)]
"""The low and the high end of a share."""


class ValueRange(Model):
    """How much of a claim may come true, low and high, by where its figures come from."""

    measured: Range = Field(description="Of what was measured.")
    stated: Range = Field(description="Of what the customer said.")
    benchmark: Range = Field(description="Of what it brings elsewhere.")
    assumed: Range = Field(description="Of what nobody knows.")


class ValueRules(Model):
    """How a claimed value counts."""

    least_return: NotNegative = Field(description="Return below which nothing is pitched on its return.")
    good_return: NotNegative = Field(description="Return from which it is shown as good.")
    realised_stated: Share = Field(description="Share of a measured or stated value that counts.")
    realised_assumed: Share = Field(description="Share of a benchmark or assumption that counts.")
    ranges: ValueRange = Field(description="The ends of the range a return is told with.")

    def counts(self, source: str) -> float:
        """Give how much of a value from this source counts."""
        return self.realised_stated if source in ("stated", "measured") else self.realised_assumed
