"""Ids that are two and look like one: they differ in capitals, or in what hardly shows."""

import unicodedata
from collections.abc import Sequence

import pandas as pd

from upsell_cli.problems import Place, Problem, shortened
from upsell_cli.sources.cells.trimming import BLANKS
from upsell_cli.sources.codes import problem
from upsell_cli.sources.typed_file import TypedFile

UNSEEN = dict.fromkeys(ord(blank) for blank in BLANKS if unicodedata.category(blank) == "Cf")

LATIN = "ABEKMHOPCTYXSIJABEZHIKMNOPTYX"
LIKE_LATIN = (
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405\u0406\u0408"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
)
"""Capitals of Cyrillic, then of Greek, that look like those of `LATIN`."""

LETTERS = str.maketrans(LIKE_LATIN + LIKE_LATIN.lower(), LATIN + LATIN.lower())
DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
LOOKS = {**UNSEEN, **LETTERS, **DASHES}
"""What characters look like: nothing, a letter, a hyphen. Small letters go with their capitals."""


def as_seen(text: str) -> str:
    r"""Give text as it looks: without what does not show, with usual letters, digits and hyphens.

    >>> as_seen("AC\u200bME"), as_seen("\uff21-1"), as_seen("A\u00a01"), as_seen("\u0410\u0421ME\u20131")
    ('ACME', 'A-1', 'A 1', 'ACME-1')
    """
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(LOOKS)


def in_small(text: str) -> str:
    """Give text in small letters, with one i: Turkish has two, and capitals of both.

    >>> in_small("ISTANBUL"), in_small("\u0130stanbul"), in_small("\u0131stanbul"), in_small("STRASSE")
    ('istanbul', 'istanbul', 'istanbul', 'strasse')
    """
    folded = text.casefold()
    return folded if folded.isascii() else folded.replace("i\u0307", "i").replace("\u0131", "i")


def tell_look_alikes(ids: pd.DataFrame, files: Sequence[TypedFile]) -> None:
    """Tell of ids that differ in capitals only, or hardly look different, at the first line of the later."""
    distinct = ids["source_id"].drop_duplicates().tolist()
    folded = [in_small(as_seen(own)) for own in distinct]
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
    if in_small(own) == in_small(other):
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
