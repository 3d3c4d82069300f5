"""The XML of workbooks as a stream of events, in bounded memory; documents that declare a type are refused.

A document type could define entities that grow without bound or read other files; no workbook has one.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import IO
from xml.parsers import expat

CHUNK_BYTES = 64 * 1024

Event = tuple[str, str, Mapping[str, str] | None]
"""Text, name without namespace, attributes: no text at the start of an element, no attributes at its end.

An attribute that has a namespace is called by it, a space and its name.
"""


class DamagedXmlError(Exception):
    """The document is no well-formed XML."""


class ForbiddenXmlError(Exception):
    """The document declares its own type, and with it maybe entities."""


def events(stream: IO[bytes]) -> Iterator[Event]:
    """Give an event at the start and at the end of every element."""
    found: list[Event] = []
    text: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        text.clear()
        found.append(("", _local(name), attributes))

    def end(name: str) -> None:
        found.append(("".join(text), _local(name), None))
        text.clear()

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = _refuse
    try:
        while chunk := stream.read(CHUNK_BYTES):
            parser.Parse(chunk, False)  # noqa: FBT003 - the library takes it by position only
            yield from found
            found.clear()
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise DamagedXmlError(str(error)) from error
    yield from found


def _refuse(*_: object) -> None:
    raise ForbiddenXmlError


@lru_cache
def _local(name: str) -> str:
    return name.rpartition(" ")[2]
