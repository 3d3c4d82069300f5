"""A small set of samples, made once, and how to read it back."""

import csv
import gzip
import io
from pathlib import Path

import pytest

from upsell_cli.samples import generate
from upsell_cli.samples.cast import CAST
from upsell_cli.samples.company import account_id
from upsell_cli.samples.plan import Plan

SMALL = Plan(seed=3, accounts=70, days=150)


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Path:
    """Give a folder of samples: the cast and thirty accounts more."""
    folder: Path = tmp_path_factory.mktemp("small")
    generate(folder, SMALL)
    return folder


def cast_id(name: str) -> str:
    """Give the account id of a member of the cast, from the beginning of its name."""
    return account_id(next(number for number, member in enumerate(CAST) if member.name.startswith(name)))


def rows(path: Path) -> list[dict[str, str]]:
    """Give the rows of a sample file, whatever it is packed or marked with."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file under a folder by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
