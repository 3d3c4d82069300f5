"""How fast briefs are written: those of the accounts of one scan, each to a file of its own."""

import tempfile
import time
from pathlib import Path

from measuring import cost_of, upsell

from upsell_cli.config.settings import Settings
from upsell_cli.render.brief import write_folder
from upsell_cli.render.drawing.look import Look
from upsell_cli.workflows.brief import briefs, run_now

DEFAULT_ACCOUNTS = 1000
FORMATS = ("md", "html", "json")


def run(accounts: int = DEFAULT_ACCOUNTS) -> None:
    """Print the rate of each format, the scan apart: by the clock, and without waiting for the disk."""
    print(f"\nBriefs of {accounts:,} accounts, each to a file of its own")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        cost_of(upsell("samples", folder / "company", "--accounts", accounts, "--days", 200))
        given = {
            kind: (str(folder / "company" / f"{kind}.csv"),)
            for kind in ("accounts", "events", "people", "value")
        }
        usage, tiers = str(folder / "company" / "usage.csv"), str(folder / "company" / "tiers.example.yaml")
        started = time.perf_counter()
        kept = run_now(
            Settings(
                usage=(usage,),
                tiers=tiers,
                billing=(str(folder / "company" / "billing_history.csv"),),
                **given,
            )
        )
        print(f"scan of {accounts:,} accounts: {time.perf_counter() - started:.1f} s")
        for form in FORMATS:
            started, worked = time.perf_counter(), time.process_time()
            told = briefs(kept, range(accounts), "rep")
            paths = write_folder(str(folder / form), told, form, Look(), kept.found.version, [])
            spent, worked = time.perf_counter() - started, time.process_time() - worked
            rates = (
                f"{len(paths) / spent:,.0f} a second, {len(paths) / worked:,.0f} a second of the processor"
            )
            print(f"{form:>5}: {len(paths):,} briefs in {spent:.1f} s, {rates}")


if __name__ == "__main__":
    run()
