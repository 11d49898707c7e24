"""What a table is once read: columns, rows of cells, the groups a row stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.labels import Label, is_inside
from ingest.models import Cell, Column, Span, Spans
from ingest.text import clean

_BETWEEN = re.compile(r"(?:\s|\||<br\s*/?>)*", re.IGNORECASE)  # what stands between the pieces of one cell or row
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Group:
    """A row that heads others: its printed number, if any, and its title."""

    label: str | None
    title: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row under its groups (outermost first). Empty cells are absent; ``spans`` split only where something foreign
    (a repeated header, a page number, another row's merged cell) interrupts."""

    number: str | None
    cells: tuple[Cell, ...]
    groups: tuple[Group, ...]
    spans: Spans


@dataclass(frozen=True, slots=True)
class Table:
    """Columns (role, printed name) and rows in file order; ``span`` runs from the header to the last character.

    ``heads`` are the words of each column's name, where the file delimits them."""

    columns: tuple[tuple[Column, str], ...]
    rows: tuple[TableRow, ...]
    span: Span
    header_spans: Spans
    heads: tuple[Spans, ...] = ()

    def name(self, role: Column) -> str:
        """Printed name of the first column of a role; empty where there is none."""
        return next((name for column, name in self.columns if column is role), "")


@dataclass(frozen=True, slots=True)
class Groups:
    """The group rows open at some place, outermost first, each with its number."""

    open: tuple[tuple[Label | None, Group], ...] = ()

    def entered(self, label: Label | None, group: Group) -> Groups:
        """Open a group: it closes those of its own style and all inside them; an unnumbered one goes innermost."""
        kept = self.open
        for i, (other, _) in enumerate(self.open):
            if _closes(label, other):
                kept = self.open[:i]
                break
        return Groups((*kept, (label, group)))

    def left(self, last: Label | None, label: Label | None) -> Groups:
        """Without the group whose parts end at a row: it counts on from the group, the last row counted its parts."""
        if last is None or label is None:
            return self
        for i, (other, _) in enumerate(self.open):
            if other is not None and other.style == label.style and is_inside(other, last):
                return self if is_inside(other, label) else Groups(self.open[:i])
        return self

    @property
    def path(self) -> tuple[Group, ...]:
        """The open groups, outermost first."""
        return tuple(group for _, group in self.open)


def _closes(label: Label | None, other: Label | None) -> bool:
    """Whether a new group ends an open one."""
    if label is None or other is None:
        return other is None
    return other.style == label.style or other.style.startswith(label.style)


def spoken(text: str, spans: Iterable[Span]) -> str:
    """Cleaned words of spans, joined by single spaces."""
    return clean(" ".join(_BREAK.sub(" ", text[s.start : s.end]) for s in spans))


def joined(text: str, spans: Iterable[Span]) -> Spans:
    """Spans in file order, those that only white space or a cell border parts made one."""
    pieces: list[Span] = []
    for span in sorted(set(spans)):
        if pieces and span.start <= pieces[-1].end:
            pieces[-1] = Span(pieces[-1].start, max(span.end, pieces[-1].end))
        elif pieces and _BETWEEN.fullmatch(text, pieces[-1].end, span.start):
            pieces[-1] = Span(pieces[-1].start, span.end)
        else:
            pieces.append(span)
    return tuple(pieces)


def make_cells(text: str, columns: Sequence[tuple[Column, str]], parts: Sequence[Spans]) -> tuple[Cell, ...]:
    """Cells of the columns that hold words, their spans in reading order."""
    filled = [(column, name, spans, spoken(text, spans)) for (column, name), spans in zip(columns, parts, strict=True)]
    return tuple(Cell(column, name, words, _runs(text, spans)) for column, name, spans, words in filled if words)


def _runs(text: str, spans: Spans) -> Spans:
    """Spans as given, neighbours that only white space parts made one."""
    pieces: list[Span] = []
    for span in spans:
        if pieces and pieces[-1].end <= span.start and not text[pieces[-1].end : span.start].strip():
            pieces[-1] = Span(pieces[-1].start, span.end)
        else:
            pieces.append(span)
    return tuple(pieces)
