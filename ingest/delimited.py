"""Tables whose cells the file delimits: grids of Word and ruled PDF, tab-separated lines, Markdown pipes.

What is left to recover here is which pieces over several pages are one table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.cell_costs import CellCosts
from ingest.delimited_header import Header, find_header
from ingest.delimited_rows import RawRow, Rows
from ingest.models import Span, Spans
from ingest.row_families import settled
from ingest.table_parts import Table

_BETWEEN_PAGES = 90  # characters of a page number, header or footer between two grids of one table
_TITLED = re.compile(r"phụ lục|mẫu số|biểu số|kèm theo", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows that the file shows as one table."""

    span: Span
    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True)
class _Open:
    """A table being read: its header, the spans of that and its repeats, its rows so far."""

    header: Header
    head_spans: Spans
    rows: tuple[RawRow, ...]
    span: Span


def delimited_tables(text: str, raws: Sequence[RawTable], costs: CellCosts) -> Iterator[Table]:
    """Task and target tables among the delimited ones; a table that goes on over pages is one."""
    current: _Open | None = None
    for raw in raws:
        opened = _open_table(text, raw)
        follows = current is not None and _goes_on(text, current, raw)
        if current is not None and follows and (opened is None or opened.header.rows == current.header.rows):
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
    return widest == current.header.width and len(between) <= _BETWEEN_PAGES and not _TITLED.search(between)


def _open_table(text: str, raw: RawTable) -> _Open | None:
    """The table whose header stands in the first rows; None where no header of a task table does."""
    header = find_header(text, raw.rows)
    if header is None:
        return None
    return _Open(header, header.spans, raw.rows[header.end :], raw.span)


def _closed(text: str, table: _Open, costs: CellCosts) -> Table:
    header = table.header
    rows = Rows(text, header.columns, header.rows, costs).read([header.folded(row) for row in table.rows])
    return Table(header.columns, settled(rows), table.span, table.head_spans, header.heads)
