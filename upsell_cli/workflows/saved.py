"""A run that was kept, as if it had just been made: for a brief or an explanation without its exports."""

from dataclasses import dataclass

from upsell_cli.config.opening import Opened, reopened
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.frames.offers import Valued
from upsell_cli.frames.tables import Inputs, Readings, Tables
from upsell_cli.frames.verdicts import Verdicts
from upsell_cli.sources.saved_run import read_saved_run
from upsell_cli.stages.totals import business, total


@dataclass(frozen=True, slots=True)
class Kept:
    """A run and the rules it was judged by."""

    found: ScanResult
    opened: Opened


def open_run(path: str) -> Kept:
    """Give the run that `scan -o run.json --all` kept.

    Raises UpsellError for a file that holds none that this version knows.
    """
    saved = read_saved_run(path)
    opened = reopened(saved.configuration).on(saved.as_of)
    tables = Tables(
        readings=Readings(saved.tables["readings"]),
        profile=saved.tables["verdicts"][["account_id"]].iloc[:0],
        people=saved.tables.get("people"),
        contacts=saved.tables.get("contacts"),
        events=saved.tables.get("events"),
        deals=saved.tables.get("deals"),
        value=saved.tables.get("value"),
        rates=saved.tables.get("rates"),
    )
    inputs = Inputs(tables, saved.as_of, saved.as_of_origin, saved.grain, saved.grain_origin, (), (), ())
    verdicts = Verdicts(saved.tables["verdicts"])
    found = ScanResult(
        verdicts=verdicts,
        offers=Valued(saved.tables["offers"]),
        inputs=inputs,
        totals=total(verdicts, opened.policy),
        business=business(Accounts(verdicts), opened.book),
        peers=saved.peers,
        currency=opened.book.currency,
        catalogue_sha256=opened.sha256,
        version=saved.version,
        names=opened.book.names,
        good_return=opened.policy.value.good_return,
        configuration=saved.configuration,
    )
    return Kept(found, opened)
