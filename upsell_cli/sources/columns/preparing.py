"""From the cells of a file to the text of our columns: what a profile or a rule makes of them."""

from collections.abc import Mapping, Sequence

from upsell_cli.config.header_profile import HeaderProfile
from upsell_cli.frames.headers import normalised
from upsell_cli.problems import Place
from upsell_cli.sources.cells.trimming import stripped
from upsell_cli.sources.cells.values import matches
from upsell_cli.sources.codes import problem, refusal
from upsell_cli.sources.columns.completing import completed_rows, keys_of
from upsell_cli.sources.columns.making import bare_word, made_text
from upsell_cli.sources.columns.mapping import Field
from upsell_cli.sources.columns.recognition import Recognised
from upsell_cli.sources.columns.rules import Positions
from upsell_cli.sources.engine import Engine, literal, quoted
from upsell_cli.sources.forms.text import Progress, load_rows
from upsell_cli.sources.ledger import HEADER_AGAIN, LEADS_NOWHERE, LEFT_OUT, NO_ACCOUNT, Ledger
from upsell_cli.sources.request import Request

DIGITS = r".*\d.*"
NOBODY = ("", "-", "--", "\u2013", "\u2014")
"""What stands where a row has no account."""


def load_fields(
    engine: Engine,
    relation: str,
    ledger: Ledger,
    seen: Recognised,
    request: Request,
    progress: Progress | None,
) -> None:
    """Make the relation of a file: `line`, and the text of its fields as `c0`, `c1`, ...

    Rows that do not count are booked as skipped: those a profile leaves out, and those in which a rule
    finds no account.
    """
    fields, width = seen.fields, len(seen.dialect.headers)
    kept = _kept(ledger, seen.profile)
    if not kept and not seen.complements and all(field.making is None for field in fields):
        load_rows(engine, relation, ledger, fields, request, progress)
        return
    needed = {*kept, *(field.position for field in fields)}
    needed |= {position for field in fields if field.making for position in field.making.others}
    needed |= keys_of(seen.complements, seen.headers, width)
    own = {position: f"c{i}" for i, position in enumerate(sorted(p for p in needed if p < width))}
    raw = f"{relation}_raw"
    plain = [Field(fields[0].want, "", position, "") for position in own]
    load_rows(engine, raw, ledger, plain, request, progress)
    leave_out(engine, raw, ledger, seen.profile, own)
    rows, cells = completed_rows(raw, own, width, seen.headers, seen.complements)
    made = ", ".join(f"{_text(field, cells)} AS c{i}" for i, field in enumerate(fields))
    engine.execute(f"CREATE TABLE {quoted(relation)} AS SELECT line, {made} FROM {rows}")
    engine.execute(f"DROP TABLE {quoted(raw)}")
    for i, field in enumerate(fields):
        if field.key == "account_id" and field.making and field.making.may_fail:
            _leave_out_unowned(engine, relation, ledger, field, f"c{i}")


def leave_out(
    engine: Engine,
    relation: str,
    ledger: Ledger,
    profile: HeaderProfile | None,
    cells: Mapping[int, str],
) -> None:
    """Take out the rows of a relation of text that do not count, as the profile of its export says."""
    kept = _kept(ledger, profile)
    if kept:
        counts = " AND ".join(_among(cells[position], words) for position, words in kept.items())
        query = f"DELETE FROM {quoted(relation)} WHERE NOT ({counts})"
        (gone,) = engine.execute(query).fetchone() or (0,)
        ledger.skip(LEFT_OUT, gone)


def leave_out_headers(engine: Engine, relation: str, ledger: Ledger, fields: Sequence[Field]) -> None:
    """Take out the rows of a relation of text that only say again, or further, what its columns are.

    Files put together one after the other have the header of each; spreadsheets have units under theirs.
    """
    if ledger.dialect.header_line is None:
        return
    named = [(f"c{i}", field) for i, field in enumerate(fields) if field.making is None]
    again = " AND ".join(f"{cell} = {literal(field.header)}" for cell, field in named)
    ids = [cell for cell, field in named if field.key == "account_id"]
    below = f"line = {ledger.dialect.header_line + 1}"
    digits = matches(f"concat({', '.join(cell for cell, _ in named)})", DIGITS)
    tests = [again] if len(named) > 1 else []
    tests += [f"{below} AND {ids[0]} = '' AND NOT {digits}"] if ids else []
    if tests:
        query = f"DELETE FROM {quoted(relation)} WHERE {' OR '.join(f'({test})' for test in tests)}"
        (gone,) = engine.execute(query).fetchone() or (0,)
        ledger.skip(HEADER_AGAIN, gone)


def leave_out_idless(engine: Engine, relation: str, ledger: Ledger, fields: Sequence[Field]) -> None:
    """Take out the rows without an id elsewhere: accounts of one system that the other does not have.

    They are those of a crosswalk with nothing to lead from, and accounts whose id somebody said is in a
    column of the other system's ids. Without any such id it is no such column, which its rows say themselves.
    """
    elsewhere = [(i, field) for i, field in enumerate(fields) if field.key == "account_id"]
    for i, field in elsewhere if ledger.table == "accounts" else ():
        if field.how == "map" and not (field.making and field.making.may_fail):
            _leave_out_unowned(engine, relation, ledger, field, f"c{i}")
    ids = [f"c{i}" for i, field in enumerate(fields) if field.key == "from_id"]
    if ids:
        idless = f"{ids[0]} IN ({', '.join(map(literal, NOBODY))})"
        some = f"EXISTS (FROM {quoted(relation)} WHERE NOT {idless})"
        query = f"DELETE FROM {quoted(relation)} WHERE {idless} AND {some}"
        (gone,) = engine.execute(query).fetchone() or (0,)
        ledger.skip(LEADS_NOWHERE, gone)


def _text(field: Field, cells: Mapping[int, str]) -> str:
    if field.making is None:
        return cells[field.position]
    return stripped(made_text(field.making, field.position, cells))


def _kept(ledger: Ledger, profile: HeaderProfile | None) -> dict[int, tuple[str, ...]]:
    """Give the columns that say which rows count, by position, with the words for those that do."""
    positions = Positions(ledger.dialect.headers)
    kept = profile.keep if profile else {}
    return {at: words for header, words in kept.items() if (at := positions.first(header)) is not None}


def _among(cell: str, words: Sequence[str]) -> str:
    known = ", ".join(literal(normalised(word)) for word in words)
    return f"{bare_word(cell)} IN ({known})"


def _leave_out_unowned(engine: Engine, relation: str, ledger: Ledger, field: Field, cell: str) -> None:
    """Take out the rows of which no account is known; they are told, and count for nobody."""
    nobody = f"{cell} IN ({', '.join(map(literal, NOBODY))})"
    query = (
        f"SELECT count(*) FILTER ({nobody}), min(line) FILTER ({nobody}), count(*) FROM {quoted(relation)}"
    )
    count, line, rows = engine.execute(query).fetchone() or (0, None, 0)
    if not count:
        return
    place = Place(ledger.name, line, field.header)
    if count == rows:
        raise refusal("no-account", "no row has an account where it was said to be", place)
    engine.execute(f"DELETE FROM {quoted(relation)} WHERE {nobody}")
    ledger.skip(NO_ACCOUNT, count)
    message = f"{count:,} of {rows:,} rows lead to no account, and count for nobody"
    ledger.problems.append(problem("row-without-account", message, place))
