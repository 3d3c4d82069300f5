"""Files written whole or not at all: beside the old one, made safe on the disk, then put in its place.

Several outputs are all written before the first is put in place. Named pipes and devices are written
through. What a killed run left behind is recognised, being unlocked, and cleared away by the next.
"""

import contextlib
import errno
import fcntl
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from upsell_cli.problems import EXIT_CANNOT_WRITE, Place, Problem, UpsellError
from upsell_cli.render.formats.formats import Writer

UNFINISHED = ".upsell-part"
USUAL_MODE = 0o666
PRIVATE_MODE = 0o600
REASONS = {
    errno.ENOSPC: "there is no space left on the disk",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file would be too large to be written here",
    errno.EACCES: "there is no permission to write here",
    errno.EPERM: "there is no permission to write here",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "a part of the path is not a folder",
    errno.EISDIR: "it is a folder",
}
"""What the operating system means, in words."""


class Writing(NamedTuple):
    """A file to write; a private one is made for its owner's eyes alone."""

    path: str
    write: Writer
    private: bool = False


class Written(NamedTuple):
    """A file still under its unfinished name, complete but for what the disk has not taken over yet."""

    path: Path
    unfinished: Path
    handle: int


def check_outputs(paths: Sequence[str], inputs: Iterable[str]) -> None:
    """Refuse, before any work, an output that is an input, is named twice, or cannot be written.

    Raises UpsellError with every such output.
    """
    sources = {_identity(Path(path)): path for path in inputs}
    problems: list[Problem] = []
    seen: set[object] = set()
    for path in paths:
        identity = _identity(Path(path))
        if identity in seen:
            problems.append(
                Problem("output-twice", f"{path}: this output is named twice", fix="Name it once.")
            )
        elif identity in sources and not _is_stream(Path(path)):
            message = (
                f"{path}: this output is the input {sources[identity]}, and inputs are never overwritten"
            )
            problems.append(Problem("output-is-input", message, fix="Choose another name."))
        seen.add(identity)
    if problems:
        raise UpsellError(*problems)
    for path in paths:
        with told_as_unwritable(path):
            _check_place(Path(path))


def write_files(writings: Sequence[Writing]) -> None:
    """Write every file; each is then the old one or the new one, whole, and nothing else is left.

    Raises UpsellError that says which could not be written and why.
    """
    _clear(Path(writing.path).resolve() for writing in writings if not _is_stream(Path(writing.path)))
    with contextlib.ExitStack() as stack:
        finished = []
        for writing in writings:
            with told_as_unwritable(writing.path):
                if _is_stream(Path(writing.path)):
                    _write_through(Path(writing.path), writing.write)
                else:
                    finished.append(stack.enter_context(_beside(Path(writing.path).resolve(), writing)))
        for written in finished:  # after all are written: the disk takes many at once faster than one by one
            with told_as_unwritable(str(written.path)):
                os.fsync(written.handle)
        for written in finished:
            with told_as_unwritable(str(written.path)):
                written.unfinished.replace(written.path)
        for folder in dict.fromkeys(written.path.parent for written in finished):
            with told_as_unwritable(str(folder)):
                _settle(folder)


@contextlib.contextmanager
def _beside(path: Path, writing: Writing) -> Iterator[Written]:
    """Give a complete file beside `path`, locked while it is unfinished and gone afterwards."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")
    handle = _locked(unfinished, PRIVATE_MODE if writing.private else USUAL_MODE)
    try:
        if path.exists():
            os.fchmod(handle, stat.S_IMODE(path.stat().st_mode))
        with open(handle, "w", encoding="utf-8", newline="", closefd=False) as stream:
            writing.write(stream)
        yield Written(path, unfinished, handle)
    finally:
        unfinished.unlink(missing_ok=True)
        os.close(handle)


def _locked(unfinished: Path, mode: int) -> int:
    """Give a new file of that name, locked.

    Until it is locked, another run may take it for a leftover and remove it; then there is a new one.
    """
    while True:
        handle = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        with contextlib.suppress(OSError):  # a disk without locks has no run that looks for them
            fcntl.flock(handle, fcntl.LOCK_EX)
        if unfinished.exists():
            return handle
        os.close(handle)


def _clear(paths: Iterable[Path]) -> None:
    """Remove what killed runs left of these outputs; a run that still writes holds its lock."""
    names: dict[Path, set[str]] = {}
    for path in paths:
        names.setdefault(path.parent, set()).add(path.name)
    for folder, own in names.items():
        with told_as_unwritable(str(folder)), os.scandir(folder) as entries:
            left = [entry.path for entry in entries if _output_of(entry.name) in own]
        for unfinished in left:
            with contextlib.suppress(OSError):  # another run may be faster, or may hold it
                handle = os.open(unfinished, os.O_RDWR | os.O_CLOEXEC)
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    Path(unfinished).unlink()
                finally:
                    os.close(handle)


def _output_of(name: str) -> str | None:
    """Give the name of the output that a file is unfinished of; None for any other file.

    >>> _output_of("list.csv.4711.upsell-part"), _output_of("list.csv")
    ('list.csv', None)
    """
    return name.removesuffix(UNFINISHED).rpartition(".")[0] if name.endswith(UNFINISHED) else None


def _write_through(path: Path, write: Writer) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        write(stream)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check_place(path: Path) -> None:
    if _is_stream(path):
        return
    folder = path.resolve().parent
    if path.is_dir():
        raise OSError(errno.EISDIR, "")
    if not folder.is_dir():
        raise OSError(errno.ENOTDIR if folder.exists() else errno.ENOENT, "")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OSError(errno.EACCES, "")


def _is_stream(path: Path) -> bool:
    """Tell whether a path is a named pipe, a device or the like, which is written through."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _identity(path: Path) -> tuple[int, int] | Path:
    """Give what all names of one file have in common; the path itself where there is no file yet."""
    try:
        status = path.stat()
    except OSError:
        return Path(os.path.realpath(path))
    return status.st_dev, status.st_ino


@contextlib.contextmanager
def told_as_unwritable(path: str) -> Iterator[None]:
    """Turn what the operating system says into a problem of this output."""
    try:
        yield
    except OSError as error:
        why = REASONS.get(error.errno or 0, (error.strerror or "it cannot be written").lower())
        problem = Problem(
            "cannot-write", why, Place(path), "Nothing was changed; mend that or choose another place."
        )
        raise UpsellError(problem, exit_code=EXIT_CANNOT_WRITE) from error
