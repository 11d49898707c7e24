"""The lines of a table row on one page: where its cells may begin and end, and what the layout says against each."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.cell_costs import LONGEST
from ingest.models import Column, Span
from ingest.table_lines import SPACE, Line, width

_INSIDE = 2.0  # a new cell inside a printed line: only where the cell before it has one line
_GAP = 0.3  # the same where the words stand apart
_TIGHT = 5.0  # a cell that runs over the mark of a new cell
_WORST = 14.0  # a cell piece costing more is not tried
_TOO_WIDE = 25.0  # per share of the column's width by which a line exceeds it
_TOO_NARROW = 12.0  # per share of the width left empty although the next word would have fitted
_NARROW_MOST = 2.5


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns a row is read into, without the number, and their widths in type-size thousandths where known."""

    columns: tuple[Column, ...]
    widths: tuple[int | None, ...]


class Piece:
    """The lines of a row on one page, and what it costs to give a run of its words to a column."""

    def __init__(self, lines: Sequence[Line], layout: Layout, continued: bool) -> None:
        self.words = tuple(w for line in lines for w in line.words)
        self.texts = tuple(w.text for w in self.words)
        self.line_of = [n for n, line in enumerate(lines) for _ in line.words]
        self._ends = list(itertools.accumulate(len(line.words) for line in lines))
        self._edges = list(itertools.accumulate((width(t) + SPACE for t in self.texts), initial=0))
        self._tight = [line.tight for line in lines]
        self._layout = layout
        self._continued = continued
        self._inside = [self._inside_cost(n) if n else None for n in range(len(self.words))]
        at_lines = {0, *self._ends}
        self.places = [n for n in range(len(self.words) + 1) if n in at_lines or self._inside[n] is not None]
        self._following = [width(t) for t in self.texts]
        self._known: dict[tuple[int, int], list[tuple[int, float]]] = {}

    def moves(self, column: int, start: int) -> list[tuple[int, float]]:
        """Where a cell that begins at a word may end, with the cost of its lines; the empty cell is among them."""
        key = (column, start)
        if key not in self._known:
            runs = self._runs(column, start) if start < len(self.words) else ()
            self._known[key] = [(start, 0.0), *runs]
        return self._known[key]

    def _runs(self, column: int, start: int) -> Iterator[tuple[int, float]]:
        first = self.line_of[start]
        longest = LONGEST.get(self._layout.columns[column], len(self.words))
        for end in range(start + 1, self._ends[first]):
            inside = self._inside[end]
            if inside is not None:
                yield end, inside + self._too_wide(column, start, end)
        cost, begin = 0.0, start
        for line in range(first, len(self._ends)):
            end = self._ends[line]
            cost += self._too_wide(column, begin, end)
            if cost > _WORST or end - start > longest:
                return
            yield end, cost
            if line + 1 < len(self._ends):
                cost += self._too_narrow(column, begin, end, self._following[end]) + _TIGHT * self._tight[line + 1]
            begin = end

    def _inside_cost(self, position: int) -> float | None:
        before, word = self.words[position - 1], self.words[position]
        if word.start - before.end > 1:
            return _GAP
        if self._continued:
            return _INSIDE / 2
        return None if (word.text[0].islower() and word.text != "các") or word.text[0] in ",;.:)-–" else _INSIDE

    def _width(self, start: int, end: int) -> int:
        return self._edges[end] - self._edges[start] - SPACE

    def _too_wide(self, column: int, start: int, end: int) -> float:
        """Cost of words on one line that exceed the column."""
        limit = self._layout.widths[column]
        return max(0.0, self._width(start, end) / limit - 1.04) * _TOO_WIDE if limit else 0.0

    def _too_narrow(self, column: int, start: int, end: int, following: int) -> float:
        """Cost of a line break inside a cell although the following word would have fitted."""
        limit = self._layout.widths[column]
        if not limit:
            return 0.0
        needed = self._width(start, end) + SPACE + following
        return min(_NARROW_MOST, max(0.0, 1.0 - needed / limit) * _TOO_NARROW)

    def turning_cost(self, column: int, start: int, end: int, following: str) -> float:
        """Cost of going on with a word on the next page after a run's last line."""
        line = self.line_of[end - 1]
        begin = max(start, self._ends[line - 1] if line else 0)
        return self._too_narrow(column, begin, end, width(following))

    def height(self, start: int, end: int) -> int:
        """On how many lines a run stands."""
        return self.line_of[end - 1] - self.line_of[start] + 1 if end > start else 0

    def text(self, start: int, end: int) -> str:
        """The words of a run with single spaces."""
        return " ".join(self.texts[start:end])

    def fragments(self, start: int, end: int) -> Iterator[Span]:
        """Spans of the line fragments of a run."""
        for _, group in itertools.groupby(range(start, end), key=self.line_of.__getitem__):
            members = list(group)
            yield Span(self.words[members[0]].start, self.words[members[-1]].end)
