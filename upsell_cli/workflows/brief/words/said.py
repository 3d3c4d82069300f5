"""How things are said of an account: lists, amounts, quotations, each a word with its name and value."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from math import isfinite
from typing import Any

import pandas as pd

from upsell_cli.frames.documents.brief import Word
from upsell_cli.frames.documents.explanation import Known
from upsell_cli.frames.documents.vocabulary import TERMS
from upsell_cli.render.drawing.text import one_line
from upsell_cli.stages.words.case import Case
from upsell_cli.stages.words.figures import within

Said = tuple[str, Any, str | None]
"""The name of a word, its value, and how it reads; None when there is nothing to say."""

LONGEST_QUOTE = 90
LONGEST_NAME = 60


def words_of(said: Iterable[Said]) -> Iterator[Word]:
    """Give the words that say something, as one line each without anything that would command a screen."""
    for name, value, text in said:
        if text is not None and text.strip():
            yield Word(name, plain(value), one_line(text).strip(), TERMS[name].quotable)


def plain(value: Any) -> Known:  # noqa: ANN401  a cell of any column
    """Give a cell of a table as a plain value; None where not known, and for no limit."""
    if value is pd.NA or value is pd.NaT or value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    single = value.item() if hasattr(value, "item") else value
    return None if isinstance(single, float) and not isfinite(single) else single


def money(case: Case, minor: float | None, per: str = "") -> str | None:
    """Give an amount in the account's currency; None where not known."""
    return None if minor is None else f"{case.amount(int(minor))}{per}"


def all_of(names: Sequence[str]) -> str | None:
    """Give names as they stand in a sentence; None without any.

    >>> all_of(["Single sign-on"]), all_of(["SSO", "Audit log"]), all_of(["SSO", "Audit log", "Webhooks"])
    ('single sign-on', 'SSO and audit log', 'SSO, audit log and webhooks')

    A name that has an "and" of its own is kept apart from the others.

    >>> all_of(["CRM sync", "Roles and permissions"])
    'CRM sync, and roles and permissions'
    """
    small = [within(name) for name in names]
    if len(small) < 2:  # noqa: PLR2004  one name stands alone
        return small[0] if small else None
    apart = "," if any(" and " in name for name in small) else ""
    return f"{', '.join(small[:-1])}{apart} and {small[-1]}"


def quoted(text: str | None) -> str | None:
    """Give what somebody said, in quotation marks, whole words up to a length one reads at a glance.

    >>> quoted("We need SSO."), quoted("  "), quoted("word " * 40)[-7:]
    ('“We need SSO.”', None, 'word …”')
    """
    said = " ".join(one_line(text or "").split())
    if not said:
        return None
    if len(said) > LONGEST_QUOTE:
        said = f"{said[:LONGEST_QUOTE].rpartition(' ')[0] or said[:LONGEST_QUOTE]} …"
    return f"“{said}”"


def called(name: str) -> str:
    """Give a name, not longer than one reads at a glance."""
    plain = " ".join(one_line(name).split())
    return plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 1]}…"
