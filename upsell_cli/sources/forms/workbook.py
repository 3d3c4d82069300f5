"""Excel workbooks (.xlsx): the sheet that is meant, and its rows as text.

Read piece by piece with what Python brings along; see `docs/decisions`. Nothing in a workbook is run, no
external part is fetched, and XML that declares entities is refused.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from upsell_cli.problems import Place, nearest
from upsell_cli.sources.codes import refusal
from upsell_cli.sources.forms.files import LARGEST_EXPANSION, SMALL_ENOUGH, InputFile
from upsell_cli.sources.forms.records import Flaw, Record
from upsell_cli.sources.forms.sheet import sheet_rows
from upsell_cli.sources.forms.sheet_values import Formats, read_formats, shared_strings
from upsell_cli.sources.forms.sheet_xml import DamagedXmlError, ForbiddenXmlError, events

LARGEST_PART = 256 * 1024 * 1024
"""Bytes that a part may have which is held in memory whole, such as the texts that cells share."""

MAIN, RELATIONS, STRINGS, STYLES = (
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
)
OTHERS = {
    "xl/workbook.bin": "a binary Excel workbook (.xlsb); save it as .xlsx",
    "content.xml": "an OpenDocument file; save it as .xlsx or CSV",
    "word/document.xml": "a Word document, not a table",
}


class _Sheet(NamedTuple):
    name: str
    part: str
    hidden: bool


def workbook_rows(file: InputFile) -> Iterator[Record | Flaw]:
    """Give the rows of the sheet that was asked for, else of the first one that is not hidden."""
    with _opened(file) as book:
        sheets, from_1904 = _contents(book)
        sheet = _chosen(file, sheets)
        strings = _strings(book)
        formats = _formats(book, from_1904=from_1904)
        with book.open(sheet.part) as stream:
            yield from sheet_rows(stream, strings, formats)


def other_sheets(file: InputFile) -> tuple[str, ...]:
    """Give the names of the sheets that show, have cells and were not read, where none was asked for."""
    if file.sheet is not None:
        return ()
    with _opened(file) as book:
        sheets, _ = _contents(book)
        shown = [sheet for sheet in sheets if not sheet.hidden]
        return tuple(sheet.name for sheet in shown[1:] if _has_cells(book, sheet))


def _has_cells(book: zipfile.ZipFile, sheet: _Sheet) -> bool:
    with book.open(sheet.part) as stream:
        return any(tag == "c" for _, tag, _ in events(stream))


@contextmanager
def _opened(file: InputFile) -> Iterator[zipfile.ZipFile]:
    """Open a workbook; what is damaged, guarded or swollen is refused."""
    try:
        with zipfile.ZipFile(file.path) as book:
            names = set(book.namelist())
            if MAIN not in names:
                what = next((what for part, what in OTHERS.items() if part in names), "a zip file")
                raise refusal("not-a-table", f"this is {what}", Place(file.name))
            for part in book.infolist():
                held = part.filename in {MAIN, RELATIONS, STRINGS, STYLES}
                most = LARGEST_PART if held else max(SMALL_ENOUGH, file.size * LARGEST_EXPANSION)
                if part.file_size > most:
                    message = f"{part.filename} unpacks to {part.file_size:,} bytes"
                    raise refusal("too-large-file", message, Place(file.name))
            yield book
    except ForbiddenXmlError as error:
        message = "the workbook declares XML entities, which no spreadsheet program writes"
        raise refusal("not-a-table", message, Place(file.name)) from error
    except (
        zipfile.BadZipFile,
        DamagedXmlError,
        zlib.error,
        EOFError,
        LookupError,
        ValueError,
        NotImplementedError,  # zipfile: packed in a way that it does not know
        RuntimeError,  # zipfile: encrypted
    ) as error:
        raise refusal(
            "damaged-file", f"the Excel workbook cannot be read ({error})", Place(file.name)
        ) from error


def _contents(book: zipfile.ZipFile) -> tuple[list[_Sheet], bool]:
    """Give the worksheets in their order, and whether days count from 1904."""
    with book.open(RELATIONS) as stream:
        parts = {
            found["Id"]: found["Target"]
            for _, tag, found in events(stream)
            if tag == "Relationship" and found and found["Type"].endswith("/worksheet")
        }
    sheets: list[_Sheet] = []
    from_1904 = False
    with book.open(MAIN) as stream:
        for _, tag, found in events(stream):
            if tag == "workbookPr" and found:
                from_1904 = found.get("date1904") in {"1", "true"}
            if tag == "sheet" and found and (target := parts.get(_relation(found))):
                part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
                sheets.append(_Sheet(found["name"], part, found.get("state", "visible") != "visible"))
    return sheets, from_1904


def _relation(sheet: Mapping[str, str]) -> str:
    """Give the id by which a sheet leads to its part; its namespace is one of two."""
    return next((value for name, value in sheet.items() if name.endswith(" id")), "")


def _chosen(file: InputFile, sheets: list[_Sheet]) -> _Sheet:
    names = [sheet.name for sheet in sheets]
    if file.sheet is None:
        first = next((sheet for sheet in sheets if not sheet.hidden), None)
        if first is None:
            raise refusal("not-a-table", "the workbook has no visible sheet with cells", file.place)
        return first
    asked = next((sheet for sheet in sheets if sheet.name.casefold() == file.sheet.casefold()), None)
    if asked is None:
        near = nearest(file.sheet, names)
        message = f'there is no sheet "{file.sheet}"; the sheets are {", ".join(names)}'
        fix = f"Did you mean `{file.name.removesuffix(file.sheet)}{near or names[0]}`?"
        raise refusal("no-file", message, file.place, value=file.sheet, fix=fix)
    return asked


def _strings(book: zipfile.ZipFile) -> tuple[str, ...]:
    if STRINGS not in book.namelist():
        return ()
    with book.open(STRINGS) as stream:
        return tuple(shared_strings(stream))


def _formats(book: zipfile.ZipFile, *, from_1904: bool) -> Formats:
    if STYLES not in book.namelist():
        return Formats((), from_1904=from_1904)
    with book.open(STYLES) as stream:
        return read_formats(stream, from_1904=from_1904)
