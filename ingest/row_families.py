"""Rows seen together: "như trên" filled from the row above, parts of a row (a, b; 1.1; "-") placed under it.

The rule for parts: a row whose number counts the parts of a row above it stands under that row as under a group. It
takes from it the lead, partners, implementing bodies and deadline that its own cells leave empty, with the words
they were read from. A row with parts stays a task of its own where it says who or when; one numbered like a group
(I, A) only heads its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.columns import AGENCY_COLUMNS
from ingest.labels import Label, is_inside, read_number
from ingest.models import Cell, Column, Spans
from ingest.table_parts import Group, TableRow

_SAME = re.compile(
    r"[-–—\s.(]*(?:n/?t|như (?:trên|nêu trên|dòng trên|mục trên)|[\"″〃”“]|''|//)[-–—\s.)]*", re.IGNORECASE
)
_DASH = re.compile(r"[-–—+•*]")
_MARKER = re.compile(r"(?:([a-zđ]|\d{1,2}(?:\.\d{1,2}){1,2})[.)] ?|([-–+•]) )(?=\S)")
_INHERITED = (*sorted(AGENCY_COLUMNS), Column.DEADLINE)


def settled(rows: Iterable[TableRow]) -> tuple[TableRow, ...]:
    """The rows of a table with what they take from the rows above them."""
    return tuple(_placed([*_spelled_out(rows)]))


def list_marker(text: str) -> str | None:
    """The number or dash that a text itself begins with ("a)", "1.2.", "-"); None where there is none."""
    match = _MARKER.match(text)
    return (match[1] or match[2]) if match else None


def _spelled_out(rows: Iterable[TableRow]) -> Iterator[TableRow]:
    """Rows whose cells that only point to the cell above say what that one says; both places are kept."""
    above: dict[str, Cell] = {}
    for row in rows:
        cells = tuple(_same_as(cell, above.get(cell.name)) for cell in row.cells)
        above = {cell.name: cell for cell in cells}
        yield replace(row, cells=cells)


def _same_as(cell: Cell, above: Cell | None) -> Cell:
    if above is None or cell.column is Column.NUMBER or not _SAME.fullmatch(cell.text):
        return cell
    return replace(cell, text=above.text, spans=(*above.spans, *cell.spans))


@dataclass(frozen=True, slots=True)
class _Member:
    """A row that may have parts: its number, None for a dash, and the row as placed."""

    label: Label | None
    row: TableRow

    def has_part(self, label: Label | None, marker: str | None) -> bool:
        """Whether a number or dash below counts its parts."""
        if self.label is None:
            return False
        return is_inside(self.label, label) if label else marker is not None


def _placed(rows: Sequence[TableRow]) -> Iterator[TableRow]:
    family: list[_Member] = []
    outer: tuple[Group, ...] = ()
    for n, printed in enumerate(rows):
        if printed.groups != outer:
            family, outer = [], printed.groups
        label, marker = _number(printed, family)
        while family and not family[-1].has_part(label, marker):
            family.pop()
        row = _under(printed, [member.row for member in family]) if family else printed
        row = replace(row, number=marker if marker and not _DASH.fullmatch(marker) else None)
        member = _Member(label, row)
        family.append(member)
        if not _only_heads(member, rows[n + 1 : n + 2]):
            yield row


def _number(row: TableRow, family: Sequence[_Member]) -> tuple[Label | None, str | None]:
    """The number of a row, from its number cell or the beginning of its text, and the marker it was read from."""
    marker = list_marker(_text(row))
    shared = bool(family) and _number_spans(family[0].row) == _number_spans(row)
    if row.number and not (shared and marker):
        return read_number(row.number), row.number
    return (read_number(marker), marker) if marker and not _DASH.fullmatch(marker) else (None, marker)


def _only_heads(member: _Member, following: Sequence[TableRow]) -> bool:
    """Whether a row numbered like a group has parts."""
    if member.label is None or not member.label.names_groups:
        return False
    return any(row.groups == member.row.groups and member.has_part(*_number(row, [member])) for row in following)


def _under(row: TableRow, parents: Sequence[TableRow]) -> TableRow:
    groups = tuple(_group(parent) for parent in parents)
    own = {cell.column for cell in row.cells}
    nearest = parents[-1]
    taken = [cell for cell in nearest.cells if cell.column in _INHERITED and cell.column not in own]
    return replace(row, groups=(*row.groups, *groups), cells=(*row.cells, *taken))


def _group(parent: TableRow) -> Group:
    return Group(parent.number, _text(parent), parent.spans)


def _text(row: TableRow) -> str:
    return next((cell.text for cell in row.cells if cell.column is Column.TEXT), "")


def _number_spans(row: TableRow) -> Spans:
    return next((cell.spans for cell in row.cells if cell.column is Column.NUMBER), ())
