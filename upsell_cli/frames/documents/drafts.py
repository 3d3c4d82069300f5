"""A first catalogue and a first header map as proposals: every figure with the reason it was guessed for."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class HeaderChoice:
    """A header that is to be read as one of our columns, and why."""

    table: str
    column: str
    header: str
    because: str


@dataclass(frozen=True, slots=True)
class HeaderQuestion:
    """A column of ours that several headers may hold, the likeliest first.

    While a `blocking` one waits for its answer, the file cannot be read.
    """

    table: str
    column: str
    options: tuple[str, ...]
    blocking: bool = True


@dataclass(frozen=True, slots=True)
class HeaderDraft:
    """What is known of headers that mean nothing to us; `crosswalk` is a file whose ids lead to accounts."""

    choices: tuple[HeaderChoice, ...] = ()
    questions: tuple[HeaderQuestion, ...] = ()
    crosswalk: str | None = None

    @property
    def mapping(self) -> dict[str, dict[str, str]]:
        """Give the choices as a mapping: table, our column, header."""
        tables: dict[str, dict[str, str]] = {}
        for choice in self.choices:
            tables.setdefault(choice.table, {})[choice.column] = choice.header
        return tables

    @property
    def blocked(self) -> bool:
        """Tell whether a question has to be answered before anything can be read."""
        return any(question.blocking for question in self.questions)

    def with_more(self, more: "HeaderDraft") -> "HeaderDraft":
        """Give the draft with what another says, or asks, about columns that it has no choice for."""
        own = {(choice.table, choice.column) for choice in self.choices}
        choices = (choice for choice in more.choices if (choice.table, choice.column) not in own)
        questions = tuple(q for q in more.questions if (q.table, q.column) not in own)
        return HeaderDraft((*self.choices, *choices), questions, self.crosswalk or more.crosswalk)

    def answered(self) -> "HeaderDraft":
        """Give the draft with the likeliest header as the answer to every blocking question."""
        because = "the likeliest of several"
        blocking = (q for q in self.questions if q.blocking)
        answers = (HeaderChoice(q.table, q.column, q.options[0], because) for q in blocking)
        return HeaderDraft((*self.choices, *answers), (), self.crosswalk)


@dataclass(frozen=True, slots=True)
class DraftMeter:
    """A meter that has to be declared; `column` is its header where that is not the id."""

    id: str
    kind: Literal["level", "flow"]
    column: str | None
    because: str


@dataclass(frozen=True, slots=True)
class DraftPrice:
    """A price in major units of the catalogue's currency; one without any amount is agreed case by case.

    `seen` is how many billed amounts it rests on.
    """

    monthly: Decimal | None = None
    annual: Decimal | None = None
    per_seat_monthly: Decimal | None = None
    per_seat_annual: Decimal | None = None
    included_seats: int = 0
    seen: int = 0
    because: str = ""

    @property
    def known(self) -> bool:
        """Tell whether an amount was found."""
        return any(amount is not None for _, amount in self.amounts)

    @property
    def amounts(self) -> tuple[tuple[str, Decimal | None], ...]:
        """Give the keys of a price in the catalogue with their amounts."""
        keys = ("monthly", "annual", "per_seat_monthly", "per_seat_annual")
        return tuple((key, getattr(self, key)) for key in keys)

    @property
    def per_seat(self) -> bool:
        """Tell whether seats are charged for."""
        return self.per_seat_monthly is not None or self.per_seat_annual is not None


@dataclass(frozen=True, slots=True)
class DraftLimit:
    """What a tier allows of a meter; None is no limit.

    Of an `asked` one the exports show only how much is used, so that `allowed` is no more than that.
    """

    meter: str
    allowed: Decimal | None
    because: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class DraftTier:
    """A tier as the exports show it, with how many accounts are on it."""

    id: str
    name: str
    price: DraftPrice = DraftPrice()
    limits: tuple[DraftLimit, ...] = ()
    accounts: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class DraftAddOn:
    """Something that plan names show to be bought beside a plan."""

    id: str
    name: str
    price: DraftPrice = DraftPrice()


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """A name in the exports and the tier or add-on it stands for."""

    match: str
    tier: str | None = None
    add_on: str | None = None


@dataclass(frozen=True, slots=True)
class DraftCatalogue:
    """A first catalogue; `origin` says where the names of its tiers stand, "" for placeholders.

    `order` says what they are ordered by.
    """

    currency: str
    currency_because: str
    meters: tuple[DraftMeter, ...]
    tiers: tuple[DraftTier, ...]
    add_ons: tuple[DraftAddOn, ...] = ()
    plans: tuple[DraftPlan, ...] = ()
    origin: str = ""
    order: str = ""
    left_out_tiers: tuple[str, ...] = ()
    left_out_meters: tuple[str, ...] = ()
