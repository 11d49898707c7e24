"""Enumerations that search finds: all the items of one heading, none left out ("cấm những hành vi gì?")."""

from __future__ import annotations

import re

from assistant.evidence import Draft, Line
from assistant.find_content import carry_enough, in_scope
from assistant.find_section import quoted
from assistant.labels import document_name
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Query, Shape
from assistant.tools import Tools
from ingest.models import BlockKind
from ingest.text import folded_words

_SEVERAL = re.compile(
    r"(?<!\w)(?:(?:nhung|cac) (?!van ban)[\w ,]{2,60} (?:gi|nao)|gom (?:nhung |co )?(?:gi|nao)|nhung (?:gi|dieu gi))(?!\w)"
)
_ITEMS = range(3, 16)
_NEAREST, _FEWEST = 5, 2  # of the best passages, how many stand under the heading at least


def by_items(query: Query, tools: Tools) -> Draft | None:
    """The marked items under the heading where most of the best passages stand; None where they are no such list."""
    if not _SEVERAL.search(query.folded) or query.shape is Shape.COMPARE or query.counts:
        return None
    hits = in_scope(query, tools)
    if not carry_enough(hits, query, tools) or hits[0].passage.task_id:
        return None
    best = max(hits[:_NEAREST], key=lambda h: h.coverage).passage
    beside = [
        h for h in hits[:_NEAREST] if (h.passage.document_id, h.passage.section) == (best.document_id, best.section)
    ]
    named = set(query.topic) & set(folded_words(" ".join(best.section[-1:])))
    if best.task_id or len(beside) < _FEWEST or not named:
        return None
    under = [b for b in tools.blocks(best.document_id, query.viewer) if b.section == best.section]
    items = [b for b in under if b.marker and b.kind is not BlockKind.HEADING]
    if len(items) not in _ITEMS or len(items) < len(under) - 1:  # one line may introduce them
        return None
    document = tools.stored(best.document_id, query.viewer)
    head = Line(say("in_document", query.english, document=document_name(document)), furniture=True)
    return Draft(AnswerStatus.ANSWERED, (head, *(quoted(document, b) for b in under)), documents=(document.id,))
