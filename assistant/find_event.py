"""Tasks that wait for an event: "những việc nào chỉ triển khai sau khi được phân bổ kinh phí"."""

from __future__ import annotations

import re

from assistant.evidence import Draft, Line
from assistant.messages import say
from assistant.pool import drafted, in_annex, where
from assistant.query import Query, Shape
from assistant.task_lines import listed
from assistant.tools import Tools
from ingest.lookup import TaskFilter
from ingest.models import DeadlineKind
from ingest.text import folded_words

_AFTER = re.compile(r"(?<!\w)(?:sau khi|after)(?!\w)")


def after_event(query: Query, tools: Tools) -> Draft | None:
    """ "chỉ triển khai sau khi ...": tasks whose deadline is an event of these words."""
    found = _AFTER.search(query.folded)
    if found is None or query.shape is not Shape.LIST:
        return None
    wanted = set(folded_words(query.text[found.end() :])) | {w for m in query.agencies for w in folded_words(m.name)}
    pool = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, document_ids=query.scope.documents))
    events = [t for t in pool if t.deadline and t.deadline.kind is DeadlineKind.EVENT and in_annex(t, query)]
    kept = [t for t in events if t.deadline and len(wanted & set(folded_words(t.deadline.text))) >= 3]
    if not kept:
        return None
    documents = {d.id: d for d in tools.documents(query.viewer)}
    head = say("found_tasks", query.english, n=len(kept), where=where(query, tools), window="")
    return drafted([Line(head, granted=(str(len(kept)),), furniture=True), *listed(kept, documents, query)], kept)
