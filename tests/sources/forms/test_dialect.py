"""Which encoding, delimiter and header line a file has, and what is no table at all."""

import bz2
import codecs
import gzip
import lzma
from pathlib import Path
from typing import Any

import pytest

from tests.sources.given import file_of, inputs, request, told, use
from upsell_cli.frames.inputs import TABLES
from upsell_cli.problems import UpsellError
from upsell_cli.sources.columns.recognition import check, look_at
from upsell_cli.sources.forms.dialect import Dialect
from upsell_cli.sources.forms.files import find_files

USAGE = "account_id,date,users,storage_gb\nA,2026-05-01,5,9.5\n"


def dialect_of(folder: Path, content: str | bytes, **options: Any) -> Dialect:
    asked = request(folder, usage=content, **options)
    (file,) = find_files(asked.usage, folder)
    seen = look_at(file, TABLES["usage"], asked)
    check(file, seen, TABLES["usage"], asked)
    return seen.dialect


def refused(folder: Path, content: str | bytes, **options: Any) -> tuple[str, int | None, str]:
    with pytest.raises(UpsellError) as error:
        dialect_of(folder, content, **options)
    (problem,) = error.value.problems
    assert problem.place is not None
    return problem.code, problem.place.line, problem.message


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_under_which_our_columns_appear(tmp_path: Path, delimiter: str):
    assert dialect_of(tmp_path, USAGE.replace(",", delimiter)).delimiter == delimiter


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
def test_a_byte_order_mark_says_the_encoding(tmp_path: Path, encoding: str, mark: bytes):
    found = inputs(tmp_path, usage=mark + USAGE.encode(encoding))
    assert use(found, "storage_gb") == {"A": 9.5}


def test_titles_above_the_header_are_passed_over(tmp_path: Path):
    dialect = dialect_of(tmp_path, f"Usage, all accounts\nGenerated: 2026-06-01; by us\n\n{USAGE}")
    assert (dialect.header_line, dialect.headers[0]) == (4, "account_id")


def test_a_spreadsheets_sep_line_says_the_delimiter(tmp_path: Path):
    dialect = dialect_of(tmp_path, "sep=|\r\n" + USAGE.replace(",", "|"))
    assert (dialect.delimiter, dialect.header_line) == ("|", 2)
    assert dialect_of(tmp_path, "sep=\\t\n" + USAGE.replace(",", "\t")).delimiter == "\t"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_quoted_name_may_go_on_over_lines(tmp_path: Path, end: str):
    header = f'account_id,"date","active{end}users",storage_gb'
    content = f"{header}{end}A,2026-05-01,5,9.5{end}"
    dialect = dialect_of(tmp_path, content)
    assert (dialect.header_line, dialect.headers[2]) == (2, "active users")
    assert use(inputs(tmp_path, usage=content), "users") == {"A": 5}


def test_rows_under_a_header_of_two_lines_have_their_physical_lines(tmp_path: Path):
    found = inputs(tmp_path, usage='account_id,date,"active\nusers"\nA,2026-05-01,5\nB,2026-05-01,x\n')
    assert told(found) == [("bad-number", 4, "active users")]


def test_a_quote_above_the_header_that_nothing_closes_hides_no_header(tmp_path: Path):
    dialect = dialect_of(tmp_path, f'"Usage, all accounts\n{USAGE}')
    assert (dialect.header_line, dialect.headers[0]) == (2, "account_id")


def test_a_delimiter_nobody_expects_is_to_be_told(tmp_path: Path):
    content = USAGE.replace(",", "^")
    with pytest.raises(UpsellError) as error:
        dialect_of(tmp_path, content)
    assert "--delimiter ^" in error.value.problems[0].fix
    assert dialect_of(tmp_path, content, delimiter="^").headers[0] == "account_id"


@pytest.mark.parametrize("asked", [";;", '"', "\n", "ab"])
def test_what_cannot_part_values_is_no_delimiter(tmp_path: Path, asked: str):
    with pytest.raises(UpsellError, match="cannot part values"):
        inputs(tmp_path, usage="account_id,date,users\nA,2026-05-01,5\n", delimiter=asked)


def test_a_header_that_nobody_knows_is_shown_with_the_mapping_to_write(tmp_path: Path):
    with pytest.raises(UpsellError) as refused:
        inputs(tmp_path, usage="Bericht\nKundennummer;Datum;Nutzer\nA;31.05.2026;5\n")
    (problem,) = refused.value.problems
    assert (problem.code, problem.place and problem.place.line) == ("no-header", 2)
    assert '"Kundennummer", "Datum", "Nutzer"' in problem.message
    assert 'account_id: "Kundennummer"' in problem.fix


def test_a_header_may_be_longer_than_what_is_looked_at_first(tmp_path: Path):
    names = ",".join(f"property_{i:05}_of_the_customer" for i in range(3_000))
    found = inputs(tmp_path, usage=f"{names},account_id,date,users\n{',' * 3_000}A,2026-05-01,5\n")
    assert use(found, "users") == {"A": 5}


def test_a_delimiter_may_be_told_by_name(tmp_path: Path):
    assert dialect_of(tmp_path, USAGE.replace(",", "\t"), delimiter="tab").delimiter == "\t"


def test_an_encoding_that_was_told_is_used(tmp_path: Path):
    found = inputs(tmp_path, usage=USAGE.replace("A,", "Caf\u00e9,").encode("cp1252"), encoding="cp1252")
    assert use(found, "users") == {"Caf\u00e9": 5}


def test_what_is_said_of_the_files_of_one_kind_holds_for_those_alone(tmp_path: Path):
    found = inputs(
        tmp_path,
        usage="account_id,date,users,name\nA,2026-01-05,5,Caf\u00e9\n",
        accounts="account_id^owner^customer_since\nA^Ren\u00e9^05.13.2025\n".encode("cp1252"),
        encoding="accounts=cp1252",
        delimiter="accounts=^",
        date_format="accounts=%m.%d.%Y",
    )
    assert [file.encoding for file in found.files] == ["utf-8", "cp1252"]
    assert list(found.tables.profile["name"]) == ["Caf\u00e9"]


def test_a_kind_of_file_nobody_knows_is_told_once(tmp_path: Path):
    with pytest.raises(UpsellError) as error:
        inputs(tmp_path, usage=USAGE, encoding="bilings=cp1252")
    assert [problem.fix for problem in error.value.problems] == ['Did you mean "billing"?']


def test_utf8_that_is_read_as_something_else_is_told(tmp_path: Path):
    found = inputs(
        tmp_path, usage="account_id,date,users,name\nA,2026-01-05,5,Caf\u00e9\n", encoding="cp1252"
    )
    assert told(found) == [("other-encoding", None, None)]


def test_a_byte_order_mark_goes_before_an_encoding_named_for_all_files(tmp_path: Path):
    found = inputs(
        tmp_path,
        usage="account_id,date,users\nCaf\u00e9,2026-01-05,5\n".encode("utf-8-sig"),
        encoding="cp1252",
    )
    assert use(found, "users") == {"Caf\u00e9": 5}


@pytest.mark.parametrize(
    "again", ["account_id,date,users", " account_id ,date,users "], ids=["as it was", "with blanks"]
)
def test_a_header_that_comes_again_is_no_row(tmp_path: Path, again: str):
    found = inputs(tmp_path, usage=f"account_id,date,users\nA,2026-01-05,5\n{again}\nB,2026-01-05,6\n")
    assert (use(found, "users"), told(found)) == ({"A": 5, "B": 6}, [])
    assert file_of(found, "usage").skipped == {"header again": 1}


def test_units_under_the_header_are_no_row(tmp_path: Path):
    found = inputs(tmp_path, usage="Account ID,Date,Users,Storage\n,,(people),(GB)\nA,2026-01-05,5,1.5\n")
    assert (use(found, "storage_gb"), told(found)) == ({"A": 1.5}, [])
    assert file_of(found, "usage").skipped == {"header again": 1}


def test_bytes_of_another_encoding_are_refused_with_their_place(tmp_path: Path):
    content = (USAGE + "Caf\u00e9,2026-05-01,5,1\n").encode("cp1252")
    code, line, message = refused(tmp_path, content)
    assert (code, line) == ("bad-encoding", 3)
    assert "0xe9" in message
    assert f"offset {content.index(0xE9)}" in message


def test_a_bad_byte_far_into_the_file_is_found_as_well(tmp_path: Path):
    rows = b"".join(b"A%d,2026-05-01,5,1\n" % i for i in range(5000))
    with pytest.raises(UpsellError) as error:
        inputs(tmp_path, usage=b"account_id,date,users,storage_gb\n" + rows + b"B\xff,2026-05-01,5,1\n")
    assert told(error.value.problems) == [("bad-encoding", 5002, None)]


def test_an_unknown_encoding_is_refused(tmp_path: Path):
    for none in ("klingon", "rot13", "hex"):
        assert refused(tmp_path, USAGE, encoding=none)[0] == "bad-encoding"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 50, "Excel"),
        (b"%PDF-1.7", "PDF"),
        ("<!DOCTYPE html><title>Log in, please</title>", "HTML"),
        ("\n  <html>\n", "HTML"),
        (bytes(range(256)) * 4, "binary"),
        ("a\0b\0c\0".encode("utf-16-le"), "binary"),
        (bz2.compress(b"a,b"), "bzip2"),
        (lzma.compress(b"a,b"), "xz"),
        (gzip.compress(gzip.compress(b"a,b", mtime=0), mtime=0), "twice"),
        (b"SQLite format 3\0" + b"\0" * 50, "SQLite"),
        (b"usage.csv".ljust(257, b"\0") + b"ustar  \0", "tar"),
    ],
)
def test_what_is_no_table_is_refused_by_what_it_is(tmp_path: Path, content: str | bytes, word: str):
    code, _, message = refused(tmp_path, content)
    assert code == "not-a-table"
    assert word in message


@pytest.mark.parametrize(
    ("content", "word"), [(b"PK\x03\x04" + b"\0" * 50, "Excel"), (b"PAR1....", "Parquet")]
)
def test_what_only_begins_like_a_table_is_refused_as_damaged(tmp_path: Path, content: bytes, word: str):
    code, _, message = refused(tmp_path, content)
    assert code == "damaged-file"
    assert word in message


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str):
    assert refused(tmp_path, content)[0] == "empty-file"


def test_a_file_without_header_is_refused(tmp_path: Path):
    assert refused(tmp_path, "A,2026-05-01,5,9.5\nB,2026-05-01,6,9.5\n")[:2] == ("no-header", 1)


def test_a_damaged_header_is_refused(tmp_path: Path):
    assert refused(tmp_path, "account_id,da\0te,users\nA,2026-05-01,5\n")[:2] == ("nul-byte", 1)


def test_a_header_without_rows_is_refused(tmp_path: Path):
    with pytest.raises(UpsellError) as error:
        inputs(tmp_path, usage="account_id,date,users\n")
    assert told(error.value.problems) == [("no-rows", 1, None)]


def test_no_final_newline_is_no_loss(tmp_path: Path):
    assert use(inputs(tmp_path, usage=USAGE.rstrip("\n")), "users") == {"A": 5}


def test_trailing_delimiters_are_no_fields(tmp_path: Path):
    assert use(inputs(tmp_path, usage="account_id,date,users\nA,2026-05-01,5,,\n"), "users") == {"A": 5}


@pytest.mark.parametrize(
    "rows",
    [
        ",,Usage,,\naccount_id,date,users,storage_gb,api_calls\n",
        "account_id,date,Usage\n,,users,storage_gb,api_calls\n",
    ],
)
def test_a_row_of_groups_above_the_names_is_passed_over_or_completed(tmp_path: Path, rows: str):
    found = inputs(tmp_path, usage=f"Usage of all\n{rows}A,2026-05-01,5,9.5,7\n")
    assert (use(found, "users"), use(found, "api_calls")) == ({"A": 5}, {"A": 7})
    assert found.files[0].header_line == 3


def test_columns_of_one_name_are_told_apart_by_their_group(tmp_path: Path):
    text = ",,May,,June,\naccount_id,date,users,api_calls,users,api_calls\nA,2026-05-01,1,2,3,4\n"
    code, _, message = refused(tmp_path, text)
    assert code == "missing-column"
    assert '"May users" looks like users' in message
    chosen = {"usage": {"users": "June users"}}
    assert use(inputs(tmp_path, usage=text, mapping=chosen), "users") == {"A": 3}


def test_a_row_of_data_completes_no_header(tmp_path: Path):
    assert refused(tmp_path, "acount_id,date,users\nA,,\n")[0] == "missing-column"


ESCAPED = 'account_id,name,tier\nA,"Bolt \\"Pro\\", Ltd",pro\nB,"C:\\\\tools",\\N\n'


def test_quotes_behind_backslashes_are_text_where_all_rows_say_so(tmp_path: Path):
    found = inputs(tmp_path, usage="account_id,users\nA,5\nB,6\n", accounts=ESCAPED)
    assert found.tables.accounts is not None
    assert list(found.tables.accounts["name"]) == ['Bolt "Pro", Ltd', "C:\\tools"]
    assert list(found.tables.accounts["tier"].isna()) == [False, True]
    assert told(found) == [("undated-usage", None, None)]


def test_a_backslash_before_a_closing_quote_is_text_where_quotes_are_doubled(tmp_path: Path):
    accounts = 'account_id,name,tier\nA,"C:\\",pro\nB,"say ""hi""",pro\n'
    found = inputs(tmp_path, usage="account_id,users\nA,5\nB,6\n", accounts=accounts)
    assert found.tables.accounts is not None
    assert list(found.tables.accounts["name"]) == ["C:\\", 'say "hi"']


def test_quotes_written_in_two_ways_are_rejected(tmp_path: Path):
    accounts = ESCAPED + 'C,"a"b,pro\n' + "".join(f"D{i},x,pro\n" for i in range(40))
    found = inputs(tmp_path, usage="account_id,users\nA,5\n", accounts=accounts)
    assert [problem[:2] for problem in told(found)] == [
        ("undated-usage", None),
        ("bad-quote", 2),
        ("bad-quote", 4),
    ]
