"""How headers of files, and words in them, are compared."""

import re
from functools import lru_cache

_SIGN = r"[\s_\-()\[\]:#*" + "\u00a0\ufeff\u200b]"

SIGNS = rf"\.*{_SIGN}+\.*|^\.+|\.+$"
"""A pattern for what stands between and around words, as the engine knows patterns too.

A dot inside a word stays: `subscription.id` is the id of another record, where `subscription_id` is a column.
"""

IN_UTC = re.compile(r"\(utc\)\s*$")


@lru_cache(maxsize=4096)
def normalised(header: str) -> str:
    """Give a header without what people vary: case, spaces, signs between and around words, `(UTC)`.

    >>> normalised(" Active-Users "), normalised("Created (UTC)"), normalised("# Storage (GB):")
    ('activeusers', 'created', 'storagegb')
    >>> normalised("No. of Users."), normalised("Subscription.ID")
    ('noofusers', 'subscription.id')
    """
    return re.sub(SIGNS, "", IN_UTC.sub("", header.casefold().strip()))
