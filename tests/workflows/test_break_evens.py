"""From how many seats, and which use on, a tier costs less than the one before it."""

import pytest

from upsell_cli.workflows.ladder import ladder

PRICED = """
version: 1
currency: USD
meters:
  calls: {name: API calls, kind: flow, unit: calls}
tiers:
  - {id: team, price: %s, limits: {calls: %s}}
  - {id: firm, price: %s, limits: {calls: %s}}
"""


def told(folder, *terms: str) -> dict[str, object]:
    path = folder / "tiers.yaml"
    path.write_text(PRICED % terms)
    rows = ladder(str(path)).rows
    return {row.item: row.values[1] for row in rows if row.group.startswith("Costs less")}


def test_seats_and_use_of_the_example_catalogue():
    rows = ladder("tiers.example.yaml", ["growth", "scale"]).rows
    assert {row.item: row.values for row in rows if row.group.startswith("Costs less")} == {
        "Seats": (None, 84),
        "API calls a month": (None, 333_001),
        "Automation runs a month": (None, 22_501),
    }


SEATED = "{monthly: 499, per_seat_monthly: 25, included_seats: 25}"
SOLD = "{included: 1000, overage: {per: 100, price: 10}}"


@pytest.mark.parametrize(
    ("low", "limit", "high", "higher", "found"),
    [
        pytest.param(SEATED, "1000", "{monthly: 1750}", "unlimited", {"Seats": 76}, id="seats"),
        pytest.param("100", SOLD, "150", "5000", {"API calls a month": 1_501}, id="use"),
        pytest.param(
            "{per_seat_monthly: 15, minimum_seats: 3}", SOLD,
            "{per_seat_monthly: 32, minimum_seats: 5}", "9000",
            {"API calls a month": 2_101}, id="use, with the seats that each bills: 3 at 15 against 5 at 32",
        ),
        pytest.param(
            "100", "{included: 1000, overage: {per: 1, price: 0.0079}}", "150", "unlimited",
            {"API calls a month": 7_330}, id="units that cost a part of a cent: 6,330 of them cost 50.007",
        ),
        pytest.param("100", SOLD, "150", "1200", {}, id="the dearer stops before it pays"),
        pytest.param("100", "1000", "150", "5000", {}, id="the cheaper stops"),
        pytest.param("100", SOLD, "{quote: true}", "5000", {}, id="no price to hold against"),
        pytest.param(
            "{annual: 1200}", SOLD, "{annual: 1800}", "5000", {"API calls a month": 1_501}, id="by the year"
        ),
    ],
)  # fmt: skip
def test_break_evens_of_two_tiers(tmp_path, low, limit, high, higher, found):
    assert told(tmp_path, low, limit, high, higher) == found
