"""From the bytes of a YAML file to text that can be parsed: UTF-8, of bounded size, nothing hidden."""

import codecs
import re
import unicodedata

from upsell_cli.config.yaml_reader.marks import SourceText
from upsell_cli.problems import Place, Problem, UpsellError

MOST_BYTES = 1024 * 1024

OTHER_ENCODINGS = {
    "UTF-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
    "UTF-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
}
BYTE_ORDER_MARK = "\ufeff"

# Control characters, line ends of other alphabets (U+0085, U+2028, U+2029), which editors do not show as
# such, halves of characters, a byte order mark inside the text, and two code points that are no characters.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def decoded(data: bytes | str, name: str) -> SourceText:
    r"""Give the text of a YAML file, or say which byte or character keeps it from being read.

    >>> decoded(b"\xef\xbb\xbfversion: 1", "tiers.yaml").text
    'version: 1'
    """
    if len(data) > MOST_BYTES:
        raise UpsellError(
            Problem(
                "yaml-too-large",
                f"the file is larger than {MOST_BYTES // 1024:,} KiB, the most a configuration may have",
                Place(name),
                "Check that this is the right file; usage and billing belong in tables.",
            )
        )
    text = data if isinstance(data, str) else _text(data, name)
    source = SourceText.of(name, text.removeprefix(BYTE_ORDER_MARK))
    hidden = HIDDEN.search(source.text)
    if hidden:
        point = ord(hidden[0])
        raise UpsellError(
            source.problem(
                "yaml-hidden-character",
                f"the character U+{point:04X} ({_named(hidden[0])}) cannot stand in a YAML file",
                source.mark(hidden.start()),
                fix=f'Remove it, or write it as "\\u{point:04x}" in double quotes if it is meant.',
            )
        )
    return source


def _text(data: bytes, name: str) -> str:
    for encoding, marks in OTHER_ENCODINGS.items():
        if data.startswith(marks):
            problem = f"the file is {encoding}, not UTF-8"
            raise UpsellError(Problem("yaml-encoding", problem, Place(name), "Save it as UTF-8."))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        source = SourceText.of(name, data.decode("utf-8", errors="backslashreplace"))
        readable = len(data[: error.start].decode("utf-8"))
        raise UpsellError(
            source.problem(
                "yaml-encoding",
                f"the byte 0x{data[error.start]:02x} is not UTF-8",
                source.mark(readable),
                fix="Save the file as UTF-8; it is probably in an older Windows or Mac encoding.",
            )
        ) from None


def _named(character: str) -> str:
    return unicodedata.name(character, "a hidden character").lower()
