"""The deadline of a table row: its own cell, the marks below quarters and months, or the group it stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.binding import Setting
from ingest.deadlines import deadline_in_cell
from ingest.joined import join
from ingest.models import Cell, Column, Deadline, DeadlineKind, DeadlineOp, Spans
from ingest.period_columns import is_mark, period
from ingest.table_parts import Group, Table, TableRow
from ingest.text import canonical

_PERIOD = re.compile(
    r"(?:giai đoạn|năm)\s*(?:19|20)\d\d(?:\s*-\s*(?:19|20)\d\d)?"
    r"|(?:(?:quý\s*(?:iv|i{1,3}|[1-4])|tháng\s*\d{1,2})\s*(?:/|năm)\s*)20\d\d"
    r"|trước ngày \d{1,2}[/-]\d{1,2}[/-]20\d\d",
    re.IGNORECASE,
)
_LASTS = re.compile(r"(?<!\w)từ (?:ngày |đầu |cuối |giữa )?$")  # what begins at a time is not due then
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_BRACKET = re.compile(r"\s*\([^()]*(?:\)|$)")
_SENTENCE = re.compile(r"(?<=[^\W\d])[.;] |(?<=\d)[.;] (?=[^\W\d])")
_OF_GROUPS = frozenset(
    {DeadlineKind.RANGE, DeadlineKind.YEAR, DeadlineKind.QUARTER, DeadlineKind.MONTH, DeadlineKind.DATE}
)


def row_deadline(row: TableRow, table: Table, at: Setting) -> tuple[Deadline | None, Spans]:
    """The deadline and the words that give it."""
    cells = [cell for cell in row.cells if cell.column is Column.DEADLINE and cell.text]
    marked = [cell for cell in cells if is_mark(cell.text) and period(cell.name)]
    if marked:
        return _marked(marked, table, at)
    if cells:
        return _printed(cells[0], at), cells[0].spans
    for group in reversed(row.groups):
        found = _of_group(group, at)
        if found is not None:
            return found
    return None, ()


def _printed(cell: Cell, at: Setting) -> Deadline | None:
    """The deadline of a cell: what stands in brackets explains it, and the first dated sentence of several counts."""
    year = _year(cell.name) or at.year
    whole = deadline_in_cell(cell.text, year, cell.name)
    for words in (_BRACKET.sub("", cell.text), *_SENTENCE.split(cell.text)):
        part = deadline_in_cell(words, year, cell.name)
        if whole and part and part.end and words != cell.text:
            return replace(part, text=whole.text)
    return whole


def _year(name: str) -> int | None:
    """The year that a column's name gives its cells ("Thời hạn năm 2026")."""
    match = _YEAR.search(name)
    return int(match[1]) if match else None


def _marked(cells: Sequence[Cell], table: Table, at: Setting) -> tuple[Deadline | None, Spans]:
    """From the first marked period to the last; the names of the columns and the marks are its words."""
    heads = {name: spans for (_, name), spans in zip(table.columns, table.heads, strict=False)}
    spans = tuple(span for cell in cells for span in (*heads.get(cell.name, ()), *cell.spans))
    periods = [name for cell in cells if (name := period(cell.name))]
    read = [deadline_in_cell(name, at.year) for name in periods]
    dated = [deadline for deadline in read if deadline is not None]
    words = ", ".join(periods)
    if len(dated) == 1:
        return dated[0], spans
    starts, ends = [d.start for d in dated if d.start], [d.end for d in dated if d.end]
    if not starts or not ends:
        return Deadline(words, DeadlineKind.NONE), spans
    return Deadline(words, DeadlineKind.RANGE, DeadlineOp.WITHIN, min(starts), max(ends)), spans


def _of_group(group: Group, at: Setting) -> tuple[Deadline, Spans] | None:
    title = canonical(group.title)
    match = _PERIOD.search(title)
    if match is None or _LASTS.search(title, 0, match.start()):
        return None
    printed = deadline_in_cell(group.title[match.start() : match.end()], at.year)
    if printed is None or printed.kind not in _OF_GROUPS:
        return None
    joined = join(at.source.text, group.spans)
    found = joined.text.lower().find(match.group().lower())
    return printed, joined.raw(found, found + len(match.group())) if found >= 0 else group.spans
