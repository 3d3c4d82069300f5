"""What stands around the text of a cell and is no part of it."""

from upsell_cli.sources.engine import literal

BLANKS = (
    " \t\r\n\v\f\x1a\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060"
    "\u2066\u2067\u2068\u2069\ufeff"
)
"""Spaces of any width, and what does not show: joiners, the marks of direction that come along when text is
copied, the sign at the end of old DOS files."""

AS_TEXT, CLOSED = '="', '"'
"""Around a value that is to stay text in a spreadsheet: `="00123"`."""

NO_VALUE = r"\N"
"""What databases write for NULL in the text of a table."""


def bare(text: str) -> str:
    r"""Give the text of a cell alone; none where a database says that there is no value.

    >>> bare(" A\u200b"), bare('="00123"'), bare("=1+1"), bare(r"\N")
    ('A', '00123', '=1+1', '')
    """
    text = text.strip(BLANKS)
    if text == NO_VALUE:
        return ""
    if text.startswith(AS_TEXT) and text.endswith(CLOSED) and len(text) > len(AS_TEXT):
        return text[len(AS_TEXT) : -len(CLOSED)].strip(BLANKS)
    return text


def stripped(text: str, around: str = BLANKS) -> str:
    r"""Give SQL for text without these characters around it.

    The engine's own `trim` collects the characters anew for each cell, and takes twenty times as long.

    >>> print(stripped("id", " -"))
    regexp_replace(id, '^[\x{20}\x{2d}]+|[\x{20}\x{2d}]+$', '', 'g')
    """
    any_of = "".join(f"\\x{{{ord(character):x}}}" for character in around)
    return f"regexp_replace({text}, {literal(f'^[{any_of}]+|[{any_of}]+$')}, '', 'g')"
