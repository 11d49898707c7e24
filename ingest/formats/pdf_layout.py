"""Reading order of one PDF page: printed lines and tables, from characters with places and ruled tables.

Lines come in content order, as the writing program laid them down. Two columns on one line (the letterhead, the
signature) are read one after the other; a page header or footer goes to its end of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from statistics import median

from ingest.formats.pdf_letters import Letters, Line, put_together
from ingest.formats.pdf_page import Box
from ingest.formats.pdf_stamps import place_stamps, without_signatures
from ingest.formats.ruled_grid import RuledTable

_LOOSE = 1.08  # a line this much wider per character than the page's usual one may hold a gutter
_MARGIN_LINES = 3  # lines of a page header or footer
_SET_OFF = 0.5  # line heights of white between a header and the text
_PRINTED_LINE = re.compile(r"[^\r\n]+")
_GLUED = re.compile(r"\w[-/]\Z")

Owner = tuple[int, int] | None  # table and cell, None outside tables


@dataclass(frozen=True, slots=True)
class TableText:
    """A table with the words of each cell number, None for an empty one."""

    table: RuledTable
    words: tuple[Line | None, ...]

    @property
    def box(self) -> Box:
        """The outer border."""
        return self.table.xs[0], self.table.ys[0], self.table.xs[-1], self.table.ys[-1]


Block = Line | TableText


def read_page(letters: Letters, tables: Sequence[RuledTable]) -> list[Block]:
    """Lines and tables of a page in reading order."""
    pieces = [(place, owner, letters.line(*place)) for place, owner in _pieces(letters, tables)]
    usual = median([_per_character(line) for _, owner, line in pieces if owner is None] or [0.0])
    lines: list[list[Line]] = []  # printed lines outside tables, each as its columns
    stamps: list[Line] = []
    held: list[dict[int, list[Line]]] = [{} for _ in tables]
    places: dict[int, int] = {}  # table -> number of lines before it
    for place, owner, line in pieces:
        if owner is None and place[0] >= letters.own:
            stamps += letters.runs(*place)
        elif owner is None:
            lines.append(letters.columns(*place) if _per_character(line) > _LOOSE * usual else [line])
        else:
            places.setdefault(owner[0], len(lines))
            held[owner[0]].setdefault(owner[1], []).append(line)
    blocks: list[Block] = []
    done = 0
    for number, before in places.items():
        blocks += _by_columns(lines[done:before])
        blocks.append(TableText(tables[number], _cell_words(tables[number], held[number])))
        done = before
    blocks = without_signatures([*blocks, *_by_columns(lines[done:])])
    return place_stamps(without_signatures(stamps), _with_margins(blocks))


def join(lines: Sequence[Line]) -> Line:
    """Lines under each other; a hyphen or slash glued to both its words does not end a line."""
    return put_together(lines, _line_end)


def _line_end(text: str, after: str) -> str:
    return "" if _GLUED.match(text, len(text) - 2) and after[:1].isalnum() else "\n"


def _pieces(letters: Letters, tables: Sequence[RuledTable]) -> Iterator[tuple[tuple[int, int], Owner]]:
    """Where neighbouring words start and end that are printed at one height in one cell, or outside all tables."""
    own, stamped = ((0, letters.own), (letters.own, len(letters.text)))
    for printed in chain(*(_PRINTED_LINE.finditer(letters.text, *part) for part in (own, stamped))):
        words = letters.words(*printed.span())
        if not words:
            continue
        start, end = words[0][0], words[-1][1]
        if not tables and _is_level(letters.box(start), letters.box(end - 1)):
            yield (start, end), None
            continue
        owned = [piece for first, last in words for piece in _owned(letters, first, last, tables)]
        yield from _joined(letters, owned)


def _joined(letters: Letters, owned: Sequence[tuple[int, int, Owner]]) -> Iterator[tuple[tuple[int, int], Owner]]:
    start, end, owner = owned[0]
    for first, last, other in owned[1:]:
        if other != owner or not _is_level(letters.box(end - 1), letters.box(first)):
            yield (start, end), owner
            start, owner = first, other
        end = last
    yield (start, end), owner


def _is_level(left: Box, right: Box) -> bool:
    """Whether two characters stand at one height; raised and lowered ones do."""
    return min(left[3], right[3]) - max(left[1], right[1]) > 0


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
    return (line.box[2] - line.box[0]) / max(1, len(line.text))


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


def _cell_words(table: RuledTable, held: dict[int, list[Line]]) -> tuple[Line | None, ...]:
    count = 1 + max(cell for row in table.cells for cell in row)
    cells = [[_side_by_side(line) for line in _printed(held.get(cell, []))] for cell in range(count)]
    return tuple(join(lines) if lines else None for lines in cells)


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


def _side_by_side(lines: Sequence[Line]) -> Line:
    return put_together(sorted(lines, key=lambda line: line.box[0]), lambda _, __: " ")


def _with_margins(blocks: list[Block]) -> list[Block]:
    """Headers written last go first, footers written first go last; all else stays."""
    head, rest = _taken(blocks, -1)
    foot, rest = _taken(rest, 1)
    return [*head, *rest, *reversed(foot)]


def _taken(blocks: Sequence[Block], sign: int) -> tuple[list[Block], list[Block]]:
    """Up to three blocks, one by one the outermost above (-1) or below (1), and the rest.

    One that is out of place must be set off by white space and stand over some of what it passes: a column does not.
    """
    taken: list[Block] = []
    rest = list(blocks)
    while len(rest) > 1 and len(taken) < _MARGIN_LINES:
        ends = [(b.box[1], b.box[3]) if sign > 0 else (-b.box[3], -b.box[1]) for b in rest]
        first = min(range(len(ends)), key=lambda i: ends[i])
        low, high = ends[first]
        white = min(end[0] for i, end in enumerate(ends) if i != first) - high
        passed = rest[first + 1 :] if sign > 0 else rest[:first]
        over = any(b.box[0] < rest[first].box[2] and b.box[2] > rest[first].box[0] for b in passed)
        if white < (_SET_OFF * (high - low) if passed else 0) or (passed and not over):
            break
        taken.append(rest.pop(first))
    return taken, rest


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2
