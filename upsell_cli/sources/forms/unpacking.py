"""What is packed, unpacked: damaged files and those that unpack to absurdly much are refused."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from upsell_cli.sources.codes import refusal
from upsell_cli.sources.forms.files import LARGEST_EXPANSION, SMALL_ENOUGH, InputFile

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ERRORS = (gzip.BadGzipFile, zlib.error, zstd.ZstdError, EOFError)


@contextmanager
def unpacked(stored: BinaryIO, file: InputFile) -> Iterator[BinaryIO]:
    """Give the bytes that a file packs, from those that are stored."""
    try:
        with gzip.GzipFile(fileobj=stored) if file.packing == "gzip" else zstd.ZstdFile(stored) as content:
            yield io.BufferedReader(_Capped(content, file))
    except ERRORS as error:
        message = f"the compressed file cannot be unpacked ({error})"
        raise refusal("damaged-file", message, file.place) from error


class _Capped(io.RawIOBase):
    """Unpacked bytes that stop being read when there are absurdly many."""

    def __init__(self, content: gzip.GzipFile | zstd.ZstdFile, file: InputFile) -> None:
        super().__init__()
        self._content = content
        self._file = file
        self._left = max(SMALL_ENOUGH, file.size * LARGEST_EXPANSION)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        data = self._content.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            message = f"the file unpacks to more than {LARGEST_EXPANSION} times its size"
            raise refusal("too-large-file", message, self._file.place)
        buffer[: len(data)] = data
        return len(data)
