"""A small company in a folder of its own: a catalogue, a quarter of usage, what is billed."""

import json

import pytest

from upsell_cli.cli import run

EXPORTS = ("usage.csv", "--billing", "billing.csv")
"""The files of the company, as one names them."""

TIERS = """\
version: 1
currency: USD
tiers:
  - {id: starter, name: Starter, price: 49, limits: {users: 5}, features: [core]}
  - {id: growth, name: Growth, price: 199, limits: {users: 25}, features: [core, sso]}
  - {id: scale, name: Scale, price: 899, limits: {users: unlimited}, features: [core, sso]}
"""

BILLING = """\
account_id,tier,mrr,currency,seats,started_at
FULL-1,starter,49.00,USD,5,2024-01-01
CALM-2,growth,199.00,USD,25,2024-01-01
"""


@pytest.fixture(autouse=True)
def company(tmp_path, monkeypatch):
    """The folder, which is also the working folder."""
    weeks = [f"2026-{month:02}-{day:02}" for month in (4, 5, 6) for day in (1, 8, 15, 22)]
    rows = [
        f"{account},{week},{users}" for week in weeks for account, users in (("FULL-1", 5), ("CALM-2", 14))
    ]
    (tmp_path / "usage.csv").write_text("\n".join(["account_id,date,active_users", *rows]) + "\n")
    (tmp_path / "billing.csv").write_text(BILLING)
    (tmp_path / "tiers.yaml").write_text(TIERS)
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def upsell(capsys):
    """Run a command; gives its exit code, its result and its talk."""

    def command(*arguments):
        code = run(arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def told_of(upsell):
    """What a command says of an account of the company, as JSON."""

    def told(command, account, *more):
        code, out, err = upsell(command, account, *EXPORTS, "--format", "json", *more)
        assert code == 0, err
        [row] = json.loads(out)["rows"]
        return row

    return told
