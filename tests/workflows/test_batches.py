"""A book judged some accounts at a time comes to the list, the order and the totals of all at once."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from tests.tables import policy
from upsell_cli.config.opening import open_catalogue
from upsell_cli.config.settings import RankBy, Settings
from upsell_cli.frames.growing import whole as framed
from upsell_cli.frames.tables import Inputs
from upsell_cli.sources import read
from upsell_cli.stages.words import SHOWN
from upsell_cli.workflows.assess import assess
from upsell_cli.workflows.batches import assess_listed
from upsell_cli.workflows.scan import present, request_of

FILES = ("accounts", "events", "contacts", "deals", "invoices", "people", "value", "rates")
GIVEN: dict[str, Any] = {name: (f"samples/{name}.csv",) for name in FILES}
SETTINGS = Settings(
    usage=("samples/usage.csv",),
    tiers="tiers.example.yaml",
    billing=("samples/billing_history.csv",),
    **GIVEN,
)
CAPPED = {"pitches_days": 30, "owners": {"Vera Moreau": 3, "Nobody Known": 3}}
OPENED = open_catalogue(SETTINGS.tiers)._replace(policy=policy(contact={"capacity": CAPPED}))


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


@pytest.mark.parametrize("rank_by", ["value", "customer-value"])
def test_batches_come_to_the_rows_and_totals_of_the_whole(inputs: Inputs, whole, rank_by: RankBy):
    settings = replace(SETTINGS, rank_by=rank_by)
    at_once = present(whole, inputs, OPENED, settings)
    some = present(batched(inputs, 130), inputs, OPENED, settings)
    shown = at_once.verdicts[at_once.verdicts["state"].isin(SHOWN)].reset_index(drop=True)
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
    held = verdicts.loc[~verdicts["state"].isin(SHOWN), "account_id"].head(40)
    some = replace(
        inputs.tables,
        **{
            name: table[table["account_id"].isin(held)].reset_index(drop=True)
            for name in ("readings", "profile", "billing", "accounts")
            if (table := getattr(inputs.tables, name)) is not None
        },
    )
    found = batched(replace(inputs, tables=some), 10)
    assert found.listed is None
    assert len(found.verdicts) == len(held)
