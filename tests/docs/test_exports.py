"""What the page on exports shows can be used as it stands."""

import re
from pathlib import Path

from upsell_cli.config.header_profile import HeaderProfile, profile_names
from upsell_cli.config.loading import read_model

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")


def test_the_profile_of_ones_own_is_sound():
    (text,) = re.findall(r"```yaml own.yaml\n(.*?)```", PAGE, re.DOTALL)
    assert read_model(text, "own.yaml", HeaderProfile).model.columns["plan"].header == ("Tarif", "Paket")


def test_every_profile_is_on_the_page():
    assert [name for name in profile_names() if f"`{name}`" not in PAGE] == []
