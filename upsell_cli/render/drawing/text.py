"""Text from data, made safe to show: no control, no direction marks, always one line."""

import re

UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
"""Control characters, marks that change the direction of reading, and halves of characters."""

LINE_ENDS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    r"""Give a text on one line without characters that would command the terminal or reorder the line.

    >>> one_line("Acme\x1b[31m\nLtd"), one_line("[/] and [bold]x")
    ('Acme[31m Ltd', '[/] and [bold]x')
    """
    if text.isascii() and text.isprintable():
        return text
    return UNSAFE.sub("", LINE_ENDS.sub(" ", text))


def number(value: float, places: int) -> str:
    """Give a number in plain decimal notation, rounded, without zeros that say nothing.

    >>> number(0.98, 6), number(2.0, 4), number(-0.0000001, 6), number(1e21, 1)
    ('0.98', '2', '0', '1000000000000000000000')
    """
    written = f"{value:.{places}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
