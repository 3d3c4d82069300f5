"""Briefs from a scan: of one account, or of the first of the list."""

from collections.abc import Iterator
from dataclasses import replace

from upsell_cli.config.opening import Opened, open_catalogue
from upsell_cli.config.settings import Settings
from upsell_cli.frames.brief import Brief, Kind
from upsell_cli.frames.results import ScanResult
from upsell_cli.workflows.brief.make import make
from upsell_cli.workflows.brief.subject import subjects
from upsell_cli.workflows.finding import place_of
from upsell_cli.workflows.scan import scan


def brief(settings: Settings, account: str, kind: Kind) -> tuple[Brief, ScanResult]:
    """Judge everybody, as a scan does, and give the brief of one account."""
    found = scan(replace(settings, show_all=True))
    opened = open_catalogue(settings.tiers, settings.policy)
    place = place_of(found.verdicts, account)
    return next(briefs(found, opened, [place], kind)), found


def briefs(found: ScanResult, opened: Opened, places: list[int], kind: Kind) -> Iterator[Brief]:
    """Give the briefs of the accounts at these places of the verdicts."""
    playbook = opened.playbook()
    return (make(subject, playbook, kind) for subject in subjects(found, opened, places))
