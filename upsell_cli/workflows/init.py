"""The beginning: from a newcomer's own exports to a first catalogue and, where needed, a header map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from upsell_cli.config.book import TierBook, open_book
from upsell_cli.config.catalogue import Catalogue
from upsell_cli.config.catalogue.meters import BUILT_IN
from upsell_cli.config.finding import CATALOGUE
from upsell_cli.config.loading import fitted, read_model
from upsell_cli.config.opening import Opened, default_policy, open_header_map, reopened
from upsell_cli.config.policy import Policy
from upsell_cli.config.settings import Settings
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.documents.drafts import DraftCatalogue, HeaderChoice, HeaderDraft
from upsell_cli.frames.documents.surveys import Survey
from upsell_cli.frames.tables import Inputs
from upsell_cli.render.first_catalogue import first_catalogue
from upsell_cli.sources import MeterColumn, Request, read
from upsell_cli.sources.survey import survey
from upsell_cli.stages.entitlements import entitle
from upsell_cli.stages.propose import (
    Sold,
    currency_of,
    draft_of,
    limit_tiers,
    price_tiers,
    spot_meters,
    understand,
    understood,
)
from upsell_cli.stages.roster import list_accounts
from upsell_cli.stages.subscriptions import subscribe
from upsell_cli.stages.subscriptions.lines import read_lines
from upsell_cli.stages.usage import measure

BILLED = "seats"
"""A meter that is bought, not used; in a usage file its column says what is paid for."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was made of the files; without a catalogue the header map has questions to answer first.

    `files` names the first file of each table.
    """

    headers: HeaderDraft
    files: Mapping[str, str]
    catalogue: DraftCatalogue | None = None
    inputs: Inputs | None = None

    @property
    def maps_headers(self) -> bool:
        """Tell whether a header map has to be written."""
        return bool(self.headers.choices or self.headers.questions)


def begin(settings: Settings, *, answer: bool = False) -> Beginning:
    """Look at the files, guess what their headers mean, and draft the catalogue they show.

    With `answer` the likeliest header is taken wherever none stands out. Raises UpsellError when a file
    cannot be read at all.
    """
    request = _request(settings)
    surveys = survey(request)
    files = {each.table: each.file for each in reversed(surveys)}
    headers = _understood(surveys, answer=answer)
    if headers.crosswalk:
        files["crosswalk"] = headers.crosswalk
    given = _given(request)
    told = given.with_more(headers)
    if told.blocked:
        return Beginning(told, files)
    surveys = understood(surveys, headers)
    meters, (currency, because) = spot_meters(surveys), currency_of(surveys)
    request = replace(
        request,
        crosswalk=(headers.crosswalk,) if headers.crosswalk else request.crosswalk,
        mapping=told.mapping,
        meters=(*request.meters, *(MeterColumn(m.id, m.kind, (m.column or m.id,)) for m in meters.own)),
        currency=currency,
    )
    inputs = read(request)
    draft = draft_of(inputs.tables, meters, currency, because)
    draft = price_tiers(draft, _sold(inputs, draft))
    draft = limit_tiers(draft, _measured(inputs, draft), meters.ids)
    new = told.questions or len(told.choices) > len(given.choices)
    return Beginning(told if new else HeaderDraft(crosswalk=told.crosswalk), files, draft, inputs)


def drafted(draft: DraftCatalogue) -> Opened:
    """Open a draft as if it had been written."""
    return reopened(((CATALOGUE, first_catalogue(draft, "")),))


def _request(settings: Settings) -> Request:
    """Give the files to look at, with the meters that everybody has."""
    meters = (
        MeterColumn(name, meter.kind, (name, *meter.aliases), meter.whole)
        for name, meter in BUILT_IN.items()
        if name != BILLED
    )
    return Request.of(settings, mapping=open_header_map(settings.map_file), meters=tuple(meters))


def _understood(surveys: Sequence[Survey], *, answer: bool) -> HeaderDraft:
    """Give what the headers mean; an answer may bring up the next question."""
    headers = understand(surveys)
    while answer and headers.blocked:
        headers = headers.answered()
        headers = headers.with_more(understand(understood(surveys, headers)))
    return headers


def _given(request: Request) -> HeaderDraft:
    """Give what a map says already, so that a new one can take its place."""
    choices = (
        HeaderChoice(table, column, header, "as you said")
        for table, columns in request.mapping.items()
        for column, header in columns.items()
    )
    return HeaderDraft(tuple(choices))


def _opened(draft: DraftCatalogue) -> tuple[TierBook, Policy]:
    """Open a draft as if it had been written; what a scan finds with it shows what it lacks."""
    loaded = read_model(first_catalogue(draft, ""), CATALOGUE, Catalogue)
    policy = fitted(loaded.document, Policy, at=("policy",), defaults=default_policy())
    return open_book(loaded.model, loaded.document), policy.model


def _sold(inputs: Inputs, draft: DraftCatalogue) -> Sold:
    """Give what is billed in the catalogue's currency: what runs today, else all there ever was."""
    book, _ = _opened(draft)
    tables = inputs.tables
    billing = tables.profile if tables.billing is None else tables.billing
    lines = read_lines(list_accounts(tables, inputs.as_of), billing, book, inputs.as_of)
    currencies = lines.rows.words("currency")
    ours = currencies.among(draft.currency) | (currencies.codes < 0)
    billed = ours & ~lines.trial & ~lines.status.among("paused")
    chosen = billed & lines.running if (billed & lines.running).any() else billed
    yearly = np.where(np.isnan(lines.billed) & lines.free, 0.0, lines.billed)
    return Sold(
        tier=np.where(lines.bills_add_on, np.nan, lines.rank)[chosen],
        add_on=lines.add_on[chosen],
        yearly=yearly[chosen],
        by_year=lines.by_year[chosen],
        seats=lines.seats[chosen],
    )


def _measured(inputs: Inputs, draft: DraftCatalogue) -> Accounts:
    """Give the accounts with their tier and their use."""
    book, policy = _opened(draft)
    accounts = list_accounts(inputs.tables, inputs.as_of)
    accounts = subscribe(accounts, inputs.tables, book, inputs.as_of)
    accounts = entitle(accounts, book)
    return measure(accounts, inputs.tables.readings, book, policy, inputs.as_of, inputs.grain)
