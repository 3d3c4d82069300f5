"""Holds a list against the truth: what share of the revenue to be found is with those it says to call."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import exports
import numpy as np
import pandas as pd
from beside import beside
from customers import Flags, Floats, live
from market import Market
from spoiling import WAYS, spoiled

from upsell_cli.config.settings import Settings
from upsell_cli.frames.verdicts import Verdicts
from upsell_cli.workflows.scan import scan

CALLED = 0.10
"""Share of the accounts below the top that there is time to call."""

NEAR = 0.8
OURS, RULE, USE = "the list", "use x ARR", "use"
SPARING, LISTED = "use x ARR, nobody held", "use x ARR, listed"
CHANCE, CHANCE_SPARING = "chance x ARR", "chance x ARR, nobody held"
"""The first two of each pair may call anybody; ours in the second has chance x added ARR for an order."""

CEILING = "the truth, among those listed"

LOWER, SMALLER = "listed, chance too low", "listed, offer too small"


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one company.

    `captured` is the share of the revenue that each order finds, `reasoned` the same of what comes of a
    need; CEILING among them is the most that could be found among those on our list. `lost` is the share of
    those whom one who knew the truth would call and we do not, by reason; `calibration` expected / true
    upgrades, of all who could and of those listed.
    """

    market: Market
    captured: Mapping[str, float]
    reasoned: Mapping[str, float]
    lost: Mapping[str, float]
    calibration: float
    calibration_listed: float
    listed: int
    wrongly_listed: int
    moved_by: tuple[str, ...]


def judge(market: Market, *, spoiling: bool) -> Judged:
    """Scan one company's files; with `spoiling`, again with every change that must not matter."""
    customers = live(market)
    with TemporaryDirectory() as folder:
        paths = exports.write(market, customers, Path(folder))
        verdicts = scanned(paths, market)
        order = _order(verdicts)
        moved_by = tuple(
            name
            for name in WAYS
            if spoiling and _order(scanned(spoiled(name, paths, Path(folder, "spoiled")), market)) != order
        )
    return _held_against(beside(verdicts, customers, market), market, moved_by)


def scanned(paths: Mapping[str, Path], market: Market) -> Verdicts:
    """Give the verdicts of a scan of these files."""
    given = {name: (str(path),) for name, path in paths.items() if name not in ("usage", "tiers")}
    as_of = exports.last_day(market)
    settings = Settings(
        usage=(str(paths["usage"]),), tiers=str(paths["tiers"]), as_of=as_of, max_rejects=1.0, **given
    )
    return scan(settings).verdicts


def calls(sheet: pd.DataFrame) -> int:
    """Give how many accounts there is time to call."""
    return math.ceil(CALLED * int(sheet["below"].sum()))


def called(sheet: pd.DataFrame, key: Floats) -> Flags:
    """Mark the accounts that an order calls, the largest key first; never one without a key."""
    first = np.lexsort((sheet["lot"], -np.where(np.isnan(key), -np.inf, key)))[: calls(sheet)]
    marked = np.zeros(len(key), dtype=bool)
    marked[first] = np.isfinite(key[first])
    return marked


def found(sheet: pd.DataFrame, key: Floats, revenue: str = "expected") -> float:
    """Give the share of the revenue that calling by this order is expected to bring."""
    expected = sheet[revenue].to_numpy()
    return float(expected[called(sheet, key)].sum() / expected[called(sheet, expected)].sum())


def _order(verdicts: Verdicts) -> list[str]:
    return verdicts.loc[verdicts["rank"].notna(), "account_id"].tolist()


def _held_against(sheet: pd.DataFrame, market: Market, moved_by: tuple[str, ...]) -> Judged:
    listed, below = sheet["rank"].notna().to_numpy(), sheet["below"].to_numpy()
    upgrades = listed & (sheet["offer_type"] == "tier_upgrade").to_numpy(dtype=bool, na_value=False)
    chance, true = sheet["chance"].to_numpy(), sheet["upgrades"].to_numpy()
    return Judged(
        market=market,
        captured=_captured(sheet, "expected"),
        reasoned=_captured(sheet, "reasoned"),
        lost=_lost(sheet),
        calibration=float(chance[below].sum() / true[below].sum()),
        calibration_listed=float(chance[upgrades].sum() / true[upgrades].sum()),
        listed=int(listed.sum()),
        wrongly_listed=int((listed & sheet["held"].to_numpy()).sum()),
        moved_by=moved_by,
    )


def _captured(sheet: pd.DataFrame, revenue: str) -> dict[str, float]:
    listed = np.where(sheet["rank"].notna(), sheet[revenue], np.nan)
    return {name: found(sheet, key, revenue) for name, key in (_orders(sheet) | {CEILING: listed}).items()}


def _orders(sheet: pd.DataFrame) -> dict[str, Floats]:
    """Give what each order sorts by; rules of thumb are told the true price of a tier up."""
    listed, alive, held = (
        sheet["rank"].notna().to_numpy(),
        sheet["alive"].to_numpy(),
        sheet["held"].to_numpy(),
    )
    use, worth, chance, lot = (sheet[name].to_numpy() for name in ("use", "worth", "chance", "lot"))
    return {
        OURS: -sheet["rank"].to_numpy(),
        RULE: np.where(alive, use * worth, np.nan),
        SPARING: np.where(held, np.nan, use * worth),
        LISTED: np.where(listed, use * worth, np.nan),
        CHANCE: np.where(alive, chance * worth, np.nan),
        CHANCE_SPARING: np.where(held, np.nan, chance * worth),
        "over 80 %, by ARR": np.where(alive & (use >= NEAR), worth, np.nan),
        USE: np.where(alive, use, np.nan),
        "ARR": np.where(alive, worth, np.nan),
        "lots": np.where(alive, lot, np.nan),
    }


def _lost(sheet: pd.DataFrame) -> dict[str, float]:
    """Give the shares missed: by state, and of those listed too low, by what errs more, chance or amount."""
    expected = sheet["expected"].to_numpy()
    best = called(sheet, expected)
    chance_errs = sheet["chance"] / sheet["upgrades"].clip(lower=1e-9)
    amount_errs = sheet["amount"] / sheet["worth"].clip(lower=1e-9)
    listed = np.where(chance_errs <= amount_errs, LOWER, SMALLER)
    why = pd.Series(np.where(sheet["rank"].notna(), listed, sheet["state"].to_numpy(dtype=object)))
    missed = best & ~called(sheet, -sheet["rank"].to_numpy())
    shares = pd.Series(expected / expected[best].sum())[missed].groupby(why[missed]).sum()
    return {str(name): float(share) for name, share in shares.items()}
