"""Tables of a PDF text layer whose cells were flushed column by column and whose borders are lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.cell_costs import AgencyGrammar, CellCosts
from ingest.column_widths import Sample, estimate, sample_lines
from ingest.models import Source, Span, Spans
from ingest.row_chain import Chain, Part, Reader
from ingest.row_families import settled
from ingest.row_pieces import Layout
from ingest.table_header import Header, find_headers, without_repeats
from ingest.table_lines import Line, read_lines
from ingest.table_parts import Group, Groups, Table, TableRow, joined, make_cells, spoken

_END = re.compile(
    r"(?i:phụ lục|mẫu số|biểu(?: mẫu)?(?: số)?)\s+(?:[\dIVX]|số)|PHỤ LỤC|(?i:nơi nhận|ghi chú)\s*:|\(?(?i:kèm theo) "
)


def interleaved_tables(source: Source, zone: Span, agencies: AgencyGrammar) -> Iterator[Table]:
    """Tables of a zone in order, each from its first header to the next table or closing words."""
    lines = read_lines(source, zone)
    headers = list(find_headers(lines))
    i = 0
    while i < len(headers):
        header = headers[i]
        after = next((h for h in headers[i + 1 :] if h.words != header.words), None)
        limit = after.first if after else len(lines)
        stop = next((n for n in range(header.first + header.count, limit) if _END.match(lines[n].text)), limit)
        yield _read_table(source, lines[header.first + header.count : stop], header, agencies)
        i = next((n for n in range(i + 1, len(headers)) if headers[n].first >= stop), len(headers))


def _read_table(source: Source, following: Sequence[Line], header: Header, agencies: AgencyGrammar) -> Table:
    lines = without_repeats(following, header)
    costs = CellCosts(agencies)
    columns = tuple(column for column, _ in header.columns[1:])
    reader = Reader(lines, Layout(columns, (None,) * len(columns)), costs)
    easy = list(reader.easy_parts())
    for part in easy:
        for column, spans in zip(columns, part.reading.parts if part.reading else (), strict=False):
            costs.learn(column, spoken(source.text, spans))
    samples = [sample for part in easy for sample in _samples(lines, part)]
    widths = tuple(estimate([s for s in samples if s.column == n]) for n in range(len(columns)))
    chain = Reader(lines, Layout(columns, widths), costs).best_chain()
    rows = settled(_make_rows(source.text, lines, header, chain))
    end = lines[-1].words[-1].end if lines else header.spans[-1].end
    repeats = _gaps(following, lines)
    return Table(header.columns, rows, Span(header.spans[0].start, end), (*header.spans, *repeats))


def _gaps(before: Sequence[Line], after: Sequence[Line]) -> Spans:
    """Spans of the lines that were left out: repeated headers and page numbers."""
    kept = {line.words[0].start for line in after}
    out: list[Span] = []
    open_run = False
    for line in before:
        if line.words[0].start in kept:
            open_run = False
            continue
        start = out.pop().start if open_run else line.words[0].start
        out.append(Span(start, line.words[-1].end))
        open_run = True
    return tuple(out)


def _samples(lines: Sequence[Line], part: Part) -> Iterator[Sample]:
    if part.reading is not None:
        yield from sample_lines(lines[part.start.line : part.end], part.reading.parts)


def _make_rows(text: str, lines: Sequence[Line], header: Header, chain: Chain) -> Iterator[TableRow]:
    parts: list[Part] = []
    link: Chain | None = chain
    while link is not None and link.part is not None:
        parts.append(link.part)
        link = link.previous
    groups = Groups()
    for part in reversed(parts):
        taken = lines[part.start.line : part.end]
        spans = joined(text, (Span(line.words[0].start, line.words[-1].end) for line in taken))
        label = part.start.label
        if part.reading is None:
            words = tuple(Span(w.start, w.end) for line in taken for w in line.words)
            groups = groups.entered(label, Group(label.text if label else None, spoken(text, words[1:]), spans))
            continue
        number = (Span(taken[0].words[0].start, taken[0].words[0].end),) if label else ()
        cells = make_cells(text, header.columns, [number, *part.reading.parts])
        yield TableRow(label.text if label else None, cells, groups.path, spans)
