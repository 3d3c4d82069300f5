"""Briefs from a run, made now or kept: of one account, or of the first of the list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from upsell_cli.config.opening import open_catalogue
from upsell_cli.config.settings import Settings
from upsell_cli.frames.documents.brief import Brief, Kind
from upsell_cli.frames.verdicts import LISTED
from upsell_cli.sources import Progress
from upsell_cli.workflows.brief.make import make
from upsell_cli.workflows.finding import place_of
from upsell_cli.workflows.saved import Kept
from upsell_cli.workflows.scan import scan
from upsell_cli.workflows.subject import subjects


def run_now(settings: Settings, *, asked: str | None = None, progress: Progress | None = None) -> Kept:
    """Judge everybody, as a scan does, and keep the rules they were judged by; `asked` is who is meant."""
    found = scan(replace(settings, show_all=True), progress=progress, asked=asked)
    return Kept(found, open_catalogue(settings.tiers, settings.policy).on(found.inputs.as_of))


def brief_of(kept: Kept, account: str, kind: Kind, *, whole: bool = False) -> Brief:
    """Give the brief of the one account that is meant."""
    return next(briefs(kept, [place_of(kept.found, account)], kind, whole=whole))


def first_briefs(kept: Kept, most: int, kind: Kind, *, whole: bool = False) -> Iterator[Brief]:
    """Give the briefs of the first accounts of the list, in its order."""
    states = kept.found.verdicts["state"]
    places = np.concatenate([np.flatnonzero((states == state).to_numpy(dtype=bool)) for state in LISTED])
    return briefs(kept, places[:most].tolist(), kind, whole=whole)


def briefs(kept: Kept, places: Sequence[int], kind: Kind, *, whole: bool = False) -> Iterator[Brief]:
    """Give the briefs of the accounts at these places of the verdicts."""
    playbook = kept.opened.playbook()
    return (
        make(subject, playbook, kind, whole=whole) for subject in subjects(kept.found, kept.opened, places)
    )
