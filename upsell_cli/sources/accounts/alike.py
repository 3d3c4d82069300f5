"""Ids that are two and look like one: they differ in capitals, or in what hardly shows."""

import unicodedata
from collections.abc import Sequence

import pandas as pd

from upsell_cli.problems import Place, Problem, shortened
from upsell_cli.sources.cells.trimming import BLANKS
from upsell_cli.sources.codes import problem
from upsell_cli.sources.typed_file import TypedFile

UNSEEN = dict.fromkeys(ord(blank) for blank in BLANKS if unicodedata.category(blank) == "Cf")


def as_seen(text: str) -> str:
    r"""Give text as it looks: without what does not show, wide letters and digits as usual ones.

    >>> as_seen("AC\u200bME"), as_seen("\uff21-1"), as_seen("A\u00a01")
    ('ACME', 'A-1', 'A 1')
    """
    return text if text.isascii() else unicodedata.normalize("NFKC", text.translate(UNSEEN))


def tell_look_alikes(ids: pd.DataFrame, files: Sequence[TypedFile]) -> None:
    """Tell of ids that differ in capitals only, or hardly look different, at the first line of the later."""
    distinct = ids["source_id"].drop_duplicates().tolist()
    folded = [as_seen(own).casefold() for own in distinct]
    if len(set(folded)) == len(distinct):
        return
    once = ids.drop_duplicates("source_id").assign(folded=folded)
    alike = once[once["folded"].duplicated(keep=False)]
    first = alike.groupby("folded")["source_id"].transform("first")
    later = alike.assign(first=first)[alike["source_id"] != first]
    for own, other, file, line in zip(
        later["source_id"], later["first"], later["file"], later["line"], strict=True
    ):
        ledger = files[file].ledger
        place = Place(ledger.name, int(line), files[file].header("account_id"))
        ledger.problems.append(_told(own, other, place))


def _told(own: str, other: str, place: Place) -> Problem:
    if own.casefold() == other.casefold():
        message = f"{own} and {other} differ in capitals only; they are kept as two accounts"
        return problem("case-collision", message, place, value=own)
    message = (
        f"{_spelled(own)} and {_spelled(other)} look alike and differ in characters that hardly show; "
        "they are kept as two accounts"
    )
    return problem("look-alike", message, place, value=own)


def _spelled(own: str) -> str:
    """Give an id in which whatever does not look as it is stands as its code."""
    return shortened("".join(c if as_seen(c) == c else c.encode("unicode_escape").decode() for c in own))
