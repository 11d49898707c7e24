"""Cells of a task's row that the register has no field for: "Lãnh đạo phụ trách", "Thời gian bắt đầu", told where asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.evidence import Draft, Line, Quote
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.tools import Tools
from ingest.columns import is_unit
from ingest.models import BlockKind, Column
from ingest.text import fold, folded_words

_FEW = 3  # tasks of an answer that tells rows in full
_SHARED = 2  # words of a column's name that the question must use
_GENERAL = frozenset({"thoi", "gian", "nhiem", "vu", "noi", "dung"})  # of such names, and of most questions
_FREE = (Column.OTHER, Column.NOTE)


def noted(draft: Draft, query: Query, tools: Tools) -> Draft:
    """The draft, headed by the cells whose column the question names."""
    if draft.status is not AnswerStatus.ANSWERED or not 0 < len(draft.tasks) <= _FEW:
        return draft
    return replace(draft, lines=(*dict.fromkeys(_asked(draft, query, tools)), *draft.lines))


def _asked(draft: Draft, query: Query, tools: Tools) -> Iterator[Line]:
    words = set(fold(query.text).split()) | set(folded_words(query.text))
    for quote in dict.fromkeys(quote for line in draft.lines for quote in line.quotes):
        for block in tools.blocks(quote.document_id, query.viewer):
            if block.kind is not BlockKind.ROW or block.spans != quote.spans:
                continue
            for cell in block.cells:
                named = cell.column in _FREE and cell.text and not is_unit(cell.name)
                if named and len((words & set(folded_words(cell.name))) - _GENERAL) >= _SHARED:
                    yield Line(
                        f"**{cell.name}: {cell.text}.**", (Quote(quote.document_id, block.spans, quote.section),)
                    )
