"""Makes a whole set of sample files from one seed, batch by batch, so that any size fits in memory."""

import itertools
import json
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from upsell_cli.config.project_file import PROJECT
from upsell_cli.samples import tables
from upsell_cli.samples.batch import Chunk, make_batch, table_part
from upsell_cli.samples.catalogue import CATALOGUE
from upsell_cli.samples.plan import Plan
from upsell_cli.samples.project import project_text
from upsell_cli.samples.rates import rate_rows
from upsell_cli.samples.sinks import Sink

ACCOUNT_DAYS_A_BATCH = 250_000
"""Accounts x days worked on at once: some 250 MB."""

AHEAD = 2
"""Batches a worker may be ahead of what is written, so that memory stays flat."""


def generate(
    out: Path,
    plan: Plan,
    *,
    workers: int = 1,
    batch: int | None = None,
    tiers: str = f"../{CATALOGUE}",
) -> dict[str, Any]:
    """Write the sample files into the folder `out` and give the manifest that is written beside them.

    A project file that names them and the catalogue, which lies at `tiers` seen from `out`, is written there,
    too. The bytes depend on the plan and that path alone, not on the processes that work on it or on the
    accounts in a `batch`. The truth goes to a folder of its own.
    """
    size = batch or max(1, ACCOUNT_DAYS_A_BATCH // plan.days)
    ranges = [range(first, min(first + size, plan.accounts)) for first in range(0, plan.accounts, size)]
    rates = {"rates": table_part(plan, "rates", rate_rows(plan.horizon))}
    with ExitStack() as stack:
        sinks = {name: stack.enter_context(Sink(out, name, plan)) for name in ("usage", *tables.HEADERS)}
        for parts in itertools.chain([rates], _batches(plan, ranges, workers)):
            for name, part in parts.items():
                sinks[name].add(part)
    manifest = _manifest(plan, sinks)
    texts = {"manifest.json": json.dumps(manifest, indent=2) + "\n", PROJECT: project_text(plan, tiers)}
    for name, text in texts.items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")
    return manifest


def _batches(plan: Plan, ranges: list[range], workers: int) -> Iterator[dict[str, Chunk]]:
    """Give the batches in order, made here or by other processes a little ahead."""
    if workers == 1:
        yield from (make_batch(plan, accounts) for accounts in ranges)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[dict[str, Chunk]]] = deque()
        for accounts in ranges:
            waiting.append(pool.submit(make_batch, plan, accounts))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _manifest(plan: Plan, sinks: dict[str, Sink]) -> dict[str, Any]:
    """Tell what was asked for and what every file holds; sums are in units of a column's last decimal."""
    dirt = sum((sink.dirt for sink in sinks.values()), Counter())
    return {
        "schema": "upsell.samples/1",
        "seed": plan.seed,
        "accounts": plan.accounts,
        "days": plan.days,
        "as_of": plan.as_of.isoformat(),
        "formats": asdict(plan.formats),
        "dirt": {kind: dirt[kind] for kind in sorted(plan.dirt)},
        "files": {
            sink.path.as_posix(): {"rows": sink.rows, "sums": dict(sorted(sink.sums.items()))}
            for sink in sinks.values()
        },
    }
