"""What would be said now, and whether a contact before has said it: what may cut a cool-down short."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd

from upsell_cli.config.policy import Policy
from upsell_cli.frames.vectors.blocks import Floats, Ints, add, or_nan, picked, taken, vector
from upsell_cli.frames.vectors.fingerprints import fingerprint, is_news
from upsell_cli.frames.verdicts import VERDICTS, Verdicts

IN_PERCENT = 100

T = TypeVar("T")


def recall(verdicts: Verdicts, policy: Policy) -> Verdicts:
    """Add the fingerprint of the pitch, and whether it is news to those it would be made to.

    Not known without a pitch, and where it was not noted what the last contact was about.
    """
    marks = pd.Series(_marks(vector(verdicts, "utilisation"), policy), verdicts.index)
    texts, places = _each_once(fingerprint, verdicts["pitch_id"], verdicts["needs"].fillna(""), marks)
    prints = picked(texts, places)
    answers, asked = _each_once(is_news, pd.Series(prints, verdicts.index), verdicts["told_before"])
    news = taken(np.array([or_nan(answer) for answer in answers], dtype=np.float64), asked)
    return Verdicts(add(verdicts, VERDICTS, {"pitch_fingerprint": prints, "news_since_contact": news}))


def _marks(used: Floats, policy: Policy) -> Ints:
    """Give the highest mark of use that is passed, in whole percent; 0 below all, or without a limit."""
    marks = np.array([0.0, *sorted(policy.contact.marks)])
    passed = np.searchsorted(marks, np.nan_to_num(used, nan=0.0), side="right") - 1
    percent: Ints = np.rint(marks[passed] * IN_PERCENT).astype(np.int64)
    return percent


def _each_once(make: Callable[..., T], *columns: pd.Series) -> tuple[list[T], Ints]:
    """Give what `make` gives for each set of values that occurs, and its place for each row; -1: not known.

    It is called once for each set, not once a row.
    """
    coded = [pd.factorize(column) for column in columns]
    codes = np.column_stack([codes for codes, _ in coded])
    known = (codes >= 0).all(axis=1)
    sets, places = np.unique(codes[known], axis=0, return_inverse=True)
    values = [words for _, words in coded]
    made = [make(*(words[k] for words, k in zip(values, row, strict=True))) for row in sets.tolist()]
    whole = np.full(len(codes), -1, dtype=np.int64)
    whole[known] = places.reshape(-1)
    return made, whole
