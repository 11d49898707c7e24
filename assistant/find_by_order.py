""" "Nhiệm vụ cuối cùng", "nhiệm vụ đầu tiên": by the order of the document, never by likeness."""

from __future__ import annotations

import re

from assistant.evidence import Draft
from assistant.pool import drafted, in_annex
from assistant.query import Query
from assistant.task_lines import full, listed
from assistant.tools import Tools
from ingest.lookup import TaskFilter
from ingest.models import Task, TaskKind

_END = re.compile(r"(?<!\w)(?:nhiem vu|viec|chi tieu|dong|task|target) (?:(cuoi cung|cuoi|sau cung)|dau tien)(?!\w)")


def by_order(query: Query, tools: Tools) -> Draft | None:
    """The first or last task of each document asked about, of its table where it has one."""
    match = _END.search(query.folded)
    if match is None or query.place or query.agencies:
        return None
    found = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, document_ids=query.scope.documents))
    pool = [t for t in found if in_annex(t, query)]
    pool = [t for t in pool if (t.kind is TaskKind.TARGET) == match.group().startswith(("chi tieu", "target"))] or pool
    ends: dict[str, Task] = {}
    for task in pool if match[1] is None else reversed(pool):
        kept = ends.setdefault(task.document_id, task)
        if kept.annex is None and task.annex is not None:
            ends[task.document_id] = task
    if not ends:
        return None
    tasks = list(ends.values())
    documents = {d.id: d for d in tools.documents(query.viewer)}
    if len(tasks) == 1:
        return drafted(full(tasks[0], documents[tasks[0].document_id], query), tasks)
    return drafted(listed(tasks, documents, query), tasks)
