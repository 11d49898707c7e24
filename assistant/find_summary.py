"""Summaries of a document or of one body's duties: put together from the register, every line with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence import Draft, Line
from assistant.find_changes import CHANGE_WORDS, asks_changes, by_changes
from assistant.find_list import by_filter
from assistant.labels import document_name
from assistant.models import AnswerStatus
from assistant.query import Field, Order, Query, Shape
from assistant.relation_lines import identity_quotes
from assistant.summary_lines import document_facts, outline
from assistant.tools import Tools
from assistant.vocabulary import SUMMARY
from ingest.lookup import StoredDocument

_MOST = 5


def by_summary(query: Query, tools: Tools) -> Draft | None:
    """In short what the named documents are about, or what a body has to do; None where no summary is asked for."""
    asked = SUMMARY.search(query.folded) is not None
    about = query.fields == {Field.SUBJECT} and bool(query.scope) and not query.topic and not query.agencies
    if query.place or not (asked or about):
        return None
    if query.agencies and query.agency_is_subject:
        return by_filter(replace(query, shape=Shape.LIST, topic=(), order=Order.BY_DEADLINE), tools)
    if set(query.topic) <= CHANGE_WORDS and asks_changes(query.folded) and (told := by_changes(query, tools)):
        return told
    if query.topic:
        return None
    documents = [d for d in tools.documents(query.viewer) if not query.scope or d.id in query.scope.documents]
    return _of_documents(documents, query, tools) if query.scope or asked else None


def _of_documents(documents: Sequence[StoredDocument], query: Query, tools: Tools) -> Draft:
    lines: list[Line] = []
    for document in documents[:_MOST]:
        lines.append(Line(f"**{document_name(document, 300)}**", identity_quotes(document), furniture=True))
        lines += document_facts(document, query, tools)
        if len(documents) <= 2:
            lines += outline(document, query, tools)
    return Draft(AnswerStatus.ANSWERED, tuple(lines), documents=tuple(d.id for d in documents[:_MOST]))
