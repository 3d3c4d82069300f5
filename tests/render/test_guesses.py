"""What is said about guesses: a line each, and only about what was guessed."""

from dataclasses import replace
from decimal import Decimal

from upsell_cli.frames.documents.drafts import (
    DraftCatalogue,
    DraftLimit,
    DraftMeter,
    DraftPrice,
    DraftTier,
    HeaderChoice,
    HeaderDraft,
    HeaderQuestion,
)
from upsell_cli.render.guesses import MOST_TOLD, guesses

PRICED = DraftTier("pro", "Pro", DraftPrice(Decimal(1990), seen=3, because="what 3 of 3 pay monthly"))
QUOTED = DraftTier("max", "Max", DraftPrice(seen=9, because="no price in common, from $1 to $9 a year"))
UNPRICED = DraftTier("free", "Free")
DRAFT = DraftCatalogue("USD", "no file says it", (), (PRICED, QUOTED), origin="the plan names", order="use")


def said(catalogue=None, headers=HeaderDraft()):  # noqa: B008  frozen
    return list(guesses(headers, catalogue, "map.yaml"))


def test_questions_come_first_and_say_where_to_answer():
    choice = HeaderChoice("usage", "date", "Tag", "the only one")
    question = HeaderQuestion("usage", "account_id", ("A", "B"))
    assert said(headers=HeaderDraft((choice,), (question,))) == [
        'usage: which column is account_id? "A" or "B": say it in map.yaml and run this again',
        'usage: date is read from "Tag": the only one',
    ]


def test_a_price_is_told_with_what_it_rests_on():
    assert said(DRAFT) == [
        "2 tiers from the plan names, ordered by use",
        "pro: USD 1,990 monthly: what 3 of 3 pay monthly",
        "max: by agreement: no price in common, from $1 to $9 a year",
        "currency USD: no file says it",
    ]


def test_tiers_without_a_price_are_told_together():
    lines = said(replace(DRAFT, tiers=(UNPRICED, replace(UNPRICED, id="big"))))
    assert "no file has a price of free, big: taken as agreed case by case until you say it" in lines


def test_one_tier_alone_is_said_to_need_company():
    assert any("nothing above it" in line for line in said(replace(DRAFT, tiers=(PRICED,))))


def test_placeholders_are_said_to_be_such():
    lines = said(replace(DRAFT, tiers=(UNPRICED,), origin=""))
    assert any("placeholders" in line for line in lines)
    assert not any("no file has a price" in line for line in lines)


def test_meters_and_limits_are_told_when_there_are_any():
    limited = replace(PRICED, limits=(DraftLimit("runs", Decimal(5), "highest use seen is 5"),))
    meter = DraftMeter("runs", "flow", None, "it goes up and down")
    lines = said(replace(DRAFT, meters=(meter,), tiers=(limited, QUOTED)))
    assert "runs is read as a flow: it goes up and down" in lines
    assert any(line.startswith("limits:") for line in lines)


def test_of_many_that_are_left_out_the_first_are_named():
    names = tuple(f"m{n}" for n in range(MOST_TOLD + 5))
    (line,) = [line for line in said(replace(DRAFT, left_out_meters=names)) if "left out" in line]
    assert f"{MOST_TOLD + 5} meters: m0, m1" in line
    assert line.endswith("m7, ...")
