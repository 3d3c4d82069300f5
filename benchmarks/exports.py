"""What an invented company's systems export: usage as it was let through, billing, and what people noted."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from customers import TERM, WEEKS_A_MONTH, Customers, arr
from market import FEATURES, LEVELS, METERS, WEEKS, Market

AS_OF = date(2026, 6, 28)
MONTH_WEEKS = 4
ASKS, ASKS_ANYWAY, NPS_ANSWERS, BUDGET_SEEN, VIEWS, VIEWS_WANTING = 0.09, 0.004, 0.45, 0.3, 0.01, 0.08
QUARTER = 13


def write(market: Market, customers: Customers, folder: Path) -> dict[str, Path]:
    """Write the tables the company has; give their paths by option, with the catalogue under `tiers`."""
    folder.mkdir(parents=True, exist_ok=True)
    dice = np.random.default_rng([market.seed, 79])
    tables = {
        "usage": _usage(market, customers),
        "billing": _billing(market, customers),
        "accounts": _accounts(customers, dice),
        "events": _events(market, customers, dice),
        "contacts": _contacts(customers),
    }
    given = {"usage", "billing", *market.tables} & set(tables)
    paths = {name: folder / f"{name}.csv" for name in sorted(given)}
    for name, path in paths.items():
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(tables[name])
    (folder / "tiers.yaml").write_text(_catalogue(market), encoding="utf-8")
    return paths | {"tiers": folder / "tiers.yaml"}


def last_day(market: Market) -> date:
    """Give the day to judge on: the newest reading's, which in monthly data ends the month."""
    return _month_end(WEEKS) if market.grain == "monthly" else AS_OF


def ids(count: int) -> list[str]:
    """Give the ids of so many accounts."""
    return [f"C{number:05d}" for number in range(count)]


def _day(week: int) -> date:
    return AS_OF + timedelta(weeks=int(week) - WEEKS)


def _shown(market: Market, customers: Customers) -> np.ndarray:
    """Give what is recorded, accounts x weeks x meters: hard limits let nothing through beyond them."""
    tier = customers.tier[:, 1:]
    limits = np.array(market.limits)[tier]
    by_seat = np.array(market.seat_prices)[tier] > 0
    limits[:, :, 0] = np.where(
        by_seat, np.maximum(customers.seats[:, None], limits[:, :, 0]), limits[:, :, 0]
    )
    wanted = customers.demand[:, 1 : WEEKS + 1]
    shown = np.where(np.array(market.soft), wanted, np.minimum(wanted, limits))
    shown[:, :, 0] = np.round(shown[:, :, 0])
    return shown


def _usage(market: Market, customers: Customers) -> Iterator[Sequence[object]]:
    shown = _shown(market, customers)
    snapshot = market.grain == "snapshot"
    yield ("account_id", *(() if snapshot else ("date",)), *METERS)
    step = MONTH_WEEKS if market.grain == "monthly" else 1
    first = WEEKS if snapshot else step
    for row, account in enumerate(ids(market.accounts)):
        for week in range(first, WEEKS + 1, step):
            if week <= customers.started[row] or not customers.alive[row, week]:
                continue
            month = 1.0 if market.grain != "weekly" else 1 / WEEKS_A_MONTH
            values = (
                f"{shown[row, week - 1, k] * (1.0 if meter in LEVELS else month):.1f}"
                for k, meter in enumerate(METERS)
            )
            on = () if snapshot else (_day(week) if market.grain == "weekly" else _month_end(week),)
            yield (account, *on, *values)


def _month_end(week: int) -> date:
    """Give the last day of a month for every fourth week, the newest being the as-of day's month."""
    months_ago = (WEEKS - week) // MONTH_WEEKS
    year, month = divmod(AS_OF.year * 12 + AS_OF.month - 1 - months_ago, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return following - timedelta(days=1)


def _billing(market: Market, customers: Customers) -> Iterator[Sequence[object]]:
    yield (
        "account_id", "tier", "arr", "interval", "seats", "status", "started_at", "valid_from", "valid_to",
        "renewal_date",
    )  # fmt: skip
    for row, account in enumerate(ids(market.accounts)):
        tiers, alive = customers.tier[row], customers.alive[row]
        gone_from = WEEKS + 1 if alive[WEEKS] else int(alive.argmin())
        begun, seats = int(customers.started[row]), customers.seats[row]
        rises = np.flatnonzero(np.diff(tiers[:gone_from])) + 1
        states = list(zip([0, *rises], [*rises, gone_from], strict=True))
        renewal = _day(begun + (WEEKS - begun) // TERM * TERM + TERM) if customers.annual[row] else ""
        for start, end in states if "billing_history" in market.tables else states[-1:]:
            rank = tiers[end - 1]
            status = "canceled" if end == gone_from <= WEEKS else "active"
            amount = float(arr(market, rank[None], seats[None])[0]) * (1 - customers.discount[row])
            yield (
                account, f"t{rank}", f"{amount:.2f}", "year" if customers.annual[row] else "month",
                int(seats) if market.seats_sold(rank) else "", status,
                _day(begun), _day(max(start, begun)), _day(end) if end <= WEEKS else "", renewal,
            )  # fmt: skip


def _accounts(customers: Customers, dice: np.random.Generator) -> Iterator[Sequence[object]]:
    yield ("account_id", "employees", "lifecycle", "nps", "nps_on", "compliance_deadline", "customer_since")
    for row, account in enumerate(ids(len(customers.employees))):
        answered = dice.random() < NPS_ANSWERS
        nps = int(np.clip(np.round(3 + 8 * customers.satisfaction[row] + dice.normal(0, 1.2)), 0, 10))
        due = customers.compliance_in[row]
        yield (
            account,
            customers.employees[row],
            "active" if customers.alive[row, WEEKS] else "churned",
            nps if answered else "",
            _day(WEEKS - int(dice.integers(1, 24))) if answered else "",
            _day(WEEKS + int(due)) if due > -QUARTER else "",
            _day(int(customers.started[row])),
        )


def _events(market: Market, customers: Customers, dice: np.random.Generator) -> Iterator[Sequence[object]]:
    yield ("account_id", "date", "type", "feature")
    tight = (customers.demand[:, : WEEKS + 1] / np.array(market.limits)[customers.tier]).max(axis=2)
    for row, account in enumerate(ids(market.accounts)):
        wanted = int(customers.wants[row])
        for week in range(max(WEEKS - 2 * QUARTER, int(customers.started[row])), WEEKS + 1):
            if not customers.alive[row, week]:
                break
            lacking = wanted >= 0 and min(wanted, market.top - 1) >= customers.tier[row, week]
            rolls = dice.random(4)
            if rolls[0] < (ASKS if lacking else ASKS_ANYWAY):
                yield account, _day(week), "feature_request", FEATURES[wanted if lacking else 3]
            if rolls[1] < (VIEWS_WANTING if tight[row, week] > 1 or lacking else VIEWS):
                yield account, _day(week), "pricing_view", ""
            if rolls[2] < 0.1 * (tight[row, week] > 1):
                yield account, _day(week), "blocked", ""
            if rolls[3] < 0.012 * (customers.budget[row] > 1 - BUDGET_SEEN):
                yield account, _day(week), "budget_signal", ""


def _contacts(customers: Customers) -> Iterable[Sequence[object]]:
    yield ("account_id", "date", "channel", "purpose", "outcome")
    for row, account in enumerate(ids(len(customers.employees))):
        if not np.isnan(customers.pitched[row]):
            outcome = "sent" if np.isnan(customers.refused[row]) else "no"
            yield account, _day(WEEKS - int(customers.pitched[row])), "call", "upsell", outcome


def _catalogue(market: Market) -> str:
    lines = ["version: 1", "currency: USD", "features:"]
    lines += [f"  {name}: {{group: {'security' if name == 'sso' else 'other'}}}" for name in FEATURES]
    lines.append("tiers:")
    for rank, price in enumerate(market.prices):
        # The second tier brings security too, whatever the place of `sso` in the ladder is.
        brought = [f for place, f in enumerate(FEATURES) if min(place, market.top - 1) < rank]
        lines += [f"  - id: t{rank}", f"    features: [{', '.join(['core', *brought])}]"]
        lines += [f"    security: [encryption{', roles' if rank else ''}]"]
        seat = market.seat_prices[rank]
        included = f", included_seats: {int(market.limits[rank][0])}" if seat else ""
        lines.append(
            f"    price: {{monthly: {price}{f', per_seat_monthly: {seat}' if seat else ''}{included}}}"
        )
        lines += ["    limits:", *(_limit(market, rank, k) for k in range(len(METERS)))]
    return "\n".join(lines) + "\n"


def _limit(market: Market, rank: int, meter: int) -> str:
    limit = market.limits[rank][meter]
    if not np.isfinite(limit):
        return f"      {METERS[meter]}: unlimited"
    if not market.soft[meter]:
        return f"      {METERS[meter]}: {limit:.0f}"
    per = max(int(limit / 100), 1)
    price = max(round(market.prices[rank] / 80, 2), 0.01)
    terms = f"{{included: {limit:.0f}, enforcement: soft, overage: {{per: {per}, price: {price}}}}}"
    return f"      {METERS[meter]}: {terms}"
