"""What a scan gives: the verdicts, the offers considered, the totals, and what they rest on."""

from collections.abc import Mapping
from math import inf
from types import MappingProxyType
from typing import NamedTuple

from upsell_cli.frames.offers import Valued
from upsell_cli.frames.tables import Inputs
from upsell_cli.frames.verdicts import SAVING, Verdicts


class Amounts(NamedTuple):
    """Some accounts and their money, in whole minor units of the catalogue's currency a year.

    What is known not to pay for the customer, and so has no rank, is counted but not summed.
    """

    accounts: int = 0
    delta_arr_minor: int = 0
    expected_minor: int = 0


class Totals(NamedTuple):
    """The figures under the table; every sink shows these and computes none.

    `by_type` keeps upsell apart from seats and add-ons; mere quotes and accounts without a rate are
    counted, never summed. `at_limit` leaves out those who are blocked, `unranked` are the qualified whose
    known return is below the floor, `beyond_capacity` the ranked whose owner has no time for them yet.
    `if_accepted` gives the added ARR at a share of acceptance.
    """

    accounts: int
    qualified: Amounts
    by_type: Mapping[str, Amounts]
    by_state: Mapping[str, int]
    quotes: int
    without_rate: int
    savings_minor: int
    at_limit: int
    if_accepted: Mapping[str, int]
    unranked: int = 0
    beyond_capacity: int = 0

    @property
    def saving(self) -> int:
        """Give how many accounts would pay less, up or down the ladder."""
        return sum(self.by_state.get(state, 0) for state in SAVING)


class BookOfBusiness(NamedTuple):
    """What the accounts pay today: per tier id the open subscriptions, accounts and MRR in minor units."""

    accounts: int
    subscriptions: int
    mrr_minor: int
    by_tier: Mapping[str, tuple[int, int, int]]
    other_currencies: Mapping[str, int]


class Peers(NamedTuple):
    """Facts about the whole book that the account-local finish uses."""

    base_rate: float
    base_rate_origin: str
    intercept: float
    judged: int


class ScanResult(NamedTuple):
    """A scan, whole: sinks format it and add nothing.

    `names` gives what a person calls a tier, an add-on or a meter, by its id; `account_url` is the address of
    an account with `{account_id}` in it; `order` is what its rows are ranked or sorted by; from `good_return`
    on a return is shown as good. `configuration` is the name and text of the catalogue, and of the policy
    file if there is one.
    """

    verdicts: Verdicts
    offers: Valued
    inputs: Inputs
    totals: Totals
    business: BookOfBusiness
    peers: Peers
    currency: str
    catalogue_sha256: str
    version: str
    names: Mapping[str, str] = MappingProxyType({})
    account_url: str | None = None
    order: str = "value"
    good_return: float = inf
    configuration: tuple[tuple[str, str], ...] = ()
