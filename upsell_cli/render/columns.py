"""The columns of the opportunities, as files carry them: declared once, in their stable order.

Amounts are decimal major units with the digits of their currency; shares are 0 to 1 and, like
multiples, rounded to at most six decimals; dates are ISO; what is not known is empty, never NaN.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import numpy as np
import pandas as pd

from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.money import exact
from upsell_cli.render.drawing.text import number

if TYPE_CHECKING:
    Series = pd.Series[Any]

Cells = list[str | None]
"""The values of one column as text; None is not known."""


class Kind(Enum):
    """What a column holds, which is how it is written."""

    TEXT = "text"
    DATE = "date"
    COUNT = "count"
    AMOUNT = "amount in the account's currency"
    BASE_AMOUNT = "amount in the catalogue's currency"
    SHARE = "share"
    SCORE = "score"
    MULTIPLE = "multiple"
    MONTHS = "months"
    FLAG = "yes or no"


PLACES = {Kind.SHARE: 6, Kind.MULTIPLE: 6, Kind.SCORE: 1, Kind.MONTHS: 2}


class Field(NamedTuple):
    """A column of a result: its name there, what it holds, and the column of the verdicts behind it.

    Tables for people may have another heading above it than its name.

    Without a column behind it nothing is known yet, and every row is empty.
    """

    name: str
    kind: Kind
    meaning: str
    source: str | None
    heading: str | None = None

    @property
    def is_number(self) -> bool:
        """Tell whether a program reads it as a number."""
        return self.kind not in (Kind.TEXT, Kind.DATE)


def _field(name: str, kind: Kind, meaning: str, source: str | None = "") -> Field:
    return Field(name, kind, meaning, name if source == "" else source)


OPPORTUNITIES = (
    _field("rank", Kind.COUNT, "1..n among the qualified; empty for accounts held back."),
    _field("account_id", Kind.TEXT, "The customer, verbatim."),
    _field("account_name", Kind.TEXT, "What the customer is called."),
    _field("state", Kind.TEXT, "qualified, saves_money, right_size, or why it is held back."),
    _field("held_reason", Kind.TEXT, "Why it is held back, for a person."),
    _field("release_on", Kind.DATE, "When that lifts by itself."),
    _field("offer_type", Kind.TEXT, "tier_upgrade, seat_expansion, add_on or right_size."),
    _field("scenario", Kind.TEXT, "Why now, the strongest kind of reason."),
    _field("from_tier", Kind.TEXT, "Tier now, whether or not there is an offer.", "tier_id"),
    _field("to_tier", Kind.TEXT, "Tier after the move."),
    _field("add_on", Kind.TEXT, "Add-ons of the move, `+` between."),
    _field("quantity", Kind.COUNT, "Seats or pieces added."),
    _field("score", Kind.SCORE, "0-100; 50 is no evidence either way."),
    _field("chance", Kind.SHARE, "Probability of an upgrade within 91 days."),
    _field("chance_basis", Kind.TEXT, "own_history or prior."),
    _field("confidence", Kind.TEXT, "A-D."),
    _field("evidence_share", Kind.SHARE, "Weight of the factors with data, of all."),
    _field("binding_meter", Kind.TEXT, "Meter of the tightest limit."),
    _field("utilisation", Kind.SHARE, "Typical use of it; 1 is full."),
    _field("peak_utilisation", Kind.SHARE, "Its largest reading."),
    _field("breach_p_13w", Kind.SHARE, "Probability that a limit is reached within 13 weeks."),
    _field("breach_earliest", Kind.DATE, "Early end of the 80 % interval of that day."),
    _field("breach_latest", Kind.DATE, "Late end."),
    _field("arr_now", Kind.AMOUNT, "Recurring amount a year now.", "arr_now_minor"),
    _field("delta_arr", Kind.AMOUNT, "What the move adds to it.", "delta_arr_minor"),
    _field(
        "delta_spend", Kind.AMOUNT, "Change of all they pay a year, overage included.", "delta_spend_minor"
    ),
    _field("currency", Kind.TEXT, "Currency of the row's amounts."),
    _field(
        "expected_value",
        Kind.BASE_AMOUNT,
        "chance x max(delta_spend, 0) x margin - contact cost, in the catalogue's currency.",
        "expected_value_minor",
    ),
    _field("customer_value", Kind.AMOUNT, "Worth to the customer, a year.", "customer_value_minor"),
    _field("customer_cost", Kind.AMOUNT, "What it costs them more, a year.", "customer_cost_minor"),
    _field("return_multiple", Kind.MULTIPLE, "Worth / cost."),
    _field("payback_months", Kind.MONTHS, "Months until it has paid for itself."),
    _field("value_basis", Kind.TEXT, "measured, stated, benchmark, assumed or none."),
    _field("cheapest_option", Kind.TEXT, "The cheapest that meets the need, if it is not the offer."),
    _field("owner_role", Kind.TEXT, "cs, sales, hybrid or product."),
    _field("owner", Kind.TEXT, "Their name, if known: for cs the success manager's.", "lead_name"),
    _field("contact_on", Kind.DATE, "Day to raise it."),
    _field("renewal_date", Kind.DATE, "Day the contract renews."),
    _field("last_contact_on", Kind.DATE, "Newest upsell contact."),
    _field("channel", Kind.TEXT, "How to raise it."),
    _field("next_step", Kind.TEXT, "What to do next."),
    _field("reasons", Kind.TEXT, "Codes, strongest first, `;` between."),
    _field("objection", Kind.TEXT, "The likeliest first."),
    _field("evidence", Kind.TEXT, "One line for a person."),
    _field("change", Kind.TEXT, "Against the run before, when there is a history.", None),
    _field("account_url", Kind.TEXT, "Where to open the account, as the project file says.", None),
    _field("as_of", Kind.DATE, "The day of the run.", None),
    _field("seats_added", Kind.COUNT, "Seats added in the same tier, add-ons apart.", "seats_after"),
    _field("contact_window", Kind.TEXT, "Days and hours to call, and whose time that is."),
    _field("held_since", Kind.DATE, "Since when it is held back, where a day tells."),
    _field("fingerprint", Kind.TEXT, "What a talk is about; note it with the contact (`fingerprint`)."),
    _field("owner_place", Kind.COUNT, "Place among the ranked of the same owner, from 1."),
    _field(
        "beyond_capacity", Kind.FLAG, "Whether its owner has time only for those before it; empty: no cap."
    ),
)


SEATS = ("seats", "from_tier")
SOURCES = tuple(dict.fromkeys([*(field.source for field in OPPORTUNITIES if field.source), *SEATS]))
"""The columns of the verdicts that files carry."""


def cells(field: Field, frame: pd.DataFrame, result: ScanResult) -> Cells:
    """Give a column of the rows in `frame`, written as files carry it."""
    if field.name == "as_of":
        return [result.inputs.as_of.isoformat()] * len(frame)
    if field.name == "account_url" and result.account_url:
        return [_address(result.account_url, account) for account in frame["account_id"].tolist()]
    if field.source is None:
        return [None] * len(frame)
    column = _seats_added(frame) if field.name == "seats_added" else frame[field.source]
    if field.kind is Kind.AMOUNT:
        return _amounts(column, frame["currency"].fillna(result.currency))
    if field.kind is Kind.BASE_AMOUNT:
        return _amounts(column, pd.Series(result.currency, frame.index))
    return WRITTEN.get(field.kind, _text)(column, field)


def _seats_added(frame: pd.DataFrame) -> "Series":
    added = frame["seats_after"] - frame["seats"]
    return added.where((frame["from_tier"] == frame["to_tier"]) & (added != 0))


def _address(pattern: str, account: str) -> str:
    """Give the address of an account, its id made fit for one.

    >>> _address("https://crm.example.com/{account_id}", "A 7/b")
    'https://crm.example.com/A%207%2Fb'
    """
    return pattern.replace("{account_id}", quote(account, safe=""))


def _text(column: "Series", _: Field) -> Cells:
    return [None if value is pd.NA or value == "" else value for value in column.tolist()]


def _dates(column: "Series", _: Field) -> Cells:
    texts = np.datetime_as_string(column.to_numpy().astype("datetime64[D]"))
    return [None if text == "NaT" else str(text) for text in texts]


def _counts(column: "Series", _: Field) -> Cells:
    return [None if value is pd.NA else str(value) for value in column.tolist()]


def _flags(column: "Series", _: Field) -> Cells:
    return [None if value is pd.NA else "yes" if value else "no" for value in column.tolist()]


def _rounded(column: "Series", field: Field) -> Cells:
    places = PLACES[field.kind]
    values = column.to_numpy(dtype=float, na_value=np.nan).tolist()
    finite = np.isfinite(values).tolist()
    return [number(value, places) if known else None for value, known in zip(values, finite, strict=True)]


def _amounts(column: "Series", currencies: "Series") -> Cells:
    pairs = zip(column.tolist(), currencies.tolist(), strict=True)
    return [None if minor is pd.NA else exact(minor, currency) for minor, currency in pairs]


WRITTEN: Mapping[Kind, Callable[["Series", Field], Cells]] = {
    Kind.DATE: _dates,
    Kind.COUNT: _counts,
    Kind.FLAG: _flags,
    **dict.fromkeys(PLACES, _rounded),
}
