"""A newcomer's files, and what is begun from them."""

import random
from datetime import date, timedelta
from pathlib import Path

from upsell_cli.config.settings import Settings
from upsell_cli.render.first_catalogue import first_catalogue
from upsell_cli.render.header_map import header_map
from upsell_cli.workflows.init import begin
from upsell_cli.workflows.scan import scan

SAMPLES = Path(__file__).parents[3] / "samples"
PLANS = {"basic": (29, 4), "plus": (99, 20), "max": (499, 90)}


def written(name, lines):
    Path(name).write_text("\n".join(lines) + "\n")
    return (name,)


def weeks(count=10):
    return [(date(2026, 1, 1) + timedelta(weeks=week)).isoformat() for week in range(count)]


def usage(header="account_id,date,active_users,exports", name="usage.csv"):
    """Nine accounts, three on each plan; the users grow, the exports go up and down."""
    chance = random.Random(1)
    rows = [
        f"{plan}-{number},{week},{users + number + place // 5},{chance.randint(10, 90) * users}"
        for plan, (_, users) in PLANS.items()
        for number in range(3)
        for place, week in enumerate(weeks())
    ]
    return written(name, [header, *rows])


def billing(header="account_id,plan,mrr,currency", name="billing.csv"):
    rows = [f"{plan}-{n},{plan}-monthly,{price},EUR" for plan, (price, _) in PLANS.items() for n in range(3)]
    return written(name, [header, *rows])


def begun(*, answer=False, **files):
    return begin(Settings(tiers="tiers.yaml", **files), answer=answer)


def tiers(beginning):
    return {tier.id: tier for tier in beginning.catalogue.tiers}


def limits(tier):
    return {limit.meter: limit.allowed and float(limit.allowed) for limit in tier.limits if not limit.asked}


def asked_limits(tier):
    return {limit.meter: limit.because for limit in tier.limits if limit.asked}


def used_and_billed(uses, seats=""):
    """Accounts on a lower tier that use so much, and one on a higher."""
    rows = [f"A{n},2026-01-01,{use}" for n, use in enumerate(uses)]
    bills = [f"A{n},basic,29,{seats}" for n in range(len(uses))]
    return {
        "usage": written("usage.csv", ["account_id,date,users", *rows, "Z,2026-01-01,900"]),
        "billing": written("billing.csv", ["account_id,plan,mrr,seats", *bills, "Z,max,499,"]),
    }


def choices(beginning):
    return {(choice.table, choice.column): choice.header for choice in beginning.headers.choices}


def text(beginning):
    return first_catalogue(beginning.catalogue, "") + header_map(beginning.headers, beginning.files)


def scanned(beginning, **files):
    """What a scan finds with what was begun."""
    Path("tiers.yaml").write_text(first_catalogue(beginning.catalogue, ""))
    Path("map.yaml").write_text(header_map(beginning.headers, beginning.files))
    map_file = "map.yaml" if beginning.headers.choices else None
    return scan(Settings(tiers="tiers.yaml", map_file=map_file, **files))


def across(name="report.csv", more=""):
    """A report of weekly users with a title, a column for each week and their sum."""
    rows = [
        f"{plan}-{number}," + ",".join(str(users + number + place // 5) for place in range(10)) + ",99"
        for plan, (_, users) in PLANS.items()
        for number in range(3)
    ]
    return written(name, ['"Weekly users"', "", f"account_id,{','.join(weeks())},Total{more}", *rows])
