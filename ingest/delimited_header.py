"""The header of a delimited table: one to three printed rows, merged names, columns that only the layout made."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.column_names import known_role, plain_name
from ingest.columns import names_a_table, roles
from ingest.data_rows import is_data
from ingest.delimited_rows import RawRow, padded
from ingest.labels import read_number
from ingest.models import Column, Spans
from ingest.period_columns import period, settle_periods
from ingest.table_parts import joined, spoken

_FIRST_ROWS = 4  # in which a header may begin; titles of a table may stand above it
_MOST_ROWS = 3
_FEWEST_KNOWN = 2  # names the grammar must know as a whole
_LONGEST_BELOW = 5  # words of a name that divides a merged one

Cells = Sequence[Spans]


@dataclass(frozen=True, slots=True)
class Header:
    """Roles and names of the columns, the spans of each name, and how the file's columns fold into them."""

    columns: tuple[tuple[Column, str], ...]
    heads: tuple[Spans, ...]
    rows: tuple[tuple[str, ...], ...]  # folded words of each header row, for finding its repeats
    spans: Spans
    end: int  # index of the row after it
    folds: tuple[tuple[int, ...], ...]
    width: int

    def folded(self, row: RawRow) -> RawRow:
        """The row with the cells of one column made one."""
        cells = padded(row.cells, self.width)
        return RawRow(tuple(_union(cells, fold) for fold in self.folds), row.turned)


def find_header(text: str, rows: Sequence[RawRow]) -> Header | None:
    """The header in the first rows; None where no header of a task or target table stands there."""
    width = max((len(row.cells) for row in rows), default=0)
    cells = [padded(row.cells, width) for row in rows]
    for first in range(min(_FIRST_ROWS, len(rows))):
        for count in range(_MOST_ROWS, 0, -1):
            head = cells[first : first + count]
            if len(head) == count and _is_one(text, head):
                found = _header(text, head, cells[first + count :], first + count)
                if found is not None:
                    return found
    return None


def _header(text: str, head: Sequence[Cells], body: Sequence[Cells], end: int) -> Header | None:
    covering = _covered(head)
    folds = _folds(text, covering, body)
    heads = tuple(tuple(dict.fromkeys(s for row in covering for s in _union(row, fold))) for fold in folds)
    names = [_name(text, covering, fold) for fold in folds]
    words = [[spoken(text, _union(row, fold)) for fold in folds] for row in body]
    found = _roles(names, words)
    known = sum(known_role(name) is not None or period(name) is not None for name in names)
    if not (known >= _FEWEST_KNOWN and names_a_table(found)) and not (all(names) and is_data(found, words)):
        return None
    printed = tuple(tuple(plain_name(spoken(text, _union(row, fold))) for fold in folds) for row in head)
    spans = joined(text, (s for row in head for cell in row for s in cell))
    return Header(tuple(zip(found, names, strict=True)), heads, printed, spans, end, folds, len(head[0]))


def _roles(names: Sequence[str], body: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Roles by name and, for an unnamed first column and a calendar, by what stands below."""
    numbers = [row[0] for row in body if row[0] and len(set(row)) > 1]
    counts = not names[0] and numbers and all(read_number(word) for word in numbers)
    found = roles(["STT", *names[1:]] if counts else names)
    return settle_periods(found, names, body)


def _union(cells: Cells, fold: Sequence[int]) -> Spans:
    return tuple(dict.fromkeys(span for n in fold for span in cells[n]))


def _name(text: str, head: Sequence[Cells], fold: Sequence[int]) -> str:
    parts = [spoken(text, _union(row, fold)) for row in head]
    return " ".join(dict.fromkeys(part for part in parts if part))


def _covered(head: Sequence[Cells]) -> list[Cells]:
    """Header rows in which a name covers the empty cells right of it that a lower row divides (text has no merges)."""
    rows: list[Cells] = []
    for n, row in enumerate(head):
        below = head[n + 1 :]
        cells: list[Spans] = []
        for i, cell in enumerate(row):
            divided = i > 0 and not cell and any(lower[i] and lower[i - 1] for lower in below)
            cells.append(cells[i - 1] if divided else cell)
        rows.append(cells)
    return rows


def _is_one(text: str, head: Sequence[Cells]) -> bool:
    """Whether rows are one header: each below the first only divides names above it or repeats them."""
    return all(_divides(text, a, b) for a, b in itertools.pairwise(_covered(head)))


def _divides(text: str, above: Cells, row: Cells) -> bool:
    merged = [a and (a == b) for a, b in itertools.pairwise(above)]
    below_merged = {i for i, same in enumerate(merged) if same} | {i + 1 for i, same in enumerate(merged) if same}
    own = [i for i, cell in enumerate(row) if cell and cell != above[i]]
    words = [spoken(text, row[i]) for i in own]
    return (
        bool(own)
        and below_merged.issuperset(own)
        and len({row[i] for i in own}) > 1
        and all(known_role(word) or len(word.split()) <= _LONGEST_BELOW for word in words)
    )


def _folds(text: str, head: Sequence[Cells], body: Sequence[Cells]) -> tuple[tuple[int, ...], ...]:
    """Columns under one name made one; an unnamed column goes to the neighbour that is empty where it is filled."""
    folds: list[tuple[int, ...]] = []
    for i in range(len(head[0])):
        same = i > 0 and any(row[i] for row in head) and all(row[i] == row[i - 1] for row in head)
        if same:
            folds[-1] = (*folds[-1], i)
        else:
            folds.append((i,))
    return tuple(_without_unnamed(text, folds, head, body))


def _without_unnamed(
    text: str, folds: Sequence[tuple[int, ...]], head: Sequence[Cells], body: Sequence[Cells]
) -> list[tuple[int, ...]]:
    kept: list[tuple[int, ...]] = []
    waiting: tuple[int, ...] = ()
    for n, own in enumerate(folds):
        fold, waiting = (*waiting, *own), ()
        unnamed = n > 0 and not _name(text, head, fold)
        if unnamed and _fits(kept[-1], fold, body):
            kept[-1] = (*kept[-1], *fold)
        elif unnamed and n + 1 < len(folds) and _fits(folds[n + 1], fold, body):
            waiting = fold
        else:
            kept.append(fold)
    return kept


def _fits(fold: Sequence[int], unnamed: Sequence[int], body: Sequence[Cells]) -> bool:
    """Whether a column is empty, or merged with it, wherever an unnamed one is filled."""
    return all(
        not _union(row, fold) or set(_union(row, unnamed)) <= set(_union(row, fold))
        for row in body
        if _union(row, unnamed)
    )
