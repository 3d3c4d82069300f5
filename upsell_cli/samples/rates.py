"""Exchange rates at the start of each month of the horizon, with a slow invented swing."""

from collections.abc import Iterator
from datetime import date

from upsell_cli.samples.horizon import Horizon
from upsell_cli.samples.tables import Row

MID = {"EUR": 1.08, "GBP": 1.26}
SWING = (0.0, 0.004, 0.009, 0.006, 0.001, -0.005, -0.009, -0.004)


def rate_rows(horizon: Horizon) -> Iterator[Row]:
    """Give a rate to dollars for each currency and month; Swiss francs have none, on purpose."""
    firsts = sorted({date(on.year, on.month, 1) for on in map(horizon.date_of, range(horizon.days))})
    for number, on in enumerate(firsts):
        for currency, mid in MID.items():
            rate = mid * (1 + SWING[number % len(SWING)])
            yield {"date": on.isoformat(), "from": currency, "to": "USD", "rate": f"{rate:.4f}"}
