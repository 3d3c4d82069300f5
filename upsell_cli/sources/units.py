"""What a header says besides the name of its column: in which unit or currency its values are."""

import re
from collections.abc import Iterator

from upsell_cli.frames.headers import normalised
from upsell_cli.sources.cells.signs import SIGN_CURRENCIES

MINOR = frozenset({"cents", "cent", "pence", "minor"})
AROUND = frozenset({"count", "number", "no", "of", "in", "total", "qty", "gb", "tb", "mb"})
"""Words about how something is counted, and not what."""

CODES = frozenset("CHF SEK NOK DKK PLN BRL ZAR".split()).union(*SIGN_CURRENCIES.values())
SIGNS = {
    sign: re.compile(
        "".join((r"(?<!\w)" * sign[0].isalpha(), re.escape(sign), r"(?!\w)" * sign[-1].isalpha()))
    )
    for sign, codes in SIGN_CURRENCIES.items()
    if len(codes) == 1 and not (sign.isascii() and sign.isalpha())
}
"""Signs of one currency alone as they stand in a header, but those that may be words there."""

WORDS = re.compile(r"[^\W_]+|[^\w\s]\$?")


def without_unit(header: str) -> str:
    """Give the normalised name in a header, without words of unit or currency.

    >>> without_unit("MRR (EUR)"), without_unit("mrr_cents"), without_unit("Number of active users")
    ('mrr', 'mrr', 'activeusers')
    >>> without_unit("MRR (R$)"), without_unit("ARR z\u0142")
    ('mrr', 'arr')
    """
    for sign in SIGNS.values():
        header = sign.sub(" ", header)
    kept = (word for word in _words(header) if not (word in AROUND | MINOR or word.upper() in CODES))
    return normalised(" ".join(word for word in kept if word.isalnum()))


def currency_in(header: str) -> str | None:
    """Give the currency that a header names, if it can only be that one.

    >>> currency_in("MRR (EUR)"), currency_in("ARR in \u00a3"), currency_in("MRR ($)"), currency_in("mrr")
    ('EUR', 'GBP', None, None)
    >>> currency_in("MRR (R$)"), currency_in("MRR$"), currency_in("kwota z\u0142")
    ('BRL', None, 'PLN')
    """
    named = {word.upper() for word in _words(header) if word.upper() in CODES}
    named |= {SIGN_CURRENCIES[sign][0] for sign, found in SIGNS.items() if found.search(header)}
    return named.pop() if len(named) == 1 else None


def says_minor(header: str) -> bool:
    """Tell whether a header says that its amounts are in cents.

    >>> says_minor("mrr_cents"), says_minor("MRR (EUR)")
    (True, False)
    """
    return not MINOR.isdisjoint(_words(header))


def _words(header: str) -> Iterator[str]:
    return (word.casefold() for word in WORDS.findall(header))
