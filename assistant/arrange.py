"""A list in the order that the question asks for: as printed, under each body, or by deadline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.evidence import Line
from assistant.messages import say
from assistant.query import Order, Query
from assistant.task_lines import listed, one
from ingest.lookup import StoredDocument
from ingest.models import Task


def arranged(tasks: Sequence[Task], documents: dict[str, StoredDocument], query: Query) -> list[Line]:
    """The tasks as lines, each at least once; with joint leads a task stands under every one of them."""
    if query.order is Order.BY_AGENCY:
        return [
            line for heading, held in _by_agency(tasks, query) for line in (heading, *(one(t, query) for t in held))
        ]
    if query.order is Order.BY_DEADLINE:
        return [one(task, query) for task in sorted(tasks, key=_due)]
    return listed(tasks, documents, query)


def _by_agency(tasks: Sequence[Task], query: Query) -> Iterator[tuple[Line, list[Task]]]:
    """The body with most tasks first; where nobody is named, at the end."""
    names = dict.fromkeys(name for task in tasks for name in task.lead)
    held = sorted(((name, [t for t in tasks if name in t.lead]) for name in names), key=lambda x: -len(x[1]))
    nobody = [t for t in tasks if not t.lead]
    for name, own in [*held, *([(say("nobody", query.english), nobody)] if nobody else [])]:
        text = say("group_head", query.english, name=name, n=len(own))
        yield Line(text, granted=(str(len(own)),), furniture=True), own


def _due(task: Task) -> date:
    """The day a task is due; without one it goes last."""
    return task.deadline.end if task.deadline and task.deadline.end else date.max
