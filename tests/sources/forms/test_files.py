"""Paths, globs, standard input, compression, and files that change or are none."""

import io
import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.sources.given import METERS, request, told, use, written
from upsell_cli.problems import UpsellError
from upsell_cli.sources import Request, read
from upsell_cli.sources.forms import plain
from upsell_cli.sources.forms.files import LARGEST_EXPANSION, SMALL_ENOUGH, InputFile, find_files, opened

USAGE = "account_id,date,users\nA,2026-05-01,5\n"
MORE = "account_id,date,users\nB,2026-05-01,6\n"


def refused(*paths: str, folder: Path) -> list[str]:
    with pytest.raises(UpsellError) as error:
        find_files(paths, folder)
    return [problem.code for problem in error.value.problems]


def test_a_glob_is_all_files_it_matches_in_order_and_each_once(tmp_path: Path):
    first, second = written(tmp_path, "u1.csv", USAGE), written(tmp_path, "u2.csv", MORE)
    found = read(Request((str(tmp_path / "u*.csv"), second), meters=METERS))
    assert [file.path for file in found.files] == [first, second]
    assert use(found, "users") == {"A": 5, "B": 6}


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_a_compressed_file_is_read_as_it_is_whatever_its_name(tmp_path: Path, packing: str):
    plain = written(tmp_path, f"u1.csv.{packing}", USAGE)
    packed = Path(written(tmp_path, f"u2.csv.{packing}", MORE))
    renamed = packed.rename(tmp_path / "u2.csv")
    assert use(read(Request((plain, str(renamed)), meters=METERS)), "users") == {"A": 5, "B": 6}


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_compressed_files_one_after_the_other_are_one_file(tmp_path: Path, packing: str):
    first = Path(written(tmp_path, f"u1.csv.{packing}", USAGE)).read_bytes()
    second = Path(written(tmp_path, f"u2.csv.{packing}", "B,2026-05-01,6\n")).read_bytes()
    both = written(tmp_path, "both.csv", first + second)
    assert use(read(Request((both,), meters=METERS)), "users") == {"A": 5, "B": 6}


def test_what_a_parallel_writer_puts_in_front_of_zstd_is_passed_over(tmp_path: Path):
    packed = Path(written(tmp_path, "u1.csv.zst", USAGE)).read_bytes()
    file = written(tmp_path, "u.csv", b"\x50\x2a\x4d\x18\x04\0\0\0size" + packed)
    assert use(read(Request((file,), meters=METERS)), "users") == {"A": 5}


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_a_cut_compressed_file_is_refused(tmp_path: Path, packing: str):
    whole = Path(written(tmp_path, f"u.csv.{packing}", USAGE * 50)).read_bytes()
    cut = written(tmp_path, "u.csv", whole[: len(whole) // 2])
    with pytest.raises(UpsellError) as error:
        read(Request((cut,), meters=METERS))
    assert told(error.value.problems) == [("damaged-file", None, None)]


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_a_file_that_unpacks_absurdly_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packing: str
):
    monkeypatch.setattr("upsell_cli.sources.forms.unpacking.SMALL_ENOUGH", 1000)
    bomb = written(tmp_path, f"u.csv.{packing}", USAGE + "x" * 2_000_000)
    (file,) = find_files((bomb,), tmp_path)
    assert file.size * LARGEST_EXPANSION < 2_000_000 < SMALL_ENOUGH
    with opened(file) as content, pytest.raises(UpsellError) as error:
        content.stream.read()
    assert told(error.value.problems) == [("too-large-file", None, None)]


def test_standard_input_is_a_file_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(USAGE.encode())))
    found = read(Request(("-",), meters=METERS))
    assert [file.path for file in found.files] == ["<stdin>"]
    assert use(found, "users") == {"A": 5}
    assert list(tmp_path.iterdir()) == []


def test_standard_input_can_be_one_file_only():
    with pytest.raises(UpsellError) as error:
        read(Request(("-",), billing=("-",), meters=METERS))
    assert told(error.value.problems) == [("bad-setting", None, None)]


def test_a_pipe_is_read_once():
    reading, writing = os.pipe()
    os.write(writing, USAGE.encode())
    os.close(writing)
    found = read(Request((f"/dev/fd/{reading}",), meters=METERS))
    os.close(reading)
    assert use(found, "users") == {"A": 5}


def test_what_is_no_file_is_refused(tmp_path: Path):
    assert refused(str(tmp_path / "none.csv"), folder=tmp_path) == ["no-file"]
    assert refused(str(tmp_path / "none*.csv"), folder=tmp_path) == ["no-file"]
    assert refused(str(tmp_path), folder=tmp_path) == ["unreadable-file"]
    assert refused("/dev/zero", folder=tmp_path) == ["unreadable-file"]


@pytest.mark.parametrize("name", ["loop.csv", "x" * 300])
def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path, name: str):
    (tmp_path / "loop.csv").symlink_to(tmp_path / "round.csv")
    (tmp_path / "round.csv").symlink_to(tmp_path / "loop.csv")
    with pytest.raises(UpsellError, match="cannot be read"):
        find_files((str(tmp_path / name),), tmp_path)


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path):
    asked = request(tmp_path, usage=USAGE)
    (file,) = find_files(asked.usage, tmp_path)
    Path(asked.usage[0]).write_text(USAGE + "B,2026-05-01,5\n")
    with pytest.raises(UpsellError) as error:
        file.check_unchanged()
    assert told(error.value.problems) == [("changed-file", None, None)]


def test_a_file_that_is_gone_when_it_is_looked_at_again_is_refused(tmp_path: Path):
    (file,) = find_files(request(tmp_path, usage=USAGE).usage, tmp_path / "copies")
    file.path.unlink()
    for look in (file.check_unchanged, file.sha256, file.head):
        with pytest.raises(UpsellError) as error:
            look()
        assert told(error.value.problems) == [("unreadable-file", None, None)]


def test_what_is_hashed_is_what_was_read(tmp_path: Path):
    (file,) = find_files(request(tmp_path, usage=USAGE).usage, tmp_path / "copies")
    assert file.sha256() == sha256(USAGE.encode()).hexdigest()
    file.path.write_text(USAGE + "B,2026-05-01,5\n")
    with pytest.raises(UpsellError, match="changed"):
        file.sha256()


def test_what_came_through_a_pipe_is_hashed_before_its_copy_is_gone(tmp_path: Path):
    (file,) = find_files(request(tmp_path, usage=USAGE).usage, spool=tmp_path)
    file.path.unlink()
    assert file.sha256() == sha256(USAGE.encode()).hexdigest()


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file whose bytes cannot be read")
def test_a_disk_that_fails_is_told_as_the_files_fault():
    failing = InputFile("usage.csv", Path("/proc/self/mem"), size=10, modified_ns=0)
    with pytest.raises(UpsellError, match=r"^usage.csv: the file cannot be read \(Input/output error\)"):
        failing.head()


def test_progress_is_told_in_stored_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(plain, "LARGE", 1 << 40)
    seen: list[tuple[str, int, int]] = []
    rows = "".join(f"A{i},2026-05-01,5\n" for i in range(40_001))
    path = written(tmp_path, "u.csv.gz", "account_id,date,users\n" + rows)
    read(Request((path,), meters=METERS), progress=lambda *told: seen.append(told))
    assert [name for name, _, _ in seen] == [path, path]
    assert 0 < seen[0][1] <= seen[1][1] <= seen[1][2] == Path(path).stat().st_size
