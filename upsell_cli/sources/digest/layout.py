"""Where a large usage file has what is read of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from upsell_cli.frames.inputs import Kind
from upsell_cli.sources.columns.mapping import LONG_FORM, Field
from upsell_cli.sources.digest.lines import APART
from upsell_cli.sources.forms.dialect import Dialect
from upsell_cli.sources.readings.meters import Meters


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of what is read in a line, which has the `columns` of the file.

    A long file has one of `values`, and a `metric` that names it; in a wide one each of them is the meter
    with the number in `meters`. Those that are `whole` have no decimals.
    """

    delimiter: str
    columns: tuple[int, ...]
    account: int
    day: int
    metric: int | None
    values: tuple[int, ...]
    meters: tuple[int, ...]
    whole: tuple[bool, ...]


def layout_of(fields: Sequence[Field], dialect: Dialect, meters: Meters) -> Layout | None:
    """Give the layout of a usage file that holds readings day by day and says nothing besides."""
    places = {field.key: field.position for field in fields}
    rest = [field for field in fields if field.key not in {"account_id", "date"}]
    long = {field.key for field in rest} == set(LONG_FORM)
    measured = [field for field in rest if field.want.meter or (long and field.key == "value")]
    bounded = any(field.column.most is not None for field in measured)
    if (
        bounded
        or not measured
        or len(measured) + long < len(rest)
        or not {"account_id", "date"} <= set(places)
    ):
        return None
    if any(field.making for field in fields):
        return None
    columns = tuple(range(len(dialect.headers)))
    if dialect.form == "Parquet":
        columns = tuple(sorted(places.values()))
    return Layout(
        delimiter=APART if dialect.form == "Parquet" else dialect.delimiter,
        columns=columns,
        account=columns.index(places["account_id"]),
        day=columns.index(places["date"]),
        metric=columns.index(places["metric"]) if long else None,
        values=tuple(columns.index(field.position) for field in measured),
        meters=() if long else tuple(meters.names.index(field.column.name) for field in measured),
        whole=tuple(field.column.kind is Kind.COUNT for field in measured),
    )
