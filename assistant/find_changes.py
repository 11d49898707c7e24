"""What later documents and newer copies changed: moved deadlines, amendments, and rows that differ between versions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.amendments import added, changed_lines, further, makers, the_rest
from assistant.evidence import Draft, Line
from assistant.labels import document_name, printed_path
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.pool import drafted
from assistant.query import Query
from assistant.relation_lines import maker_line
from assistant.task_lines import deadline_words, listed, one, quotes
from assistant.tools import Tools
from ingest.lookup import StoredDocument, TaskFilter
from ingest.models import Relation, Task

_CHANGED = re.compile(
    r"(?<!\w)(?:co (?:gi|nhung gi|nhung)(?: bi| duoc)? (?:thay doi|dieu chinh|sua doi)|(?:co )?(?:thay doi|sua doi|dieu chinh|cap nhat|khac)(?: nhung| cac)?(?: noi dung)? (?:gi|the nao|ra sao|nao)|(?:doi|chuyen|thay|dieu chinh|thay doi) (?:co quan|don vi|dau moi|thoi han|han|chu tri|ten)[\w ]{0,30} (?:nao|gi|may)|thay doi so voi|(?:noi dung|nhung gi) (?:duoc )?(?:dieu chinh|sua doi|bo sung|thay doi)|(?<!van )ban (?:moi|cu|truoc)|phien ban|sua (?:nhung |cac )?(?:noi dung )?(?:gi|nao|diem nao)|what (?:has )?changed|what (?:did|does) .{3,60} (?:change|amend)|changes? (?:to|in|between))(?!\w)"
)
_MOVED = re.compile(
    r"(?<!\w)(?:(?:duoc|bi|co) (?:dieu chinh|gia han|lui|keo dai|doi|thay doi)(?: thoi)?(?: han)?|(?:gia han|dieu chinh|lui(?: thoi)? han|lui|keo dai)(?: thoi han| thoi gian)?(?: cho| cua| thuc hien| hoan thanh| nhung| cac)* (?:nhiem vu|viec|noi dung) (?:nao|gi|khac|con lai)|(?:deadlines? )?(?:moved|extended))(?!\w)"
)
CHANGE_WORDS = frozenset(
    [
        "dieu",
        "chuyen",
        "chinh",
        "gia",
        "han",
        "thay",
        "doi",
        "sua",
        "cap",
        "nhat",
        "ban",
        "moi",
        "cu",
        "truoc",
        "phien",
        "khac",
        "so",
        "voi",
        "lui",
        "keo",
        "dai",
        "lai",
        "hien",
        "nay",
        "sung",
        "bo",
    ]
)
_TELLING = (Relation.AMENDS, Relation.CORRECTS, Relation.EXTENDS, Relation.REPLACES, Relation.ABOLISHES)


def asks_changes(folded: str) -> bool:
    """Whether a question asks what was changed or moved."""
    return bool(_MOVED.search(folded) or _CHANGED.search(folded))


def by_changes(query: Query, tools: Tools) -> Draft | None:
    """Changes of the named documents, or every moved deadline where none is named; None where no change is asked for."""
    moved, changed = _MOVED.search(query.folded), _CHANGED.search(query.folded)
    if (
        query.place
        or set(query.topic) - CHANGE_WORDS
        or not (moved or changed)
        or (changed and not moved and not query.scope)
    ):
        return None
    documents = [d for d in tools.documents(query.viewer) if d.id in query.scope.documents]
    tasks = _moved_tasks(query, tools)
    lines = [*_listed(tasks, query, tools), *_other_changes(query, tools)]
    lines += further(makers(query.scope.documents, query, tools), lines, query, tools)
    if changed or not lines:
        for document in documents:
            links = [x for x in tools.ties(query.viewer).said_of(document.id) if x.reference.relation in _TELLING]
            lines += [maker_line(link, query, tools) for link in links]
            lines += _versions(document, query, tools)
    if not lines:
        said = say("no_changes", query.english, document=document_name(documents[0], 120) if documents else "")
        return Draft(AnswerStatus.NOT_IN_CORPUS, (Line(said, furniture=True),), documents=query.scope.documents)
    return (
        drafted(lines, tasks) if tasks else Draft(AnswerStatus.ANSWERED, tuple(lines), documents=query.scope.documents)
    )


def _moved_tasks(query: Query, tools: Tools) -> list[Task]:
    """Tasks whose deadline was moved, of the named documents or by them."""
    named = query.scope.documents
    found = [t for t in tools.tasks(query.viewer, TaskFilter(as_of=query.as_of)) if t.moved]
    return [t for t in found if t.moved and (not named or t.document_id in named or t.moved.document_id in named)]


def _other_changes(query: Query, tools: Tools) -> list[Line]:
    """What is changed, added and kept besides deadlines, of the named documents or by them."""
    named = query.scope.documents
    if not named:
        return []
    held = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of))
    changed = [t for t in held if t.changed and {t.document_id, *(c.document_id for c in t.changed)} & set(named)]
    lines = [line for task in changed for line in changed_lines(task, query, tools)]
    head = [Line(say("changed_later", query.english), furniture=True)] if lines else []
    by = makers(named, query, tools)
    return [
        *head,
        *lines,
        *(line for maker in by for line in added(maker, query, tools)),
        *(line for maker in by for line in the_rest(maker, query, tools)),
    ]


def _listed(tasks: Sequence[Task], query: Query, tools: Tools) -> list[Line]:
    if not tasks:
        return []
    head = Line(say("moved_tasks", query.english, n=len(tasks)), granted=(str(len(tasks)),), furniture=True)
    return [head, *listed(tasks, {d.id: d for d in tools.documents(query.viewer)}, query)]


def _versions(document: StoredDocument, query: Query, tools: Tools) -> list[Line]:
    """Rows that are new, gone or different since the copy before."""
    lines: list[Line] = []
    now = _by_place(tools.tasks(query.viewer, TaskFilter(document_ids=(document.id,))))
    for former in tools.ties(query.viewer).versions(document.id):
        before = _by_place(tools.tasks(query.viewer, TaskFilter(document_ids=(former.id,))))
        lines.append(Line(say("former_copy", query.english, file=former.file), furniture=True))
        lines += [one(now[key], query) for key in now if key in before and _facts(now[key]) != _facts(before[key])]
        lines += [_was(before[key], query) for key in before if key not in now]
        if len(lines) == 1:
            lines.append(Line(say("same_tasks", query.english), furniture=True))
    return lines


def _by_place(tasks: Iterable[Task]) -> dict[tuple[str | None, str, str], Task]:
    """By printed number; tasks without one by their words."""
    return {(t.annex, printed_path(t), "" if t.number else t.text): t for t in tasks}


def _facts(task: Task) -> tuple[object, ...]:
    return task.text, task.lead, task.coordinating, deadline_words(task, english=False), task.value, task.result


def _was(task: Task, query: Query) -> Line:
    return Line(f"- {say('gone', query.english)}: {task.text}", quotes(task))
