"""From typed tables to one verdict an account: every stage, in order, one a line."""

from datetime import date
from typing import NamedTuple

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.billing_months import billing_months
from upsell_cli.frames.documents.results import Peers
from upsell_cli.frames.growing import growing, whole
from upsell_cli.frames.offers import Valued
from upsell_cli.frames.paces import Paces
from upsell_cli.frames.tables import Grain, Tables
from upsell_cli.frames.vectors.series import is_fine
from upsell_cli.frames.verdicts import Verdicts
from upsell_cli.stages.adoption import adopt
from upsell_cli.stages.calibrate import calibrate
from upsell_cli.stages.choose import choose
from upsell_cli.stages.convert import convert
from upsell_cli.stages.demand import hear_requests
from upsell_cli.stages.entitlements import entitle
from upsell_cli.stages.exchange import exchange
from upsell_cli.stages.forecast import History, forecast, histories, paces_of
from upsell_cli.stages.needs import find_needs
from upsell_cli.stages.objections import object_
from upsell_cli.stages.offers import make_offers
from upsell_cli.stages.pair import pair
from upsell_cli.stages.payments import check_payments
from upsell_cli.stages.peers import peers_of
from upsell_cli.stages.pricing import price
from upsell_cli.stages.qualify import qualify
from upsell_cli.stages.questions import hear_questions
from upsell_cli.stages.recall import recall
from upsell_cli.stages.remember import remember
from upsell_cli.stages.roster import list_accounts
from upsell_cli.stages.route import route
from upsell_cli.stages.score import score
from upsell_cli.stages.seats import size_seats
from upsell_cli.stages.settle import settle
from upsell_cli.stages.signals import listen
from upsell_cli.stages.subscriptions import subscribe
from upsell_cli.stages.usage import measure
from upsell_cli.stages.value import weigh


class Seen(NamedTuple):
    """The facts of accounts up to today, and the past use that their future is judged by."""

    accounts: Accounts
    past: tuple[History, ...]


class Assessed(NamedTuple):
    """What was found out: every offer considered, every account judged, and the book they stand in.

    The verdicts are still growing: the list adds its order. Of a large book only those who are `listed` may
    be kept with all that is known of them, and their offers; `verdicts` then have what is counted of
    everybody.
    """

    offers: Valued
    verdicts: Verdicts
    peers: Peers
    listed: Verdicts | None = None


def assess(
    tables: Tables,
    book: TierBook,
    policy: Policy,
    as_of: date,
    grain: Grain,
    *,
    peers: Peers | None = None,
    paces: Paces | None = None,
) -> Assessed:
    """Judge every account: what is known, what it needs, what could be offered, and whether to talk.

    What the catalogue has for later days is not there yet. `peers` and `paces` are those of the whole book,
    where these accounts are only a part of it.
    """
    book = book.on(as_of)
    accounts = _known(tables, book, policy, as_of, grain, paces)
    offers = offer(accounts, tables, book, policy, as_of, grain)
    verdicts = judge(accounts, offers, book, policy, as_of, grain)
    peers = peers or peers_of(verdicts, policy, as_of)
    return Assessed(whole(offers), calibrate(verdicts, peers, book, policy), peers)


def know(
    tables: Tables,
    book: TierBook,
    policy: Policy,
    as_of: date,
    grain: Grain,
    *,
    paces: Paces | None = None,
) -> Accounts:
    """Give one row of facts for every account; `paces` are those of the whole book, unless this is it."""
    return whole(_known(tables, book, policy, as_of, grain, paces))


def _known(
    tables: Tables, book: TierBook, policy: Policy, as_of: date, grain: Grain, paces: Paces | None
) -> Accounts:
    seen = look_back(tables, book, policy, as_of, grain)
    paces = paces or paces_of([seen.past], policy, grain)
    return look_ahead(seen, paces, tables, book, policy, as_of, grain)


def look_back(tables: Tables, book: TierBook, policy: Policy, as_of: date, grain: Grain) -> Seen:
    """Give what every account has, uses and used so far."""
    accounts = growing(list_accounts(tables, as_of))
    accounts = subscribe(accounts, tables, book, as_of)
    accounts = exchange(accounts, tables.rates, book, as_of)
    accounts = check_payments(accounts, tables, policy, as_of)
    accounts = entitle(accounts, book)
    accounts = measure(accounts, tables.readings, book, policy, as_of, grain, measured=tables.metrics)
    accounts = adopt(accounts, tables, book, policy, as_of, grain)
    return Seen(accounts, histories(accounts, tables.readings, book, policy, grain))


def look_ahead(
    seen: Seen, paces: Paces, tables: Tables, book: TierBook, policy: Policy, as_of: date, grain: Grain
) -> Accounts:
    """Give all facts of every account, still growing: what it will use, asked for, was told, and needs."""
    accounts = forecast(seen.accounts, seen.past, paces, book, policy, as_of, grain)
    accounts = hear_requests(accounts, tables, book, policy, as_of)
    accounts = hear_questions(accounts, tables, book, policy, as_of)
    accounts = listen(accounts, tables, policy, as_of)
    accounts = remember(accounts, tables, policy, as_of)
    accounts = size_seats(accounts, book, policy)
    return find_needs(accounts, book, policy, as_of)


def offer(
    accounts: Accounts, tables: Tables, book: TierBook, policy: Policy, as_of: date, grain: Grain
) -> Valued:
    """Give one row for every offer that an account could be made, still growing: priced, chosen, weighed."""
    kinds = {meter.id: meter.kind for meter in book.meters}
    months = billing_months(accounts, tables.readings, kinds, grain)
    offers = growing(make_offers(accounts, book, policy, months=months, guessed=is_fine(grain)))
    priced = price(offers, accounts, book, policy, as_of, months=months)
    chosen = choose(priced, accounts, book, policy)
    return weigh(chosen, accounts, tables.value, book, policy, as_of, rates=tables.rates)


def judge(
    accounts: Accounts, offers: Valued, book: TierBook, policy: Policy, as_of: date, grain: Grain
) -> Verdicts:
    """Give one verdict an account, still growing: points, gates, state, the one offer, how to raise it."""
    verdicts = pair(accounts, offers)
    verdicts = score(verdicts, book, policy, as_of)
    verdicts = recall(verdicts, policy)
    verdicts = qualify(verdicts, policy, as_of, grain)
    verdicts = convert(settle(verdicts, offers))
    verdicts = route(verdicts, book, policy, as_of)
    return object_(verdicts, policy, as_of)
