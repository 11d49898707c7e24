"""Tables of web pages: which of them carry data, and where each cell stands once spans are laid out (HTML 4.9.12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ingest.errors import UnreadableFile

_BORDER = re.compile(
    r"border(?:-left|-right|-width|-style)?\s*:\s*(?!none|0|medium none)[^;]*(?:solid|double|dotted|\d)", re.I
)
_WIDEST = 200  # columns; wider spans are mistakes
_MOST_PLACES = 200_000  # of one table
_BODY = ("thead", "tbody", "tfoot")

_TOO_LARGE = "Bảng trong trang web quá lớn; hãy tách thành nhiều tệp nhỏ hơn rồi nạp lại."

Rows = list[list[int]]


def is_ruled(table: HtmlElement) -> bool:
    """Whether lines part the cells, or there are head cells, or too many rows and columns for a layout."""
    if table.get("border", "0").strip() not in ("0", ""):
        return True
    rows = list(_rows(table))
    cells = [cell for row in rows for cell in _cells(row)]
    if any(cell.tag == "th" for cell in cells) or _BORDER.search(table.get("style", "")):
        return True
    if any(_BORDER.search(cell.get("style", "")) for cell in cells):
        return True
    widths = [sum(_span(cell, "colspan", _WIDEST) for cell in _cells(row)) for row in rows]
    return len(widths) >= 3 and min(widths) >= 3 and table.find(".//table") is None


def spread(table: HtmlElement) -> tuple[list[HtmlElement | None], Rows]:
    """The cells, and for each row of the table the number of the cell in each column; number 0 is no cell."""
    rows = list(_rows(table))
    cells: list[HtmlElement | None] = [None]
    places: dict[tuple[int, int], int] = {}
    for r, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while (r, column) in places:
                column += 1
            high = min(_span(cell, "rowspan", len(rows)), len(rows) - r)
            wide = _span(cell, "colspan", _WIDEST)
            places |= {(r + down, column + right): len(cells) for down in range(high) for right in range(wide)}
            cells.append(cell)
            column += wide
            if len(places) > _MOST_PLACES:
                raise UnreadableFile(_TOO_LARGE)
    width = max((column for _, column in places), default=-1) + 1
    return cells, [[places.get((r, column), 0) for column in range(width)] for r in range(len(rows))]


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _BODY:
            yield from child.iterchildren("tr")


def _cells(row: HtmlElement) -> Iterator[HtmlElement]:
    yield from row.iterchildren("td", "th")


def _span(cell: HtmlElement, name: str, most: int) -> int:
    words = cell.get(name, "1").strip()
    if not re.fullmatch(r"\d{1,6}", words):
        return 1
    return min(int(words) or most, most)  # a span of 0 runs to the end
