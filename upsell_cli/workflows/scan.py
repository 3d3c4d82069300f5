"""The main job: files in, a ranked list with its totals out."""

from dataclasses import replace
from typing import Literal

from upsell_cli import __version__
from upsell_cli.config.opening import Opened, open_catalogue, open_header_map
from upsell_cli.config.settings import Settings
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.frames.growing import whole
from upsell_cli.frames.tables import Inputs
from upsell_cli.sources import MeterColumn, Progress, Request, open_ahead, read, refuse_apart
from upsell_cli.stages.allot import allot
from upsell_cli.stages.rank import placed, rank
from upsell_cli.stages.totals import business, total
from upsell_cli.stages.words import put_in_words
from upsell_cli.workflows.assess import Assessed, assess
from upsell_cli.workflows.batches import assess_listed
from upsell_cli.workflows.oddities import odd_accounts, odd_inputs


def scan(
    settings: Settings,
    *,
    progress: Progress | None = None,
    listed_only: bool = False,
    asked: str | None = None,
) -> ScanResult:
    """Read the exports, judge every account, rank them, and add up.

    With `listed_only` the verdicts of a large book are those that a list shows, and the offers theirs.
    `asked` is the account somebody asks about, also by an id that a crosswalk leads to it.

    Raises UpsellError when nothing useful can follow; everything else that is wrong with the inputs
    comes back in `inputs.problems`.
    """
    opening = open_ahead(settings.memory_limit)
    opened = open_catalogue(settings.tiers, settings.policy)
    request = replace(request_of(settings, opened), asked=asked)
    inputs = read(request, progress=progress, opening=opening)
    refuse_apart(inputs)
    opened = opened.on(inputs.as_of)
    inputs = inputs._replace(problems=(*inputs.problems, *odd_inputs(inputs, opened)))
    judging = assess_listed if listed_only else assess
    assessed = judging(inputs.tables, opened.book, opened.policy, inputs.as_of, inputs.grain)
    return present(assessed, inputs, opened, settings)


def request_of(settings: Settings, opened: Opened) -> Request:
    """Give what is to be read: the files, and the meters of the catalogue to look for in them."""
    meters = tuple(
        MeterColumn(meter.id, meter.kind, meter.headers, meter.whole) for meter in opened.book.meters
    )
    used_by = {feature.used_by for feature in opened.book.catalogue.features.values() if feature.used_by}
    return Request.of(
        settings,
        mapping=open_header_map(settings.map_file),
        meters=meters,
        metrics_wanted=tuple(sorted(used_by - set(opened.book.meter_ids))),
        amounts_name_plans=any(plan.amount is not None for plan in opened.book.catalogue.plans),
        currency=opened.book.currency,
    )


def present(assessed: Assessed, inputs: Inputs, opened: Opened, settings: Settings) -> ScanResult:
    """Put the verdicts in their order and in words, add up, and say what is odd about the accounts."""
    odd = odd_accounts(Accounts(assessed.verdicts), inputs, opened)
    everybody = whole(allot(rank(assessed.verdicts, settings.rank_by), opened.policy))
    verdicts = everybody if assessed.listed is None else placed(assessed.listed, everybody)
    told: Literal["all", "shown"] = "all" if settings.show_all else "shown"
    verdicts = put_in_words(verdicts, opened.book, opened.policy, inputs.as_of, rows=told)
    return ScanResult(
        verdicts=verdicts,
        offers=assessed.offers,
        inputs=inputs._replace(problems=(*inputs.problems, *odd)),
        totals=total(everybody, opened.policy),
        business=business(everybody, opened.book),
        peers=assessed.peers,
        currency=opened.book.currency,
        catalogue_sha256=opened.sha256,
        version=__version__,
        names=opened.book.names,
        account_url=settings.account_url,
        order=settings.rank_by,
        good_return=opened.policy.value.good_return,
        configuration=opened.files,
    )
