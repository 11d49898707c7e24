"""What can be asked next; every suggestion is a question that the register answers."""

from __future__ import annotations

from assistant.evidence import Draft
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.tools import Tools
from ingest.lookup import TaskFilter
from ingest.models import Identity, Role
from ingest.text import fold

_MOST = 3
_FACTS = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)
_LONGEST = 80  # characters of a subject in a suggestion


def after(draft: Draft, query: Query, tools: Tools) -> tuple[str, ...]:
    """Up to three questions about the same tasks or documents, or about what there is when nothing was found."""
    tasks = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, ids=draft.tasks[:4])) if draft.tasks else ()
    found: list[str] = []
    for task in tasks:
        found.extend(
            f"{name} {'phối hợp' if task.role is Role.COORDINATE else 'chủ trì'} những nhiệm vụ nào?"
            for name in task.lead[:1]
        )
        found.extend(f"{name} phối hợp những nhiệm vụ nào?" for name in task.coordinating[:1])
    if not found and draft.status in _FACTS:
        found.extend(_of_documents(draft, query, tools))
    if not found:
        kinds = [d.identity for d in tools.documents(query.viewer)][:2]
        found.extend(f"Ai ký {called}?" for i in kinds if i.signer and (called := _called(i)))
        found.append("Nhiệm vụ nào đến hạn trong 30 ngày tới?")
    return tuple(f for f in dict.fromkeys(found) if fold(f) != fold(query.text))[:_MOST]


def _of_documents(draft: Draft, query: Query, tools: Tools) -> list[str]:
    """What else can be asked of the document that an answer rests on."""
    held = tools.ties(query.viewer).by_id
    stored = next((held[id] for id in draft.documents if id in held), None)
    called = _called(stored.identity) if stored else None
    if stored is None or called is None or not stored.identity.number:
        return []
    asked = [f"Tóm tắt {called}"]
    asked += [f"{called[0].upper()}{called[1:]} giao những nhiệm vụ gì?"] if stored.tasks else []
    return [*asked, *([f"Ai ký {called}?"] if stored.identity.signer else [])]


def _called(identity: Identity) -> str | None:
    """A document as a short question names it: by number, by the day of its meeting, else by its subject cut at a word."""
    if identity.kind is None:
        return None
    kind = identity.kind.value.lower()
    if identity.number:
        return f"{kind} số {identity.number.value}"
    if identity.event_day:
        day = identity.event_day.value
        return f"{kind} kết luận cuộc họp ngày {day[8:]}/{day[5:7]}/{day[:4]}"
    if identity.subject is None:
        return None
    subject = identity.subject.value
    return f"{kind} {subject if len(subject) <= _LONGEST else subject[:_LONGEST].rsplit(' ', 1)[0]}"
