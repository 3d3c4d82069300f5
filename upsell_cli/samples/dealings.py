"""What the vendor did: contacts and deals, and what customers said about the value they get."""

from collections.abc import Iterator

from upsell_cli.money import exact
from upsell_cli.samples import ladder, names
from upsell_cli.samples.company import Company, arr_minor
from upsell_cli.samples.horizon import Horizon
from upsell_cli.samples.tables import Row

CHANNELS = ("email", "call", "meeting")
PITCHED, REVIEWED = 0.12, 0.3
OUTCOMES = ("sent", "no_answer", "not_now", "no", "interested")
VALUE_SAID = 0.12


def contact_rows(company: Company, horizon: Horizon) -> Iterator[Row]:
    """Give when somebody reached out: for the cast as it says, for the others now and then."""
    source = company.source
    found: list[tuple[int, dict[str, str]]] = []
    if company.member:
        found = [(horizon.last - ago, dict(cells)) for ago, cells in company.member.contacts]
    else:
        if source.random() < REVIEWED and company.now.tier >= ladder.GROWTH:
            met = horizon.last - int(source.integers(5, 170))
            found.append((met, {"channel": "meeting", "purpose": "review", "outcome": "done"}))
        if source.random() < PITCHED:
            cells = {
                "channel": names.pick(source, CHANNELS),
                "purpose": "upsell",
                "outcome": names.pick(source, OUTCOMES),
            }
            found.append((horizon.last - int(source.integers(5, 240)), cells))
    for number, (day, cells) in enumerate(sorted(found, key=lambda one: one[0]), start=1):
        if day > company.first_day:
            yield {
                "account_id": company.id,
                "date": horizon.date_of(day).isoformat(),
                "contact_id": f"{company.id}-c{number}",
            } | cells


def deal_rows(company: Company, horizon: Horizon) -> Iterator[Row]:
    """Give the deals: those behind past upgrades that people sold, some that were lost, those still open."""
    rows: list[dict[str, str]] = []
    for old, new in zip(company.states, company.states[1:], strict=False):
        if new.tier > old.tier and new.tier >= ladder.SCALE and new.start >= 0:
            rows.append(
                _closed(company, "closed won", new.tier, new.arr_minor - old.arr_minor, new.start, horizon)
            )
    if company.member:
        rows += [
            cells | {"opened": horizon.date_of(horizon.last - ago).isoformat()}
            for ago, cells in company.member.deals
        ]
    elif company.now.tier < ladder.TOP and company.source.random() < 0.05:
        target = company.now.tier + 1
        price = arr_minor(
            target, company.now.seats, annual=company.annual, discount=0, currency=company.currency
        )
        day = int(company.source.integers(max(company.first_day, 0), horizon.last + 1))
        rows.append(
            _closed(company, "closed lost", target, max(price - company.now.arr_minor, 0), day, horizon)
        )
    for number, cells in enumerate(rows, start=1):
        owner = {"owner": names.pick(company.source, names.OWNERS), "currency": company.currency}
        yield {"account_id": company.id, "deal_id": f"{company.id}-d{number}"} | owner | cells


def value_rows(company: Company, horizon: Horizon) -> Iterator[Row]:
    """Give what the customer said its time is worth, where somebody asked."""
    source = company.source
    said = company.member.value if company.member else None
    if company.member is None and company.ended is None and source.random() < VALUE_SAID:
        said = {
            "driver": names.pick(source, ("reporting", "double_entry")),
            "hours_per_person_week": f"{0.5 + 0.25 * int(source.integers(0, 9)):.2f}",
            "people": str(1 + int(company.now.seats * 0.3)),
            "hourly_cost": f"{int(source.integers(28, 80))}.00",
        }
    if said:
        yield {
            "account_id": company.id,
            "currency": company.currency,
            "source": "stated",
            "stated_by": names.person(source),
            "stated_on": horizon.date_of(horizon.last - int(source.integers(5, 120))).isoformat(),
        } | said


def _closed(
    company: Company, stage: str, tier: int, amount_minor: int, day: int, horizon: Horizon
) -> dict[str, str]:
    opened = max(day - 20 - int(company.source.integers(0, 50)), company.first_day)
    return {
        "stage": stage,
        "amount": exact(amount_minor, company.currency),
        "opened": horizon.date_of(opened).isoformat(),
        "closed": horizon.date_of(day).isoformat(),
        "to_tier": ladder.TIERS[tier],
    }
