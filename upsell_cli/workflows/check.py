"""Are the inputs fit to be analysed: everything is read as for a scan, and looked at instead of judged."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from upsell_cli import __version__
from upsell_cli.config.opening import Opened, open_catalogue
from upsell_cli.config.settings import Settings, no_catalogue
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.documents.fitness import Fitness
from upsell_cli.frames.documents.used_rows import UsedRows
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Problem, UpsellError
from upsell_cli.sources import Progress, Request, read, reading, too_many_rejects
from upsell_cli.stages.entitlements import entitle
from upsell_cli.stages.exchange import exchange
from upsell_cli.stages.fitness import find_unfit, history_of, ranges, tier_names
from upsell_cli.stages.roster import list_accounts
from upsell_cli.stages.subscriptions import subscribe
from upsell_cli.stages.usage import measure
from upsell_cli.workflows.init import begin, drafted
from upsell_cli.workflows.oddities import odd_accounts, odd_inputs
from upsell_cli.workflows.scan import request_of

EVERY_ROW = 1.0
"""The share of rows that may be rejected here: a check shows them all, where a scan would refuse the file."""


@contextmanager
def check(
    settings: Settings, *, rows: bool, every_stray: bool = False, progress: Progress | None = None
) -> Iterator[tuple[Fitness, tuple[UsedRows, ...]]]:
    """Read the exports and look at them from all sides.

    If asked for, the `rows` used are at hand until the context is left; large files are read faster without.
    With `every_stray` all ids that are no account's are listed, also those that are near none.
    Raises UpsellError when a file, its header or the configuration cannot be trusted.
    """
    opened, request = _asked(settings)
    request = replace(request, max_rejects=EVERY_ROW, every_stray=every_stray)
    if not rows:
        yield _looked_at(read(request, progress=progress), opened, settings), ()
        return
    with reading(request, progress=progress) as (inputs, used):
        yield _looked_at(inputs, opened, settings), used


def _asked(settings: Settings) -> tuple[Opened, Request]:
    """Give the configuration and what is to be read; without a catalogue, with one drafted from the exports.

    Raises UpsellError where the exports ask what has to be known to draft one.
    """
    if settings.tiers:
        opened = open_catalogue(settings.tiers, settings.policy)
        return opened, request_of(settings, opened)
    begun = begin(settings)
    if begun.catalogue is None:
        asked = " and ".join(
            f"which column of {q.table} is {q.column}" for q in begun.headers.questions if q.blocking
        )
        found = no_catalogue(" ".join(settings.usage))
        raise UpsellError(found._replace(message=f"{found.message}, and the exports do not tell {asked}"))
    opened = drafted(begun.catalogue)
    request = request_of(settings, opened)
    crosswalk = (begun.headers.crosswalk,) if begun.headers.crosswalk else request.crosswalk
    return opened, replace(request, mapping=begun.headers.mapping or request.mapping, crosswalk=crosswalk)


def _guessed(settings: Settings) -> Problem:
    """Give the note that there is no catalogue."""
    problem = no_catalogue(" ".join(settings.usage), "note")
    told = f"{problem.message}: tiers, and headers nobody knows, are guessed as `upsell init` guesses them"
    return problem._replace(message=told)


def _looked_at(inputs: Inputs, opened: Opened, settings: Settings) -> Fitness:
    accounts = _measured(inputs, opened)
    meters = ranges(accounts, opened.book)
    history = history_of(inputs.tables.readings, inputs.grain)
    unmeasured = tuple(meter.meter for meter in meters if not meter.accounts)
    excess = (
        too_many_rejects(file.path, file.counted, file.rejected, settings.max_rejects)
        for file in inputs.files
    )
    return Fitness(
        inputs=inputs,
        problems=(
            *([] if settings.tiers else [_guessed(settings)]),
            *filter(None, excess),
            *opened.problems,
            *inputs.problems,
            *odd_inputs(inputs, opened),
            *odd_accounts(accounts, inputs, opened),
            *find_unfit(inputs, history, unmeasured, opened.policy),
        ),
        meters=meters,
        history=history,
        tiers=tier_names(inputs.tables, opened.book),
        catalogue_sha256=opened.sha256 if settings.tiers else "",
        version=__version__,
        names=opened.book.names,
    )


def _measured(inputs: Inputs, opened: Opened) -> Accounts:
    """Give the accounts with what they use, what they may use, and what they pay."""
    tables, book, as_of = inputs.tables, opened.book, inputs.as_of
    accounts = list_accounts(tables, as_of)
    accounts = subscribe(accounts, tables, book, as_of)
    accounts = exchange(accounts, tables.rates, book, as_of)
    accounts = entitle(accounts, book)
    return measure(accounts, tables.readings, book, opened.policy, as_of, inputs.grain)
