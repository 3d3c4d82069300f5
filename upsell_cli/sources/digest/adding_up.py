"""Usage files that are added up while they are read: when nothing else is asked for, and nothing in doubt."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np

from upsell_cli.frames.inputs import InputTable
from upsell_cli.sources.cells.trimming import stripped
from upsell_cli.sources.cells.typed import Typing
from upsell_cli.sources.cells.values import MANGLED_ID, matches
from upsell_cli.sources.columns.evidence import doubtful
from upsell_cli.sources.columns.recognition import Recognised
from upsell_cli.sources.digest.digest import Digest
from upsell_cli.sources.digest.making import Candidate, digested
from upsell_cli.sources.digest.second_look import Wanted, look_again
from upsell_cli.sources.engine import Engine, memory_allowed, quoted
from upsell_cli.sources.forms.files import InputFile
from upsell_cli.sources.forms.text import Progress, one_way
from upsell_cli.sources.ledger import Ledger
from upsell_cli.sources.readings.meters import Meters
from upsell_cli.sources.readings.slips import slip_in
from upsell_cli.sources.request import Request, RowsNeededError
from upsell_cli.sources.rows.averages import says_statistic
from upsell_cli.sources.rows.totals import says_total
from upsell_cli.sources.typed_file import TypedFile

SHARE_OF_MEMORY = 2
"""The part of the memory allowed in which files are added up: half of it."""


def add_up(
    engine: Engine,
    files: Sequence[tuple[InputFile, Recognised]],
    table: InputTable,
    request: Request,
    progress: Progress | None,
) -> tuple[TypedFile, ...] | None:
    """Add files up into a digest; of the rows that say something twice, the engine gets typed tables.

    Nothing is given where the rows of any of the files have to be at hand.
    """
    if any(seen.profile or doubtful(seen.fields, seen.dialect, request) for _, seen in files):
        return None
    candidates = [Candidate(file, seen.dialect, seen.fields, one_way(file, progress)) for file, seen in files]
    room = memory_allowed(engine) // SHARE_OF_MEMORY
    made = digested(candidates, Meters.of(request), request.as_of, room)
    if made is None or _strange_ids(engine, made) or (request.as_of is None and _slipped(made)):
        return None
    typings = [
        Typing(engine, f"{table.name}_{number}_text", f"{table.name}_{number}", table, seen.fields, request)
        for number, (_, seen) in enumerate(files)
    ]
    again = [
        Wanted(part, typing.text, [field.position for field in typing.fields])
        for part, typing in zip(made.parts, typings, strict=True)
    ]
    added = []
    for (file, seen), part, typing in zip(files, made.parts, typings, strict=True):
        ledger = Ledger.opened(file, seen, table)
        ledger.counted = part.rows + part.late.rows
        ledger.first_on, ledger.last_on = part.dates
        added.append(TypedFile(ledger, typing.relation, seen.fields, part=part, digest=made))
    look_again(engine, made, again)
    for typing in typings:
        bad = typing.plainly().bad
        engine.execute(f"DROP TABLE {quoted(typing.text)}")
        if bad:
            raise RowsNeededError
    for file, _ in files:
        file.check_unchanged()
    return tuple(added)


def _slipped(made: Digest) -> bool:
    """Tell whether some rows are of days that are not believed: they are to be taken out one by one."""
    days = sum((part.days for part in made.parts), Counter[int]())
    return slip_in({date.fromordinal(day): rows for day, rows in days.items()}) is not None


def _strange_ids(engine: Engine, made: Digest) -> bool:
    """Tell whether an id is no plain one: mangled, a word for "total" or "average", with blanks around it."""
    names = [*made.names, *(text.decode() for text in made.others)]
    engine.register("ids", {"id": np.array(names, dtype=object)})
    strange = (
        f"{matches('id', MANGLED_ID)} OR nfc_normalize(id) <> id OR {stripped('id')} <> id "
        f"OR {says_total('id')} OR {says_statistic('id')}"
    )
    found = engine.execute(f"SELECT 1 FROM ids WHERE {strange} LIMIT 1").fetchall()
    engine.unregister("ids")
    return bool(found)
