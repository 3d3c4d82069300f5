"""What can be laid down about a hand-shaped customer of the sample cast; the rest the generator fills in."""

from dataclasses import dataclass, field

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Use:
    """Wanted use of a meter on the as-of day (a flow: a month of it), and its growth over the last quarter."""

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

    `shows` says what it is there for: a state, scenario or offer. `profile` overrides cells of its row in
    accounts (a value `+30` is the date 30 days on), `contacts` and `deals` are rows of those tables, `value` what it said about
    its time. Days are counted back from the as-of day unless they say otherwise.
    """

    name: str
    shows: str
    tier: int
    seats: int
    use: dict[str, Use]
    industry: str = "Services"
    employees: int = 60
    annual: bool = False
    tenure_days: int = 700
    renewal_in: int | None = None
    currency: str = "USD"
    plan: str | None = None
    status: str | None = None
    cancel_in: int | None = None
    upgraded_ago: int | None = None
    add_ons: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    silent_days: int = 0
    unmetered: bool = False
    billed: bool = True
    profiled: bool = True
    profile: Cells = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    contacts: tuple[tuple[int, Cells], ...] = ()
    deals: tuple[tuple[int, Cells], ...] = ()
    value: Cells | None = None
