"""A worksheet as it is seen: visible rows of cells, merged cells in each place they cover, and which rows are tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ingest.formats.legacy_letters import LegacyLetters, Piece
from ingest.formats.xlsx_values import displayed

_WIDE = 3  # cells in a row that are a table without lines: letterheads and signatures have two


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; ``place`` is the name of its top left corner ("C5"). ``ruled``: a line stands beside it."""

    place: str
    words: str
    ruled: bool


Row = dict[int, Cell]
"""Cells by column number, in ascending order; a merged cell stands in each column it covers."""


class Sheet:
    """One pass over a worksheet."""

    def __init__(self, worksheet: Worksheet, letters: LegacyLetters) -> None:
        self._worksheet = worksheet
        hidden = [each for each in worksheet.column_dimensions.values() if each.hidden]
        self._hidden = [(each.min or 0, each.max or 0) for each in hidden]
        self._cells = {(cell.row, cell.column): _cell(cell, letters) for cell in _held(worksheet)}
        self._spread()

    def rows(self) -> Iterator[Row]:
        """Visible rows down to the last one with words; an empty row has no cells."""
        places = sorted(self._cells)
        last = 0
        for number, line in groupby(places, key=lambda place: place[0]):
            if number > last + 1:
                yield {}
            last = number
            if not self._worksheet.row_dimensions[number].hidden:
                yield {column: self._cells[number, column] for _, column in line if not self._is_hidden(column)}

    def _spread(self) -> None:
        """Put merged cells into every place they cover, within what has words."""
        bottom = max((row for row, _ in self._cells), default=0)
        edge = max((column for _, column in self._cells), default=0)
        for area in list(self._worksheet.merged_cells.ranges):
            corner = self._cells.get((area.min_row, area.min_col))
            if corner is None:
                continue
            for row in range(area.min_row, min(area.max_row, bottom) + 1):
                for column in range(area.min_col, min(area.max_col, edge) + 1):
                    self._cells[row, column] = corner

    def _is_hidden(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self._hidden)


def pieces(worksheet: Worksheet) -> Iterator[Piece]:
    """The words of a sheet with their fonts, from which an old encoding is told."""
    return (Piece(cell.value, cell.font.name) for cell in _held(worksheet) if isinstance(cell.value, str))


def _held(worksheet: Worksheet) -> Iterator[ExcelCell]:
    """Cells that hold something. Not iter_rows: that makes every cell up to the far corner, where a stray blank may stand."""
    held = worksheet._cells.values()
    return (cell for cell in held if isinstance(cell, ExcelCell) and cell.value is not None)


def _cell(cell: ExcelCell, letters: LegacyLetters) -> Cell:
    border = cell.border
    ruled = any(side is not None and side.style is not None for side in (border.left, border.right))
    words = letters.unicode([Piece(displayed(cell.value, cell.number_format), cell.font.name)])
    return Cell(f"{get_column_letter(cell.column)}{cell.row}", words, ruled)


def by_kind(rows: Iterable[Row]) -> Iterator[tuple[bool, list[Row]]]:
    """Runs of rows that belong together, each with whether it is a table.

    Where a run of rows draws lines, its ruled rows are the table; where none are drawn, the rows from the first to the
    last wide one.
    """
    for is_empty, run in groupby(rows, key=lambda row: not any(cell.words.strip() for cell in row.values())):
        if is_empty:
            continue
        block = list(run)
        marks = _ruled(block) or _wide(block)
        for is_table, part in groupby(range(len(block)), key=marks.__contains__):
            yield is_table, [block[i] for i in part]


def _ruled(block: list[Row]) -> set[int]:
    ruled = {i for i, row in enumerate(block) if any(cell.ruled for cell in row.values())}
    return ruled if len(ruled) > 1 and any(_count(block[i]) > 1 for i in ruled) else set()


def _wide(block: list[Row]) -> set[int]:
    wide = [i for i, row in enumerate(block) if _count(row) >= _WIDE]
    last = max((i for i, row in enumerate(block) if _count(row) > 1), default=0)
    return set(range(wide[0], last + 1)) if len(wide) > 1 else set()


def _count(row: Row) -> int:
    return len({cell.place for cell in row.values() if cell.words.strip()})
