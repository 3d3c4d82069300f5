"""How far a year of charges priced by the last half year of weeks is from the sum of its billing months.

Use of every day is drawn, level or growing, with and without seasons. What each calendar month would be
charged for begun blocks is added up; beside it stands a year like the months that are cut from those weeks,
as a scan does, and one of twelve months like the last four weeks.
"""

import numpy as np

from upsell_cli.calendar import DAYS_A_MONTH, MONTHS_A_YEAR
from upsell_cli.frames.billing_months import cut_into_months
from upsell_cli.frames.tables import BINS
from upsell_cli.frames.vectors.blocks import Floats

ACCOUNTS, DAYS, INCLUDED, BLOCK, PRICE = 4_000, 365, 1_000, 100, 10
MONTH_ENDS = np.cumsum((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31))
SCATTER = 0.3
SHAPES = {"level": (0.0, 0.0), "growing 30 % a year": (0.0, 0.3), "season of 30 %": (0.3, 0.0)}


def drawn(season: float, growth: float) -> Floats:
    """Give the use of each account on each day of a year."""
    dice = np.random.default_rng(7)
    day = np.arange(DAYS)
    typical = dice.lognormal(np.log(1.1 * INCLUDED / DAYS_A_MONTH), 0.4, (ACCOUNTS, 1))
    waves = 1 + season * np.sin(2 * np.pi * day / DAYS + dice.uniform(0, 2 * np.pi, (ACCOUNTS, 1)))
    scatter = dice.lognormal(0, SCATTER, (ACCOUNTS, DAYS))
    return dice.poisson(typical * np.exp(growth * (day - DAYS) / DAYS) * waves * scatter).astype(np.float64)


def charged(month: Floats) -> Floats:
    """Give what is charged for the blocks begun in a month."""
    return np.ceil(np.maximum(month - INCLUDED, 0.0) / BLOCK) * PRICE


def main() -> None:
    """Print two lines a shape."""
    for shape, (season, growth) in SHAPES.items():
        use = drawn(season, growth)
        months = np.add.reduceat(use, [0, *MONTH_ENDS[:-1]], axis=1)
        truth = charged(months).sum(axis=1)
        weeks = use[:, ::-1][:, : BINS * 7].reshape(ACCOUNTS, BINS, 7).sum(axis=2)
        by_months = charged(cut_into_months(weeks, "flow")).mean(axis=1) * MONTHS_A_YEAR
        by_last = charged(use[:, -28:].sum(axis=1) * DAYS_A_MONTH / 28) * MONTHS_A_YEAR
        for how, told in (("months cut from weeks", by_months), ("the last four weeks", by_last)):
            off = np.median((np.abs(told - truth) / truth.clip(1))[truth > 0])
            wrong = np.mean((told > 0) != (truth > 0))
            print(f"{shape:<20} {how:<22} off by {off:.0%} in the median, in all by "
                  f"{told.sum() / truth.sum() - 1:+.0%}; charges where there are none or the reverse: "
                  f"{wrong:.0%}")  # fmt: skip


if __name__ == "__main__":
    main()
