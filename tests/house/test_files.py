"""What the files are like: short, small, and at home on any machine."""

import re

import pytest

from tests.house.tree import PACKAGE, ROOT, kept_files, python_files, text_of

LONGEST_FILE = 400
LARGEST_FILE = 1024 * 1024

# One machine's folders, the host names of package registries, and options that name a registry.
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:root|home|Users|opt|tmp|work)/\w"
    r"|(?:py[p]i|pythonhoste[d]|registry\.np[m]js|deb\.debia[n])\.org"
    r"|--(?:extra-)?index-url|--find[-]links",
)


def test_no_python_file_is_too_long_to_read_at_once():
    lengths = {
        str(path.relative_to(ROOT)): len(text_of(path).splitlines())
        for path in python_files(PACKAGE, ROOT / "tests", ROOT / "benchmarks")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


@pytest.mark.parametrize(
    "text", ["cd /" + "home/ana", '"/' + 'tmp/x"', "--" + "index-url", "https://pypi" + ".org/x"]
)
def test_what_belongs_to_one_machine_is_found(text):
    assert MACHINE.search(text)


@pytest.mark.parametrize(
    "text", ["docs/home/a.md", "and/or", "~/" + "work/x", "https://example.com/" + "work/1"]
)
def test_what_only_looks_like_a_machine_is_let_be(text):
    assert not MACHINE.search(text)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a checkout knows which files are kept")
class TestKeptFiles:
    def test_none_is_large(self):
        sizes = {str(path.relative_to(ROOT)): path.stat().st_size for path in kept_files()}
        assert {name: size for name, size in sizes.items() if size > LARGEST_FILE} == {}

    def test_none_names_a_machine_or_a_registry(self):
        found = [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
            for path in kept_files()
            for number, line in enumerate(text_of(path).splitlines(), 1)
            if MACHINE.search(line)
        ]
        assert found == []
