"""`upsell samples`: exports to try everything with."""

import pytest

SMALL = ("--accounts", "41", "--days", "60")


def test_the_files_are_named_and_can_be_scanned(company, upsell):
    code, out, err = upsell("samples", "made", *SMALL)
    assert code == 0
    assert "made/usage.csv" in out.splitlines()
    assert "upsell scan made/usage.csv" in err
    assert (company / "made" / "manifest.json").exists()


def test_the_same_seed_gives_the_same_bytes(company, upsell):
    upsell("samples", "one", *SMALL)
    upsell("samples", "two", *SMALL)
    assert (company / "one" / "usage.csv").read_bytes() == (company / "two" / "usage.csv").read_bytes()


def test_samples_replace_samples_and_never_somebodys_exports(company, upsell):
    before = (company / "usage.csv").read_bytes()
    code, _, err = upsell("samples", ".", *SMALL)
    assert (code, (company / "usage.csv").read_bytes()) == (2, before)
    assert "not a sample" in err
    assert [upsell("samples", "made", *SMALL)[0] for _ in range(2)] == [0, 0]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [(("made", "--dirt", "nulsl"), 2, "Did you mean nulls"), (("usage.csv/made",), 73, "not a folder")],
)
def test_what_cannot_be_made_is_said(upsell, arguments, code, said):
    found = upsell("samples", *arguments, *SMALL)
    assert found[0] == code
    assert said in found[2]
