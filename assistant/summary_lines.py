"""A document in a few lines: its facts, whom it gives how much work, until when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.document_lines import say_fact
from assistant.due import day_words
from assistant.evidence import Line, Quote
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Field, Query
from assistant.task_lines import one, quotes
from assistant.tools import Tools
from ingest.lookup import StoredDocument, TaskFilter
from ingest.models import BlockKind, Task, Zone

_FACTS = (Field.ISSUER, Field.DAY, Field.SIGNER)
_SHOWN = 8  # tasks and headings of a summary


def document_facts(document: StoredDocument, query: Query, tools: Tools) -> list[Line]:
    """Issuer, day, signer, how many tasks for whom, and the first and last day they are due."""
    lines = [
        line
        for field in _FACTS
        for made, status in [say_fact(document, field, query, tools)]
        if status is AnswerStatus.ANSWERED
        for line in made
    ]
    tasks = _tasks(document, query, tools)
    if not tasks:
        return [*lines, Line("- " + say("no_tasks_given", query.english), furniture=True)]
    held = Counter(name for task in tasks for name in dict.fromkeys(task.lead))
    who = "; ".join(f"{name} ({count})" for name, count in held.most_common(_SHOWN))
    granted = (str(len(tasks)), *(str(count) for count in held.values()))
    text = "- " + say("tasks_given", query.english, n=len(tasks), who=who)
    first = (next(t for t in tasks if name in t.lead) for name, _ in held.most_common(_SHOWN))
    proof = tuple(dict.fromkeys(Quote(t.document_id, spans) for t in first if (spans := t.spans_of("lead"))))
    lines.append(Line(text, proof, granted=granted, furniture=True))
    return [*lines, *_span(tasks, query)]


def outline(document: StoredDocument, query: Query, tools: Tools) -> list[Line]:
    """The main headings, or the tasks due first where the document gives work without headings."""
    blocks = tools.blocks(document.id, query.viewer)
    top = [b for b in blocks if b.kind is BlockKind.HEADING and b.zone is Zone.BODY and not b.section]
    lines = [Line(f"- {b.text}", (Quote(document.id, b.spans),)) for b in top[:_SHOWN]]
    tasks = sorted(_tasks(document, query, tools), key=lambda t: str(t.deadline.end if t.deadline else None))
    dated = [t for t in tasks if t.deadline and t.deadline.end]
    shown = (dated or tasks)[:_SHOWN]
    if shown:
        lines.append(Line(say("first_due" if dated else "some_tasks", query.english), furniture=True))
    if not lines:
        body = [b for b in blocks if b.zone is Zone.BODY and b.kind is not BlockKind.HEADING]
        lines = [Line(f"“{b.text}”", (Quote(document.id, b.spans, b.section),)) for b in body[:3]]
    return [*lines, *(one(task, query) for task in shown)]


def _tasks(document: StoredDocument, query: Query, tools: Tools) -> Sequence[Task]:
    return tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, document_ids=(document.id,)))


def _span(tasks: Sequence[Task], query: Query) -> list[Line]:
    dated = sorted(
        (t for t in tasks if t.deadline and t.deadline.end), key=lambda t: str(t.deadline and t.deadline.end)
    )
    if not dated:
        return []
    first, last = dated[0], dated[-1]
    days = [day_words(t.deadline.end) for t in (first, last) if t.deadline and t.deadline.end]
    text = "- " + say("due_between", query.english, first=days[0], last=days[1])
    return [Line(text, (*quotes(first)[:1], *quotes(last)[:1]), furniture=True)]
