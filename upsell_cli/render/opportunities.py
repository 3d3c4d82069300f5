"""The opportunities in every format: which accounts, in which order, with what around them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from upsell_cli.frames.documents.results import Amounts, ScanResult
from upsell_cli.frames.tables import FileReport
from upsell_cli.frames.verdicts import LISTED
from upsell_cli.money import digits
from upsell_cli.render.columns import SOURCES, cells
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.formats.formats import Report, Table
from upsell_cli.render.formats.json import Json
from upsell_cli.render.formats.report import table_report
from upsell_cli.render.view import View

if TYPE_CHECKING:
    from rich.text import Text


def opportunities(
    result: ScanResult,
    look: Look,
    view: View | None = None,
    *,
    top: int | None = None,
    show_all: bool = False,
    raw: bool = False,
) -> Report:
    """Give the opportunities, ready to be written; rows that a view sorts are in its order already.

    The JSON of everybody also keeps the run, which `brief` and `explain` can open.
    """
    view = view or View()
    frame = listed(result.verdicts, top=top, show_all=show_all, as_they_are=bool(view.order))
    table = Table(view.fields, tuple(cells(field, frame, result) for field in view.fields))

    def lines() -> Iterable["Text"]:
        from upsell_cli.render.terminal import opportunity_lines  # noqa: PLC0415  only a screen waits for Rich

        return opportunity_lines(result, look, top=top, show_all=show_all)

    def run() -> Mapping[str, str]:
        if not show_all or top is not None:
            return {}
        from upsell_cli.render.saved_run import run_json  # noqa: PLC0415  only a run that is kept waits for it

        return {"run": run_json(result)}

    return table_report("opportunities", meta(result), table, lines, look, raw=raw, beside=run)


def listed(
    verdicts: pd.DataFrame, *, top: int | None, show_all: bool, as_they_are: bool = False
) -> pd.DataFrame:
    """Give the first `top` rows to write: the ranked, those who would pay less, with all also the rest.

    As they are, they are not parted by their state.
    """
    states = verdicts["state"]
    if as_they_are:
        chosen = verdicts if show_all else verdicts[states.isin(LISTED)]
        return chosen[list(SOURCES)].head(len(chosen) if top is None else top)
    rest = [~states.isin(LISTED)] if show_all else []
    masks = (*(states == state for state in LISTED), *rest)
    places = np.concatenate([np.flatnonzero(mask.to_numpy(dtype=bool)) for mask in masks])
    return verdicts[list(SOURCES)].take(places if top is None else places[:top])


def meta(result: ScanResult) -> dict[str, Json]:
    """Give what the rows rest on: the day, the inputs with their digests, and the totals."""
    inputs, currency = result.inputs, result.currency
    return {
        "version": result.version,
        "as_of": inputs.as_of,
        "as_of_origin": inputs.as_of_origin,
        "grain": inputs.grain,
        "grain_origin": inputs.grain_origin,
        "currency": currency,
        "catalogue_sha256": result.catalogue_sha256,
        "totals": totals(result),
        "business": _business(result),
        "base_rate": {
            "rate": result.peers.base_rate,
            "origin": result.peers.base_rate_origin,
            "accounts": result.peers.judged,
        },
        "files": [_file(report) for report in inputs.files],
        "joins": [
            {
                "left": join.left,
                "right": join.right,
                "matched": join.matched,
                "of": join.of,
                "unmatched": join.unmatched,
            }
            for join in inputs.joins
        ],
    }


def totals(result: ScanResult) -> Mapping[str, Json]:
    """Give the figures under the list."""
    own, currency = result.totals, result.currency
    return {
        "accounts": own.accounts,
        "qualified": _amounts(own.qualified, currency),
        "by_type": {kind: _amounts(amounts, currency) for kind, amounts in own.by_type.items()},
        "by_state": dict(own.by_state),
        "unranked": own.unranked,
        "beyond_capacity": own.beyond_capacity,
        "quotes": own.quotes,
        "without_rate": own.without_rate,
        "customer_savings": major(own.savings_minor, currency),
        "at_limit": own.at_limit,
        "delta_arr_if_accepted": {share: major(minor, currency) for share, minor in own.if_accepted.items()},
    }


def _business(result: ScanResult) -> Mapping[str, Json]:
    business, currency = result.business, result.currency
    return {
        "accounts": business.accounts,
        "subscriptions": business.subscriptions,
        "mrr": major(business.mrr_minor, currency),
        "by_tier": {
            tier: {"subscriptions": subscriptions, "accounts": accounts, "mrr": major(mrr, currency)}
            for tier, (subscriptions, accounts, mrr) in business.by_tier.items()
        },
        "other_currencies": {
            other: major(minor, other) for other, minor in business.other_currencies.items()
        },
    }


def _amounts(amounts: Amounts, currency: str) -> Mapping[str, Json]:
    return {
        "accounts": amounts.accounts,
        "delta_arr": major(amounts.delta_arr_minor, currency),
        "expected_value": major(amounts.expected_minor, currency),
    }


def _file(report: FileReport) -> Mapping[str, Json]:
    return {
        "table": report.table,
        "path": report.path,
        "sha256": report.stored.sha256,
        "counted": report.counted,
        "used": report.used,
        "rejected": report.rejected,
        "skipped": dict(report.skipped),
        "first_on": report.first_on,
        "last_on": report.last_on,
    }


def major(minor: int, currency: str) -> Decimal:
    """Give minor units as an exact amount in major units.

    >>> major(15000_00, "USD"), major(1500, "JPY")
    (Decimal('15000.00'), Decimal('1500'))
    """
    return Decimal(int(minor)).scaleb(-digits(currency))
