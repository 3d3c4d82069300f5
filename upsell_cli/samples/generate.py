"""Makes a whole set of sample files from one seed, batch by batch, so that any size fits in memory."""

import itertools
import json
from collections import Counter, deque
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from upsell_cli.samples import tables
from upsell_cli.samples.batch import Part, make_batch
from upsell_cli.samples.horizon import AS_OF, Horizon
from upsell_cli.samples.plan import Formats, Plan
from upsell_cli.samples.rates import rate_rows
from upsell_cli.samples.sinks import Sink

ACCOUNT_DAYS_A_BATCH = 250_000
"""Accounts x days worked on at once: about 150 MB."""

AHEAD = 2
"""Batches a worker may be ahead of what is written, so that memory stays flat."""


def generate(
    out: Path,
    *,
    seed: int = 7,
    accounts: int = 300,
    days: int = 420,
    as_of: date = AS_OF,
    formats: Formats | None = None,
    dirt: Collection[str] = (),
    workers: int = 1,
    batch: int | None = None,
) -> dict[str, Any]:
    """Write the sample files into the folder `out` and give the manifest that is written beside them.

    The bytes depend on everything but `workers` and `batch`. The truth goes to a folder of its own.
    """
    plan = Plan(seed, accounts, Horizon(days, as_of), formats or Formats(), frozenset(dirt))
    size = batch or max(1, ACCOUNT_DAYS_A_BATCH // days)
    ranges = [range(first, min(first + size, accounts)) for first in range(0, accounts, size)]
    rates = list(rate_rows(plan.horizon))
    alone = {"rates": Part(tables.rows_as_bytes("rates", rates, plan.newline), len(rates))}
    with ExitStack() as stack:
        sinks = {name: stack.enter_context(Sink(out, name, plan)) for name in (*tables.HEADERS, "usage")}
        for parts in itertools.chain([alone], _batches(plan, ranges, workers)):
            for name, part in parts.items():
                sinks[name].add(part)
    manifest = _manifest(plan, sinks)
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8", newline="\n")
    return manifest


def _batches(plan: Plan, ranges: list[range], workers: int) -> Iterator[dict[str, Part]]:
    """Give the batches in order, made here or by other processes a little ahead."""
    if workers == 1:
        yield from (make_batch(plan, accounts) for accounts in ranges)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[dict[str, Part]]] = deque()
        for accounts in ranges:
            waiting.append(pool.submit(make_batch, plan, accounts))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _manifest(plan: Plan, sinks: dict[str, Sink]) -> dict[str, Any]:
    """Tell what was asked for and what every file holds; sums are in units of a column's last decimal."""
    dirt: Counter[str] = Counter()
    for sink in sinks.values():
        dirt += sink.dirt
    return {
        "schema": "upsell.samples/1",
        "seed": plan.seed,
        "accounts": plan.accounts,
        "days": plan.horizon.days,
        "as_of": plan.horizon.as_of.isoformat(),
        "formats": asdict(plan.formats),
        "dirt": {kind: dirt[kind] for kind in sorted(plan.dirt)},
        "files": {
            sink.path.as_posix(): {"rows": sink.rows, "sums": dict(sorted(sink.sums.items()))}
            for sink in sinks.values()
        },
    }
