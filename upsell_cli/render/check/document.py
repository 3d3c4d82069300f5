"""A look at the inputs as JSON: a row a file, with its joins and problems, and what holds for all of them."""

from collections.abc import Mapping, Sequence
from typing import TextIO

from upsell_cli.calendar import days_between
from upsell_cli.frames.documents.fitness import Fitness, History, MeterRange, TierName
from upsell_cli.frames.tables import FileReport, Join
from upsell_cli.problems import Problem
from upsell_cli.render.formats.json import Json, literal, write_json


def write_check(stream: TextIO, found: Fitness, step: str) -> None:
    """Write what was found; `step` is the command to go on with."""
    write_json(stream, "check", _meta(found, step), [literal(_file(f, found)) for f in found.inputs.files])


def _meta(found: Fitness, step: str) -> Mapping[str, Json]:
    inputs = found.inputs
    files = {file.path for file in inputs.files}
    elsewhere = [p for p in found.problems if p.place is None or p.place.file not in files]
    return {
        "version": found.version,
        "fit": not found.findings,
        "as_of": inputs.as_of,
        "as_of_origin": inputs.as_of_origin,
        "grain": inputs.grain,
        "grain_origin": inputs.grain_origin,
        "catalogue_sha256": found.catalogue_sha256,
        "history": _history(found.history),
        "meters": [_meter(meter) for meter in found.meters],
        "tiers": [_tier(name) for name in found.tiers],
        "problems": _problems(elsewhere),
        "next": step,
    }


def _history(history: History) -> Mapping[str, Json]:
    return {
        "period": history.period,
        "periods": history.periods,
        "accounts": history.accounts,
        "with_holes": history.with_holes,
        "holes": [{"account_id": account, "periods": periods} for account, periods in history.holes],
        "without_newest": history.without_newest,
        "absent": history.absent,
    }


def _meter(meter: MeterRange) -> Mapping[str, Json]:
    return {
        "meter": meter.meter,
        "accounts": meter.accounts,
        "least": meter.least,
        "median": meter.median,
        "most": meter.most,
        "limited": meter.limited,
        "at_limit": meter.at_limit,
        "at_limit_share": meter.at_limit / meter.limited if meter.limited else None,
    }


def _tier(name: TierName) -> Mapping[str, Json]:
    return {
        "table": name.table,
        "column": name.column,
        "name": name.name,
        "rows": name.rows,
        "means": name.means,
    }


def _file(report: FileReport, found: Fitness) -> Mapping[str, Json]:
    as_of = found.inputs.as_of
    return {
        "table": report.table,
        "path": report.path,
        "sha256": report.sha256,
        "profile": report.profile,
        "form": report.form,
        "encoding": report.encoding if report.form in {"delimited", "JSON Lines"} else None,
        "delimiter": report.delimiter if report.form == "delimited" else None,
        "header_line": report.header_line,
        "mapping": [{"header": m.header, "column": m.column, "how": m.how or None} for m in report.columns],
        "counted": report.counted,
        "used": report.used,
        "rejected": report.rejected,
        "skipped": dict(report.skipped),
        "first_on": report.first_on,
        "last_on": report.last_on,
        "age_days": days_between(report.last_on, as_of) if report.last_on else None,
        "joins": [_join(join) for join in found.inputs.joins if join.left == report.table],
        "problems": _problems([p for p in found.problems if p.place and p.place.file == report.path]),
    }


def _join(join: Join) -> Mapping[str, Json]:
    return {
        "with": join.right,
        "matched": join.matched,
        "of": join.of,
        "rate": join.matched / join.of if join.of else None,
        "unmatched": join.unmatched,
    }


def _problems(problems: Sequence[Problem]) -> Sequence[Json]:
    return [
        {
            "code": problem.code,
            "severity": problem.severity,
            "file": problem.place.file if problem.place else None,
            "line": problem.place.line if problem.place else None,
            "column": problem.place.column if problem.place else None,
            "value": problem.value,
            "message": problem.message,
            "fix": problem.fix or None,
        }
        for problem in problems
    ]
