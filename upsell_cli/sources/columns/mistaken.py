"""Files given as the wrong kind: a billing export as accounts has an id, and hardly anything that is read."""

from collections.abc import Sequence

from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem
from upsell_cli.sources.columns.kinds import likely_kind
from upsell_cli.sources.request import Request
from upsell_cli.sources.typed_file import TypedFile


def tell_mistaken(files: Sequence[TypedFile], request: Request) -> None:
    """Tell of each file that is complete as another kind, and then has all its columns and some more.

    A header profile knows its export, a crosswalk may be any file, and one file may be given as two kinds.
    """
    names = [file.ledger.name for file in files]
    for file in files:
        ledger = file.ledger
        meant = file.profile or request.mapping.get(ledger.table) or names.count(ledger.name) > 1
        if meant:
            continue
        kind, more = likely_kind(ledger.dialect.headers, file.fields, ledger.table, request)
        if kind:
            place = Place(ledger.name, ledger.dialect.header_line)
            message = f"this looks like {kind}, not {ledger.table}: it has {', '.join(more)}"
            fix = f"Give it as `--{kind}`, or say which columns are meant in your mapping (`--map`)."
            ledger.problems.append(problem("other-table", message, place, fix=fix))
