"""What a person chose of the list: which columns files have, under which headings, and the order of rows."""

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.frames.verdicts import Verdicts
from upsell_cli.problems import Problem, UpsellError, nearest
from upsell_cli.render.columns import OPPORTUNITIES, Field, Kind

if TYPE_CHECKING:
    Series = pd.Series[Any]

WEEKLY = "weekly"
HEADINGS = {
    "rank": "Rank",
    "account_name": "Account",
    "account_id": "Id",
    "from_tier": "From",
    "to_tier": "To",
    "seats_added": "Seats added",
    "add_on": "Add-ons",
    "delta_arr": "Added a year",
    "currency": "Currency",
    "score": "Score",
    "return_multiple": "Return",
    "value_basis": "Return rests on",
    "evidence": "Why",
    "cheapest_option": "Cheapest way",
    "owner_role": "Leads",
    "owner": "Name",
    "contact_on": "Talk on",
    "renewal_date": "Renews on",
    "next_step": "Next step",
    "account_url": "Link",
}
"""The columns of a sheet for people, and what stands above them."""

BY_NAME = {field.name: field for field in OPPORTUNITIES}
SORTABLE = {field.name: field for field in OPPORTUNITIES if field.source}
DESCENDING = "-"


class View(NamedTuple):
    """The columns of files, and what rows are sorted by: each field, and whether the largest comes first."""

    fields: tuple[Field, ...] = OPPORTUNITIES
    order: tuple[tuple[Field, bool], ...] = ()


def view_of(columns: str | None, sort: str | None) -> View:
    """Give the view of a set's name or of names with commas; `-` before a name sorts the largest first.

    >>> [field.name for field in view_of("account_id, state", None).fields]
    ['account_id', 'state']
    >>> [(field.name, largest_first) for field, largest_first in view_of(None, "-score,account_id").order]
    [('score', True), ('account_id', False)]

    Raises UpsellError for a name that no column has.
    """
    order = tuple(
        (_field(name.removeprefix(DESCENDING), SORTABLE, "sort"), name.startswith(DESCENDING))
        for name in _names(sort)
    )
    if columns == WEEKLY:
        return View(tuple(BY_NAME[name]._replace(heading=text) for name, text in HEADINGS.items()), order)
    chosen = tuple(_field(name, BY_NAME, "columns") for name in _names(columns))
    return View(chosen or OPPORTUNITIES, order)


def arranged(result: ScanResult, view: View) -> ScanResult:
    """Give a scan with its accounts in the order of the view; ties stay in the order of the list.

    Amounts of different currencies are compared in the catalogue's; what is not known comes last.
    """
    if not view.order:
        return result
    keys = pd.DataFrame(
        {str(place): _key(field, result.verdicts) for place, (field, _) in enumerate(view.order)}
    )
    ascending = [not largest_first for _, largest_first in view.order]
    places = keys.sort_values(list(keys.columns), ascending=ascending, kind="stable").index.to_numpy()
    order = ", ".join(field.name for field, _ in view.order)
    verdicts = Verdicts(result.verdicts.take(places).reset_index(drop=True))
    return result._replace(verdicts=verdicts, order=order)


def _names(text: str | None) -> list[str]:
    return [name for part in (text or "").split(",") if (name := part.strip())]


def _field(name: str, known: dict[str, Field], option: str) -> Field:
    if name in known:
        return known[name]
    sets = (WEEKLY,) if option == "columns" else ()
    if name in sets:
        message = f"--{option}: `{name}` names a whole set of columns, and stands alone"
        fix = f"Write `--{option} {name}`, or the names of the columns: {','.join(HEADINGS)}."
        raise UpsellError(Problem("unknown-column", message, fix=fix))
    near = nearest(name, [*known, *sets])
    hint = f"Did you mean `{near}`?" if near else f"Known: {', '.join((*sets, *known))}."
    raise UpsellError(Problem("unknown-column", f'--{option}: no column is called "{name}"', fix=hint))


def _key(field: Field, verdicts: Verdicts) -> "Series":
    """Give what a column is sorted by, from the rows in their present order."""
    column = verdicts[field.source or field.name].reset_index(drop=True)
    return column * verdicts["rate"].reset_index(drop=True) if field.kind is Kind.AMOUNT else column
