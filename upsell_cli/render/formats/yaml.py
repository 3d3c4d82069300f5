"""Lines of YAML for people: text quoted only where it has to be, remarks behind what they are about."""

import re

from upsell_cli.config.yaml_reader.scalars import once_a_truth

PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9_ -]*[A-Za-z0-9])?")
NOT_TEXT = frozenset(("null", "true", "false"))
ESCAPES = {'"': '\\"', "\\": "\\\\"}
REMARK_COLUMN, LONGEST = 34, 110
NARROW, WIDE = 0xFF, 0xFFFF


def scalar(text: str) -> str:
    r"""Give text as YAML that reads back the same with any program.

    >>> [scalar(text) for text in ("Growth plan", "no", "1e3", ": x", 'say "hi"')]
    ['Growth plan', '"no"', '"1e3"', '": x"', '"say \\"hi\\""']
    """
    meant = PLAIN.fullmatch(text) and not once_a_truth(text) and text.lower() not in NOT_TEXT | {"y", "n"}
    return text if meant else f'"{"".join(map(_escaped, text))}"'


def remarked(line: str, remark: str) -> str:
    """Give a line of YAML with a remark: behind it, or above where that would be too long.

    >>> remarked("currency: USD", "guessed")
    'currency: USD                       # guessed'
    >>> print(remarked("  price: 49", "guessed: " + "so " * 30))
      # guessed: so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so
      price: 49
    """
    if not remark:
        return line
    text = f"# {said(remark).rstrip()}"
    behind = f"{line.ljust(REMARK_COLUMN)}  {text}"
    indent = " " * (len(line) - len(line.lstrip()))
    return behind if len(behind) <= LONGEST else f"{indent}{text}\n{line}"


def said(text: str) -> str:
    """Give text as a remark may hold it: on one line, nothing that cannot be seen."""
    return "".join(c if c.isprintable() else " " for c in text)


def _escaped(character: str) -> str:
    if character in ESCAPES:
        return ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    if code <= NARROW:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= WIDE else f"\\U{code:08x}"
