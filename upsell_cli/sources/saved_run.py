"""Reading a run that was kept: the same tables as right after the scan, without its exports."""

import json
from collections.abc import Mapping
from datetime import date
from math import inf
from pathlib import Path
from typing import Any, cast

import pandas as pd

from upsell_cli.frames.contract import PANDAS_DTYPE
from upsell_cli.frames.documents.results import Peers
from upsell_cli.frames.documents.saved_run import JUDGED, QUOTED, RUN_SCHEMA, UNLIMITED, SavedRun, dtype_of
from upsell_cli.problems import Place, Problem, UpsellError, shortened

MADE_BY = "Make one with `upsell scan -o run.json --all`."


def read_saved_run(path: str) -> SavedRun:
    """Give the run in a file that `scan -o run.json --all` wrote.

    Raises UpsellError for a file that is not there, is damaged, or holds no run that this version knows.
    """
    run = _run_of(_document(path), path)
    try:
        return _restored(run)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"the run in it is damaged: {shortened(str(error))}"
        raise UpsellError(Problem("bad-run", message, Place(path), MADE_BY)) from error


def _document(path: str) -> object:
    try:
        return json.loads(Path(path).read_bytes())
    except FileNotFoundError:
        raise UpsellError(Problem("unreadable-file", "there is no such file", Place(path), MADE_BY)) from None
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise UpsellError(Problem("unreadable-file", message, Place(path), "Check the path.")) from None
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        message = "is not JSON, or not all of it"
        raise UpsellError(Problem("bad-run", message, Place(path, line), MADE_BY)) from None


def _run_of(document: object, path: str) -> Mapping[str, Any]:
    run = document.get("run") if isinstance(document, dict) else None
    if not isinstance(run, dict):
        message = "holds a list, but not the run behind it"
        raise UpsellError(Problem("no-run", message, Place(path), MADE_BY))
    if run.get("schema") != RUN_SCHEMA:
        told = shortened(str(run.get("schema")))
        message = f'the run in it is of the form "{told}", and this version reads "{RUN_SCHEMA}"'
        raise UpsellError(Problem("newer-run", message, Place(path), "Scan again, or use the newer version."))
    return cast("Mapping[str, Any]", run)


def _restored(run: Mapping[str, Any]) -> SavedRun:
    peers = run["peers"]
    return SavedRun(
        version=str(run["version"]),
        as_of=date.fromisoformat(run["as_of"]),
        as_of_origin=str(run["as_of_origin"]),
        grain=run["grain"],
        grain_origin=str(run["grain_origin"]),
        configuration=tuple((str(file["name"]), str(file["text"])) for file in run["configuration"]),
        peers=Peers(
            float(peers["base_rate"]),
            str(peers["base_rate_origin"]),
            float(peers["intercept"]),
            int(peers["judged"]),
        ),
        tables={name: _table(name, run["tables"][name]) for name in JUDGED}
        | {name: _table(name, run["tables"][name]) for name in QUOTED if name in run["tables"]},
    )


def _table(name: str, columns: Mapping[str, list[Any]]) -> pd.DataFrame:
    typed = {}
    for column, cells in columns.items():
        dtype = dtype_of(name, column)
        if dtype is None:
            continue
        values = [inf if cell == UNLIMITED else cell for cell in cells] if dtype == "Float64" else cells
        typed[column] = pd.Series(values, dtype=object).astype(PANDAS_DTYPE[dtype])
    return pd.DataFrame(typed)
