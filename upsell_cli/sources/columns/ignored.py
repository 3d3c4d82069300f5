"""Columns of a file that are not read: those that look like one of ours, misspelt, and all others."""

from collections.abc import Iterable, Iterator, Sequence

from upsell_cli.frames.headers import normalised
from upsell_cli.frames.inputs import TABLES, Kind
from upsell_cli.problems import Place, Problem, shortened
from upsell_cli.sources.codes import problem
from upsell_cli.sources.columns.mapping import LEFT_OUT, Want, wanted
from upsell_cli.sources.request import Request
from upsell_cli.sources.typed_file import TypedFile
from upsell_cli.sources.units import currency_in, says_minor, without_unit

SHOWN_NAMES = 8
LONG = 8
"""Letters from which a name may be two keystrokes off; a shorter one may lack one or have one too many."""

LEAST = 3
SLIPS = 2


def tell_ignored(files: Sequence[TypedFile], request: Request) -> None:
    """Tell of each file which columns are not read: a warning where one is probably ours, else a note.

    A header profile knows its export, and a crosswalk may be any file: nothing is told of theirs.
    """
    read = {
        (file.ledger.name, column.header)
        for file in files
        for column in file.ledger.columns
        if column.column is not None
    }
    for file in files:
        if file.profile or file.ledger.table == "crosswalk":
            continue
        unread = [header for header in _unread(file) if (file.ledger.name, header) not in read]
        lacking = list(_lacking(file, request))
        near = {header: want for header in unread if (want := likely(header, lacking))}
        file.ledger.problems += [_misspelt(file, header, want) for header, want in near.items()]
        if others := [header for header in unread if header not in near]:
            file.ledger.problems.append(_ignored(file, others))


def likely(header: str, wants: Iterable[Want]) -> Want | None:
    """Give the first wanted column of which the header is probably a misspelt name."""
    bare = without_unit(header)
    return next(
        (
            want
            for want in wants
            if any(_is_slip(header, name) or bare == normalised(name) for name in want.names)
        ),
        None,
    )


def _unread(file: TypedFile) -> Iterator[str]:
    helping = {at for field in file.fields if field.making for at in field.making.others}
    for position, column in enumerate(file.ledger.columns):
        if column.column is None and column.header.strip() and position not in helping:
            yield column.header


def _lacking(file: TypedFile, request: Request) -> Iterator[Want]:
    for group in wanted(TABLES[file.ledger.table], request):
        yield from (want for want in group if not file.has(want.key) and want.mapped != LEFT_OUT)


def _misspelt(file: TypedFile, header: str, want: Want) -> Problem:
    ledger, money = file.ledger, want.column.kind is Kind.MONEY
    message = f'"{header}" is not read; it looks like {want.column.name}'
    currency = currency_in(header) if money and not file.has("currency") else None
    same = f', currency: "={currency}"' if currency else ""
    minor = " Its amounts are in cents: `--amount-unit minor`." if money and says_minor(header) else ""
    fix = (
        f'If it is, add `{ledger.table}: {{{want.column.name}: "{header}"{same}}}` to your mapping (`--map`).'
        f"{minor}"
    )
    place = Place(ledger.name, ledger.dialect.header_line, header)
    return problem("misspelt-column", message, place, value=header, fix=fix)


def _ignored(file: TypedFile, headers: Sequence[str]) -> Problem:
    more = f" and {len(headers) - SHOWN_NAMES:,} more" if len(headers) > SHOWN_NAMES else ""
    message = f"columns that are not read: {', '.join(map(shortened, headers[:SHOWN_NAMES]))}{more}"
    return problem("ignored-columns", message, Place(file.ledger.name, file.ledger.dialect.header_line))


def _is_slip(header: str, name: str) -> bool:
    """Tell whether a few wrong keystrokes part two names; the first letter is seldom one of them.

    >>> _is_slip("tir", "tier"), _is_slip("api_cals", "api_calls"), _is_slip("owner_email", "owner")
    (True, True, False)
    >>> _is_slip("status_date", "start_date"), _is_slip("state", "stage")
    (False, False)
    """
    typed, meant = normalised(header), normalised(name)
    if min(len(typed), len(meant)) < LEAST or typed[0] != meant[0]:
        return False
    short = min(len(typed), len(meant)) < LONG
    if short:
        return abs(len(typed) - len(meant)) == 1 == _keystrokes(typed, meant)
    return _keystrokes(typed, meant) <= SLIPS


def _keystrokes(typed: str, meant: str) -> int:
    """Give how many letters must be put in, taken out or replaced to turn one word into the other."""
    before = list(range(len(meant) + 1))
    for i, own in enumerate(typed, 1):
        row = [i]
        for k, other in enumerate(meant, 1):
            row.append(min(row[-1] + 1, before[k] + 1, before[k - 1] + (own != other)))
        before = row
    return before[-1]
