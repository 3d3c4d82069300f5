"""What is said of every code in docs/codes.md: its meaning, what to do, and what an example brings about."""

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from upsell_cli.config.settings import Settings
from upsell_cli.frames.inputs import TABLES
from upsell_cli.problems import Code, Problem, UpsellError
from upsell_cli.sources import CODES as READING
from upsell_cli.sources.accounts.apart import refuse_apart
from upsell_cli.stages.fitness import CODES as FITNESS
from upsell_cli.stages.part_period import CODES as PART_PERIOD
from upsell_cli.stages.quiet_day import CODES as QUIET_DAY
from upsell_cli.stages.remarks import CODES as REMARKS
from upsell_cli.stages.strangers import CODES as STRANGERS
from upsell_cli.stages.subscriptions import CODES as SUBSCRIPTIONS
from upsell_cli.stages.value import CODES as VALUE
from upsell_cli.workflows.check import check

EXAMPLES = Path(__file__).with_name("codes.yaml")
TIERS = """\
version: 1
tiers:
  - {id: starter, name: Starter, price: 49, limits: {users: 5, storage_gb: 10, api_calls: 900}}
  - {id: growth, name: Growth, price: 199, limits: {users: 25, storage_gb: 100, api_calls: 9000}}
"""
USAGE = "account_id,date,active_users\nACME-01,2026-03-31,5\n"
CONFIGURATION = {"map": "map_file", "policy": "policy"}
"""What an example may have in YAML beside its tables, and the setting that names it."""

GIVEN = (*TABLES, *CONFIGURATION)
SAVED = 1775001600
"""When every example was saved: 1 April 2026."""

SEVERITIES = {
    "error": "a row is not used (exit 3), or nothing can follow (exit 2)",
    "warning": "the rows are used, and somebody should look (exit 3; of `upsell check`, 1)",
    "note": "for the record",
}

Example = Mapping[str, Any]


def codes() -> dict[str, Code]:
    """Give every code there is a section for."""
    return {
        **READING,
        **FITNESS,
        **SUBSCRIPTIONS,
        **VALUE,
        **STRANGERS,
        **REMARKS,
        **QUIET_DAY,
        **PART_PERIOD,
    }


def examples() -> dict[str, Example]:
    """Give the example of every code."""
    found: dict[str, Example] = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    return found


def problems(example: Example) -> tuple[Problem, ...]:
    """Give what is really wrong with an example."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        settings = _written(example)
        try:
            with check(settings, rows=False) as (found, _):
                refuse_apart(found.inputs)
                return found.problems
        except UpsellError as error:
            return error.problems


def page() -> str:
    """Give the sections of the page, the gravest codes first."""
    known, given = codes(), examples()
    parts = []
    for severity, effect in SEVERITIES.items():
        own = [code for code in known.values() if code.severity == severity]
        parts.append(f"## {severity.capitalize()}s: {effect}\n")
        parts += [part for code in own for part in _section(code, given[code.code])]
    return "\n".join(parts)


def _section(code: Code, example: Example) -> Iterator[str]:
    such_as = f" Such as: {code.example}." if code.example else ""
    yield f"### {code.code}\n\n{code.meaning}{such_as} *{code.fix}*\n"
    if "seen" in example:
        yield f"{example['seen']}\n"
        return
    for table in (name for name in GIVEN if example.get(name)):
        yield f"`{_name(example, table)}`\n```\n{_shown(example[table])}```\n"
    told = next(problem for problem in problems(example) if problem.code == code.code)
    yield f"`{_command(example)}` says\n```\n{told}\n```\n"


def _written(example: Example) -> Settings:
    """Write the files of an example here, and give the settings they are read with."""
    tables = {name: str(example[name]) for name in GIVEN if name in example}
    files = {"usage": USAGE, "tiers": TIERS, **tables}
    for name, text in files.items():
        Path(_name(example, name)).write_text(text, encoding=example.get("encoding", "utf-8"), newline="")
    os.utime(_name(example, "usage"), (SAVED, SAVED))
    given: dict[str, Any] = {name: (_name(example, name),) for name in ("usage", *tables)}
    for name in given.keys() & CONFIGURATION.keys():
        given[CONFIGURATION[name]] = given.pop(name)[0]
    for name, value in example.get("settings", {}).items():
        given[name] = tuple(value) if isinstance(value, list) else value
    return Settings(**{"tiers": _name(example, "tiers"), **given})


def _name(example: Example, table: str) -> str:
    usual = f"{table}.yaml" if table in ("tiers", *CONFIGURATION) else f"{table}.csv"
    return str(example.get("named", {}).get(table, usual))


def _command(example: Example) -> str:
    asked = dict(example.get("settings", {}))
    usage = asked.pop("usage", [_name(example, "usage")])
    words = ["upsell check", *usage]
    words += [f"--{name} {_name(example, name)}" for name in GIVEN if name in example and name != "usage"]
    for name, value in asked.items():
        words.append(f"--{name.replace('_', '-')}" + ("" if value is True else f" {value}"))
    return " ".join(words)


def _shown(text: str) -> str:
    return text.replace("\0", "\\x00")
