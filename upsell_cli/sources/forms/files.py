"""Finding and opening input files: paths, globs, standard input, compressed or not."""

import glob
import hashlib
import io
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, BinaryIO, Literal, NamedTuple

from upsell_cli.problems import Place, UpsellError
from upsell_cli.sources.codes import refusal

Packing = Literal["gzip", "zstd"]
HEAD_BYTES = 64 * 1024
LONGEST_HEADER = 1024 * 1024
BUFFER_BYTES = 256 * 1024
LARGEST_EXPANSION = 400
SMALL_ENOUGH = 64 * 1024 * 1024
STANDARD_INPUT = "-"
SHEET_MARK = "#"
"""Between the path of a workbook and the name of the sheet that is meant."""

SHEET_OF_WORKBOOK = re.compile(rf"(?P<path>.*?\.xls[xm]){SHEET_MARK}(?P<sheet>.+)", re.IGNORECASE)

PACKINGS: dict[bytes, Packing] = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
"""How a compressed file begins."""

SKIPPED_BY_ZSTD = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")
"""How zstd files begin that have something for other programs in front, as those of parallel writers do."""


class InputFile(NamedTuple):
    """A file to read: `name` as the person wrote it, `path` where its bytes are.

    `sheet` is the sheet of a workbook that was asked for, `hashed` the digest of bytes that will not be there
    when somebody asks for it: a copy of what came through a pipe.
    """

    name: str
    path: Path
    size: int
    modified_ns: int
    packing: Packing | None = None
    sheet: str | None = None
    hashed: str | None = None

    @property
    def place(self) -> Place:
        """Give the file as a place in messages."""
        return Place(self.name)

    @property
    def modified_on(self) -> date:
        """Give the day (UTC) on which the file was saved."""
        return datetime.fromtimestamp(self.modified_ns // 10**9, UTC).date()

    def sha256(self) -> str:
        """Give the digest of the bytes as stored, those that were read."""
        if self.hashed:
            return self.hashed
        with _stored(self) as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        self.check_unchanged()
        return digest

    def head(self) -> bytes:
        """Give the first 64 KiB of the content, and the line that goes on there: a header may be long."""
        with opened(self) as content:
            head = content.stream.read(HEAD_BYTES)
            return head + content.stream.readline(LONGEST_HEADER) if len(head) == HEAD_BYTES else head

    def check_unchanged(self) -> None:
        """Refuse the file if it is not the one that reading began with."""
        try:
            now = self.path.stat()
        except OSError as error:
            raise _unreadable(self.name, error) from error
        if (now.st_size, now.st_mtime_ns) != (self.size, self.modified_ns):
            raise refusal("changed-file", "the file changed while it was read", self.place)


def find_files(patterns: tuple[str, ...], spool: Path) -> tuple[InputFile, ...]:
    """Give the files that paths and globs lead to, each once, in the order asked (globs sorted).

    Standard input is copied into `spool` first, so that it can be read more than once.
    """
    names = dict.fromkeys(name for pattern in patterns for name in _matching(pattern))
    return tuple(_described(name, spool) for name in names)


class Content(NamedTuple):
    """The bytes of a file while it is read: unpacked as `stream`, as stored underneath."""

    stream: BinaryIO
    stored: BinaryIO

    @property
    def position(self) -> int:
        """Give how many of the stored bytes have been read."""
        return self.stored.tell()


@contextmanager
def opened(file: InputFile) -> Iterator[Content]:
    """Open the content of a file; one that is damaged or unpacks to absurdly much is refused."""
    with _stored(file) as stored:
        if file.packing is None:
            yield Content(stored, stored)
            return
        from upsell_cli.sources.forms.unpacking import unpacked  # noqa: PLC0415  only packed files wait for it

        with unpacked(stored, file) as stream:
            yield Content(stream, stored)


@contextmanager
def _stored(file: InputFile) -> Iterator[io.BufferedReader]:
    """Open a file as it is stored; a disk that fails while it is read is told as a fault of the file."""
    try:
        raw = file.path.open("rb", buffering=0)
    except OSError as error:
        raise _unreadable(file.name, error) from error
    with raw:
        yield io.BufferedReader(_Told(raw, file), BUFFER_BYTES)


class _Told(io.RawIOBase):
    """The bytes of a file, whose failures name it."""

    def __init__(self, raw: io.FileIO, file: InputFile) -> None:
        super().__init__()
        self._raw = raw
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        return self._raw.tell()

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        try:
            return self._raw.readinto(buffer)
        except OSError as error:
            raise _unreadable(self._file.name, error) from error


def last_byte(file: InputFile) -> bytes:
    """Give the last byte of a file as stored."""
    with _stored(file) as content:
        content.seek(max(file.size - 1, 0))
        return content.read(1)


def _unreadable(name: str, error: OSError) -> UpsellError:
    return refusal("unreadable-file", f"the file cannot be read ({error.strerror})", Place(name))


def _matching(pattern: str) -> list[str]:
    """Give the files of a pattern; a sheet that is asked for is one of each of them."""
    path, sheet = _path_and_sheet(pattern)
    if pattern == STANDARD_INPUT or _is_there(path) or not glob.has_magic(path):
        return [pattern]
    found = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - it may be absolute
    if not found:
        raise refusal("no-file", f'no file matches "{pattern}"', fix="Check the pattern.")
    return [f"{name}{SHEET_MARK}{sheet}" for name in found] if sheet else found


def _path_and_sheet(name: str) -> tuple[str, str | None]:
    """Give the path of a file and the sheet in it: only behind `.xlsx` can there be one."""
    found = None if _is_there(name) else SHEET_OF_WORKBOOK.fullmatch(name)
    return (found["path"], found["sheet"]) if found else (name, None)


def _is_there(path: str) -> bool:
    """Tell whether a path leads somewhere; links in a circle do not, nor what is too long for a name."""
    return os.path.exists(path)  # noqa: PTH110 - pathlib raises for these


def _described(name: str, spool: Path) -> InputFile:
    plain, sheet = _path_and_sheet(name)
    shown, path = name, Path(plain)
    if name == STANDARD_INPUT:
        shown, path = "<stdin>", _kept(sys.stdin.buffer, spool)
    try:
        about = path.stat()
        if stat.S_ISFIFO(about.st_mode):
            with path.open("rb") as pipe:
                path = _kept(pipe, spool)
            about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise refusal(
                "unreadable-file",
                "this is a folder or a device, not a file",
                Place(shown),
                fix="Name the file; of several at once, a pattern such as `exports/*.csv`.",
            )
        with path.open("rb") as file:
            start = file.read(max(map(len, PACKINGS)))
    except FileNotFoundError as error:
        raise refusal("no-file", "there is no such file", Place(shown)) from error
    except OSError as error:
        raise _unreadable(shown, error) from error
    packing = next((packing for magic, packing in PACKINGS.items() if start.startswith(magic)), None)
    packing = packing or ("zstd" if SKIPPED_BY_ZSTD.match(start) else None)
    found = InputFile(shown, path, about.st_size, about.st_mtime_ns, packing, sheet)
    return found._replace(hashed=found.sha256()) if path.parent == spool else found


def _kept(stream: IO[bytes], spool: Path) -> Path:
    with tempfile.NamedTemporaryFile(dir=spool, delete=False) as kept:
        shutil.copyfileobj(stream, kept)
    return Path(kept.name)
