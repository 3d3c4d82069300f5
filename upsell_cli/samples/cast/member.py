"""What can be laid down about a hand-shaped customer of the sample cast; the rest the generator fills in."""

from dataclasses import dataclass, field

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Use:
    """Wanted use of a meter on the as-of day (a flow: in a month), and its growth over the last quarter."""

    now: float
    growth: float = 0.0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened `ago` days before the as-of day; `cells` are further columns of the row."""

    ago: int
    type: str
    cells: Cells = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Member:
    """A hand-shaped customer.

    `state` is what it is there for, with `scenario` and `offer` where one is made; `because` says what makes
    it so. `profile` overrides cells of its row in accounts (for a date, `+30` means 30 days after the as-of
    day), `contacts` and `deals` are rows of those tables by the days since, `value` is what it said about its
    time. `plan` and `monthly_minor` are a name and a price of its own. `unused` features show no use,
    the last `silent_days` have no usage row, a member that is not `billed` or `profiled` is in no such table.
    """

    name: str
    state: str
    because: str
    tier: int
    seats: int
    use: dict[str, Use]
    scenario: str = ""
    offer: str = ""
    industry: str = "Services"
    employees: int = 60
    annual: bool = False
    tenure_days: int = 700
    renewal_in: int | None = None
    currency: str = "USD"
    plan: str | None = None
    monthly_minor: int | None = None
    status: str | None = None
    cancel_in: int | None = None
    upgraded_ago: int | None = None
    add_ons: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    silent_days: int = 0
    billed: bool = True
    profiled: bool = True
    profile: Cells = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    contacts: tuple[tuple[int, Cells], ...] = ()
    deals: tuple[tuple[int, Cells], ...] = ()
    value: Cells | None = None


def use(users: float, storage: float, calls: float, runs: float, growth: float = 0.03) -> dict[str, Use]:
    """Give the use of all four meters, all growing alike over the last quarter."""
    return {
        "active_users": Use(users, growth),
        "storage_gb": Use(storage, growth),
        "api_calls": Use(calls, growth),
        "automations": Use(runs, growth),
    }


def asks(feature: str, text: str, *ago: int) -> tuple[Event, ...]:
    """Give a request for a feature on each of those days."""
    return tuple(Event(day, "feature_request", {"feature": feature, "text": text}) for day in ago)


def tickets(reply_minutes: int, *ago: int) -> tuple[Event, ...]:
    """Give a support ticket on each of those days, first answered after so many minutes."""
    cells = {"text": "Imports stop half way", "severity": "3", "first_reply_minutes": str(reply_minutes)}
    return tuple(Event(day, "ticket", cells) for day in ago)


HAPPY = {"nps": "9", "nps_on": "-40", "csat": "4.7", "csat_on": "-30", "health": "88"}
CONTENT = {"nps": "8", "nps_on": "-60", "csat": "4.4", "csat_on": "-45", "health": "74"}
