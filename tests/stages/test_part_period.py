"""A newest week or month that is not over yet, seen by what most accounts used in it."""

import pytest

from tests.tables import AS_OF, book, policy, readings, tables
from upsell_cli.frames.tables import Inputs
from upsell_cli.stages.part_period import part_period

BOOK = book("""
    tiers:
      - {id: team, name: Team, price: 49, limits: {users: 50, api_calls: 9000}}
      - {id: scale, name: Scale, price: 199, limits: {users: 250, api_calls: 90000}}
    """)
UNFINISHED = """
    account_id | meter     | bins
    a          | api_calls | 700 700 700 350
    b          | api_calls | 650 700 750 350
    c          | api_calls | 700 700 900 420
    d          | api_calls | 700 700 700 700
    e          | api_calls | 700 700 700 700
    """


def found(drawing, grain="weekly"):
    drawn = tables(readings(drawing, gap=30 if grain == "monthly" else 7))
    return list(part_period(Inputs(drawn, AS_OF, "--as-of", grain, "", (), (), ()), BOOK, policy()))


@pytest.mark.parametrize(("grain", "period"), [("weekly", "week"), ("monthly", "month")])
def test_a_period_that_is_not_over_is_warned_of_with_the_day_to_ask_for(grain, period):
    [problem] = found(UNFINISHED, grain)
    assert (problem.severity, problem.value) == ("warning", "2026-06-30")
    assert problem.message == (
        f"api: the newest {period}, dated 30 Jun 2026, looks unfinished: 3 of 5 accounts used far less than "
        "in those before, 60 % in the median. Typical use, growth and the time to a limit come out too low"
    )
    assert problem.fix == (
        f"Leave it out: `--as-of 2026-06-29`; or export to the end of a {period}. Nothing, if it is over."
    )


@pytest.mark.parametrize("grain", ["daily", "snapshot"])
def test_days_and_a_snapshot_have_no_period_that_could_be_a_part(grain):
    assert found(UNFINISHED, grain) == []


@pytest.mark.parametrize(
    ("meter", "bins"),
    [
        ("api_calls", [[700, 700, 560]] * 5),
        ("api_calls", [[700, 700, 350]] * 2 + [[700, 700, 700]] * 3),
        ("api_calls", [[700, 700, 350]] * 4),
        ("api_calls", [[10, 10, 5]] * 5),
        ("api_calls", [[350]] * 5),
        ("users", [[700, 700, 350]] * 5),
    ],
    ids=["nearly as much", "few use less", "few accounts", "too little use", "nothing before", "a level"],
)
def test_nothing_is_said_where_the_newest_period_is_like_the_others(meter, bins):
    rows = [f"{place} | {meter} | {' '.join(map(str, own))}" for place, own in enumerate(bins)]
    assert found("\n".join(["account_id | meter | bins", *rows])) == []
