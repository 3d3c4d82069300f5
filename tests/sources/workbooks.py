"""Small workbooks written by a test, part by part, as spreadsheet programs write them."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
FORMATS = ("General", "yyyy\\-mm\\-dd", "00000", '0.00" d"', "[h]:mm")
DAY, FIVE_DIGITS, IN_DAYS, HOURS = 1, 2, 3, 4

Cell = str | tuple[str, str]
"""Text, or the XML of a cell: its attributes and what is in it."""


def number(stored: str, style: int = 0) -> Cell:
    """Give a cell with a number as it is stored."""
    return (f's="{style}"', f"<v>{stored}</v>")


def computed(formula: str, stored: str | None) -> Cell:
    """Give a cell with a formula, and the result kept with it."""
    return ("", f"<f>{escape(formula)}</f>" + (f"<v>{stored}</v>" if stored is not None else ""))


def workbook(
    folder: Path,
    name: str,
    *sheets: tuple[str, Sequence[Sequence[Cell]]],
    hidden: Sequence[str] = (),
    shared: bool = False,
    from_1904: bool = False,
    doctype: str = "",
) -> str:
    """Give the path of a new workbook with these sheets; with `shared`, its texts are kept once for all."""
    path = folder / name
    strings: list[str] = []
    listed = "".join(
        f"<sheet name={quoteattr(title)} sheetId='{i}' r:id='r{i}'{_state(title in hidden)}/>"
        for i, (title, _) in enumerate(sheets, 1)
    )
    led = "".join(
        f'<Relationship Id="r{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        dates = '<workbookPr date1904="1"/>' if from_1904 else "<workbookPr/>"
        opening = f'<workbook {SPACE} xmlns:r="{OFFICE}">'
        book.writestr("xl/workbook.xml", f"{doctype}{opening}{dates}<sheets>{listed}</sheets></workbook>")
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}">{led}</Relationships>')
        book.writestr("xl/styles.xml", _styles())
        for i, (_, rows) in enumerate(sheets, 1):
            book.writestr(f"xl/worksheets/sheet{i}.xml", _sheet(rows, strings if shared else None))
        if shared:
            texts = "".join(f"<si>{_text(text)}</si>" for text in strings)
            book.writestr("xl/sharedStrings.xml", f"<sst {SPACE}>{texts}</sst>")
    return str(path)


def _state(hidden: bool) -> str:
    return ' state="hidden"' if hidden else ""


def _styles() -> str:
    codes = "".join(
        f"<numFmt numFmtId='{164 + i}' formatCode={quoteattr(code)}/>" for i, code in enumerate(FORMATS)
    )
    cells = "".join(f'<xf numFmtId="{164 + i}"/>' for i in range(len(FORMATS)))
    return (
        f"<styleSheet {SPACE}><numFmts>{codes}</numFmts>"
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{cells}</cellXfs></styleSheet>'
    )


def _sheet(rows: Sequence[Sequence[Cell]], strings: list[str] | None) -> str:
    lines = "".join(
        f'<row r="{number}">'
        + "".join(_cell(cell, f"{_letters(i)}{number}", strings) for i, cell in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, 1)
        if any(row)
    )
    return f"<worksheet {SPACE}><sheetData>{lines}</sheetData></worksheet>"


def _cell(cell: Cell, at: str, strings: list[str] | None) -> str:
    if isinstance(cell, tuple):
        return f'<c r="{at}" {cell[0]}>{cell[1]}</c>'
    if not cell:
        return ""
    if strings is None:
        return f'<c r="{at}" t="inlineStr"><is>{_text(cell)}</is></c>'
    strings.append(cell)
    return f'<c r="{at}" t="s"><v>{len(strings) - 1}</v></c>'


def _text(text: str) -> str:
    """Give text as XML holds it: what it cannot hold is written as a number."""
    kept = "".join(
        c if c in "\t\n" or (c >= "\x20" and c not in "\ufffe\uffff") else f"_x{ord(c):04X}_"
        for c in text.replace("_x", "_x005F_x")
    )
    return f'<t xml:space="preserve">{escape(kept)}</t>'


def _letters(position: int) -> str:
    more, last = divmod(position, 26)
    return (_letters(more - 1) if more else "") + chr(ord("A") + last)
