"""Tables of a document: columns with their roles, rows re-joined over pages, the groups they stand under.

The cells come from the file where it delimits them (Word, ruled PDF, tabs, pipes) and are recovered where the text
layer has lost them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ingest.cell_costs import AgencyGrammar, CellCosts
from ingest.delimited import RawTable, delimited_tables
from ingest.delimited_rows import RawRow
from ingest.interleaved import interleaved_tables
from ingest.models import Source, Span, Spans
from ingest.spaced import spaced_tables
from ingest.table_parts import Group, Table, TableRow

__all__ = ["AgencyGrammar", "Group", "Table", "TableRow", "tables_in"]

_PIPE = re.compile(r"(?<!\\)\|")
_APART = re.compile(r"\S[ \u00a0]+\|(?:[ \u00a0]|$)")  # no outer border: "1 | Lập danh mục | Sở Xây dựng"
_RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")  # the line below a Markdown header
_FEWEST = 2  # borders on a line of a table
_FEWEST_DRAWN = 3  # parts between drawn rules from which each is a row: a header and two more


def tables_in(source: Source, zone: Span, agencies: AgencyGrammar) -> tuple[Table, ...]:
    """Task and target tables of a zone, in file order."""
    given = sorted([*_grids(source, zone), *_lined(source, zone)], key=lambda raw: raw.span)
    free = _outside(zone, [raw.span for raw in given])
    spaced = (RawTable(table.span, table.rows) for part in free for table in spaced_tables(source.text, part))
    raws = sorted([*given, *spaced], key=lambda raw: raw.span)
    found = list(delimited_tables(source.text, raws, CellCosts(agencies)))
    for part in _outside(zone, [raw.span for raw in raws]):
        found += interleaved_tables(source, part, agencies)
    return tuple(sorted(found, key=lambda table: table.span))


def _outside(zone: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """The parts of a zone that no delimited table covers."""
    start = zone.start
    for span in taken:
        if span.start > start:
            yield Span(start, span.start)
        start = max(start, span.end)
    if start < zone.end:
        yield Span(start, zone.end)


def _grids(source: Source, zone: Span) -> Iterator[RawTable]:
    for grid in source.grids:
        if zone.start <= grid.span.start < zone.end and grid.rows:
            yield RawTable(grid.span, tuple(RawRow(row, False) for row in grid.rows))


def _lined(source: Source, zone: Span) -> Iterator[RawTable]:
    """Runs of lines whose cells stand between tabs or pipes; blank lines do not end a run."""
    covered = [grid.span for grid in source.grids]
    border: re.Pattern[str] | None = None
    parts: list[list[RawRow]] = []  # rows between drawn rules
    start = end = zone.start
    gap = False
    for line in re.compile(r"[^\r\n]+|\r\n?|\n").finditer(source.text, zone.start, zone.end):
        if not line.group().strip("\r\n"):
            gap = gap or line.start() > end + 1
            continue
        is_covered = any(s.start <= line.start() < s.end for s in covered)
        here = None if is_covered else _border(line.group(), bool(parts), border)
        if parts and here is not border and line.group().strip():
            yield RawTable(Span(start, end), _rows(parts))
            parts = []
        if here is not None and _RULE.fullmatch(line.group()):
            parts += [[]] if parts else []
        elif here is not None:
            start = start if parts else line.start()
            parts = parts or [[]]
            row = RawRow(_split(source.text, line.start(), line.end(), here), gap and any(parts))
            parts[-1].append(row)
        if here is not None:
            border, end, gap = here, line.end(), False
    if parts:
        yield RawTable(Span(start, end), _rows(parts))


def _rows(parts: Sequence[Sequence[RawRow]]) -> tuple[RawRow, ...]:
    """The rows of a table; where a rule is drawn under every one, the lines between two rules are one row."""
    drawn = [part for part in parts if part]
    if len(drawn) < _FEWEST_DRAWN:
        return tuple(row for part in drawn for row in part)
    return tuple(RawRow(_columnwise(part), part[0].turned) for part in drawn)


def _columnwise(lines: Sequence[RawRow]) -> tuple[Spans, ...]:
    cells = itertools.zip_longest(*(line.cells for line in lines), fillvalue=())
    return tuple(tuple(itertools.chain.from_iterable(cell)) for cell in cells)


_TAB = re.compile("\t")
_HEADS = re.compile(
    r"[ \u00a0]*(?:\(?(?:\d{1,3}|[IVXLC]{1,6}|[A-ZĐ])(?:\.\d{1,3}){0,3}[.)]{0,2})?[ \u00a0]*\t[^\t\r\n]*\S"
)


def _border(line: str, inside: bool, border: re.Pattern[str] | None) -> re.Pattern[str] | None:
    """What parts the cells of a line; None when the line is no table row.

    Inside a table a line of a number and a title alone is a row too: it heads those below ("II⇥GIAI ĐOẠN 2").
    """
    if line.count("\t") >= _FEWEST or (inside and _HEADS.match(line)):
        return _TAB
    if inside and border is _PIPE and _RULE.fullmatch(line):
        return _PIPE  # "+-----+-----+"
    bordered = line.lstrip().startswith("|") or _APART.search(line)
    return _PIPE if bordered and len(_PIPE.findall(line)) >= _FEWEST else None


def _split(text: str, start: int, end: int, border: re.Pattern[str]) -> tuple[Spans, ...]:
    """Cells of a line, each the span of its words; the outer pipes of Markdown border nothing."""
    cuts = [start - 1, *(m.start() for m in border.finditer(text, start, end)), end]
    cells = [_trimmed(text, a + 1, b) for a, b in itertools.pairwise(cuts)]
    if border is _PIPE:
        cells = cells[1:] if not cells[0] else cells
        cells = cells[:-1] if cells and not cells[-1] else cells
    return tuple(cells)


def _trimmed(text: str, start: int, end: int) -> Spans:
    words = text[start:end]
    inner = words.strip()
    if not inner:
        return ()
    start += words.index(inner)
    return (Span(start, start + len(inner)),)
