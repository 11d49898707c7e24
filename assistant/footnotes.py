"""Footnotes beside the words that carry their marks: what a note adds is part of what the document says there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.evidence import Draft, Line, Quote
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.tools import Tools
from ingest.models import Block, Document, Spans

_FEW, _LONGEST = 3, 16  # tasks and lines of an answer that tells places in full; a list is told without notes
_MOST = 2  # notes of one answer


def noted(draft: Draft, query: Query, tools: Tools) -> Draft:
    """The draft with the notes of the first places that it quotes, each behind its last line."""
    if draft.status is not AnswerStatus.ANSWERED or len(draft.tasks) > _FEW or len(draft.lines) > _LONGEST:
        return draft
    lines: list[Line] = list(draft.lines)
    told = 0
    for place, note in _notes(draft, query, tools):
        if told == _MOST or any(note.quotes[0].spans == quote.spans for line in lines for quote in line.quotes):
            continue
        told += 1
        lines.insert(place + told, note)
    return replace(draft, lines=tuple(lines))


def _notes(draft: Draft, query: Query, tools: Tools) -> Iterator[tuple[int, Line]]:
    """Places of lines in the draft behind which a note belongs, in order, with the note as a line."""
    last: dict[tuple[str, Spans], int] = {}
    for place, line in enumerate(draft.lines):
        last |= {(quote.document_id, quote.spans): place for quote in line.quotes}
    for (document_id, spans), place in sorted(last.items(), key=lambda item: item[1]):
        document = tools.document(document_id, query.viewer)
        notes = dict(document.footnotes)
        for number in _marks(document, spans) if notes else ():
            if (note := notes.get(number)) is not None:
                yield place, _told(note, document_id, query)


def _marks(document: Document, spans: Spans) -> Iterator[str]:
    for block in document.blocks:
        if block.notes and any(a.start < b.end and b.start < a.end for a in block.spans for b in spans):
            yield from block.notes


def _told(note: Block, document_id: str, query: Query) -> Line:
    label = say("footnote", query.english)
    return Line(f"{label}: “{note.text}”", (Quote(document_id, note.spans),))
