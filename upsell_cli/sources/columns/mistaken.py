"""Files given as the wrong kind: a billing export as accounts has an id, and hardly anything that is read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from upsell_cli.frames.inputs import TABLES
from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem
from upsell_cli.sources.columns.mapping import find_fields, missing_columns, wanted
from upsell_cli.sources.request import Request
from upsell_cli.sources.typed_file import TypedFile

KINDS = ("usage", "billing", "accounts", "invoices", "events", "contacts", "deals", "people")
MORE = 2
"""So many more columns another kind of file must have than the one that was named."""


def tell_mistaken(files: Sequence[TypedFile], request: Request) -> None:
    """Tell of each file that is complete as another kind, and then has all its columns and some more.

    A header profile knows its export, a crosswalk may be any file, and one file may be given as two kinds.
    """
    names = [file.ledger.name for file in files]
    for file in files:
        ledger = file.ledger
        meant = file.profile or request.mapping.get(ledger.table) or names.count(ledger.name) > 1
        if meant or ledger.table not in KINDS:
            continue
        kind, more = max(_kinds(file, request), key=lambda found: len(found[1]), default=("", ()))
        if len(more) >= MORE:
            place = Place(ledger.name, ledger.dialect.header_line)
            message = f"this looks like {kind}, not {ledger.table}: it has {', '.join(more)}"
            fix = f"Give it as `--{kind}`, or say which columns are meant in your mapping (`--map`)."
            ledger.problems.append(problem("other-table", message, place, fix=fix))


def _kinds(file: TypedFile, request: Request) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give other kinds that the file may be, with the headers that only they know."""
    headers = file.ledger.dialect.headers
    own = {field.header for field in file.fields}
    unmapped = replace(request, mapping={})
    for kind in KINDS:
        fields = find_fields(headers, wanted(TABLES[kind], unmapped))
        known = [field.header for field in fields]
        if kind != file.ledger.table and own <= set(known) and not missing_columns(fields, TABLES[kind]):
            yield kind, tuple(header for header in known if header not in own)
