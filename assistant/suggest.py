"""What can be asked next; every suggestion is a question that the register answers."""

from __future__ import annotations

from assistant.evidence import Draft
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.tools import Tools
from ingest.lookup import TaskFilter

_MOST = 3


def after(draft: Draft, query: Query, tools: Tools) -> tuple[str, ...]:
    """Up to three questions about the same tasks or documents, or about what there is when nothing was found."""
    tasks = tools.tasks(query.viewer, TaskFilter(ids=draft.tasks[:4])) if draft.tasks else ()
    found: list[str] = []
    for task in tasks:
        found.extend(f"{name} chủ trì những nhiệm vụ nào?" for name in task.lead[:1])
        found.extend(f"{name} phối hợp những nhiệm vụ nào?" for name in task.coordinating[:1])
    if not found or draft.status not in (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED):
        kinds = [d.identity for d in tools.documents(query.viewer)][:2]
        found.extend(
            f"Ai ký {i.kind.value.lower()} {i.subject.value[:70]}?" for i in kinds if i.kind and i.subject and i.signer
        )
        found.append("Nhiệm vụ nào đến hạn trong 30 ngày tới?")
    return tuple(dict.fromkeys(found))[:_MOST]
