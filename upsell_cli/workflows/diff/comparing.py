"""Two catalogues opened and compared, and the exports judged under both."""

from dataclasses import replace

from upsell_cli import __version__
from upsell_cli.config.opening import Opened, open_draft
from upsell_cli.config.settings import Settings
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.documents.changes import Affected, Changes
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import UpsellError
from upsell_cli.sources import Progress, Request, read, refuse_apart
from upsell_cli.stages.affected import Stand, find_affected
from upsell_cli.workflows.assess import know
from upsell_cli.workflows.diff.catalogues import Side, changes_between
from upsell_cli.workflows.diff.matching import match_tiers
from upsell_cli.workflows.scan import request_of


def diff(
    old: str,
    new: str,
    policy: str | None = None,
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
) -> Changes:
    """Compare two catalogues; with `settings` say which accounts of these exports are affected.

    Raises UpsellError when either cannot be used, or an export cannot be trusted.
    """
    sides = _side(old, policy), _side(new, policy)
    before, after = sides
    changes = tuple(changes_between(before, after, match_tiers(before.book, after.book)))
    features = {f: side.book.feature_name(f) for side in sides for f in side.book.features}
    names = features | before.book.names | after.book.names
    told = Changes(old, new, after.book.currency, changes, names, __version__)
    if settings is None:
        return told
    inputs = read(_request(settings, sides), progress=progress)
    refuse_apart(inputs)
    stands = _stand(before, inputs), _stand(after, inputs)
    affected: tuple[Affected, ...] = find_affected(*stands)
    return replace(told, affected=affected, accounts=len(stands[0].accounts), inputs=inputs)


def _side(path: str, policy: str | None) -> Side:
    draft = open_draft(path, policy)
    if draft.book is None or draft.flaws:
        raise UpsellError(*draft.flaws)
    return Side(draft.book, draft)


def _request(settings: Settings, sides: tuple[Side, Side]) -> Request:
    """Give one request that reads what either catalogue asks for; headers are those of the new one."""
    old, new = (request_of(settings, _opened(side)) for side in sides)
    known = {meter.id for meter in new.meters}
    meters = (*new.meters, *(meter for meter in old.meters if meter.id not in known))
    wanted = {*old.metrics_wanted, *new.metrics_wanted} - {meter.id for meter in meters}
    return replace(
        new,
        meters=meters,
        metrics_wanted=tuple(sorted(wanted)),
        amounts_name_plans=old.amounts_name_plans or new.amounts_name_plans,
    )


def _opened(side: Side) -> Opened:
    return Opened(side.book, side.draft.policy, side.draft.sha256, side.draft.place, side.draft.problems)


def _stand(side: Side, inputs: Inputs) -> Stand:
    book = side.book.on(inputs.as_of)
    known = know(inputs.tables, book, side.draft.policy, inputs.as_of, inputs.grain)
    return Stand(Accounts(known.sort_values("account_id").reset_index(drop=True)), book)
