"""A scan of large usage files against `count(*)`, hand-written SQL, pandas and polars on the same file."""

import argparse
import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path

from measuring import ROOT, Case, Target, cost_of, judge, measured, python, show, upsell
from totals import totals_missed

DEFAULT_ACCOUNTS = 4_000
TIERS = ROOT / "tiers.example.yaml"
YEAR = 365
FOLDER = ROOT / "build" / "bench"

COUNT = """
import sys, duckdb
print(duckdb.sql(f"SELECT count(*) FROM read_csv('{sys.argv[1]}', header=true, delim=',', quote='\\"', "
    "auto_detect=false, columns={'a': 'VARCHAR', 'd': 'VARCHAR', 'm': 'VARCHAR', 'v': 'VARCHAR'})"))
"""
SQL = """
import sys, duckdb
con = duckdb.connect(config={"memory_limit": sys.argv[2]})
con.execute("SET enable_progress_bar = false")
print(len(con.sql(f'''
    SELECT account_id, metric, (DATE '2026-11-15' - date) // 7 AS bin, sum(value), arg_max(value, date),
        max(value), count(*), max(date)
    FROM read_csv('{sys.argv[1]}', header=true, delim=',', quote='"', auto_detect=false, columns={{
        'account_id': 'VARCHAR', 'date': 'DATE', 'metric': 'VARCHAR', 'value': 'DECIMAL(18, 3)'}},
        store_rejects=true)
    WHERE date <= DATE '2026-11-15' GROUP BY ALL
''').df()))
"""
PANDAS = """
import sys, pandas as pd
use = pd.read_csv(sys.argv[1], dtype={"account_id": "string"}, parse_dates=["date"])
use["bin"] = (pd.Timestamp("2026-11-15") - use["date"]).dt.days // 7
use = use.sort_values("date")
print(len(use.groupby(["account_id", "metric", "bin"])["value"].agg(["sum", "last", "max", "size"])))
"""
POLARS = """
import sys, datetime, polars as pl
use = pl.scan_csv(sys.argv[1], schema_overrides={"account_id": pl.String}, try_parse_dates=True)
age = (pl.lit(datetime.date(2026, 11, 15)) - pl.col("date")).dt.total_days()
value = pl.col("value")
print(use.with_columns(bin=age // 7).group_by("account_id", "metric", "bin").agg(
    value.sum().alias("sum"), value.max().alias("max"), value.sort_by("date").last().alias("last"), pl.len(),
).collect(engine="streaming").height)
"""

SHORT = "upsell scan, a tenth of the days"
TARGETS = (
    Target("upsell scan, 1 GB", "count(*)", "wall", 2.0),
    Target("upsell scan, 1 GB", "count(*)", "cpu", 2.5),
    Target("upsell scan, 1 GB", "pandas", "wall", 0.2),
    Target("upsell scan, 1 GB", "pandas", "memory", 0.1),
    Target("upsell scan, 300 MB", "upsell scan, 1 GB", "wall", 1.3),
    Target("upsell scan, 1 GB", SHORT, "wall", 11),
    Target("upsell scan, 1 GB", SHORT, "memory", 1.5),
    Target("upsell scan, gz", "upsell scan, 1 GB", "wall", 1.3),
    Target("upsell scan, Parquet", "upsell scan, 1 GB", "cpu", 0.6),
    Target("upsell scan, quoted", "upsell scan, 1 GB", "cpu", 1.5),
    Target("upsell scan, a file a month", "upsell scan, 1 GB", "cpu", 1.5),
)


def run(accounts: int = DEFAULT_ACCOUNTS, times: int = 2, *, packed: bool = False) -> int:
    """Measure, print, and give how many targets are missed."""
    folder, short = _sample(accounts), _sample(accounts, days=37)
    usage = folder / "usage.csv"
    cases = [
        Case("count(*)", python(COUNT, usage)),
        Case("SQL by hand, 1 GB", python(SQL, usage, "1GB")),
        Case("upsell scan, 1 GB", _scan(usage, folder, "1GB")),
        Case("upsell scan, 300 MB", _scan(usage, folder, "300MB")),
        Case(SHORT, _scan(short / "usage.csv", short, "1GB")),
        Case("polars", python(POLARS, usage), needs="polars"),
        Case("pandas", python(PANDAS, usage)),
    ]
    if packed:
        cases += [Case("upsell scan, gz", _scan(_packed(usage), folder, "1GB"))]
        cases += [Case("upsell scan, Parquet", _scan(_parquet(usage), folder, "1GB"))]
        cases += [Case("upsell scan, quoted", _scan(_quoted(usage), folder, "1GB"))]
        cases += [Case("upsell scan, a file a month", _scan(_monthly(usage), folder, "1GB"))]
    costs = measured(cases, times)
    _check_rows(usage, folder)
    size = usage.stat().st_size / 1e6
    show(f"Reading {accounts:,} accounts x 365 days x 4 meters, {size:,.0f} MB", costs, "count(*)")
    return judge(costs, TARGETS) + totals_missed(folder)


def _scan(usage: Path, folder: Path, memory: str) -> tuple[str, ...]:
    given = ("--billing", folder / "billing.csv", "--accounts", folder / "accounts.csv", "--tiers", TIERS)
    return upsell("scan", usage, *given, "--memory-limit", memory, "--format", "csv")


def _check_rows(usage: Path, folder: Path) -> None:
    """Stop unless every row that was written is read."""
    made = json.loads((folder / "manifest.json").read_text())["files"]["usage.csv"]["rows"]
    command = upsell("check", usage, "--tiers", TIERS, "--format", "json")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    read = json.loads(done.stdout)["rows"][0]["used"]
    if read != made:
        raise SystemExit(f"{read:,} rows were read, and {made:,} were written")
    print(f"  {read:,} rows read of {made:,} written")


def _sample(accounts: int, days: int = YEAR) -> Path:
    """Give a folder of sample data, made once."""
    folder = FOLDER / (f"daily-{accounts}" if days == YEAR else f"daily-{accounts}-{days}")
    if not (folder / "manifest.json").exists():
        print(f"  making {folder.relative_to(ROOT)}, once")
        options = ("--accounts", accounts, "--days", days, "--grain", "daily", "--shape", "long")
        cost_of(upsell("samples", folder, *options, "--workers", 2))
    return folder


def _packed(usage: Path) -> Path:
    packed = usage.with_suffix(".csv.gz")
    if not packed.exists():
        with usage.open("rb") as plain, gzip.open(packed, "wb", 6) as own:
            shutil.copyfileobj(plain, own, 1 << 20)
    return packed


def _parquet(usage: Path) -> Path:
    made = usage.with_name("typed.parquet")
    if not made.exists():
        typed = (
            "SELECT account_id, CAST(date AS DATE) AS date, metric, CAST(value AS DECIMAL(18, 3)) AS value"
        )
        _copy(f"({typed} FROM {_texts(usage)}) TO '{made}' (FORMAT parquet)")
    return made


def _quoted(usage: Path) -> Path:
    """Give the usage with quotes around every cell, as many exporters write it."""
    made = usage.with_name("quoted.csv")
    if not made.exists():
        _copy(f"(FROM {_texts(usage)}) TO '{made}' (HEADER, FORCE_QUOTE (account_id, date, metric, value))")
    return made


def _monthly(usage: Path) -> Path:
    """Give the pattern of the usage in a file for each month."""
    folder = usage.with_name("months")
    if not folder.exists():
        months = f"FROM {_texts(usage)} SELECT *, date[:7] AS month"
        _copy(f"({months}) TO '{folder}' (FORMAT csv, HEADER, PARTITION_BY (month))")
    return folder / "*" / "*.csv"


def _texts(usage: Path) -> str:
    return f"read_csv('{usage}', all_varchar=true)"


def _copy(what: str) -> None:
    cost_of(python("import sys, duckdb; duckdb.sql(sys.argv[1])", f"COPY {what}"))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--accounts", type=int, default=DEFAULT_ACCOUNTS, help="4000: 4.8 M rows; 42000: 50 M")
    asked.add_argument("--times", type=int, default=2)
    asked.add_argument("--packed", action="store_true", help="gz and Parquet too")
    given = asked.parse_args()
    sys.exit(run(given.accounts, given.times, packed=given.packed) > 0)
