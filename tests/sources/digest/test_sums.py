"""Whatever way sample usage is written and read, its flows add up to what its maker wrote down."""

from pathlib import Path
from typing import Literal

import pytest

from upsell_cli.frames.tables import BIN
from upsell_cli.samples import Formats, Plan, generate
from upsell_cli.samples.ladder import FLOWS
from upsell_cli.sources import MeterColumn, Request, read
from upsell_cli.sources.forms import plain

HALF_A_YEAR = 26 * 7


@pytest.mark.parametrize("shape", ["long", "wide"])
@pytest.mark.parametrize("gzip", [False, True])
@pytest.mark.parametrize("large", [0, 1 << 40])
def test_the_bins_of_a_flow_add_up_to_all_that_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: Literal["wide", "long"], large: int, *, gzip: bool
):
    monkeypatch.setattr(plain, "LARGE", large)
    plan = Plan(accounts=12, days=HALF_A_YEAR, formats=Formats(shape, "daily", gzip=gzip))
    told = generate(tmp_path, plan)["files"]
    usage = "usage.csv.gz" if gzip else "usage.csv"
    meters = tuple(MeterColumn(flow, "flow", (flow,)) for flow in FLOWS)
    readings = read(Request(usage=(str(tmp_path / usage),), meters=meters)).tables.readings
    bins = [BIN.column(str(k)) for k in range(26)]
    added_up = readings.groupby("meter")[bins].sum().sum(axis="columns")
    assert {flow: int(added_up[flow]) for flow in FLOWS} == {
        flow: told[usage]["sums"][flow] for flow in FLOWS
    }
