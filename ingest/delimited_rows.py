"""Printed rows of a delimited table become its rows: pieces that a page or a merged cell divided are joined."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.cell_costs import CellCosts
from ingest.cell_words import time_like
from ingest.column_names import names_context, plain_name
from ingest.columns import AGENCY_COLUMNS
from ingest.labels import Label, is_inside, read_labels, read_number
from ingest.models import Column, Spans
from ingest.row_families import list_marker
from ingest.table_parts import Group, Groups, TableRow, joined, make_cells, spoken

Columns = Sequence[tuple[Column, str]]
_TOTAL = re.compile(r"(?:tong (?:cong|so|hop)|cong|tong)(?: (?:cong|so))?(?: \d.*| nhiem vu.*)?")


@dataclass(frozen=True, slots=True)
class RawRow:
    """Cells of one printed row. ``turned``: a page may have ended just before it."""

    cells: tuple[Spans, ...]
    turned: bool


def padded(cells: Sequence[Spans], width: int) -> tuple[Spans, ...]:
    """Exactly ``width`` cells: missing ones empty, surplus ones joined to the last."""
    kept = (*cells[: width - 1], tuple(itertools.chain.from_iterable(cells[width - 1 :])))
    return (*kept, *((),) * (width - len(kept)))


def plain_row(words: Sequence[str]) -> tuple[str, ...]:
    """Folded words of each cell, for comparing rows with the header."""
    return tuple(plain_name(w) for w in words)


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed row understood: its cells, their words, its number and what kind of row it is."""

    cells: tuple[Spans, ...]
    words: tuple[str, ...]
    number: str
    label: Label | None
    turned: bool


class Rows:
    """Turns printed rows into table rows, joining what a page or a merged cell divided."""

    def __init__(self, text: str, columns: Columns, heads: Sequence[Sequence[str]], costs: CellCosts) -> None:
        self._text = text
        self._columns = columns
        self._roles = [column for column, _ in columns]
        self._heads = heads
        self._costs = costs
        self._number = self._roles.index(Column.NUMBER) if Column.NUMBER in self._roles else None
        self._at = self._roles.index(Column.TEXT)
        self._context = [n for n, (_, name) in enumerate(columns) if n != self._at and names_context(name)]
        self._groups = Groups()
        self._open: _Row | None = None
        self._above: tuple[Group, ...] = ()

    def read(self, rows: Sequence[RawRow]) -> Iterator[TableRow]:
        """Table rows in order."""
        known = [row for row in map(self._understood, rows) if row is not None]
        for n, row in enumerate(known):
            following = known[n + 1] if n + 1 < len(known) else None
            if self._open is not None and self._belongs(self._open, row):
                self._open = self._merged(self._open, row)
            elif self._is_group(row, following):
                yield from self._close()
                self._enter(row)
            else:
                last = self._open.label if self._open else None
                yield from self._close()
                self._groups = self._groups.left(last, row.label)
                self._open, self._above = row, self._groups.path
        yield from self._close()

    def _understood(self, raw: RawRow) -> _Row | None:
        """The row, or None for an empty one, a repeat of the header, or the numbers of the columns, or a total."""
        cells = padded(raw.cells, len(self._columns))
        words = tuple(spoken(self._text, cell) for cell in cells)
        counted = [w.strip("() ") for w in words]
        if not any(words) or plain_row(words) in self._heads or counted == [str(n + 1) for n in range(len(words))]:
            return None
        if _TOTAL.fullmatch(plain_name(next((w for w in words if w and not read_labels(w)), ""))):
            return None
        merged = self._number is not None and self._number + 1 < len(cells) and cells[0] == cells[1]
        first = words[self._number] if self._number is not None and not merged else ""
        return _Row(cells, words, first.strip(" ."), read_number(first), raw.turned)

    def _filled(self, row: _Row) -> list[int]:
        """Columns other than those of numbers and of what groups the rows that hold words."""
        return [
            n
            for n, word in enumerate(row.words)
            if word and self._roles[n] is not Column.NUMBER and n not in self._context
        ]

    def _is_group(self, row: _Row, following: _Row | None) -> bool:
        """Whether a row only names what comes below: one text, over all columns or alone."""
        filled = self._filled(row)
        whole = len(filled) > 1 and len({row.cells[n] for n in filled}) == 1
        alone = filled == [self._at] and not list_marker(row.words[self._at])
        if not filled or not (whole or alone):
            return not filled and row.label is not None and row.label.names_groups
        if row.number and not whole and (row.label is None or not row.label.names_groups):
            return following is not None and row.label is not None and is_inside(row.label, following.label)
        return True

    def _enter(self, row: _Row) -> None:
        spans = joined(self._text, (s for cell in row.cells for s in cell))
        filled = self._filled(row)
        title = row.words[filled[0]] if filled else ""
        label, rest = row.label, title
        if not row.number and title:
            first, _, rest = title.partition(" ")
            label = next((one for one in read_labels(first) if one.names_groups or first[-1:] in ".)"), None)
            rest = rest if label else title
        printed = label.text if label else (row.number or None)
        self._groups = self._groups.entered(label, Group(printed, rest, spans))

    def _belongs(self, above: _Row, row: _Row) -> bool:
        """Whether a printed row is the rest of the row above."""
        number = self._number
        if number is not None and row.cells[number] and row.cells[number] == above.cells[number]:
            return row.cells[self._at] == above.cells[self._at] and not self._has_own_time(above, row)
        filled = self._filled(row)
        spread = len(filled) > 1 and len({row.cells[n] for n in filled}) == 1
        return not row.number and not spread and self._continues(above, row, filled) > 0

    def _has_own_time(self, above: _Row, row: _Row) -> bool:
        """Whether a row under a merged text gives a deadline of its own."""
        times = [n for n, role in enumerate(self._roles) if role is Column.DEADLINE]
        return any(row.words[n] and above.words[n] and row.cells[n] != above.cells[n] for n in times)

    def _continues(self, above: _Row, row: _Row, filled: Sequence[int]) -> float:
        """How much speaks for a row without number being a continuation; negative for a row of its own."""
        text, before = row.words[self._at], above.words[self._at]
        if list_marker(text) and (not row.turned or len(filled) > 1):
            return -1.0
        score = 1.0 if row.turned else -1.0
        score += (3.0 if text[0].islower() else -2.0) if text else 2.0
        score += 1.0 * bool(text and before and before[-1] not in ".;:!?")
        score += 1.0 * (list(filled) == [self._at])
        return score + sum(self._pair_score(self._roles[n], above.words[n], row.words[n]) for n in filled)

    def _pair_score(self, column: Column, before: str, after: str) -> float:
        """How well the words of a cell go on from those above it."""
        if column is Column.DEADLINE and before:
            whole = time_like(before) >= 0.9
            return -3.0 * (whole and time_like(after) >= 0.9) + 2.0 * (not whole)
        if column in AGENCY_COLUMNS and before:
            return 2.0 if self._costs.completeness(before) < 1.0 or before[-1] in ",;" else -1.0
        return -1.0 if column in AGENCY_COLUMNS or column is Column.DEADLINE else 0.0

    def _merged(self, above: _Row, row: _Row) -> _Row:
        cells = tuple(a + tuple(s for s in b if s not in a) for a, b in zip(above.cells, row.cells, strict=True))
        words = tuple(spoken(self._text, cell) for cell in cells)
        return replace(above, cells=cells, words=words)

    def _close(self) -> Iterator[TableRow]:
        row, self._open = self._open, None
        if row is not None:
            cells = make_cells(self._text, self._columns, row.cells)
            spans = joined(self._text, (s for cell in row.cells for s in cell))
            context = [
                Group(None, row.words[n], joined(self._text, row.cells[n])) for n in self._context if row.words[n]
            ]
            yield TableRow(row.number or None, cells, (*self._above, *context), spans)
