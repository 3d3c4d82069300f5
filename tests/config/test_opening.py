"""Opening the configuration of a run: everything that is wrong with its files is told at once."""

import pytest

from upsell_cli.config.opening import open_catalogue
from upsell_cli.problems import UpsellError


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Give a function from a catalogue, and maybe a policy, to what is wrong: place and code."""
    monkeypatch.chdir(tmp_path)

    def of(catalogue, policy=None):
        (tmp_path / "tiers.yaml").write_text(catalogue)
        (tmp_path / "policy.yaml").write_text(policy or "")
        with pytest.raises(UpsellError) as caught:
            open_catalogue("tiers.yaml", "policy.yaml" if policy else None)
        return [f"{problem.place} {problem.code}" for problem in caught.value.problems]

    return of


class TestEverythingIsToldAtOnce:
    def test_what_leads_nowhere_beside_what_is_misspelt_or_no_number(self, told):
        catalogue = """\
version: 1
tiers:
  - {id: small, prise: 10, extends: smal}
  - {id: large, price: much, limits: {users: many, stroage: 5}, upgrade_to: huge}
add_ons:
  - {id: sso, price: 20, available_for: [lrage]}
"""
        assert told(catalogue) == [
            "tiers.yaml:3:17 unknown-key",
            "tiers.yaml:3:37 unknown-tier",
            "tiers.yaml:4:24 not-a-number",
            "tiers.yaml:4:46 bad-limit",
            "tiers.yaml:4:61 unknown-meter",
            "tiers.yaml:4:77 unknown-tier",
            "tiers.yaml:6:42 unknown-tier",
        ]

    def test_what_leads_nowhere_beside_a_key_that_is_there_twice(self, told):
        catalogue = "version: 1\ntiers:\n  - {id: one, price: 1, price: 2, upgrade_to: two}\n"
        assert told(catalogue) == ["tiers.yaml:3:25 yaml-duplicate-key", "tiers.yaml:3:47 unknown-tier"]

    def test_what_may_have_been_named_in_a_part_that_is_wrong_is_not_called_unknown(self, told):
        catalogue = """\
version: 1
meters: {runs: {kind: flaw}}
tiers: [{id: one, price: 1, limits: {runs: 5}}]
"""
        assert told(catalogue) == ["tiers.yaml:2:23 wrong-kind"]

    def test_without_the_id_of_a_tier_nothing_is_said_of_what_leads_to_tiers(self, told):
        catalogue = "version: 1\ntiers: [{id: one, price: 1, upgrade_to: two}, {id: [two], price: 2}]\n"
        assert told(catalogue) == ["tiers.yaml:2:52 not-text"]

    def test_the_policy_of_the_catalogue_and_that_of_a_file_beside_the_catalogue(self, told):
        catalogue = """\
version: 1
tiers: [{id: one, price: 1, upgrade_to: two}]
policy: {gates: {nps_low: low}}
"""
        assert told(catalogue, policy="gates: {nps_lo: 3}\n") == [
            "tiers.yaml:3:27 not-a-number",
            "policy.yaml:1:9 unknown-key",
            "tiers.yaml:2:41 unknown-tier",
        ]


def test_a_key_of_the_policy_is_meant_though_the_defaults_have_it(tmp_path):
    (tmp_path / "tiers.yaml").write_text("version: 1\ntiers: [{id: one, price: 1}]\n")
    (tmp_path / "policy.yaml").write_text("gates: {nps_lo: 3}\n")
    with pytest.raises(UpsellError, match='Did you mean "nps_low"'):
        open_catalogue(str(tmp_path / "tiers.yaml"), str(tmp_path / "policy.yaml"))


def test_what_leads_nowhere_is_shown_in_its_line_with_a_caret(tmp_path):
    (tmp_path / "tiers.yaml").write_text("version: 1\ntiers: [{id: one, price: 1, extends: oen}]\n")
    with pytest.raises(UpsellError) as caught:
        open_catalogue(str(tmp_path / "tiers.yaml"))
    (problem,) = caught.value.problems
    assert problem.excerpt.splitlines() == [
        "tiers: [{id: one, price: 1, extends: oen}]",
        "                                     ^",
    ]


class TestFiguresThatNobodyMeans:
    """A price of 1.199 is 1,199 to half the world; no tier has room for half a user."""

    def catalogue(self, price: str, *, currency: str = "USD", users: str = "5") -> str:
        return (
            f"version: 1\ncurrency: {currency}\ntiers:\n"
            f"  - id: one\n    price: {price}\n    limits: {{users: {users}, storage_gb: 2.5}}\n"
        )

    @pytest.mark.parametrize(
        "price", ["1.199", "{monthly: 12.500}", "{annual: 10, per_seat_annual: 1.234}", "999999999999999"]
    )
    def test_prices(self, told, price):
        (problem,) = told(self.catalogue(price))
        assert problem.startswith("tiers.yaml:5:")
        assert problem.endswith("odd-price")

    def test_prices_in_parts_of_a_currency_that_has_none(self, told):
        (problem,) = told(self.catalogue("199.50", currency="JPY"))
        assert problem.endswith("odd-price")

    @pytest.mark.parametrize(
        ("price", "currency"),
        [("1199", "USD"), ("1199.5", "USD"), ("0.125", "USD"), ("83.3333", "USD"), ("1.199", "KWD")],
    )
    def test_prices_that_can_only_mean_one_thing_are_none(self, tmp_path, price, currency):
        (tmp_path / "tiers.yaml").write_text(self.catalogue(price, currency=currency))
        opened = open_catalogue(str(tmp_path / "tiers.yaml"), None)
        assert str(opened.book.catalogue.tiers[0].price.monthly) == price

    def test_limits(self, told):
        assert told(self.catalogue("10", users="5.5")) == ["tiers.yaml:6:21 odd-limit"]
