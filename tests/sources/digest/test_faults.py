"""What happens to a large usage file, or to the run, while it is being added up."""

import gzip
import os
import signal
import threading
from pathlib import Path

import pytest

from tests.sources.given import request, told
from upsell_cli.cli import run
from upsell_cli.problems import UpsellError
from upsell_cli.sources import read
from upsell_cli.sources.digest import Digest
from upsell_cli.sources.forms import plain

HEADER = "account_id,date,metric,value\n"
USAGE = HEADER + "".join(f"A{n},2026-06-{day:02},users,{n}\n" for n in range(50) for day in range(1, 29))

TIERS = """\
version: 1
currency: USD
tiers:
  - {id: solo, name: Solo, price: 9, limits: {users: 40}}
"""


@pytest.fixture(autouse=True)
def _every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "LARGE", 0)


def during_a_digest(monkeypatch: pytest.MonkeyPatch, happens: object) -> None:
    """Let something happen when the first piece has been added up."""
    adds = Digest.add

    def add(*given: object) -> int:
        used = adds(*given)  # type: ignore[arg-type]
        happens()  # type: ignore[operator]
        return used

    monkeypatch.setattr(Digest, "add", add)


@pytest.mark.usefixtures("stopping_is_caught")
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name, content in (("usage.csv", USAGE), ("tiers.yaml", TIERS), ("tmp/.keep", "")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    during_a_digest(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGINT))
    threads = threading.active_count()
    with pytest.raises(SystemExit) as ending:
        run(["scan", "usage.csv", "-o", "out.csv"])
    assert ending.value.code == 128 + signal.SIGINT
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".keep", "tiers.yaml", "tmp", "usage.csv"]
    assert threading.active_count() == threads


@pytest.mark.parametrize("change", [USAGE + "B,2026-05-01,users,5\n", USAGE[:-20], USAGE[:100], ""])
def test_a_file_that_grows_or_is_cut_while_it_is_added_up_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
):
    asked = request(tmp_path, usage=USAGE)
    during_a_digest(monkeypatch, lambda: Path(asked.usage[0]).write_text(change))
    with pytest.raises(UpsellError) as error:
        read(asked)
    assert told(error.value.problems) == [("changed-file", None, None)]


def test_a_packed_file_that_is_cut_is_refused(tmp_path: Path):
    packed = gzip.compress(USAGE.encode(), mtime=0)
    with pytest.raises(UpsellError) as error:
        read(request(tmp_path, usage=packed[: len(packed) * 2 // 3]))
    assert told(error.value.problems) == [("damaged-file", None, None)]
