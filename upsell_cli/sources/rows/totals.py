"""The totals lines of reports: checked against the rows that they add up, then left out; no account."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from typing import Any

from upsell_cli.problems import Place
from upsell_cli.sources.cells.trimming import stripped
from upsell_cli.sources.cells.typed import Stats
from upsell_cli.sources.codes import problem
from upsell_cli.sources.columns.evidence import NUMERIC
from upsell_cli.sources.columns.mapping import Field
from upsell_cli.sources.engine import Engine, literal, quoted
from upsell_cli.sources.ledger import TOTALS_LINE, Ledger

BEFORE = ("", "grand ", "sub", "sub-", "overall ", "report ")
TOTAL = ("total", "totals", "total general", "total geral", "total général", "total amount")
OTHER_WORDS = (
    "sum overall \u03c3 \u2211 gesamt gesamtsumme gesamtergebnis insgesamt summe zwischensumme somme suma "
    "soma totale totali totaal totaux totalt totalsumma razem celkem spolu összesen yhteensä kokku σύνολο "
    "jumlah toplam итого всего всього المجموع الإجمالي कुल 合计 总计 合計 総計 합계 총계"
).split()
LABELS = (*map("".join, product(BEFORE, TOTAL)), *OTHER_WORDS)
"""What stands in the place of an id, in small letters and without the marks around it."""

EVERYBODY = ("all", "all accounts", "all customers")
"""What may be the id of an account after all: it is one unless the row adds up the others."""

AROUND = " :.*=_#[]<>-\u2013\u2014"
"""Marks that reports set around such a word."""

Row = tuple[int, str, tuple[Any, ...]]
"""A line, the label there, and its numbers."""


def says_total(text: str) -> str:
    """Give SQL that tells whether an id is a word for "total": `Grand Total:`, `**Total** (12 accounts)`."""
    return f"{bare_label(text)} IN ({', '.join(map(literal, (*LABELS, *EVERYBODY)))})"


def bare_label(text: str) -> str:
    """Give SQL for what stands in the place of an id in small letters, without the marks around it."""
    return stripped(f"lower(regexp_replace({text}, '\\s*\\(.*\\)\\s*$', ''))", AROUND)


def own_id(fields: Sequence[Field]) -> str | None:
    """Give SQL for what a row of a typed table has in the place of its id; none without such a column."""
    place = next((i for i, field in enumerate(fields) if field.key in {"account_id", "from_id"}), None)
    return None if place is None else f"coalesce({quoted(fields[place].key)}, bad[{place + 1}], '')"


def set_totals_line_apart(
    engine: Engine, relation: str, ledger: Ledger, fields: Sequence[Field], seen: Stats
) -> bool:
    """Take the totals lines out of the typed table; tell whether there were any.

    One has a word for "total" in the place of the id, or is last, without an id, and the sum of the others.
    One that says it is a total and does not add up is a sign of a cut file: it is rejected, with both
    numbers, unless rows above are known to be missing.
    """
    numbers = [field for field in fields if field.column.kind in NUMERIC and field.column.most is None]
    rows = _found(engine, relation, fields, numbers, seen)
    if not rows:
        return False
    lines = [line for line, _, _ in rows]
    others = f"bad IS NULL AND line NOT IN ({', '.join(map(str, lines))})"
    whole = _sums(engine, relation, numbers, others)
    (bad,) = engine.execute(
        f"SELECT count(bad) FROM {quoted(relation)} WHERE line NOT IN (SELECT unnest(?))", [lines]
    ).fetchone() or (0,)
    known = not (bad or ledger.rejected)
    apart, above = [], 0
    for line, label, told in rows:
        part = _sums(engine, relation, numbers, f"{others} AND line BETWEEN {above} AND {line}")
        wrong = [_differing(numbers, told, sums) for sums in (whole, part)]
        above = line
        if label not in LABELS and (wrong[0] or not any(value is not None for value in told)):
            continue
        apart.append(line)
        _book(ledger, line, wrong[0] if all(wrong) else None, known=known)
    if apart:
        engine.execute(f"DELETE FROM {quoted(relation)} WHERE line IN (SELECT unnest(?))", [apart])
    return bool(apart)


def _found(
    engine: Engine, relation: str, fields: Sequence[Field], numbers: Sequence[Field], seen: Stats
) -> list[Row]:
    """Give the rows that may be totals lines."""
    ids = own_id(fields)
    if ids is None or seen.last_line is None:
        return []
    last = f"line = {seen.last_line} AND {bare_label(ids)} = ''"
    values = ", ".join(quoted(field.key) for field in numbers) or "NULL"
    query = (
        f"SELECT line, {bare_label(ids)}, {values} FROM {quoted(relation)} "
        f"WHERE {says_total(ids)} OR ({last}) ORDER BY line"
    )
    return [(line, label, tuple(told)) for line, label, *told in engine.execute(query).fetchall()]


def _sums(engine: Engine, relation: str, numbers: Sequence[Field], where: str) -> tuple[Any, ...]:
    sums = ", ".join(f"sum({quoted(field.key)})" for field in numbers) or "NULL"
    return engine.execute(f"SELECT {sums} FROM {quoted(relation)} WHERE {where}").fetchone() or ()


def _differing(
    numbers: Sequence[Field], told: Sequence[Any], sums: Sequence[Any]
) -> tuple[Field, Decimal, Decimal] | None:
    """Give the first number that is not the sum of the rows, with that sum."""
    pairs = zip(numbers, told, sums, strict=False)
    return next(
        (
            (field, Decimal(own), Decimal(added or 0))
            for field, own, added in pairs
            if own not in {None, added}
        ),
        None,
    )


def _book(ledger: Ledger, line: int, wrong: tuple[Field, Decimal, Decimal] | None, *, known: bool) -> None:
    """Book a totals line; `known` tells whether all the rows it adds up are."""
    place = Place(ledger.name, line)
    if wrong is None or not known:
        said = "which adds up" if wrong is None else "not checked, since rows above are not used"
        ledger.skip(TOTALS_LINE)
        ledger.problems.append(problem("totals-line", f"a totals line, {said}: no account, left out", place))
        return
    field, told, added = wrong
    sums = f"{told.normalize():f} for {field.header}, the rows above add up to {added.normalize():f}"
    ledger.reject(problem("totals-mismatch", f"the totals line says {sums}", place))
