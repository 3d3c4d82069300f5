"""The rows of a file as they were used, out of the engine again in batches, so that memory stays flat."""

from collections.abc import Iterator, Sequence

from upsell_cli.frames.documents.used_rows import Batch, UsedColumn, UsedRows
from upsell_cli.frames.headers import normalised
from upsell_cli.frames.inputs import Kind
from upsell_cli.money import OTHER_DIGITS, USUAL_DIGITS
from upsell_cli.sources.columns.mapping import Field
from upsell_cli.sources.engine import Engine, literal, quoted
from upsell_cli.sources.request import Request
from upsell_cli.sources.typed_file import TypedFile

BATCH_ROWS = 10_000
WIDEST_AMOUNT = 20


def used_rows(engine: Engine, file: TypedFile, request: Request, used: int) -> UsedRows:
    """Give the rows of a file that were used; they must be gone through while the engine is open."""
    names = _names(file.fields)
    columns = tuple(UsedColumn(name, f.column.kind) for name, f in zip(names, file.fields, strict=True))
    return UsedRows(file.ledger.table, file.ledger.name, columns, used, _batches(engine, file, request))


def _names(fields: Sequence[Field]) -> list[str]:
    """Give for each column the name it was recognised by, in our spelling: `Active Users` is `active_users`.

    A column that somebody mapped goes by our name for it.
    """
    names: list[str] = []
    for field in fields:
        known = {normalised(name): name for name in reversed(field.want.names)}
        name = known.get(normalised(field.header), field.column.name)
        names.append(field.header if name in names else name)
    return names


def _batches(engine: Engine, file: TypedFile, request: Request) -> Iterator[Batch]:
    currency = literal(request.currency)
    if file.has("currency"):
        currency = f"coalesce(currency, {currency})"
    texts = ", ".join(_text(field, currency) for field in file.fields)
    found = engine.execute(f"SELECT {texts} FROM {quoted(file.relation)} ORDER BY line")
    while rows := found.fetchmany(BATCH_ROWS):
        yield list(zip(*rows, strict=True))


def _text(field: Field, currency: str) -> str:
    """Give SQL for the exact text of a typed value."""
    value = quoted(field.key)
    match field.column.kind:
        case Kind.MONEY:
            return _major(value, currency)
        case Kind.NUMBER:
            return f"rtrim(rtrim(CAST({value} AS VARCHAR), '0'), '.')"
        case _:
            return f"CAST({value} AS VARCHAR)"


def _major(minor: str, currency: str) -> str:
    """Give SQL for an amount in major units with the digits of its currency."""
    digits = sorted(set(OTHER_DIGITS.values()))
    codes = {few: [code for code, own in OTHER_DIGITS.items() if own == few] for few in digits}
    cases = " ".join(
        f"WHEN {currency} IN ({', '.join(map(literal, codes[few]))}) THEN {_shifted(minor, few)}"
        for few in digits
    )
    return f"CASE {cases} ELSE {_shifted(minor, USUAL_DIGITS)} END"


def _shifted(minor: str, digits: int) -> str:
    unit = f"CAST(1e-{digits} AS DECIMAL({digits + 1}, {digits}))"
    return f"CAST(CAST({minor} AS DECIMAL({WIDEST_AMOUNT}, 0)) * {unit} AS VARCHAR)"
