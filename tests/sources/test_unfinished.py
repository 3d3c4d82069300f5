"""A long export that ends within a line says so, whatever way it is read."""

from pathlib import Path

import pytest

from tests.sources.given import request
from upsell_cli.sources import read
from upsell_cli.sources.forms import plain

HEADER = "account_id,date,metric,value\n"
USAGE = HEADER + "".join(f"A{n},2026-06-{day:02},users,{n}\n" for n in range(50) for day in range(1, 29))


@pytest.mark.parametrize("large", [0, 1 << 40], ids=["added up", "row by row"])
@pytest.mark.parametrize(
    ("content", "codes"),
    [
        pytest.param(USAGE, [], id="whole"),
        pytest.param(USAGE[:-1], ["no-line-end"], id="without its line end"),
        pytest.param(USAGE[:-2], ["no-line-end"], id="cut in its last number"),
        pytest.param(USAGE[:999].rpartition("\n")[0], [], id="of few rows"),
    ],
)
def test_a_long_file_without_a_last_line_end_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int, content: str, codes: list[str]
):
    monkeypatch.setattr(plain, "LARGE", large)
    assert [problem.code for problem in read(request(tmp_path, usage=content)).problems] == codes
