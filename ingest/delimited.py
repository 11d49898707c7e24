"""Tables whose cells the file delimits: grids of Word and ruled PDF, tab-separated lines, Markdown pipes.

What is left to recover here is the header, its repeats, and which pieces over several pages are one table.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.cell_costs import CellCosts
from ingest.columns import known_role, names_a_table, roles
from ingest.delimited_rows import RawRow, Rows, padded, plain_row
from ingest.labels import read_labels
from ingest.models import Column, Span, Spans
from ingest.table_parts import Table, joined, spoken

_HEADER_ROWS = 3
_BETWEEN_PAGES = 90  # characters of a page number, header or footer between two grids of one table
_TITLED = re.compile(r"phụ lục|mẫu số|biểu số|kèm theo", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows that the file shows as one table."""

    span: Span
    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True)
class _Open:
    """A table being read: its columns, the words of its header rows, its rows so far."""

    columns: tuple[tuple[Column, str], ...]
    heads: tuple[tuple[str, ...], ...]
    head_spans: Spans
    rows: tuple[RawRow, ...]
    span: Span


def delimited_tables(text: str, raws: Sequence[RawTable], costs: CellCosts) -> Iterator[Table]:
    """Task and target tables among the delimited ones; a table that goes on over pages is one."""
    current: _Open | None = None
    for raw in raws:
        opened = _open_table(text, raw)
        follows = current is not None and _goes_on(text, current, raw)
        if current is not None and follows and (opened is None or opened.heads == current.heads):
            current = _extended(current, raw, opened)
            continue
        if opened is None:
            continue
        if current is not None:
            yield _closed(text, current, costs)
        current = opened
    if current is not None:
        yield _closed(text, current, costs)


def _extended(current: _Open, raw: RawTable, repeat: _Open | None) -> _Open:
    rows = repeat.rows if repeat else raw.rows
    rows = (replace(rows[0], turned=True), *rows[1:]) if rows else ()
    spans = (*current.head_spans, *(repeat.head_spans if repeat else ()))
    return replace(current, rows=current.rows + rows, head_spans=spans, span=Span(current.span.start, raw.span.end))


def _goes_on(text: str, current: _Open, raw: RawTable) -> bool:
    """Whether a table stands so close below another, with as many columns, that it is the same."""
    between = text[current.span.end : raw.span.start].strip()
    widest = max((len(row.cells) for row in raw.rows), default=0)
    return widest == len(current.columns) and len(between) <= _BETWEEN_PAGES and not _TITLED.search(between)


def _open_table(text: str, raw: RawTable) -> _Open | None:
    """The table whose header stands in the first rows; None where no header of a task table does."""
    width = max((len(row.cells) for row in raw.rows), default=0)
    for first in range(min(_HEADER_ROWS, len(raw.rows))):
        for count in (2, 1):
            head = [padded(row.cells, width) for row in raw.rows[first : first + count]]
            if len(head) < count or (count == 2 and not _is_second_line(text, *head)):
                continue
            names = [" ".join(dict.fromkeys(w for w in parts if w)) for parts in zip(*_words(text, head), strict=True)]
            if sum(known_role(name) is not None for name in names) < 2 or not names_a_table(roles(names)):
                continue
            spans = joined(text, (s for row in head for cell in row for s in cell))
            columns = tuple(zip(roles(names), names, strict=True))
            heads = tuple(plain_row(words) for words in _words(text, head))
            return _Open(columns, heads, spans, raw.rows[first + count :], raw.span)
    return None


def _words(text: str, rows: Iterable[Sequence[Spans]]) -> list[list[str]]:
    return [[spoken(text, cell) for cell in row] for row in rows]


def _is_second_line(text: str, first: Sequence[Spans], second: Sequence[Spans]) -> bool:
    """Whether a row divides merged names of the row above: no number of its own, and only further names."""
    merged = any(a and a == b for a, b in itertools.pairwise(first))
    own = [spoken(text, b) for a, b in zip(first, second, strict=True) if b and a != b]
    return (
        merged
        and bool(own)
        and all(known_role(word) or len(word.split()) <= 3 for word in own)
        and not any(read_labels(word) for word in own[:1])
    )


def _closed(text: str, table: _Open, costs: CellCosts) -> Table:
    rows = tuple(Rows(text, table.columns, table.heads, costs).read(table.rows))
    return Table(table.columns, rows, table.span, table.head_spans)
