"""The pinned packages are those the project asks for, each one checked when it is fetched."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT, text_of

PIN = re.compile(
    r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^ ]+)(?P<hashes>(?:[^\n]*\\\n)(?:    --hash=.*\n)+)", re.MULTILINE
)
PINS = {pin["name"]: pin for pin in PIN.finditer(text_of(ROOT / "constraints.txt"))}
PROJECT = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]


def test_every_line_that_pins_a_package_has_its_hashes():
    lines = [line for line in text_of(ROOT / "constraints.txt").splitlines() if line[:1].isalnum()]
    assert [line.partition("==")[0] for line in lines] == list(PINS)


def test_every_package_asked_for_is_pinned_at_a_version_it_allows():
    asked = [
        Requirement(line) for line in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"])
    ]
    unmet = [
        str(need)
        for need in asked
        if (name := canonicalize_name(need.name)) not in PINS or PINS[name]["version"] not in need.specifier
    ]
    assert unmet == []
