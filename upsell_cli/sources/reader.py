"""One file becomes one typed table in the engine; what does not fit is booked in its ledger."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from upsell_cli.frames.inputs import InputTable
from upsell_cli.problems import Place, Problem, UpsellError
from upsell_cli.sources.cells.typed import Stats, Typing, is_fault, on_the_side
from upsell_cli.sources.cells.values import OWN_WORDS, Manner, says_missing
from upsell_cli.sources.cells.verdicts import verdict
from upsell_cli.sources.codes import CODES, problem, refusal
from upsell_cli.sources.columns.evidence import doubtful, manners
from upsell_cli.sources.columns.preparing import leave_out_headers, leave_out_idless, load_fields
from upsell_cli.sources.columns.recognition import Recognised
from upsell_cli.sources.engine import Engine, literal, quoted
from upsell_cli.sources.forms.dialect import Dialect, looks_like_utf8
from upsell_cli.sources.forms.files import InputFile
from upsell_cli.sources.forms.text import Progress
from upsell_cli.sources.ledger import SHOWN_WHEN_REFUSED, Ledger, tolerated
from upsell_cli.sources.request import Request
from upsell_cli.sources.rows.summaries import set_summaries_apart
from upsell_cli.sources.typed_file import TypedFile


def read_file(
    engine: Engine,
    file: InputFile,
    seen: Recognised,
    table: InputTable,
    request: Request,
    relation: str,
    progress: Progress | None,
) -> TypedFile:
    """Read a file that was recognised into the engine as the table `relation`."""
    dialect, fields, profile = seen.dialect, seen.fields, seen.profile
    ledger = Ledger.opened(file, seen, table)
    asked_unit = request.amount_unit
    if profile and asked_unit is None:
        request = replace(request, amount_unit=profile.amounts)
    typing = Typing(engine, f"{relation}_text", relation, table, fields, request)
    text = typing.text
    load_fields(engine, text, ledger, seen, request, progress)
    leave_out_headers(engine, text, ledger, fields)
    leave_out_idless(engine, text, ledger, fields)
    if request.encoding and looks_like_utf8(file, dialect.encoding):
        message = f"the bytes look like UTF-8, and are read as {dialect.encoding}"
        ledger.problems.append(problem("other-encoding", message, file.place))
    if not ledger.counted:
        raise refusal("no-rows", "no rows under the header (no data)", Place(file.name, dialect.header_line))
    if profile and profile.amounts == "minor" and asked_unit is None:
        from upsell_cli.sources.columns.cents import refuse_decimals_of_cents  # noqa: PLC0415  tools' exports

        refuse_decimals_of_cents(engine, text, file.name, fields, profile)
    stats, found = _typed(typing, ledger, dialect, request)
    engine.execute(f"DROP TABLE {quoted(text)}")
    stats = set_summaries_apart(typing, ledger, stats)
    days = [field.want.on for field in fields if field.want.on]
    ledger.first_on, ledger.last_on = min(days, default=stats.first_on), max(days, default=stats.last_on)
    if stats.bad:
        _reject(typing, ledger, found, stats.bad)
    ledger.check(request)
    ledger.problems += _own_words(typing, ledger)
    file.check_unchanged()
    return TypedFile(ledger, relation, fields, profile)


def _typed(
    typing: Typing, ledger: Ledger, dialect: Dialect, request: Request
) -> tuple[Stats, Mapping[str, Manner]]:
    """Try plain writing first; only when a row does not fit, look at how the columns are written."""
    if not doubtful(typing.fields, dialect, request):
        stats = typing.plainly()
        if not stats.bad:
            return stats, {}
    sides = frozenset(field.key for field in typing.fields if on_the_side(typing.table, field))
    place = ledger.file.place
    found, notes = manners(typing.engine, typing.text, place, typing.fields, sides, dialect, request)
    stats = typing.as_written(found)
    if stats.bad > tolerated(ledger.counted, None):
        typing = typing._replace(spared=typing.of_another_meaning())
        stats = typing.as_written(found) if typing.spared else stats
    ledger.problems += [*notes, *_unread(typing, ledger, found)]
    return stats, found


def _unread(typing: Typing, ledger: Ledger, found: Mapping[str, Manner]) -> Iterator[Problem]:
    """Tell, once a column, of cells that could not be read and that rows can do without."""
    for i, field in enumerate(typing.fields):
        if not typing.aside(field):
            continue
        cell = f"unread[{i + 1}]"
        fault = f"{quoted(field.key)} IS NULL AND {cell} <> '' AND NOT {says_missing(cell)}"
        query = (
            f"SELECT count(*), min(line), arg_min({cell}, line) FROM {quoted(typing.relation)} WHERE {fault}"
        )
        count, line, text = typing.engine.execute(query).fetchone() or (0, 0, "")
        if count:
            place = Place(ledger.name, line, field.header)
            why = verdict(field.column, place, text, found[field.key].mark, typing.request.currency)
            message = f"{why.message}; {count:,} such in the column, taken as not known"
            left_out = f'`{typing.table.name}: {{{field.key}: "-"}}`'
            fix = f"Correct them, or leave the column out with {left_out} in your mapping (`--map`)."
            yield problem("unread-cells", message, place, value=text, fix=fix)


def _own_words(typing: Typing, ledger: Ledger) -> Iterator[Problem]:
    """Tell which words of one's own are in columns of codes that may have some."""
    for field in typing.fields:
        if (typing.table.name, field.key) not in OWN_WORDS:
            continue
        known = ", ".join(map(literal, field.column.values))
        query = f"SELECT {quoted(field.key)}, min(line) FROM {quoted(typing.relation)}"
        found = typing.engine.execute(
            f"{query} WHERE {quoted(field.key)} NOT IN ({known}) GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        if found:
            listed = ", ".join(word for word, _ in found[:SHOWN_WHEN_REFUSED])
            place = Place(ledger.name, min(line for _, line in found), field.header)
            yield problem("other-word", f"words of your own, kept as they are: {listed}", place)


def _reject(typing: Typing, ledger: Ledger, found: Mapping[str, Manner], bad: int) -> None:
    """Take the rows that do not fit out of the typed table, into the ledger."""
    excess = ledger.rejected + bad > ledger.tolerated(typing.request)
    _book_faults(typing, ledger, found, most=SHOWN_WHEN_REFUSED if excess else bad)
    ledger.rejected += bad
    doubts = [fault for fault in ledger.problems if CODES[fault.code].refuses]
    if doubts:
        raise UpsellError(*doubts[:SHOWN_WHEN_REFUSED])
    typing.engine.execute(f"DELETE FROM {quoted(typing.relation)} WHERE bad IS NOT NULL")


def _book_faults(typing: Typing, ledger: Ledger, found: Mapping[str, Manner], most: int) -> None:
    """Tell what is wrong with each cell of the first rows that do not fit, once worked out for equal ones."""
    fields, relation = typing.fields, quoted(typing.relation)
    nothing = ", ".join(f"{quoted(field.key)} IS NULL" for field in fields)
    query = f"SELECT line, bad, [{nothing}] FROM {relation} WHERE bad IS NOT NULL ORDER BY line LIMIT {most}"
    told: dict[tuple[str, str, str], Problem] = {}
    for line, texts, unread in typing.engine.execute(query).fetchall():
        row = dict(zip((field.key for field in fields), texts, strict=True))
        currency = row.get("currency", "").upper() or typing.request.currency
        ledger.lost_ids.add(row.get("account_id", ""))
        for field, no_value in zip(fields, unread, strict=True):
            text = row[field.key]
            if no_value and is_fault(typing.table, field, text):
                place, same = Place(ledger.name, line, field.header), (field.key, text, currency)
                if same not in told:
                    told[same] = verdict(field.column, place, text, found[field.key].mark, currency)
                ledger.problems.append(told[same]._replace(place=place))
