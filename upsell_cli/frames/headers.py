"""How headers of files are compared."""

import re
from functools import lru_cache


@lru_cache(maxsize=4096)
def normalised(header: str) -> str:
    """Give a header without what people vary: case, spaces, signs between and around words, `(UTC)`.

    >>> normalised(" Active-Users "), normalised("Created (UTC)"), normalised("# Storage (GB):")
    ('activeusers', 'created', 'storagegb')
    """
    return re.sub(
        r"[\s_\-()\[\]:.#*\u00a0\ufeff\u200b]+", "", re.sub(r"\(utc\)\s*$", "", header.casefold().strip())
    )
