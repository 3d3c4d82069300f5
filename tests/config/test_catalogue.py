"""What a catalogue may say, beyond what any YAML model checks."""

import pytest

from upsell_cli.config.catalogue import Catalogue
from upsell_cli.config.loading import read_model
from upsell_cli.problems import UpsellError

TIER = "tiers: [{id: one, price: 10}]"


@pytest.mark.parametrize("since", ["soon", "2026-02-30", "31.12.2026", "2026"])
def test_a_feature_is_there_since_a_real_day(since):
    with pytest.raises(
        UpsellError, match=r"t\.yaml:2:25: features\.sso\.since: .* is not a day; write it as 2026-12-31"
    ):
        read_model(f"version: 1\nfeatures: {{sso: {{since: {since}}}}}\n{TIER}", "t.yaml", Catalogue)


def test_a_day_may_stand_with_or_without_quotes():
    for since in ("2026-10-01", '"2026-10-01"'):
        text = f"version: 1\nfeatures: {{sso: {{since: {since}}}}}\n{TIER}"
        assert read_model(text, "t.yaml", Catalogue).model.features["sso"].since == "2026-10-01"
