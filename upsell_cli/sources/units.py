"""What a header says besides the name of its column: in which unit or currency its values are."""

import re
from collections.abc import Iterator

from upsell_cli.frames.headers import normalised
from upsell_cli.sources.cells.values import SIGN_CURRENCIES

MINOR = frozenset({"cents", "cent", "pence", "minor"})
AROUND = frozenset({"count", "number", "no", "of", "in", "total", "qty", "gb", "tb", "mb"})
"""Words about how something is counted, and not what."""

CODES = frozenset("CHF SEK NOK DKK PLN BRL ZAR".split()).union(*SIGN_CURRENCIES.values())
SIGNS = {sign: codes[0] for sign, codes in SIGN_CURRENCIES.items() if len(codes) == 1}
WORDS = re.compile(r"[^\W_]+|[^\w\s]\$?")


def without_unit(header: str) -> str:
    """Give the normalised name in a header, without words of unit or currency.

    >>> without_unit("MRR (EUR)"), without_unit("mrr_cents"), without_unit("Number of active users")
    ('mrr', 'mrr', 'activeusers')
    """
    kept = (word for word in _words(header) if not (word in AROUND | MINOR or word.upper() in CODES))
    return normalised(" ".join(word for word in kept if word.isalnum()))


def currency_in(header: str) -> str | None:
    """Give the currency that a header names, if it can only be that one.

    >>> currency_in("MRR (EUR)"), currency_in("ARR in \u00a3"), currency_in("MRR ($)"), currency_in("mrr")
    ('EUR', 'GBP', None, None)
    """
    named = {word.upper() for word in _words(header) if word.upper() in CODES}
    named |= {code for sign, code in SIGNS.items() if sign in header}
    return named.pop() if len(named) == 1 else None


def says_minor(header: str) -> bool:
    """Tell whether a header says that its amounts are in cents.

    >>> says_minor("mrr_cents"), says_minor("MRR (EUR)")
    (True, False)
    """
    return not MINOR.isdisjoint(_words(header))


def _words(header: str) -> Iterator[str]:
    return (word.casefold() for word in WORDS.findall(header))
