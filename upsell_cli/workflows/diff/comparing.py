"""Two catalogues opened and compared, and the exports judged under both."""

from dataclasses import replace

from upsell_cli import __version__
from upsell_cli.config.opening import open_draft
from upsell_cli.config.settings import Settings
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.documents.changes import Changes, Lists
from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.frames.growing import whole
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import UpsellError
from upsell_cli.sources import Progress, Request, read, refuse_apart
from upsell_cli.stages.affected import Stand, find_affected
from upsell_cli.stages.relist import relist
from upsell_cli.workflows.assess import assess
from upsell_cli.workflows.diff.catalogues import Side, changes_between
from upsell_cli.workflows.diff.matching import match_tiers
from upsell_cli.workflows.scan import present, request_of


def diff(
    old: str,
    new: str,
    policy: str | None = None,
    settings: Settings | None = None,
    *,
    new_policy: str | None = None,
    progress: Progress | None = None,
) -> Changes:
    """Compare two catalogues; with `settings` say who of these exports is affected, and judge them by both.

    `policy` is laid over both catalogues, or over the old one where the new one has its own. Raises
    UpsellError when a file cannot be used, or an export cannot be trusted.
    """
    sides = _side(old, policy), _side(new, new_policy or policy)
    before, after = sides
    match = match_tiers(before.book, after.book)
    changes = tuple(changes_between(before, after, match))
    features = {f: side.book.feature_name(f) for side in sides for f in side.book.features}
    names = features | before.book.names | after.book.names
    told = Changes(old, new, after.book.currency, changes, names, __version__, new_policy=new_policy)
    if settings is None:
        return told
    inputs = read(_request(settings, sides), progress=progress)
    refuse_apart(inputs)
    everybody = replace(settings, show_all=True)
    (stood, was), (stands, is_now) = (_judged(side, inputs, everybody) for side in sides)
    renamed = {before.book.tier_ids[then]: after.book.tier_ids[now] for then, now in match.both}
    lists = Lists(was, is_now, relist(was.verdicts, is_now.verdicts, renamed))
    affected = find_affected(stood, stands)
    return replace(told, affected=affected, lists=lists, accounts=len(stood.accounts), inputs=is_now.inputs)


def _side(path: str, policy: str | None) -> Side:
    draft = open_draft(path, policy)
    if draft.book is None or draft.flaws:
        raise UpsellError(*draft.flaws)
    return Side(draft.book, draft)


def _request(settings: Settings, sides: tuple[Side, Side]) -> Request:
    """Give one request that reads what either catalogue asks for; headers are those of the new one."""
    old, new = (request_of(settings, side.draft.opened(side.book)) for side in sides)
    known = {meter.id for meter in new.meters}
    meters = (*new.meters, *(meter for meter in old.meters if meter.id not in known))
    wanted = {*old.metrics_wanted, *new.metrics_wanted} - {meter.id for meter in meters}
    return replace(
        new,
        meters=meters,
        metrics_wanted=tuple(sorted(wanted)),
        amounts_name_plans=old.amounts_name_plans or new.amounts_name_plans,
    )


def _judged(side: Side, inputs: Inputs, settings: Settings) -> tuple[Stand, ScanResult]:
    """Give the accounts as they stand under a catalogue, and the list that comes of it."""
    opened = side.draft.opened(side.book).on(inputs.as_of)
    assessed = assess(inputs.tables, opened.book, opened.policy, inputs.as_of, inputs.grain)
    ordered = whole(assessed.verdicts).sort_values("account_id").reset_index(drop=True)
    return Stand(Accounts(ordered), opened.book), present(assessed, inputs, opened, settings)
