"""Standard output: data as UTF-8 on any machine, pictures as the terminal can show them."""

import codecs
import errno
import os
import sys
import unicodedata
from typing import TYPE_CHECKING, TextIO, cast

from upsell_cli.money import SYMBOLS
from upsell_cli.problems import EXIT_CANNOT_WRITE, Problem, UpsellError

if TYPE_CHECKING:
    from upsell_cli.render.formats.formats import Writer


SPELLED = "upsell.spelled"
"""The name by which encoders know `spelled`."""

CODES = {sign: currency for currency, sign in SYMBOLS.items() if not sign.isascii()}


class ReaderGoneError(Exception):
    """Whoever read our output has stopped reading, which is no fault."""


def write_stdout(write: "Writer", *, encoding: str = "utf-8") -> None:
    """Write a result to standard output.

    Raises ReaderGoneError when a pipe is closed, UpsellError when it cannot be written.
    """
    if sys.stdout is None:
        raise _unwritable("it is closed")
    try:
        sys.stdout.flush()
        write(cast("TextIO", codecs.getwriter(encoding)(sys.stdout.buffer, SPELLED)))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence()
        raise ReaderGoneError from None
    except OSError as error:
        silence()
        full = error.errno == errno.ENOSPC
        raise _unwritable("there is no space left" if full else str(error.strerror).lower()) from error


def spelled(fault: UnicodeError) -> tuple[str, int]:
    """Give what stands in for characters that an encoding lacks: codes of currencies, bare letters, else `?`.

    >>> codecs.register_error(SPELLED, spelled)
    >>> "saves \u20ac4,713, \u0141\u00f3d\u017a".encode("latin-1", SPELLED).decode("latin-1")
    'saves EUR 4,713, ?\u00f3dz'
    """
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    lacking = fault.object[fault.start : fault.end]
    return "".join(map(_in_plain_letters, lacking)), fault.end


def _in_plain_letters(character: str) -> str:
    if character in CODES:
        return f"{CODES[character]} "
    return unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode() or "?"


codecs.register_error(SPELLED, spelled)


def silence() -> None:
    """Let what could not be written fall away, so that Python does not try again when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def screen_encoding() -> str:
    """Give the encoding of standard output, in which pictures are drawn."""
    return (sys.stdout.encoding if sys.stdout else None) or "utf-8"


def is_terminal() -> bool:
    """Tell whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def _unwritable(why: str) -> UpsellError:
    problem = Problem("cannot-write", f"standard output: {why}", fix="Write to a file with `-o FILE`.")
    return UpsellError(problem, exit_code=EXIT_CANNOT_WRITE)
