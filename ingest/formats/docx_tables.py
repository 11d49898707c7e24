"""Tables of a Word document: which are more than a means of layout, and where their merged cells reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.formats.docx_blocks import cells, rows
from ingest.formats.docx_styles import Styles, value
from ingest.formats.ruled_grid import own_columns

_WIDEST = 63  # columns of a Word table
_SIDES = ("left", "right", "start", "end")
_BORDERS = f"{qn('w:tcPr')}/{qn('w:tcBorders')}"
_MERGED = f"{qn('w:tcPr')}/{qn('w:vMerge')}"


def grid(table: Element, read: Callable[[Element], str]) -> tuple[list[list[int]], list[str]]:
    """Rows of cell numbers, the same number wherever a merged cell reaches, and by number what ``read`` makes of each cell."""
    lines: list[list[int]] = []
    words: list[str] = []
    for row in rows(table):
        lines.append(_row(row, lines[-1] if lines else [], words, read))
    width = max(map(len, lines), default=0)
    words.append("")  # of the missing ends of short rows
    full = [line + [len(words) - 1] * (width - len(line)) for line in lines]
    kept = own_columns(full, range(width))
    return [[line[column] for column in kept] for line in full], words


def _row(row: Element, above: Sequence[int], words: list[str], read: Callable[[Element], str]) -> list[int]:
    line: list[int] = []
    if skipped := _count(row, "w:trPr", "w:gridBefore"):
        line += [len(words)] * skipped
        words.append("")
    for cell in cells(row):
        merge = cell.find(_MERGED)
        continues = merge is not None and merge.get(qn("w:val")) != "restart" and len(line) < len(above)
        text = read(cell)
        if not continues or text:
            words.append(text)
        number = above[len(line)] if continues and not text else len(words) - 1
        line += [number] * min(_count(cell, "w:tcPr", "w:gridSpan") or 1, _WIDEST - len(line))
    return line


def _count(element: Element, group: str, name: str) -> int:
    """A count of columns among the properties of a row or cell; 0 where it is not said."""
    printed = value(element.find(qn(group)), name)
    return min(int(printed), _WIDEST) if printed and printed.isdecimal() and len(printed) < 6 else 0


def is_ruled(table: Element, styles: Styles) -> bool:
    """Whether lines part the columns, or there are too many rows and columns for a means of layout."""
    lines = [list(cells(row)) for row in rows(table)]
    if max(map(len, lines), default=0) < 2:  # a frame around words
        return False
    inner = _inner_border(table, styles)
    sides = (cell.find(f"{_BORDERS}/{qn(f'w:{side}')}") for line in lines for cell in line for side in _SIDES)
    return (
        (inner is not None and _is_visible(inner))
        or any(side is not None and _is_visible(side) for side in sides)
        or (len(lines) >= 3 and min(map(len, lines)) >= 3)
    )


def _inner_border(table: Element, styles: Styles) -> Element | None:
    style = value(table.find(qn("w:tblPr")), "w:tblStyle")
    holders = [table, *(holder for _, holder in styles.chain(style))]
    found = (holder.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}/{qn('w:insideV')}") for holder in holders)
    return next((border for border in found if border is not None), None)


def _is_visible(border: Element) -> bool:
    return border.get(qn("w:val")) not in (None, "none", "nil")
