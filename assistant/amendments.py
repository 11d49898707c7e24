"""What later documents say of numbered tasks that another one gave: extended, widened, dropped, added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.evidence import Line, Quote
from assistant.labels import document_name
from assistant.query import Query
from assistant.tools import Tools
from ingest.lookup import StoredDocument
from ingest.models import Relation
from ingest.text import canonical

_CHANGES = (Relation.AMENDS, Relation.EXTENDS, Relation.CORRECTS)


def changes(numbers: Sequence[str], document_ids: Iterable[str], query: Query, tools: Tools) -> list[Line]:
    """The items of amending documents that name these tasks, in their own words, each under its document."""
    if not numbers:
        return []
    named = re.compile(
        rf"(?<!\w)(?:nhiệm vụ|chỉ tiêu|số thứ tự|stt) (?:số |thứ )?0?(?:{'|'.join(map(re.escape, numbers))})(?![\w/]|[.,]\d)"
    )
    makers = dict.fromkeys(
        link.document_id
        for id in document_ids
        for link in tools.ties(query.viewer).said_of(id)
        if link.reference.relation in _CHANGES and _is_out(tools.stored(link.document_id, query.viewer), query.as_of)
    )
    return [
        Line(
            f"- {document_name(tools.stored(maker, query.viewer), 90)}: “{block.text}”",
            (Quote(maker, block.spans, block.section),),
        )
        for maker in makers
        for block in tools.blocks(maker, query.viewer)
        if named.search(canonical(block.text))
    ]


def _is_out(document: StoredDocument, day: date) -> bool:
    """Whether it was issued by a day; one without a day of issue counts."""
    issued = document.identity.day
    return issued is None or date.fromisoformat(issued.value) <= day


def of_the_amended(query: Query, tools: Tools) -> Query | None:
    """The question asked of the documents that the named ones amend; None where they amend none on file."""
    ties = tools.ties(query.viewer)
    makers = set(query.scope.documents)
    amended = tuple(
        dict.fromkeys(
            id
            for id in ties.by_id
            if any(x.document_id in makers and x.reference.relation in _CHANGES for x in ties.said_of(id))
        )
    )
    return replace(query, scope=replace(query.scope, documents=amended, annexes=())) if amended else None
