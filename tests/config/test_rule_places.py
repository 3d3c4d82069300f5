"""Where a rule of the policy stands."""

import pytest

from upsell_cli.config.rule_places import DEFAULT, rule_places

CATALOGUE = (
    "version: 1\npolicy:\n  weights:\n    budget: {points: 1}\n    renewal:\n      points: 2\ntiers: []\n"
)
POLICY = "weights:\n  budget: {points: 3}\n"


@pytest.mark.parametrize(
    ("step", "files", "place"),
    [
        ("budget", [("tiers.yaml", CATALOGUE), ("policy.yaml", POLICY)], ("policy.yaml", 2)),
        ("budget", [("tiers.yaml", CATALOGUE)], ("tiers.yaml", 4)),
        ("renewal", [("tiers.yaml", CATALOGUE), ("policy.yaml", POLICY)], ("tiers.yaml", 5)),
    ],
)
def test_it_is_the_last_file_that_says_it(step, files, place):
    found = rule_places(files)(("weights", step))
    assert (found.file, found.line) == place


def test_what_nobody_says_stands_in_our_defaults():
    found = rule_places([("tiers.yaml", CATALOGUE)])(("weights", "limit_100"))
    assert found.file == DEFAULT
    assert found.line
