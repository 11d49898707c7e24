"""Tables in plain text whose columns stand apart by spaces: their printed rows, for ``ingest.delimited``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.delimited_header import find_header
from ingest.delimited_rows import RawRow
from ingest.labels import read_labels
from ingest.models import Span, Spans
from ingest.row_families import list_marker
from ingest.spaced_header import SpacedHeader, header_at, repeats
from ingest.spaced_lines import SpacedLine, cuts, spaced_lines, spans_gap

_PAGE = re.compile(r"[-–—]?\s*\d{1,3}\s*[-–—]?(?:/\d{1,3})?")
_ENDS = re.compile(r"nơi nhận|ghi chú\s*:|chú thích\s*:", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_AHEAD = 2  # lines in which a title is followed by a row


@dataclass(frozen=True, slots=True)
class SpacedTable:
    """The printed rows of a table and the span from its first name to its last cell."""

    span: Span
    rows: tuple[RawRow, ...]


def spaced_tables(text: str, zone: Span) -> Iterator[SpacedTable]:
    """Tables of a zone, in order, whose names are those of a task or target table."""
    lines = spaced_lines(text, zone)
    n = 0
    while n < len(lines):
        header = header_at(text, lines, n)
        found = _Reader(text, lines, header).table() if header else None
        if found is not None:
            table, n = found
            yield table
        else:
            n += 1


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the body: the words of each column."""

    cells: tuple[Spans, ...]
    apart: bool
    blank: bool  # ``apart``, and not only by the end of a page
    title: bool = False


class _Reader:
    def __init__(self, text: str, lines: Sequence[SpacedLine], header: SpacedHeader) -> None:
        self._text = text
        self._lines = lines
        self._header = header
        self._main = 1 if header.counts else 0

    def table(self) -> tuple[SpacedTable, int] | None:
        """The table and the line after it; None where its names or rows are none."""
        kept = self._body()
        body = [self._lines[n] for n in kept]
        printed = self._lines[self._header.first : self._header.end]
        borders = cuts([*printed, *body], self._header.gaps)[len(printed) :]
        filled = [self._cut(line, at) for line, at in zip(body, borders, strict=True)]
        last = max(
            (n for n, line in enumerate(filled) if sum(map(bool, line.cells)) > 1 and not line.title), default=-1
        )
        while last >= 0 and last + 1 < len(filled) and self._goes_on(filled[last + 1]):
            last += 1
        if last < 0:
            return None
        rows = [RawRow(row, False) for row in (*self._header.rows, *self._rows(filled[: last + 1]))]
        if find_header(self._text, rows) is None:
            return None
        return SpacedTable(Span(printed[0].start, body[last].end), tuple(rows)), max(kept[last] + 1, self._header.end)

    def _goes_on(self, line: _Line) -> bool:
        """Whether a line with one filled cell is the rest of the row above it."""
        number = self._header.counts and line.cells[0]
        return not line.apart and not line.title and not number

    def _body(self) -> list[int]:
        """The lines of rows: repeated names and page numbers left out, up to the first line of running text."""
        kept: list[int] = []
        n = self._header.end
        while n < len(self._lines):
            if count := repeats(self._text, self._lines, n, self._header):
                n += count
                continue
            if self._is_foreign(n):
                break
            if not self._is_page_number(n):
                kept.append(n)
            n += 1
        return kept

    def _words(self, span: Span) -> str:
        return self._text[span.start : span.end]

    def _is_page_number(self, n: int) -> bool:
        line = self._lines[n]
        below = self._lines[n + 1] if n + 1 < len(self._lines) else None
        turns = below is None or below.page or repeats(self._text, self._lines, n + 1, self._header) > 0
        alone = turns or (line.apart and below is not None and below.apart)
        beside = line.words[0].left >= self._header.gaps[0][1]
        return beside and alone and _PAGE.fullmatch(self._words(Span(line.start, line.end))) is not None

    def _is_foreign(self, n: int) -> bool:
        """Whether a line is no part of the table: words over the first columns, unless they head the rows below."""
        line = self._lines[n]
        first = line.chunks[0]
        if _ENDS.match(self._words(first.span)):
            return True
        if all(spans_gap(line, gap) for gap in self._header.gaps[:2]):
            return not self._is_followed(n)
        if not self._header.counts or first.left >= self._header.gaps[0][0] or self._label(line):
            return False
        return not any(_DIGIT.search(self._words(c.span)) for c in line.chunks[1:]) and not self._is_followed(n)

    def _is_followed(self, n: int) -> bool:
        """Whether a row begins in the next lines."""
        below = self._lines[n + 1 : n + 1 + _AHEAD]
        return any(len(line.chunks) > 1 and (self._label(line) or not self._header.counts) for line in below)

    def _label(self, line: SpacedLine) -> bool:
        return bool(read_labels(self._words(line.words[0].span)))

    def _cut(self, line: SpacedLine, places: Sequence[int]) -> _Line:
        """The cells of a line; words that a border would part stay together."""
        cells: list[list[Span]] = [[] for _ in range(len(places) + 1)]
        title, blank = False, line.apart and not line.page
        first = line.words[0]
        rest = [w for w in line.words if w is not first] if self._heads(line, places) else []
        if rest:
            cells[0].append(first.span)
            cells[1].append(Span(rest[0].span.start, rest[-1].span.end))
            return _Line(tuple(map(tuple, cells)), line.apart, blank, True)
        for chunk in line.chunks:
            inside = [w for w in line.words if chunk.span.start <= w.span.start < chunk.span.end]
            parted = any(w.left < place < w.right for w in inside for place in places)
            title = title or (parted and len(line.chunks) == 1)
            for word in [chunk] if parted else inside:
                at = sum(place <= word.left for place in places)
                cells[max(at, self._main) if title else at].append(word.span)
        return _Line(tuple(_runs(self._text, cell) for cell in cells), line.apart, blank, title)

    def _heads(self, line: SpacedLine, places: Sequence[int]) -> bool:
        """Whether a line is the number of a group and its title, which may reach over several columns."""
        if not self._header.counts or len(line.words) < 2 or line.words[0].left >= places[0]:
            return False
        labels = read_labels(self._words(line.words[0].span))
        rest = line.chunks[1:] or line.chunks
        one = len(rest) == 1 and rest[0].left < max(places[1], self._header.gaps[1][0])
        return one and any(label.names_groups for label in labels)

    def _rows(self, lines: Sequence[_Line]) -> Iterator[tuple[Spans, ...]]:
        begins = self._begins(lines)
        for start, end in zip(begins, [*begins[1:], len(lines)], strict=True):
            members = [line.cells for line in lines[start:end]]
            yield tuple(
                _runs(self._text, [span for cells in members for span in cells[n]])
                for n in range(len(self._header.gaps) + 1)
            )

    def _begins(self, lines: Sequence[_Line]) -> list[int]:
        """Indices of the lines that begin a row; the first line always does."""
        found = [0]
        closed = any(line.apart for line in lines[1:])
        for n in range(1, len(lines)):
            line = lines[n]
            if line.title or lines[n - 1].title:
                found.append(n)
            elif not self._header.counts:
                if self._begins_unnumbered(line, closed):
                    found.append(n)
            elif self._numbers(line):
                found.append(self._first_line(lines, found[-1], n))
            elif self._is_part(line):
                found.append(n)
        return list(dict.fromkeys(found))

    def _numbers(self, line: _Line) -> bool:
        return bool(line.cells[0]) and bool(read_labels(self._words(line.cells[0][0])))

    def _is_part(self, line: _Line) -> bool:
        """Whether a line without number is a row by itself: a dash or letter, and who or when."""
        main = line.cells[self._main]
        filled = sum(map(bool, line.cells))
        return bool(main) and filled > 1 and list_marker(self._words(main[0])) is not None

    def _begins_unnumbered(self, line: _Line, closed: bool) -> bool:
        """A row without number: words in the first column, after a blank line or, where there is none, a capital."""
        main = line.cells[0]
        if not main:
            return False
        filled = sum(map(bool, line.cells))
        return line.apart if closed else filled > 1 and not self._is_lower(main)

    def _first_line(self, lines: Sequence[_Line], above: int, n: int) -> int:
        """Where the row of a numbered line begins: the number may stand at half the height of its row."""
        lowest = above + 1 if self._numbers(lines[above]) else above
        block = next((k for k in range(n, lowest - 1, -1) if lines[k].blank), None)
        if block is not None and not self._is_lower(next(cell for cell in lines[block].cells if cell)):
            return block
        main = lines[n].cells[self._main]
        if main and not self._is_lower(main):
            return n
        capitals = (
            k for k in range(n - 1, lowest - 1, -1) if (c := lines[k].cells[self._main]) and not self._is_lower(c)
        )
        return next(capitals, n)

    def _is_lower(self, cell: Spans) -> bool:
        return self._text[cell[0].start].islower()


def _runs(text: str, spans: Sequence[Span]) -> Spans:
    """Spans in order, those that only spaces part made one."""
    pieces: list[Span] = []
    for span in spans:
        if pieces and not text[pieces[-1].end : span.start].strip(" \u00a0"):
            pieces[-1] = Span(pieces[-1].start, span.end)
        else:
            pieces.append(span)
    return tuple(pieces)
