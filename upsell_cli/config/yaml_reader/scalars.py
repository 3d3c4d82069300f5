"""What unquoted words mean: the core types of YAML 1.2, without the surprises of YAML 1.1.

`no`, `on`, `1:30` and `2026-07-31` are text; only `true` and `false` are truth values; a number with a
leading zero is refused, since programs disagree whether it is octal.
"""

import re
from decimal import Decimal

from upsell_cli.problems import shortened

Scalar = str | int | Decimal | bool | None

MOST_DIGITS = 30

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
ONCE_TRUTHS = frozenset(("yes", "no", "on", "off"))

INTEGER = re.compile(r"[-+]?[0-9]+")
BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
DECIMAL = re.compile(r"(?P<mantissa>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?))(?:[eE](?P<exponent>[-+]?[0-9]+))?")
LEADING_ZERO = re.compile(r"[-+]?0[0-9]")
NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
MAY_BE_A_NUMBER = frozenset("0123456789+-.")

CORE_TAG = "tag:yaml.org,2002:"
TAGGED = {"int": int, "float": Decimal, "bool": bool, "null": type(None)}


class ScalarError(ValueError):
    """A word that YAML programs would read in different ways, or not at all."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        """Say what is wrong with the word and what to write in its place."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.fix = fix


def scalar(word: str) -> Scalar:
    """Give what an unquoted word means.

    >>> [scalar(w) for w in ("49", "-0.50", "1e3", "true", "~", "no", "1:30", "2026-07-31")]
    [49, Decimal('-0.50'), Decimal('1000'), True, None, 'no', '1:30', '2026-07-31']
    """
    if word in NULLS:
        return None
    if word in TRUTHS:
        return TRUTHS[word]
    return _number(word) if word[0] in MAY_BE_A_NUMBER else word


def once_a_truth(word: str) -> bool:
    """Tell whether YAML 1.1 took a word for true or false, which here is text.

    >>> once_a_truth("No"), once_a_truth("none")
    (True, False)
    """
    return word.lower() in ONCE_TRUTHS


def tagged_scalar(word: str, tag: str) -> Scalar:
    """Give what a word means under a core tag such as `!!int` (in full: `tag:yaml.org,2002:int`).

    >>> tagged_scalar("5", "tag:yaml.org,2002:str"), tagged_scalar("5", "tag:yaml.org,2002:float")
    ('5', Decimal('5'))
    """
    kind = tag.removeprefix(CORE_TAG)
    if kind == "str":
        return word
    value = scalar(word)
    if kind == "float" and type(value) is int:
        return Decimal(value)
    if type(value) is not TAGGED[kind]:
        message = f'"{shortened(word)}" is not what its tag !!{kind} says'
        raise ScalarError("yaml-tag", message, "Remove the tag, or correct the value.")
    return value


def _number(word: str) -> Scalar:
    if BASED.fullmatch(word):
        _bounded(word, word.removeprefix("0x"))
        return int(word, base=0)
    if NOT_FINITE.fullmatch(word):
        raise ScalarError("yaml-not-finite", f"{word} is not a finite number", "Write a plain number.")
    found = DECIMAL.fullmatch(word)
    if not found:
        return word
    if LEADING_ZERO.match(word):
        plain = ("-" if word.startswith("-") else "") + (word.lstrip("+-0") or "0")
        raise ScalarError(
            "yaml-leading-zero",
            f"{shortened(word)} has a leading zero, and some programs read such numbers as octal",
            f'Write {shortened(plain)}, or "{shortened(word)}" in quotes if it is text.',
        )
    _bounded(word, found["mantissa"], found["exponent"] or "0")
    if INTEGER.fullmatch(word):
        return int(word)
    # Written out, so that 1e3 is shown as the 1000 it is.
    return Decimal(f"{Decimal(word):f}")


def _bounded(word: str, mantissa: str, exponent: str = "0") -> None:
    """Refuse a number so large or so fine that its digits alone would fill the memory."""
    digits = len(mantissa.lstrip("+-").replace(".", ""))
    if digits > MOST_DIGITS or len(exponent) > len("+99") or abs(int(exponent)) > MOST_DIGITS:
        raise ScalarError(
            "yaml-number-size",
            f"{shortened(word)} has more than {MOST_DIGITS} digits",
            "Write a smaller number, or put it in quotes if it is text.",
        )
