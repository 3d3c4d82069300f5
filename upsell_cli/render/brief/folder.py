"""A folder of briefs: one file an account, under names that are safe on any disk."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from upsell_cli.frames.documents.brief import Brief
from upsell_cli.render.brief.report import BRIEF_FORMATS, brief_report
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.formats.files import Writing, check_outputs, told_as_unwritable, write_files
from upsell_cli.render.formats.formats import known_format

LONGEST = 60
"""Characters of an account that a name holds; some disks allow few more in a whole path."""

AT_ONCE = 100
"""Files that are written before they are put in place: each takes an open file."""

SUFFIX = {"md": ".md", "html": ".html", "json": ".json", "table": ".txt", "jsonl": ".jsonl"}


def file_name(place: int, brief: Brief, suffix: str) -> str:
    """Give the name of the file of a brief: its place in the list, then what its account is called.

    >>> from types import SimpleNamespace as A
    >>> file_name(3, A(account_name="Zo\u00eb & Söhne/..", account_id="A-1"), ".md")
    '003-zoe-sohne-a-1.md'
    >>> file_name(12, A(account_name="東京", account_id="CON"), ".md")
    '012-con.md'
    """
    own = "" if brief.account_name == brief.account_id else f"{_plain(brief.account_name)[:LONGEST]}-"
    return f"{place:03}-{own}{_plain(brief.account_id)[:LONGEST]}".replace("--", "-").rstrip("-") + suffix


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def write_folder(
    folder: str, briefs: Iterator[Brief], form: str, look: Look, version: str, inputs: Sequence[str]
) -> list[str]:
    """Write each brief to a file of its own, whole or not at all; give their paths.

    The folder is made where there is none.
    """
    suffix = SUFFIX[known_format(form, BRIEF_FORMATS)]
    with told_as_unwritable(folder):
        Path(folder).mkdir(parents=True, exist_ok=True)
    written: list[str] = []
    waiting: list[Writing] = []
    for place, brief in enumerate(briefs, start=1):
        path = str(Path(folder) / file_name(place, brief, suffix))
        waiting.append(Writing(path, brief_report([brief], look, version)[form]))
        if len(waiting) == AT_ONCE:
            written += _written(waiting, inputs)
            waiting = []
    return written + _written(waiting, inputs)


def _written(writings: Sequence[Writing], inputs: Sequence[str]) -> list[str]:
    paths = [writing.path for writing in writings]
    check_outputs(paths, inputs)
    write_files(writings)
    return paths
