"""Rows of tables that assign no work: lists of projects, places, figures. A cell says something only under its name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from ingest.columns import names_a_table
from ingest.models import Block, BlockKind, Cell, Column, Spans
from ingest.table_parts import Table, TableRow

_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_BLANK = "[để trống]"  # our word for an empty cell, never the document's


def names_work(table: Table) -> bool:
    """Whether the columns of a table are those of tasks or targets."""
    return names_a_table([column for column, _ in table.columns])


def is_data(columns: Sequence[Column], body: Sequence[Sequence[str]]) -> bool:
    """Whether roles and words are those of a numbered list with figures: a number, what it is of, figures."""
    if not columns or columns[0] is not Column.NUMBER or Column.TEXT not in columns or len(columns) < _FEWEST_COLUMNS:
        return False
    numbered = [row for row in body if row[0].strip(" .").isdigit()]
    if len(numbered) < _FEWEST_ROWS or 2 * len(numbered) < len(body):
        return False
    others = [n for n, column in enumerate(columns) if column not in (Column.NUMBER, Column.TEXT)]
    return any(2 * sum(_is_figure(row[n]) for row in numbered) >= len(numbered) for n in others)


def _is_figure(words: str) -> bool:
    return words[:1].isdigit()


def data_cells(table: Table, row: TableRow) -> tuple[Cell, ...]:
    """The cells of a row with the places of their names, empty ones of named columns among them."""
    if len(table.heads) != len(table.columns):
        return row.cells
    held = {(cell.column, cell.name): cell for cell in row.cells}
    found: list[Cell] = []
    for (column, name), head in zip(table.columns, table.heads, strict=True):
        cell = held.get((column, name))
        if cell is not None or (name and column not in (Column.NUMBER, Column.NOTE)):
            text, spans = (cell.text, cell.spans) if cell else ("", ())
            found.append(Cell(column, name, text, spans, head))
    return tuple(found)


def spelled_out(block: Block) -> tuple[str, Spans] | None:
    """A row of data in words, each cell after its name, and the places of names and cells; None for other blocks."""
    if block.kind is not BlockKind.ROW or not any(cell.head for cell in block.cells):
        return None
    text = "; ".join(f"{cell.name}: {cell.text or _BLANK}" if cell.name else cell.text for cell in block.cells)
    heads = chain.from_iterable(cell.head for cell in block.cells)
    return text, (*sorted(dict.fromkeys(heads)), *block.spans)
