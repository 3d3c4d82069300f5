"""A large plain file is read by the engine itself, which changes nothing but the time."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.given import METERS, inputs, request, told
from upsell_cli.problems import UpsellError
from upsell_cli.sources import Request, read
from upsell_cli.sources.engine import Engine, load_file
from upsell_cli.sources.forms import plain, text

HEADER = "account_id,date,metric,value"
CLEAN = "A1,2026-01-05,users,4\nA2,2026-01-05,users,5\n"

ids = st.sampled_from(["A1", " A2 ", "0042", "NA", "Caf\u00e9", "", "\u00a0A1", "1e+5", r"\N"])
days = st.sampled_from(["2026-01-05", "2026-01-06", "2026-01-12", "06/01/2026", "2026-02-30", ""])
metrics = st.sampled_from(["users", "api_calls", "unheard_of"])
values = st.sampled_from(["1", "2.5", "0", "-3", "n/a", "", "1e3", "Infinity", " 7", "1_000", r"\N"])
rows = st.tuples(ids, days, metrics, values).map(",".join)
odd_lines = st.sampled_from(
    ["", ",,,", " ,,,", "A1,2026-01-05,users", "A1,2026-01-05,users,1,", '"A1', "\0,,,"]
)


def either_way(folder: Path, usage: str | bytes, accounts: str | None = None) -> list[object]:
    """Give what is read of a usage file, and of accounts, record by record, and then plainly."""
    found: list[object] = []
    others = {} if accounts is None else {"accounts": accounts}
    asked = request(folder, meters=METERS, usage=usage, max_rejects=1_000, **others)
    for large in (1 << 40, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(plain, "LARGE", large)
            try:
                found_now = read(asked)
            except UpsellError as error:
                found.append(error.problems)
                continue
            tables = (found_now.tables.readings, found_now.tables.accounts)
            written = [table.to_csv() for table in tables if table is not None]
            found.append((found_now.files, found_now.problems, written))
    return found


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    lines=st.lists(st.one_of(rows, rows, rows, odd_lines), min_size=1, max_size=25),
    newline=st.sampled_from(["\n", "\r\n"]),
    ended=st.booleans(),
)
def test_both_ways_of_reading_give_the_same(tmp_path: Path, lines: list[str], newline: str, ended: bool):
    one, other = either_way(tmp_path, newline.join([HEADER, *lines]) + newline * ended)
    assert one == other


texts = st.text(st.sampled_from('a,"" \t\n=\\;'), max_size=6)
cells = st.one_of(texts, texts.map(lambda text: '"' + text.replace('"', '""') + '"'))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(names=st.lists(cells, min_size=1, max_size=4), ids=st.lists(cells, max_size=2))
def test_quotes_are_read_the_same_both_ways(tmp_path: Path, names: list[str], ids: list[str]):
    lines = [f"A{k},{name},x" for k, name in enumerate(names)] + [f"{own},Acme,x" for own in ids]
    accounts = "\n".join(["account_id,name,industry", *lines])
    one, other = either_way(tmp_path, f"{HEADER}\n{CLEAN}", accounts=accounts)
    assert one == other


@pytest.fixture
def never_record_by_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(plain, "LARGE", 0)
    monkeypatch.setattr(text, "records", refuse)


@pytest.mark.usefixtures("never_record_by_record")
@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{CLEAN}",
        f"{HEADER}\n{CLEAN}".rstrip(),
        f"\ufeff{HEADER}\n{CLEAN}",
        f"{HEADER}\n{CLEAN}".replace("\n", "\r\n"),
        f"{HEADER}\n{CLEAN}".replace(",", "\t"),
        f"Usage of January\n{HEADER}\n{CLEAN}",
        f"{HEADER}\n{CLEAN}".replace("A1", "\u00a0Caf\u00e9 "),
        f"{HEADER}\n{CLEAN}".replace("A1", '"A1, of ""Acme"""'),
        f"{HEADER}\n{CLEAN}".replace("users", '"users"').replace("\n", "\r\n"),
    ],
)
def test_plain_writing_is_left_to_the_engine(tmp_path: Path, content: str):
    read = inputs(tmp_path, usage=content)
    assert (read.files[0].counted, read.files[0].used, read.problems) == (2, 2, ())


WITH_A_GAP = "account_id,name,industry\nA1,Acme Ltd,Arts and crafts\nA2,Caf\u00e9 au lait,Food"


@pytest.mark.parametrize("edge", [" ", "\t", "\v", "\f", "\u00a0", "\u200b", "\ufeff", "\u3000"])
@pytest.mark.parametrize("line", ["_A3,Acme", "A3_,Acme", "A3,_Acme", "A3,Acme_\nA4,Ace", "A3,Acme_"])
@pytest.mark.parametrize("piece", [1, 2, 3, 100])
def test_a_blank_at_the_edge_of_a_cell_is_seen(edge: str, line: str, piece: int):
    seen, content = plain._Seen(b","), f"A2,Acme\n{line}".replace("_", edge)
    pieces = [content[start : start + piece] for start in range(0, len(content), piece)]
    assert seen.take(b"A1,Acme Ltd\n")
    assert not seen.blanks
    for part in pieces:
        seen.take(part.encode())
    assert seen.blanks


@pytest.mark.parametrize("line", ['A3," Acme"', 'A3,"Acme "'])
def test_a_blank_behind_a_quote_is_seen(line: str):
    seen = plain._Seen(b",")
    assert seen.take(f"A2,Acme Ltd\n{line}\n".encode())
    assert seen.blanks


def test_blanks_within_cells_cost_no_trimming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    queries: list[str] = []

    def load(connection: Engine, table: str, query: str) -> bool:
        queries.append(query)
        return load_file(connection, table, query)

    monkeypatch.setattr(plain, "LARGE", 0)
    monkeypatch.setattr(text, "load_file", load)
    for content, trims in ((WITH_A_GAP, False), (f"\ufeff{WITH_A_GAP}", False), (f"{WITH_A_GAP} ", True)):
        inputs(tmp_path, usage=f"{HEADER}\n{CLEAN}", accounts=content)
        assert ("regexp_replace(" in queries[-1]) == trims


@pytest.mark.usefixtures("never_record_by_record")
def test_a_reject_of_a_plain_file_has_its_physical_line(tmp_path: Path):
    read = inputs(tmp_path, usage=f"Usage of January\n{HEADER}\n{CLEAN}A3,2026-01-05,users,many\n")
    assert told(read) == [("bad-number", 5, "value")]


@pytest.mark.parametrize(
    "doubt",
    [
        b'A"3",2026-01-05,users,6\n',
        b'"A3" ,2026-01-05,users,6\n',
        b'"A3\n",2026-01-05,users,6\n',
        b'"A3,2026-01-05,users,6\n',
        b'"","","",""\n',
        b'" ","","",""\n',
        b'"=""3""",2026-01-05,users,6\n',
        b"A3,2026-01-05,users,\0\n",
        b"A3,2026-01-05,users,6\n\n",
        b"A3,2026-01-05,users,6\n,,,\n",
        b"A3,2026-01-05,users,6\r\n",
        b"A3,2026-01-05,us\rers,6\n",
        b"A3,2026-01-05,users\xff,6\n",
        b"A3,2026-01-05,users\xc3",
    ],
)
def test_any_doubt_about_the_bytes_is_met_record_by_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, doubt: bytes
):
    seen: list[object] = []
    monkeypatch.setattr(plain, "LARGE", 0)
    monkeypatch.setattr(text, "load_file", lambda *asked: seen.append(asked))
    one, other = either_way(tmp_path, f"{HEADER}\n{CLEAN}".encode() + doubt)
    assert one == other
    assert not seen


def test_doubt_is_seen_across_the_pieces_that_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(plain, "CHUNK", 7)
    for seed in range(20):
        lines = CLEAN.splitlines() * 3
        lines.insert(random.Random(seed).randrange(len(lines)), "")
        one, other = either_way(tmp_path, "\n".join([HEADER, *lines]))
        assert one == other


def test_progress_is_told_in_bytes_and_never_runs_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(plain, "LARGE", 0)
    heard: list[tuple[str, int, int]] = []
    path = tmp_path / "usage.csv"
    days = [f"2026-01-{day:02}" for day in range(1, 29)]
    path.write_text("\n".join([HEADER, *(f"A{k},{day},users,4" for k in range(2_000) for day in days)]))
    read(Request(usage=(str(path),), meters=METERS), progress=lambda *told: heard.append(told))
    assert heard
    assert {size for _, _, size in heard} == {path.stat().st_size}
    assert [at for _, at, _ in heard] == sorted(at for _, at, _ in heard)
