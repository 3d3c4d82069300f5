"""The lines of averages, counts and extremes under a report: checked against its rows, then left out."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from upsell_cli.problems import Place
from upsell_cli.sources.cells.typed import Stats
from upsell_cli.sources.cells.values import EXACT
from upsell_cli.sources.codes import problem
from upsell_cli.sources.columns.evidence import NUMERIC
from upsell_cli.sources.columns.mapping import Field
from upsell_cli.sources.engine import Engine, literal, quoted
from upsell_cli.sources.ledger import TOTALS_LINE, Ledger
from upsell_cli.sources.rows.totals import bare_label, says_total

AT_THE_END = 20
"""So many lines of a file are looked at; such lines stand under the table."""

STATISTICS = {
    "avg": (
        "average avg mean durchschnitt mittelwert moyenne promedio media média gemiddelde średnia průměr "
        "genomsnitt medelvärde gennemsnit gjennomsnitt keskiarvo átlag ortalama среднее μέσος "
        "平均 平均値 평균 المتوسط"
    ),
    "median": "median médiane mediana mediaan medián medyan медиана 中央値 中位数 중앙값",
    "count": (
        "count counts anzahl nombre cuenta conteo contagem conteggio aantal liczba počet antal количество "
        "件数 计数 개수"
    ),
    "max": "max maximum máximo massimo maksimum maksimi максимум 最大 최대",
    "min": "min minimum mínimo minimo minimi минимум 最小 최소",
    "stddev": "std stdev stddev standardabweichung",
}
"""What stands in the place of an id, by the function of SQL that gives such a line."""

WORDS = {word: function for function, words in STATISTICS.items() for word in words.split()}


def says_statistic(text: str) -> str:
    """Give SQL that tells whether an id is a word for an average, a count, an extreme."""
    return f"{bare_label(text)} IN ({', '.join(map(literal, WORDS))})"


def set_averages_apart(
    engine: Engine, relation: str, ledger: Ledger, fields: Sequence[Field], seen: Stats
) -> bool:
    """Take lines of averages and the like out of the typed table; tell whether there were any.

    One has a word for it in the place of the id, numbers that are just that of the rows above, and nothing
    else. With other numbers it is an account of that name, or a row that is judged as such.
    """
    names = [field.key for field in fields]
    place = next((i for i, name in enumerate(names) if name in {"account_id", "from_id"}), None)
    numbers = [i for i, field in enumerate(fields) if field.column.kind in NUMERIC]
    if place is None or seen.last_line is None or not numbers:
        return False
    told = ", ".join(f"coalesce({quoted(names[i])}, TRY_CAST(bad[{i + 1}] AS {EXACT}))" for i in numbers)
    said = [quoted(name) for i, name in enumerate(names) if i not in {place, *numbers}]
    bare = "".join(f" AND {name} IS NULL" for name in said)
    rows = engine.execute(
        f"SELECT line, {bare_label(quoted(names[place]))}, {told} FROM {quoted(relation)} "
        f"WHERE line > ? AND {says_statistic(quoted(names[place]))}{bare} ORDER BY line",
        [seen.last_line - AT_THE_END],
    ).fetchall()
    apart = []
    for line, label, *values in rows:
        above = f"bad IS NULL AND line < {rows[0][0]} AND NOT {says_total(quoted(names[place]))}"
        columns = [quoted(names[i]) for i in numbers]
        if _gives(values, _worked_out(engine, relation, WORDS[label], columns, above)):
            apart.append(line)
            ledger.skip(TOTALS_LINE)
            message = f"a line of the {label} of the rows above: no account, left out"
            ledger.problems.append(problem("totals-line", message, Place(ledger.name, line)))
    if apart:
        engine.execute(f"DELETE FROM {quoted(relation)} WHERE line IN (SELECT unnest(?))", [apart])
    return bool(apart)


def _worked_out(
    engine: Engine, relation: str, function: str, columns: Sequence[str], above: str
) -> tuple[tuple[Any, ...], ...]:
    """Give the figures of the rows above that a line may say, each a tuple with one for every column."""
    figures = ", ".join(f"{function}({column})" for column in columns)
    own = engine.execute(f"SELECT {figures} FROM {quoted(relation)} WHERE {above}").fetchone() or ()
    if function != "count":
        return (own,)
    (rows,) = engine.execute(f"SELECT count(*) FROM {quoted(relation)} WHERE {above}").fetchone() or (0,)
    return own, (rows,) * len(columns)


def _gives(told: Sequence[Any], worked_out: Sequence[Sequence[Any]]) -> bool:
    """Tell whether a line says any of these figures, as far as it is rounded, and says anything."""
    said = [i for i, value in enumerate(told) if value is not None]
    return bool(said) and any(all(_rounded(told[i], figures[i]) for i in said) for figures in worked_out)


def _rounded(told: Decimal | int, figure: Decimal | float | None) -> bool:
    """Tell whether a number is a figure with the decimals that were left of it.

    >>> _rounded(Decimal("13.33"), 40 / 3), _rounded(13, 40 / 3), _rounded(Decimal("13.4"), 40 / 3)
    (True, True, False)
    """
    if figure is None:
        return False
    number = Decimal(told)
    exponent = number.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    return abs(number - Decimal(str(figure))) <= step / 2
