"""Documents that state different things of the same task: none is chosen, all are shown, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from assistant.evidence import Draft, Line
from assistant.labels import document_name
from assistant.messages import field_name, say
from assistant.models import AnswerStatus
from assistant.query import Field, Query
from assistant.task_lines import label_figures, parts, quotes, value_of
from assistant.tools import Tools
from ingest.lookup import StoredDocument, TaskFilter
from ingest.models import Task
from ingest.text import canonical, collapse, words

_SHARED = 0.75  # of the words of two tasks together: the same task in other words, not two of the same kind
_FEWEST = 6  # words of a task that can be told from others
_LOOKED_AT = 12  # passages most like the task
_MOST_TASKS = 2  # in an answer that is about them and is no list


def noted(draft: Draft, query: Query, tools: Tools) -> Draft:
    """The draft, with what other documents in force state differently of its tasks."""
    if draft.status is not AnswerStatus.ANSWERED or not 0 < len(draft.tasks) <= _MOST_TASKS:
        return draft
    tasks = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, ids=draft.tasks))
    lines = [line for task in tasks for line in _differing(task, query, tools)]
    return replace(draft, lines=(*draft.lines, *dict.fromkeys(lines))) if lines else draft


def _differing(task: Task, query: Query, tools: Tools) -> list[Line]:
    same = [task, *_same_elsewhere(task, query, tools)]
    lines: list[Line] = []
    for field, stated in _STATED.items():
        stating = [t for t in same if stated(t)]
        if task in stating and len({stated(t) for t in stating}) > 1:
            said = say("contradiction", query.english, field=field_name(field.value, query.english))
            lines.append(Line(said, furniture=True))
            lines.extend(_line(t, field, query, tools) for t in sorted(stating, key=_newest(query, tools)))
    return lines


def _due(task: Task) -> str | None:
    """The last day; deadlines without one ("hằng tháng") differ in kind, which is no contradiction."""
    return task.deadline.end.isoformat() if task.deadline and task.deadline.end else None


def _target(task: Task) -> str | None:
    return collapse(canonical(task.value)) if task.value else None


_STATED: dict[Field, Callable[[Task], str | None]] = {Field.DEADLINE: _due, Field.VALUE: _target}


def _same_elsewhere(task: Task, query: Query, tools: Tools) -> list[Task]:
    """The task as other documents in force give it; not where one of them moved the deadline of the other."""
    if len(_words(task.text)) < _FEWEST:
        return []
    in_force = [d.id for d in tools.ties(query.viewer).in_force(query.as_of) if d.id != task.document_id]
    allowed = tools.index.allowed(query.viewer, in_force)
    found = dict(tools.index.lexical(task.text, allowed, _LOOKED_AT))
    ids = tuple(p.task_id for p in tools.passages(found, query.viewer) if p.task_id)
    others = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, ids=ids)) if ids else ()
    return [t for t in others if _is_same(task, t) and not (task.moved or t.moved)]


def _is_same(one: Task, other: Task) -> bool:
    first, second = _words(one.text), _words(other.text)
    return one.kind is other.kind and len(first & second) >= _SHARED * len(first | second)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """Figures apart: they are what may differ."""
    return frozenset(w for w in words(text) if not w[0].isdigit())


def _newest(query: Query, tools: Tools) -> Callable[[Task], tuple[bool, int]]:
    """Sorting key: the later document first, one without a known day last."""

    def key(task: Task) -> tuple[bool, int]:
        day = _day(tools.stored(task.document_id, query.viewer))
        return day is None, -int(day.replace("-", "")) if day else 0

    return key


def _day(document: StoredDocument) -> str | None:
    known = document.identity.day or document.identity.event_day
    return known.value if known else None


def _line(task: Task, field: Field, query: Query, tools: Tools) -> Line:
    name = document_name(tools.stored(task.document_id, query.viewer))
    return Line(f"- {name}: {value_of(task, field)}", quotes(task), parts(task), label_figures(task))
