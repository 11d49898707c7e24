"""XLSX: each visible sheet as its reader sees it: titles and letterhead as lines, tables as grids, values as displayed.

Hidden sheets, rows and columns are left out. A formula is what it last showed; nothing is calculated.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace

import openpyxl
from openpyxl.utils import range_boundaries

from ingest.errors import UnreadableFile
from ingest.formats.extract import Composer, Extract
from ingest.formats.legacy_letters import LegacyLetters
from ingest.formats.xlsx_sheet import Cell, Row, Sheet, by_kind, pieces
from ingest.formats.zip_check import open_zip, unpack

_EMPTY_CELL = re.compile(rb"<c\b[^<>]*(?:/>|>\s*</c>)")
_EMPTY_ROW = re.compile(rb"<row\b(?![^<>]*hidden)[^<>]*(?:/>|>\s*</row>)")
_MERGE = re.compile(rb'<mergeCell\b[^<>]*\bref="(\w+:\w+)"[^<>]*/>')
_CELL = re.compile(rb"<(?:\w+:)?c\b")
_SHEETS = "xl/worksheets/"
_WIDEST_MERGE = 100_000  # places under one cell; openpyxl makes an object of each
_MOST_CELLS = 300_000  # with something in them; a list of tasks has some thousands

_DAMAGED = "Tệp Excel bị hỏng hoặc bị cắt cụt; hãy lấy lại bản gốc rồi nạp lại."
_TOO_LARGE = "Bảng tính có hơn {most} ô có dữ liệu; hãy tách thành nhiều tệp nhỏ hơn rồi nạp lại."
_BLANK = "Bảng tính không có chữ nào trong các trang đang hiện; hãy kiểm tra lại tệp gốc."


def read_xlsx(blob: bytes) -> Extract:
    """Text of an Excel workbook.

    Raises:
        UnreadableFile: it is damaged, locked, dangerous, too large, or shows no words.
    """
    archive = open_zip(blob)
    try:
        workbook = openpyxl.load_workbook(_slimmed(archive), data_only=True, keep_links=False)
    except (MemoryError, UnreadableFile):
        raise
    except Exception as error:  # openpyxl raises whatever its parts do
        raise UnreadableFile(_DAMAGED) from error
    composer = Composer()
    visible = [worksheet for worksheet in workbook.worksheets if worksheet.sheet_state == "visible"]
    letters = LegacyLetters(piece for worksheet in visible for piece in pieces(worksheet))
    for worksheet in visible:
        for is_table, rows in by_kind(Sheet(worksheet, letters).rows()):
            if is_table:
                _write_table(rows, worksheet.title, composer)
            else:
                _write_lines(rows, worksheet.title, composer)
    extract = composer.extract()
    if not any(letter.isalnum() for letter in extract.text):
        raise UnreadableFile(_BLANK)
    return replace(extract, encoding=letters.encoding)


def _slimmed(archive: zipfile.ZipFile) -> io.BytesIO:
    """The package without the cells that only carry a style: borders painted down a whole sheet are a million objects.

    Merges of a whole sheet go too.
    """
    slim, cells = io.BytesIO(), 0
    with zipfile.ZipFile(slim, "w") as package:
        for member in archive.infolist():
            content = unpack(archive, member)
            if member.filename.startswith(_SHEETS) and member.filename.endswith(".xml"):
                content = _MERGE.sub(_if_small, _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", content)))
                cells += sum(1 for _ in _CELL.finditer(content))
                if cells > _MOST_CELLS:
                    raise UnreadableFile(_TOO_LARGE.format(most=f"{_MOST_CELLS:,}".replace(",", ".")))
            package.writestr(member.filename, content)
    slim.seek(0)
    return slim


def _if_small(merge: re.Match[bytes]) -> bytes:
    left, top, right, bottom = range_boundaries(merge[1].decode())
    return merge[0] if (right - left + 1) * (bottom - top + 1) <= _WIDEST_MERGE else b""


def _write_table(rows: Sequence[Row], sheet: str, composer: Composer) -> None:
    columns = sorted({column for row in rows for column, cell in row.items() if cell.words.strip()})
    words, names, numbers = [""], [""], dict[str, int]()
    lines: list[list[int]] = []
    for row in rows:
        cells = [row.get(column) for column in columns]
        for cell in cells:
            if cell is not None and cell.place not in numbers:
                numbers[cell.place] = len(words)
                words.append(cell.words)
                names.append(f"{sheet}!{cell.place}")
        lines.append([numbers[cell.place] if cell is not None else 0 for cell in cells])
    for number, place in composer.table(lines, words).items():
        composer.part(place, names[number])


def _write_lines(rows: Sequence[Row], sheet: str, composer: Composer) -> None:
    """What stands outside tables, a cell a line."""
    for cell in _in_reading_order([_distinct(row) for row in rows]):
        if cell.words.strip():
            composer.part(composer.add(cell.words), f"{sheet}!{cell.place}")
            composer.add("\n")


def _in_reading_order(lines: Sequence[Sequence[tuple[int, int, Cell]]]) -> Iterator[Cell]:
    """Blocks side by side (letterhead, signature) one after the other; a cell that runs under both ends them."""
    second = min((first for line in lines for first, _, _ in line[1:]), default=None)
    right: list[Cell] = []
    for line in lines:
        for first, last, cell in line:
            if second is None or last < second:
                yield cell
            elif first >= second:
                right.append(cell)
            else:
                yield from (*right, cell)
                right = []
    yield from right


def _distinct(row: Row) -> list[tuple[int, int, Cell]]:
    """Cells of a row with the first and the last column that each covers."""
    covered: dict[str, list[int]] = {}
    for column, cell in row.items():
        covered.setdefault(cell.place, []).append(column)
    return [(columns[0], columns[-1], row[columns[0]]) for columns in covered.values()]
