"""A file is the old one or the new one, whole, and nothing is left beside it."""

import errno
import fcntl
import os
import stat
import threading
from pathlib import Path

import pytest

from upsell_cli.problems import EXIT_CANNOT_WRITE, EXIT_REFUSED, UpsellError
from upsell_cli.render.formats.files import Writing, check_outputs, write_files


def says(text):
    return lambda stream: stream.write(text)


def fails(number):
    def write(stream):
        stream.write("half")
        raise OSError(number, os.strerror(number))

    return write


def beside(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_in_utf8_with_newlines_alone(tmp_path):
    write_files([Writing(str(tmp_path / "out.csv"), says("a→\n"))])
    assert (tmp_path / "out.csv").read_bytes() == "a→\n".encode()
    assert beside(tmp_path) == ["out.csv"]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path):
    old = tmp_path / "out.csv"
    old.write_text("old")
    with pytest.raises(UpsellError, match=r"out\.csv: there is no space left") as raised:
        write_files([Writing(str(old), fails(errno.ENOSPC))])
    assert raised.value.exit_code == EXIT_CANNOT_WRITE
    assert (old.read_text(), beside(tmp_path)) == ("old", ["out.csv"])


def test_when_one_of_several_fails_none_is_replaced(tmp_path):
    first, second = tmp_path / "a.csv", tmp_path / "b.json"
    first.write_text("old")
    with pytest.raises(UpsellError):
        write_files([Writing(str(first), says("new")), Writing(str(second), fails(errno.EIO))])
    assert (first.read_text(), beside(tmp_path)) == ("old", ["a.csv"])


def test_being_stopped_leaves_nothing_behind(tmp_path):
    def stopped(stream):
        stream.write("half")
        raise SystemExit(143)

    with pytest.raises(SystemExit):
        write_files([Writing(str(tmp_path / "out.csv"), stopped)])
    assert beside(tmp_path) == []


def test_the_mode_of_an_existing_file_is_kept(tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("old")
    out.chmod(0o640)
    write_files([Writing(str(out), says("new"))])
    assert (stat.S_IMODE(out.stat().st_mode), out.read_text()) == (0o640, "new")


def test_a_new_file_follows_the_umask(tmp_path):
    before = os.umask(0o077)
    try:
        write_files([Writing(str(tmp_path / "out.csv"), says("x"))])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o600


def test_a_private_file_is_for_its_owner_alone(tmp_path):
    write_files([Writing(str(tmp_path / "out.csv"), says("x"), private=True)])
    assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o600


def test_a_link_stays_and_what_it_names_is_replaced(tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_files([Writing(str(tmp_path / "link.csv"), says("new"))])
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


def test_a_named_pipe_is_written_through(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_text()))
    reader.start()
    write_files([Writing(str(pipe), says("through"))])
    reader.join()
    assert received == ["through"]
    assert pipe.is_fifo()


def test_a_device_is_written_through():
    check_outputs([os.devnull], [])
    write_files([Writing(os.devnull, says("x"))])
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_what_a_killed_run_left_is_cleared_away(tmp_path):
    (tmp_path / "out.csv.123.upsell-part").write_text("half")
    (tmp_path / "other.csv.123.upsell-part").write_text("half")
    write_files([Writing(str(tmp_path / "out.csv"), says("new"))])
    assert beside(tmp_path) == ["other.csv.123.upsell-part", "out.csv"]


def test_what_another_run_still_writes_is_left_alone(tmp_path):
    unfinished = tmp_path / "out.csv.123.upsell-part"
    with unfinished.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        write_files([Writing(str(tmp_path / "out.csv"), says("new"))])
    assert beside(tmp_path) == ["out.csv", "out.csv.123.upsell-part"]


class TestRefusedBeforeAnyWork:
    @pytest.mark.parametrize("kind", ["same", "symlink", "hardlink"])
    def test_an_output_that_is_an_input(self, tmp_path, kind):
        usage, out = tmp_path / "usage.csv", tmp_path / "out.csv"
        usage.write_text("data")
        if kind == "symlink":
            out.symlink_to(usage)
        elif kind == "hardlink":
            os.link(usage, out)
        else:
            out = tmp_path / "." / "usage.csv"
        with pytest.raises(UpsellError, match="inputs are never overwritten") as raised:
            check_outputs([str(out)], [str(usage)])
        assert raised.value.exit_code == EXIT_REFUSED

    def test_one_output_named_twice(self, tmp_path):
        with pytest.raises(UpsellError, match="named twice"):
            check_outputs([str(tmp_path / "a.csv"), f"{tmp_path}/./a.csv"], [])

    @pytest.mark.parametrize(
        ("path", "why"),
        [
            ("no/out.csv", "the folder does not exist"),
            ("file/out.csv", "not a folder"),
            (".", "it is a folder"),
        ],
    )
    def test_a_place_where_nothing_can_be_written(self, tmp_path, path, why):
        (tmp_path / "file").write_text("")
        with pytest.raises(UpsellError, match=why) as raised:
            check_outputs([str(tmp_path / path)], [])
        assert raised.value.exit_code == EXIT_CANNOT_WRITE

    def test_a_folder_without_permission(self, tmp_path, monkeypatch):
        monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
        with pytest.raises(UpsellError, match="no permission"):
            check_outputs([str(tmp_path / "out.csv")], [])
