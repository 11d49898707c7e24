"""Rows of a list with figures, compared by one of its columns: the highest, the lowest, those below a figure."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from assistant.evidence import Draft, Line, Quote
from assistant.labels import document_name
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.tools import Tools
from ingest.data_rows import spelled_out
from ingest.lookup import StoredDocument
from ingest.models import Block, Column
from ingest.text import fold, folded_words

_HIGHEST = re.compile(r"(?<!\w)(?:(?:cao|lon|nhieu|nhanh|dai|dong|dat) nhat|highest|largest|most)(?!\w)")
_LOWEST = re.compile(r"(?<!\w)(?:(?:thap|nho|it|cham|ngan|kem) nhat|lowest|smallest|fewest|least)(?!\w)")
_FIGURE = r"(\d[\d.]*(?:,\d+)?) ?(%)?"
_BOUND = re.compile(
    rf"(?<!\w)(?:(duoi|nho hon|thap hon|it hon|chua dat|chua den|below|under)|(tren|hon|vuot|lon hon|cao hon|nhieu hon|above|over)"
    rf"|(?:dat |khong duoi )?(tu)(?= [\d.,]+ ?%? ?tro len)) {_FIGURE}(?!\w|/\d)"
)
_PRINTED = re.compile(_FIGURE)
_TOTAL = re.compile(r"\W*(?:tong(?: so| cong)?|cong|toan (?:tinh|thanh pho|quoc))(?!\w)")
_DIRECTIONS: tuple[Callable[[Decimal, Decimal], bool], ...] = (operator.lt, operator.gt, operator.ge)
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows under the same names of columns, and the column that the question is about."""

    document: StoredDocument
    rows: tuple[Block, ...]
    column: str
    shared: int  # words of the question that the column's name carries

    def figures(self) -> list[tuple[Decimal, Block]]:
        """Rows with a figure in the column, and the figure."""
        held = ((_figure(cell.text), row) for row in self.rows for cell in row.cells if cell.name == self.column)
        return [(figure, row) for figure, row in held if figure is not None]


def by_figures(query: Query, tools: Tools) -> Draft | None:
    """The rows that stand out in the column asked about; None where the question compares no figures of a list."""
    folded = query.folded
    bound = _BOUND.search(folded)
    if query.agencies or query.window or not (bound or _HIGHEST.search(folded) or _LOWEST.search(folded)):
        return None
    tables = sorted(_tables(query, tools), key=lambda table: -table.shared)
    if not tables or (len(tables) > 1 and tables[0].shared == tables[1].shared):
        return None
    table = tables[0]
    name = Line(say("in_document", query.english, document=document_name(table.document)), furniture=True)
    lines = [*_beyond(table, bound, query)] if bound else [*_extremes(table, query)]
    if not lines:
        return None
    return Draft(AnswerStatus.ANSWERED, (name, *lines), documents=(table.document.id,))


def compares_twice(folded: str) -> bool:
    """Whether a question asks for both ends of one column: "cao nhất, thấp nhất"."""
    return bool(_HIGHEST.search(folded) and _LOWEST.search(folded))


def _extremes(table: _Table, query: Query) -> Iterator[Line]:
    figures = table.figures()
    for key, pattern, end in (("highest", _HIGHEST, max), ("lowest", _LOWEST, min)):
        if pattern.search(query.folded):
            most = end(figure for figure, _ in figures)
            of = str(len(figures))
            yield Line(say(key, query.english, n=of), granted=(of,), furniture=True)
            yield from (_row(table, row) for figure, row in figures if figure == most)


def _beyond(table: _Table, bound: re.Match[str], query: Query) -> Iterator[Line]:
    passes = next(way for way, named in zip(_DIRECTIONS, bound.groups(), strict=False) if named)
    limit = _figure(bound[4])
    found = [row for figure, row in table.figures() if limit is not None and passes(figure, limit)]
    if found:
        count, of = str(len(found)), str(len(table.rows))
        yield Line(say("rows_beyond", query.english, n=count, of=of), granted=(count, of), furniture=True)
        yield from (_row(table, row) for row in found)


def _row(table: _Table, row: Block) -> Line:
    words, spans = spelled_out(row) or (row.text, row.spans)
    return Line(f"- “{words}”", (Quote(table.document.id, spans, row.section),))


def _tables(query: Query, tools: Tools) -> Iterator[_Table]:
    for document in tools.documents(query.viewer):
        if query.scope and document.id not in query.scope.documents:
            continue
        rows = [b for b in tools.blocks(document.id, query.viewer) if spelled_out(b) and not _is_total(b)]
        for _, group in groupby(rows, key=_names):
            held = tuple(group)
            if (table := _asked_of(document, held, query)) is not None:
                yield table


def _is_total(row: Block) -> bool:
    return any(_TOTAL.match(fold(cell.text)) for cell in row.cells[:2])


def _names(row: Block) -> tuple[object, ...]:
    return (row.section, *(cell.name for cell in row.cells))


def _asked_of(document: StoredDocument, rows: Sequence[Block], query: Query) -> _Table | None:
    """The list with the column of figures whose name, or the list's own title, carries most of the question."""
    wanted = set(query.topic)
    names = dict.fromkeys(c.name for c in rows[0].cells if c.name and c.column not in (Column.NUMBER, Column.TEXT))
    found = [
        table
        for name in names
        if (shared := len(wanted & set(folded_words(name))))
        and len((table := _Table(document, tuple(rows), name, shared)).figures()) >= _FEWEST_ROWS
    ]
    best = sorted(found, key=lambda table: -table.shared)
    if not best or (len(best) > 1 and best[0].shared == best[1].shared):
        return None
    return best[0]


def _figure(printed: str) -> Decimal | None:
    """The number that a cell opens with; a point before three digits parts thousands, a comma decimals."""
    match = _PRINTED.match(fold(printed).strip())
    if match is None:
        return None
    whole, _, rest = match[1].partition(",")
    grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", whole)
    return Decimal((whole.replace(".", "") if grouped else whole.rstrip(".")) + (f".{rest}" if rest else ""))
