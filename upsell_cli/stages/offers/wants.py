"""What each account has and what it wants, as blocks that every kind of offer is made from."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from upsell_cli.config.book import INTERVALS, SEAT_METERS
from upsell_cli.config.bundles import Shelf, features_with
from upsell_cli.config.terms import PriceTerms, row_of, terms_of
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.charges import charges_alone
from upsell_cli.frames.moving import moving
from upsell_cli.frames.vectors.blocks import Bools, Floats, Ints, block, days, first_known, rows_at, vector
from upsell_cli.frames.vectors.gather import words


class Wants(NamedTuple):
    """Rows are accounts. One without a known tier has rank 0 and `known` False.

    `needy` are those with a need or beyond a limit at a price, `required` units an offer must allow,
    `wanted` those of what is bought by the piece, NaN where not known,
    `people` those who must find room in the own tier, `asked` the features asked for and lacking,
    `charged` the limits that may be passed at a price, where these alone are the need, `any_feature` that
    some were asked for without a name, `tier_asked` the rank of a tier asked about by name, else NaN.
    `seats` are those of the own tier, of which `others` are not the main subscription's; seats `beside`, of
    lower tiers, stay.
    """

    shelf: Shelf
    terms: PriceTerms
    known: Bools
    needy: Bools
    rank: Ints
    terms_row: Ints
    by_year: Bools
    seats: Floats
    others: Floats
    beside: Floats
    held: Floats
    limits: Floats
    soft: Bools
    has: Bools
    required: Floats
    wanted: Floats
    people: Floats
    asked: Bools
    charged: Bools
    any_feature: Bools
    answer_hours: Floats
    safer: Bools
    tier_asked: Floats

    @property
    def per_seat(self) -> Bools:
        """Give which accounts pay by the seat, under their own terms."""
        return self.terms.per_seat[self.terms_row]

    @property
    def by_seats(self) -> Bools:
        """Give which of their limits are the seats they pay for, accounts x meters."""
        return rows_at(self.terms.by_seats, self.terms_row)

    def needed(self, row: Ints, rank: Ints) -> Floats:
        """Give the units that terms of these rows, of tiers of these ranks, must allow, accounts x meters.

        What is sold by the piece need not last for half a year: an add-on that can be bought again, and
        seats, where they are the limit and the tier sells as many as half a year asks for.
        """
        most = self.shelf.book.most_seats[rank] + self.beside
        seats = rows_at(self.terms.by_seats, row) & (self.required <= most[:, None])
        again = rows_at((self.shelf.sold_for & self.shelf.repeatable) @ (self.shelf.extends > 0), rank)
        return np.where(seats | again, first_known(self.wanted, self.required), self.required)

    def taken(self, at: Ints) -> "Wants":
        """Give the same for some accounts, a row for each place."""
        own = {name: value for name, value in self._asdict().items() if name not in {"shelf", "terms"}}
        rows: dict[str, Any] = {name: rows_at(values, at) for name, values in own.items()}
        return Wants(shelf=self.shelf, terms=self.terms, **rows)


def read_wants(accounts: Accounts, shelf: Shelf, months: Sequence[Floats] = ()) -> Wants:
    """Read from the facts of the accounts, and their billing months, what offers depend on."""
    book = shelf.book
    ranks = vector(accounts, "tier_rank")
    rank = np.where(np.isnan(ranks), 0, ranks).astype(np.int64)
    held = np.nan_to_num(block(accounts, ACCOUNTS.family("held"), shelf.ids))
    has = features_with(shelf, rank, held)
    asked = _asked(accounts, book.features) & ~has
    need = block(accounts, ACCOUNTS.family("need"), ("feature", "compliance")) == 1
    tier = words(accounts, "tier_asked")
    required = block(accounts, ACCOUNTS.family("required"), book.meter_ids)
    terms, terms_row = terms_of(book), row_of(book, ranks, vector(accounts, "plan_index"))
    util = block(accounts, ACCOUNTS.family("util"), book.meter_ids)
    limits = block(accounts, ACCOUNTS.family("limit"), book.meter_ids)
    over = np.logical_or.reduce([util > 1, *(used > limits for used in months)])
    payable = ~np.isnan(rows_at(terms.overage, terms_row))
    over &= payable
    subscribed = moving(accounts)
    seats = vector(accounts, "seats_wanted")
    wanted = block(accounts, ACCOUNTS.family("wanted"), book.meter_ids)
    wanted[:, seat_columns(book.meter_ids)] = seats[:, None]
    use = block(accounts, ACCOUNTS.family("use"), book.meter_ids)
    people = first_known(seats, _people(use, required, book.meter_ids))
    return Wants(
        shelf=shelf,
        terms=terms,
        known=~np.isnan(ranks),
        needy=(vector(accounts, "need_count") > 0)
        | (vector(accounts, "overage_minor") > 0)
        | over.any(axis=1),
        rank=rank,
        terms_row=terms_row,
        by_year=words(accounts, "priced_by").among(INTERVALS[1]),
        seats=subscribed.seats,
        others=subscribed.others,
        beside=subscribed.beside,
        held=held,
        limits=limits,
        soft=block(accounts, ACCOUNTS.family("soft"), book.meter_ids) == 1,
        has=has,
        required=required,
        wanted=wanted,
        people=np.maximum(people - subscribed.beside, 0.0),
        asked=asked,
        charged=charges_alone(accounts)[:, None] & payable & (required > limits),
        any_feature=need[:, 0] & ~asked.any(axis=1),
        answer_hours=vector(accounts, "support_hours_wanted"),
        safer=need[:, 1],
        tier_asked=tier.numbers([float(book.tier_ids.index(word)) for word in tier.words]),
    )


def seat_columns(meter_ids: tuple[str, ...]) -> list[int]:
    """Give the places of the meters that count people."""
    return [place for place, meter in enumerate(meter_ids) if meter in SEAT_METERS]


def _asked(accounts: Accounts, features: tuple[str, ...]) -> Bools:
    """Give which features were asked for: lately, or before they came."""
    asked = np.zeros((len(accounts), len(features)), dtype=bool, order="F")
    lately, before = ACCOUNTS.family("asked"), ACCOUNTS.family("awaited")
    for place, feature in enumerate(features):
        asked[:, place] = vector(accounts, lately.column(feature)) >= 1
        asked[:, place] |= ~np.isnan(days(accounts, before.column(feature)))
    return asked


def _people(use: Floats, required: Floats, meter_ids: tuple[str, ...]) -> Floats:
    """Give how many people use it now or must be allowed, whole; NaN where neither is known."""
    most = np.full(len(use), np.nan)
    for place in seat_columns(meter_ids):
        most = np.fmax(most, np.ceil(np.fmax(use[:, place], required[:, place])))
    return most
