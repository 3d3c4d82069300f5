"""The files of one table, read together: some only complete the rows of others."""

from collections.abc import Sequence
from typing import NamedTuple

from upsell_cli.frames.inputs import InputColumn, InputTable, Kind
from upsell_cli.sources.columns.completing import Complement
from upsell_cli.sources.columns.mapping import Field, Want
from upsell_cli.sources.columns.preparing import leave_out
from upsell_cli.sources.columns.recognition import Recognised, check, complete, look_at, requests_of
from upsell_cli.sources.engine import Engine
from upsell_cli.sources.forms.files import InputFile
from upsell_cli.sources.forms.plain import large
from upsell_cli.sources.forms.text import Progress, load_rows
from upsell_cli.sources.ledger import Ledger
from upsell_cli.sources.reader import read_file
from upsell_cli.sources.request import Request
from upsell_cli.sources.typed_file import TypedFile


class ReadTogether(NamedTuple):
    """The files with rows of a table, and those that only completed them."""

    files: tuple[TypedFile, ...]
    completing: tuple[TypedFile, ...] = ()


def read_together(
    engine: Engine,
    files: Sequence[InputFile],
    table: InputTable,
    request: Request,
    progress: Progress | None,
) -> ReadTogether:
    """Read the files of a table into the engine."""
    request = request.for_table(table.name)
    seen = [(file, look_at(file, table, request)) for file in files]
    given = {look.profile.id for _, look in seen if look.profile}
    completing: list[tuple[TypedFile, Recognised]] = []
    others: list[tuple[InputFile, Recognised]] = []
    for number, (file, look) in enumerate(seen):
        if look.profile and given & set(look.profile.completes):
            relation = f"{table.name}_more_{number}"
            completing.append((_keep_text(engine, file, look, relation, table, request, progress), look))
        else:
            others.append((file, look))
    completed = [_completed(look, completing, table, request) for _, look in others]
    whole = []
    for (file, _), look, own in zip(others, completed, requests_of(completed, table, request), strict=True):
        again = look if own is request else _completed(look_at(file, table, own), completing, table, own)
        check(file, again, table, own)
        whole.append((file, again))
    read = _added_up(engine, whole, table, request, progress) or tuple(
        read_file(engine, file, own, table, request, f"{table.name}_{number}", progress)
        for number, (file, own) in enumerate(whole)
    )
    return ReadTogether(read, tuple(file for file, _ in completing))


def _added_up(
    engine: Engine,
    files: Sequence[tuple[InputFile, Recognised]],
    table: InputTable,
    request: Request,
    progress: Progress | None,
) -> tuple[TypedFile, ...] | None:
    """Add usage files up while they are read, where nobody asks for their rows and it pays."""
    if not (request.rolled_up and table.name == "usage" and large(*(file for file, _ in files))):
        return None
    from upsell_cli.sources.digest.adding_up import add_up  # noqa: PLC0415  only large files wait for it

    return add_up(engine, files, table, request, progress)


def _completed(
    look: Recognised,
    completing: Sequence[tuple[TypedFile, Recognised]],
    table: InputTable,
    request: Request,
) -> Recognised:
    complements = _complements(look, completing)
    return complete(look, complements, table, request) if complements else look


def _complements(
    look: Recognised, completing: Sequence[tuple[TypedFile, Recognised]]
) -> tuple[Complement, ...]:
    """Give the given tables that complete the rows of a file, in the order its profile names them."""
    lookups = look.profile.lookups if look.profile else ()
    return tuple(
        Complement(lookup, file.relation, other.dialect.headers)
        for lookup in lookups
        for file, other in completing
        if other.profile and other.profile.id == lookup.profile
    )


def _keep_text(
    engine: Engine,
    file: InputFile,
    look: Recognised,
    relation: str,
    table: InputTable,
    request: Request,
    progress: Progress | None,
) -> TypedFile:
    """Bring a file in as text, all of its columns."""
    headers = look.dialect.headers
    ledger = Ledger.opened(file, look._replace(fields=()), table)
    fields = [
        Field(Want(InputColumn(header, Kind.TEXT, ""), ()), header, position, "profile")
        for position, header in enumerate(headers)
    ]
    load_rows(engine, relation, ledger, fields, request, progress)
    leave_out(engine, relation, ledger, look.profile, {i: f"c{i}" for i in range(len(headers))})
    ledger.check(request)
    file.check_unchanged()
    return TypedFile(ledger, relation, (), look.profile)
