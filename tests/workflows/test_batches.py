"""A book judged some accounts at a time comes to the list, the order and the totals of all at once."""

from dataclasses import replace
from typing import Any, get_args

import pandas as pd
import pytest

from tests.tables import policy
from upsell_cli.config.opening import open_catalogue
from upsell_cli.config.settings import RankBy, Settings
from upsell_cli.frames.growing import whole as framed
from upsell_cli.frames.tables import Inputs
from upsell_cli.frames.verdicts import TALKED_TO, Verdicts
from upsell_cli.sources import read
from upsell_cli.stages.allot import allot
from upsell_cli.stages.calibrate import calibrate
from upsell_cli.stages.peers import peers_of
from upsell_cli.stages.rank import rank
from upsell_cli.stages.totals import business, total
from upsell_cli.workflows.assess import assess
from upsell_cli.workflows.batches import LOOKED_AT, assess_listed
from upsell_cli.workflows.oddities import odd_accounts
from upsell_cli.workflows.scan import present, request_of

FILES = ("accounts", "events", "contacts", "deals", "invoices", "people", "value", "rates")
GIVEN: dict[str, Any] = {name: (f"samples/{name}.csv",) for name in FILES}
SETTINGS = Settings(
    usage=("samples/usage.csv",),
    tiers="tiers.example.yaml",
    billing=("samples/billing_history.csv",),
    **GIVEN,
)
CALIBRATED = {"chance", "chance_basis", "expected_value_minor"}
ADDED_AFTER = CALIBRATED | {"rank", "owner_place", "owner_slots", "beyond_capacity"}
CAPPED = {"pitches_days": 30, "owners": {"Vera Moreau": 3, "Nobody Known": 3}}
OPENED = open_catalogue(SETTINGS.tiers)._replace(policy=policy(contact={"capacity": CAPPED}))


class Watched(pd.DataFrame):
    """Verdicts that note at which of their columns somebody looks."""

    seen: set[str]

    def __getitem__(self, key):
        if isinstance(key, str):
            self.seen.add(key)
        return super().__getitem__(key)


def looked_at(frame, look):
    """Give the columns that a stage looks at, but for those that come after the batches."""
    watched = Watched(frame)
    object.__setattr__(watched, "seen", set())
    look(watched)
    return {name for name in watched.seen if name not in ADDED_AFTER and "[" not in name}


@pytest.fixture(scope="module")
def inputs():
    return read(request_of(SETTINGS, OPENED))


@pytest.fixture(scope="module")
def whole(inputs):
    return assess(inputs.tables, OPENED.book, OPENED.policy, inputs.as_of, inputs.grain)


def batched(inputs: Inputs, at_once: int):
    return assess_listed(
        inputs.tables, OPENED.book, OPENED.policy, inputs.as_of, inputs.grain, at_once=at_once
    )


@pytest.mark.parametrize("rank_by", get_args(RankBy))
def test_batches_come_to_the_rows_and_totals_of_the_whole(inputs: Inputs, whole, rank_by: RankBy):
    settings = replace(SETTINGS, rank_by=rank_by)
    at_once = present(whole, inputs, OPENED, settings)
    some = present(batched(inputs, 130), inputs, OPENED, settings)
    shown = at_once.verdicts[at_once.verdicts["state"].isin(TALKED_TO)].reset_index(drop=True)
    pd.testing.assert_frame_equal(some.verdicts, shown)
    assert some.inputs.problems == at_once.inputs.problems
    assert (some.totals, some.business, some.peers) == (at_once.totals, at_once.business, at_once.peers)


def test_the_offers_kept_are_those_of_the_listed(inputs: Inputs, whole):
    some = batched(inputs, 130)
    assert some.listed is not None
    listed = whole.offers[whole.offers["account_id"].isin(some.listed["account_id"])]
    by = ["account_id", "offer_id"]
    pd.testing.assert_frame_equal(
        some.offers.sort_values(by, ignore_index=True), listed.sort_values(by, ignore_index=True)
    )


def test_a_book_that_fits_is_kept_whole(inputs: Inputs, whole):
    pd.testing.assert_frame_equal(framed(batched(inputs, 10_000).verdicts), framed(whole.verdicts))


def test_where_nobody_is_listed_everybody_is_kept(inputs: Inputs, whole):
    verdicts = framed(whole.verdicts)
    held = verdicts.loc[~verdicts["state"].isin(TALKED_TO), "account_id"].head(40)
    some = inputs.tables._replace(
        **{
            name: table[table["account_id"].isin(held)].reset_index(drop=True)
            for name in ("readings", "profile", "billing", "accounts")
            if (table := getattr(inputs.tables, name)) is not None
        },
    )
    found = batched(inputs._replace(tables=some), 10)
    assert found.listed is None
    assert len(found.verdicts) == len(held)


def test_batches_leave_out_no_column_that_a_stage_which_sees_everybody_looks_at(inputs: Inputs, whole):
    book, rules, judged = OPENED.book, OPENED.policy, framed(whole.verdicts)
    ranked = rank(Verdicts(judged))
    found = {
        "peers": looked_at(judged, lambda all_: peers_of(all_, rules, inputs.as_of)),
        "calibrate": looked_at(
            judged.drop(columns=list(CALIBRATED)), lambda all_: calibrate(all_, whole.peers, book, rules)
        ),
        "rank": looked_at(judged, lambda all_: [rank(all_, by) for by in get_args(RankBy)]),
        "allot": looked_at(ranked, lambda all_: allot(all_, rules)),
        "total": looked_at(allot(ranked, rules), lambda all_: total(all_, rules)),
        "business": looked_at(judged, lambda all_: business(all_, book)),
        "odd_accounts": looked_at(judged, lambda all_: odd_accounts(all_, inputs, OPENED)),
    }
    assert found.keys() == LOOKED_AT.keys()
    assert [name for name, seen in found.items() if not seen <= set(LOOKED_AT[name])] == []
