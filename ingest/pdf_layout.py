"""Reading order of one PDF page: printed lines and tables, from characters with places and ruled tables.

Lines come in content order, as the writing program laid them down. Two columns on one line (the letterhead, the
signature) are read one after the other; a page header or footer goes to its end of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from ingest.pdf_page import FILLER, Box
from ingest.ruled_grid import RuledTable

_SMALL = 0.8  # a raised digit is at most this share as high as its neighbour
_GUTTER = 2.2  # line heights of white between two columns; the spaces of justified lines stay below
_LOOSE = 1.08  # a line this much wider per character than the page's usual one may hold a gutter
_MARGIN_LINES = 3  # lines of a page header or footer
_PRINTED_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"\S+")
_DIGITS = re.compile(r"\d+")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_GLUED = re.compile(r"\w[-/]\Z")

Owner = tuple[int, int] | None  # table and cell, None outside tables


@dataclass(frozen=True, slots=True)
class Line:
    """Words printed side by side."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class TableText:
    """A table with the words of each cell number."""

    table: RuledTable
    words: tuple[str, ...]

    @property
    def box(self) -> Box:
        """The outer border."""
        return self.table.xs[0], self.table.ys[0], self.table.xs[-1], self.table.ys[-1]


Block = Line | TableText


@dataclass(frozen=True, slots=True)
class Letters:
    """Characters of a page in content order with their places."""

    text: str
    box: Callable[[int], Box]

    def line(self, start: int, end: int) -> Line:
        """The characters as one line: ``start`` and ``end - 1`` are no white space."""
        return Line(self._raised(start, end), _union(self.box(start), self.box(end - 1)))

    def words(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the words between two places start and end."""
        return [m.span() for m in _WORD.finditer(self.text, start, end)]

    def columns(self, start: int, end: int) -> list[Line]:
        """The characters as the columns they stand in: a wide gap before a capital parts two."""
        columns, words = [], self.words(start, end)
        for (_, before), (after, _) in pairwise(words):
            left, right = self.box(before - 1), self.box(after)
            if right[0] - left[2] > _GUTTER * (left[3] - left[1]) and self.text[after].isupper():
                columns.append(self.line(start, before))
                start = after
        return [*columns, self.line(start, end)]

    def _raised(self, start: int, end: int) -> str:
        """The words, small raised digits (footnote marks, powers) as superscripts."""
        pieces, position = [], start
        for run in _DIGITS.finditer(self.text, start, end):
            first = run.end()
            while first > run.start() and self._is_raised(first - 1, run.start(), run.end()):
                first -= 1
            pieces += [self.text[position:first], self.text[first : run.end()].translate(_SUPERSCRIPTS)]
            position = run.end()
        return "".join((*pieces, self.text[position:end])).replace(FILLER, "")

    def _is_raised(self, digit: int, start: int, end: int) -> bool:
        glued = start > 0 and not self.text[start - 1].isspace()
        after = next((i for i in range(end, min(end + 3, len(self.text))) if not self.text[i].isspace()), None)
        beside = start - 1 if glued else after
        if beside is None:
            return False
        (_, low, _, high), (_, bottom, _, top) = self.box(digit), self.box(beside)
        return 0 < high - low < _SMALL * (top - bottom) and high + low > bottom + top and low < top


def read_page(letters: Letters, tables: Sequence[RuledTable]) -> list[Block]:
    """Lines and tables of a page in reading order."""
    pieces = list(_pieces(letters, tables))
    outside = [letters.line(start, end) for start, end, owner in pieces if owner is None]
    usual = median(_per_character(line) for line in outside) if outside else 0.0
    lines: list[list[Line]] = []  # printed lines outside tables, each as its columns
    held: list[dict[int, list[Line]]] = [{} for _ in tables]
    places: dict[int, int] = {}  # table -> number of lines before it
    for start, end, owner in pieces:
        line = letters.line(start, end)
        if owner is None:
            lines.append(letters.columns(start, end) if _per_character(line) > _LOOSE * usual else [line])
        else:
            places.setdefault(owner[0], len(lines))
            held[owner[0]].setdefault(owner[1], []).append(line)
    blocks: list[Block] = []
    done = 0
    for number, place in places.items():
        blocks += _by_columns(lines[done:place])
        blocks.append(TableText(tables[number], _cell_words(tables[number], held[number])))
        done = place
    return _with_margins([*blocks, *_by_columns(lines[done:])])


def join(lines: Sequence[str]) -> str:
    """Lines under each other; a hyphen or slash glued to both its words does not end a line."""
    text = ""
    for line in lines:
        text += ("" if not text or (_GLUED.search(text) and line[:1].isalnum()) else "\n") + line
    return text


def _pieces(letters: Letters, tables: Sequence[RuledTable]) -> Iterator[tuple[int, int, Owner]]:
    """Neighbouring words of one printed line that stand in one cell, or outside all tables."""
    for printed in _PRINTED_LINE.finditer(letters.text):
        words = letters.words(*printed.span())
        if not tables:
            if words:
                yield words[0][0], words[-1][1], None
            continue
        owned = [piece for start, end in words for piece in _owned(letters, start, end, tables)]
        for owner, run in groupby(owned, key=lambda piece: piece[2]):
            pieces = list(run)
            yield pieces[0][0], pieces[-1][1], owner


def _owned(letters: Letters, start: int, end: int, tables: Sequence[RuledTable]) -> list[tuple[int, int, Owner]]:
    """A word with its cell; in parts where it runs over a border."""
    first = _owner(letters.box(start), tables)
    if first == _owner(letters.box(end - 1), tables):
        return [(start, end, first)]
    parts = []
    for owner, run in groupby(range(start, end), key=lambda i: _owner(letters.box(i), tables)):
        places = list(run)
        parts.append((places[0], places[-1] + 1, owner))
    return parts


def _owner(box: Box, tables: Sequence[RuledTable]) -> Owner:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for number, table in enumerate(tables):
        cell = table.cell_at(x, y)
        if cell is not None:
            return number, cell
    return None


def _per_character(line: Line) -> float:
    return (line.box[2] - line.box[0]) / len(line.text)


def _by_columns(lines: Sequence[list[Line]]) -> list[Line]:
    """Lines in reading order: of neighbouring lines that share a gutter first the left sides, then the right."""
    ordered: list[Line] = []
    i = 0
    while i < len(lines):
        end = i + 1
        if len(lines[i]) == 2:
            left, right = lines[i][0].box[2], lines[i][1].box[0]
            while end < len(lines) and all(c.box[2] <= right or c.box[0] >= left for c in lines[end]):
                left = max([left, *(c.box[2] for c in lines[end] if c.box[2] <= right)])
                right = min([right, *(c.box[0] for c in lines[end] if c.box[0] >= left)])
                end += 1
            columns = [column for line in lines[i:end] for column in line]
            ordered += [c for c in columns if c.box[2] <= left] + [c for c in columns if c.box[2] > left]
        else:
            ordered += lines[i]
        i = end
    return ordered


def _cell_words(table: RuledTable, held: dict[int, list[Line]]) -> tuple[str, ...]:
    count = 1 + max(cell for row in table.cells for cell in row)
    return tuple(join([_side_by_side(line) for line in _printed(held.get(cell, []))]) for cell in range(count))


def _printed(lines: Sequence[Line]) -> list[list[Line]]:
    """Pieces from top to bottom, those at one height together."""
    printed: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -_middle(line.box)):
        high = line.box[3] - line.box[1]
        if printed and _middle(printed[-1][0].box) - _middle(line.box) < high / 2:
            printed[-1].append(line)
        else:
            printed.append([line])
    return printed


def _side_by_side(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in sorted(lines, key=lambda line: line.box[0]))


def _with_margins(blocks: list[Block]) -> list[Block]:
    """Headers written last go first, footers written first go last; all else stays."""
    head, rest = _taken(blocks, -1)
    foot, rest = _taken(rest, 1)
    return [*head, *rest, *reversed(foot)]


def _taken(blocks: Sequence[Block], sign: int) -> tuple[list[Block], list[Block]]:
    taken: list[Block] = []
    rest = list(blocks)
    while len(rest) > 1 and len(taken) < _MARGIN_LINES:
        outermost = _outermost(rest, sign)
        if outermost is None:
            break
        taken.append(rest.pop(outermost))
    return taken, rest


def _outermost(blocks: Sequence[Block], sign: int) -> int | None:
    """Which block lies wholly above (-1) or below (1) all others, if one does."""
    spans = [(b.box[1], b.box[3]) if sign > 0 else (-b.box[3], -b.box[1]) for b in blocks]
    first = min(range(len(spans)), key=lambda i: spans[i])
    rest = min(low for i, (low, _) in enumerate(spans) if i != first)
    return first if spans[first][1] <= rest + 1 else None


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _union(first: Box, last: Box) -> Box:
    return min(first[0], last[0]), min(first[1], last[1]), max(first[2], last[2]), max(first[3], last[3])
