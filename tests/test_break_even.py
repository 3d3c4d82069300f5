"""Break-evens agree with trying every use from 0 on."""

import random
from math import lcm

import pytest

from upsell_cli.break_even import Tariff, break_even

CASES = 4_000


def tried(low: Tariff, high: Tariff) -> int | None:
    """The same, by trying: far enough that every pattern of blocks has come round and every debt is paid."""
    start = max(low.included or 0, high.included or 0)
    rounds = 2 + (high.flat_minor + high.block_minor) * 3
    last = start + lcm(low.per, high.per) * rounds
    return next((use for use in range(last) if high.cost(use) < low.cost(use)), None)


def drawn(dice: random.Random) -> Tariff:
    return Tariff(
        flat_minor=dice.randint(0, 30),
        included=dice.choice([None, dice.randint(0, 12), dice.randint(0, 12), dice.randint(0, 12)]),
        per=dice.randint(1, 6),
        block_minor=dice.randint(0, 9),
    )


def test_thousands_of_drawn_tariffs_break_even_where_trying_every_use_says():
    dice = random.Random(20260701)
    pairs = [(drawn(dice), drawn(dice)) for _ in range(CASES)]
    wrong = [(low, high) for low, high in pairs if break_even(low, high) != tried(low, high)]
    assert wrong == []
    found = [break_even(low, high) for low, high in pairs]
    assert 0 < sum(use is None for use in found) < CASES


def test_thousands_of_drawn_seat_prices_break_even_where_trying_every_team_says():
    dice = random.Random(76)
    for _ in range(CASES):
        low, high = (
            Tariff.of_seats(
                dice.randint(0, 40),
                dice.randint(0, 6),
                included=dice.randint(0, 9),
                minimum=dice.randint(0, 9),
            )
            for _ in range(2)
        )
        assert break_even(low, high) == tried(low, high)


@pytest.mark.parametrize(
    ("low", "high", "use"),
    [
        pytest.param(Tariff.of_seats(499_00, 25_00, 25), Tariff(1750_00, None), 76, id="seats"),
        pytest.param(Tariff(49_00, 500, 100, 10_00), Tariff(199_00, 5_000, 100, 4_00), 2_001, id="blocks"),
        pytest.param(Tariff(199_00, 25), Tariff(899_00, 100), None, id="a hard limit charges nothing"),
        pytest.param(Tariff(0, 0, 1, 5), Tariff(10, 0, 1, 5), None, id="the same slope never catches up"),
        pytest.param(Tariff(100, 10, 1, 1), Tariff(90, 20, 1, 1), 0, id="cheaper from the start"),
    ],
)
def test_break_even_use(low, high, use):
    assert break_even(low, high) == use
