"""`upsell samples`: exports to try everything with."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SMALL = ("--accounts", "41", "--days", "60")


def test_the_files_are_named_and_can_be_scanned(company, upsell):
    code, out, err = upsell("samples", "made", *SMALL)
    assert code == 0
    assert "made/usage.csv" in out.splitlines()
    assert "made/upsell.yaml" in out.splitlines()
    assert "Next: upsell scan --config made/upsell.yaml\n" in err
    assert (company / "made" / "manifest.json").exists()


def test_the_same_seed_gives_the_same_bytes(company, upsell):
    upsell("samples", "one", *SMALL)
    upsell("samples", "two", *SMALL)
    assert (company / "one" / "usage.csv").read_bytes() == (company / "two" / "usage.csv").read_bytes()


def test_samples_replace_samples_and_never_somebodys_exports(company, upsell):
    before = (company / "usage.csv").read_bytes()
    code, _, err = upsell("samples", ".", *SMALL)
    assert (code, (company / "usage.csv").read_bytes()) == (2, before)
    assert "no sample" in err
    assert [upsell("samples", "made", *SMALL)[0] for _ in range(2)] == [0, 0]


def test_nor_somebodys_settings(company, upsell):
    (company / "ours").mkdir()
    (company / "ours" / "upsell.yaml").write_text("top: 5\n")
    code, _, err = upsell("samples", "ours", *SMALL)
    assert (code, (company / "ours" / "upsell.yaml").read_text()) == (2, "top: 5\n")
    assert "holds upsell.yaml, which is no sample" in err


@pytest.mark.parametrize("packed", [(), ("--gzip",)])
def test_their_project_file_names_them(upsell, packed):
    upsell("samples", "made", *SMALL, *packed)
    code, out, _ = upsell("scan", "--config", "made/upsell.yaml", "--all")
    assert (code, len(out.splitlines())) == (0, 42)


def test_the_catalogue_lies_beside_them(company, upsell):
    out = upsell("samples", "made", *SMALL)[1]
    assert "made/tiers.example.yaml" in out.splitlines()
    assert (company / "made" / "tiers.example.yaml").read_bytes() == (
        ROOT / "tiers.example.yaml"
    ).read_bytes()


def test_one_that_lies_above_them_serves(company, upsell):
    (company / "tiers.example.yaml").write_bytes((ROOT / "tiers.example.yaml").read_bytes())
    upsell("samples", "made", *SMALL)
    assert not (company / "made" / "tiers.example.yaml").exists()
    assert "tiers: ../tiers.example.yaml\n" in (company / "made" / "upsell.yaml").read_text()


def test_the_committed_samples_can_be_scanned_where_they_stand(upsell, monkeypatch):
    monkeypatch.chdir(ROOT / "samples")
    code, out, _ = upsell("scan")
    assert code == 0
    assert "https://crm.example.com/accounts/A1" in out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [(("made", "--dirt", "nulsl"), 2, "Did you mean nulls"), (("usage.csv/made",), 73, "not a folder")],
)
def test_what_cannot_be_made_is_said(upsell, arguments, code, said):
    found = upsell("samples", *arguments, *SMALL)
    assert found[0] == code
    assert said in found[2]
