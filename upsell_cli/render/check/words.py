"""What was found, said in short parts that the screen and the page share."""

from collections.abc import Iterator, Sequence

from upsell_cli.calendar import days_between, spoken
from upsell_cli.frames.documents.fitness import Fitness, History, MeterRange, TierName
from upsell_cli.frames.tables import FileReport, Join
from upsell_cli.render.drawing.text import one_line
from upsell_cli.render.drawing.wording import amount_of, percentage
from upsell_cli.shown import count

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
RECOGNISED = {
    "name": "by name",
    "alias": "by another name",
    "map": "by your map",
    "profile": "by the profile",
}
FINE = 100
"""Use below this is shown with its decimals."""

SHOWN_IDS = 5
SHOWN_TIERS = 12


def verdict(found: Fitness) -> str:
    """Give in a line whether the inputs are fit."""
    rows = count(sum(file.counted for file in found.inputs.files), "row")
    if not found.findings:
        return f"Fit to be analysed: {rows} in {count(len(found.inputs.files), 'file')}"
    kinds = len({problem.code for problem in found.findings})
    said = "1 kind of problem" if kinds == 1 else f"{kinds} kinds of problems"
    lost = f"; {found.inputs.rejected:,} of {rows} cannot be used" if found.inputs.rejected else ""
    return f"{said} to look at{lost}"


def basis(found: Fitness) -> tuple[str, str]:
    """Give the day and the grain of the data, and how each is known."""
    inputs = found.inputs
    day = f"as of {spoken(inputs.as_of)}, {inputs.as_of_origin}"
    return day, f"{inputs.grain} data, {inputs.grain_origin}"


def dialect(report: FileReport) -> tuple[str, ...]:
    """Give how a file is written."""
    profile = (f"profile {one_line(report.profile)}",) if report.profile else ()
    header = (f"header on line {report.header_line}",) if report.header_line else ()
    if report.form != "delimited":
        return (*profile, report.form, *header)
    encoding = report.encoding.removesuffix("-sig").upper()
    delimiter = DELIMITERS.get(report.delimiter, repr(report.delimiter))
    return (*profile, encoding, delimiter, *header)


def rows(report: FileReport) -> str:
    """Give what was done with the rows of a file; they add up."""
    reasons = ", ".join(f"{number:,} {one_line(why)}" for why, number in report.skipped.items() if number)
    skipped = f"{sum(report.skipped.values()):,} skipped" + (f" ({reasons})" if reasons else "")
    return f"{count(report.counted, 'row')} = {report.used:,} used + {report.rejected:,} rejected + {skipped}"


def dates(report: FileReport, found: Fitness) -> str | None:
    """Give the first and last day of a file whose rows have one, and how old that is."""
    if report.first_on is None or report.last_on is None:
        return None
    age = days_between(report.last_on, found.inputs.as_of)
    old = "the day judged on" if not age else f"{count(age, 'day')} before the day judged on"
    if report.first_on == report.last_on:
        return f"{spoken(report.last_on)}, {old}"
    return f"{spoken(report.first_on)} to {spoken(report.last_on)}, {old}"


def read_as(report: FileReport, arrow: str) -> Iterator[tuple[str, str]]:
    """Give how the columns were recognised, and which; those left alone last."""
    by_how: dict[str, list[str]] = {}
    for mapped in report.columns:
        header = one_line(mapped.header) or "(blank)"
        how = RECOGNISED.get(mapped.how, mapped.how) if mapped.column else "left alone"
        pair = f"{header} {arrow} {mapped.column}"
        by_how.setdefault(how, []).append(pair if mapped.column not in {None, mapped.header} else header)
    yield from ((how, ", ".join(headers)) for how, headers in sorted(by_how.items(), key=_left_alone_last))


def match(join: Join) -> tuple[str, str, str]:
    """Give which tables meet, how well, and the first ids that do not."""
    share = percentage(join.matched / join.of) if join.of else ""
    rate = f"{join.matched:,} of {join.of:,}"
    return (
        f"{join.left} in {join.right}",
        f"{rate} {share}".rstrip(),
        ids(join.unmatched, join.of - join.matched),
    )


def ids(some: Sequence[str], of: int) -> str:
    """Give the first of so many ids.

    >>> ids(["A-1", "B-2"], 7), ids([], 0)
    ('A-1, B-2, and 5 more', '')
    """
    shown = ", ".join(one_line(text) for text in some[:SHOWN_IDS])
    more = of - len(some[:SHOWN_IDS])
    return f"{shown}, and {more:,} more" if more else shown


def meter_range(meter: MeterRange) -> tuple[str, ...]:
    """Give accounts, least, median and most use, and how many are at the limit; blanks if not measured."""
    if meter.least is None or meter.median is None or meter.most is None:
        return ("not measured", "", "", "", "")
    at_limit = f"{meter.at_limit:,} of {meter.limited:,}" if meter.limited else ""
    share = f" {percentage(meter.at_limit / meter.limited)}" if meter.limited else ""
    figures = (meter.least, meter.median, meter.most)
    values = (amount_of(value if value < FINE else round(value)) for value in figures)
    return (f"{meter.accounts:,}", *values, f"{at_limit}{share}")


def history(found: History) -> Iterator[str]:
    """Give how complete the readings are, a sentence each."""
    accounts = count(found.accounts, "account")
    if found.periods == 1:
        yield f"{accounts}, one reading each: no history"
    if found.without_newest:
        named = ids(found.absent, found.without_newest)
        without = (
            f"{found.without_newest:,} of {accounts} ({percentage(found.without_newest / found.accounts)})"
        )
        yield f"{without} without a row in the newest {found.period}: {named}"
    elif found.periods > 1:
        yield f"{accounts}, each with a row in the newest {found.period}"
    if found.with_holes:
        worst = [f"{account} {periods}" for account, periods in found.holes]
        named = ids(worst, found.with_holes)
        yield f"{found.with_holes:,} of {accounts} with {found.period}s without a row between others: {named}"
    elif found.periods > 1:
        yield f"no {found.period} is missing between others, in {found.periods} looked at"


def tiers(found: Sequence[TierName]) -> Iterator[tuple[str, Sequence[TierName], int]]:
    """Give the names of tiers by column, the first of them, and how many more there are."""
    columns = dict.fromkeys((name.table, name.column) for name in found)
    for table, column in columns:
        own = [name for name in found if (name.table, name.column) == (table, column)]
        yield f"{table}.{column}", own[:SHOWN_TIERS], len(own[SHOWN_TIERS:])


def _left_alone_last(item: tuple[str, list[str]]) -> bool:
    return item[0] == "left alone"
