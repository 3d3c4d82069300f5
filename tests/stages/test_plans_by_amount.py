"""Lines without the name of a plan are known by what they bill an interval, where the catalogue says so."""

import pytest

from tests.tables import AS_OF, book, seen, tables
from upsell_cli.stages.roster import list_accounts
from upsell_cli.stages.subscriptions import subscribe

BOOK = book("""
    tiers:
      - {id: starter, price: 50}
      - {id: growth, price: {monthly: 100, annual: 1000}}
    add_ons:
      - {id: pack, price: {monthly: 20, annual: 200}}
    plans:
      - {match: "old-*", tier: growth}
      - {amount: 49, interval: month, tier: starter}
      - {amount: 199, interval: month, tier: growth}
      - {amount: 15, interval: year, tier: growth}
""")


@pytest.mark.parametrize(
    ("line", "tier"),
    [
        ("? | 199,00 | month | ? | ?", "growth"),
        ("? | 199,00 | monthly | USD | 7", "growth"),
        ("? | 180,00 | year | ? | 12", "growth"),
        ("? | 199,00 | year | ? | ?", None),
        ("? | 199,01 | month | ? | ?", None),
        ("? | 199,00 | month | EUR | ?", None),
        ("? | 199,00 | ? | ? | ?", None),
        ("starter | 199,00 | month | ? | ?", "starter"),
        ("gold | 199,00 | month | ? | ?", None),
    ],
)
def test_an_exact_amount_of_the_line_or_of_a_seat_names_the_plan(line: str, tier: str | None):
    columns = "account_id | subscription_id | plan | amount_minor | interval | currency | seats"
    read = tables(billing=f"{columns}\n acme | s1 | {line}")
    facts = subscribe(list_accounts(read, AS_OF), read, BOOK, AS_OF)
    assert seen(facts, "tier_id") == {"acme": tier}


@pytest.mark.parametrize(
    "plan", ["{tier: starter}", "{amount: 49, tier: starter}", "{match: x, amount: 4, tier: starter}"]
)
def test_a_plan_is_known_by_a_name_or_by_an_amount_and_its_interval(plan: str):
    with pytest.raises(Exception, match="known by"):
        book(f"tiers: [{{id: starter, price: 50}}]\nplans: [{plan}]")
