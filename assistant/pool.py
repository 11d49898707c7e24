"""What the lists share: the tasks a question leaves, and the words that frame them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.due import day_words
from assistant.evidence import Draft, Line, Quote
from assistant.labels import document_name
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Field, Place, Query, Timing
from assistant.tools import Tools
from ingest.agencies import Mention
from ingest.models import Role, Task, TaskKind
from ingest.rows import AgencyRole
from ingest.text import fold, folded_words


def in_annex(task: Task, query: Query) -> bool:
    """Whether a task stands in the annex and group that the question names, if it names any."""
    if query.scope.annexes and (task.document_id, task.annex) not in query.scope.annexes:
        return False
    group = query.place.group
    if not in_stage(task, query.place):
        return False
    return group is None or (
        task.group is not None
        and task.group.upper() in {group.upper(), *(group.upper() + "." + x for x in "123456789")}
    )


def in_stage(task: Task, place: Place) -> bool:
    """Whether a heading above the task names the stage that the question names ("GIAI ĐOẠN 2: TRIỂN KHAI")."""
    if place.stage is None:
        return True
    named = re.compile(rf"(?<!\w){place.stage}(?![\w/-])")
    return any(named.search(fold(title)) for title in task.section)


def of_kind(pool: list[Task], query: Query) -> list[Task]:
    """Only targets where only targets ("chỉ tiêu") are asked for."""
    targets = "chi tieu" in query.folded
    duties = "nhiem vu" in query.folded or "viec" in query.folded
    if targets and not duties:
        return [t for t in pool if t.kind is TaskKind.TARGET] or pool
    return pool


def about_topic(pool: list[Task], query: Query) -> list[Task]:
    """Those that carry most of the topic words, where any does."""
    scored = [(sum(w in set(folded_words(t.text)) for w in query.topic) / len(query.topic), t) for t in pool]
    return [t for share, t in scored if share >= 0.6]


def at_work(mention: Mention, pool: Sequence[Task]) -> Mention:
    """Of several bodies that a name may mean the only one that has any of the tasks asked for."""
    held = tuple(n for n in mention.others if held_by(pool, [n], ()))
    return replace(mention, name=held[0], others=()) if len(held) == 1 else mention


def held_by(pool: Sequence[Task], names: Sequence[str], roles: Sequence[AgencyRole]) -> list[Task]:
    """Tasks in which every named body holds one of the roles; any role when none is asked for."""
    wanted = roles or tuple(AgencyRole)
    every = [t for t in pool if all(any(n in holders(t, role) for role in wanted) for n in names)]
    if every or len(names) == 1:
        return every
    return [t for t in pool if any(n in holders(t, role) for n in names for role in wanted)]


def holders(task: Task, role: AgencyRole) -> tuple[str, ...]:
    """Who holds a role: an addressee told only to coordinate is a partner and leads nothing."""
    partner = task.role is Role.COORDINATE
    held = {
        AgencyRole.LEAD: () if partner else task.lead,
        AgencyRole.COORDINATING: (*task.lead, *task.coordinating) if partner else task.coordinating,
        AgencyRole.IMPLEMENTING: task.implementing,
    }
    return tuple(dict.fromkeys(held.get(role, ())))


def where(query: Query, tools: Tools) -> str:
    """The one document or annex of a list, as part of a sentence; empty over several."""
    if not query.scope.documents or len(query.scope.documents) > 1:
        return ""
    document = tools.stored(query.scope.documents[0], query.viewer)
    annex = next((label for d, label in query.scope.annexes if d == document.id), None)
    name = document_name(document, 90)
    return say("summary_scope", query.english, document=f"{annex}, {name}" if annex else name)


def where_proof(query: Query, tools: Tools) -> tuple[Quote, ...]:
    """Where the document that ``where`` names prints its number."""
    if not where(query, tools):
        return ()
    document = tools.stored(query.scope.documents[0], query.viewer)
    number = document.identity.number
    return (Quote(document.id, number.spans),) if number and not number.source_id else ()


def as_of_line(query: Query) -> list[Line]:
    """The day a relative window was reckoned from, where the window does not say it."""
    timed = query.window is not None and (
        query.window.timing is Timing.OVERDUE
        or query.window.end == date.max
        or Field.DEADLINE in query.fields
        or query.window.words == ""
    )
    if not timed:
        return []
    return [Line(say("as_of", query.english, day=day_words(query.as_of)), furniture=True)]


def drafted(lines: Sequence[Line], tasks: Sequence[Task]) -> Draft:
    """The lines as an answer about these tasks."""
    return Draft(
        AnswerStatus.ANSWERED,
        tuple(lines),
        tuple(t.id for t in tasks),
        tuple(dict.fromkeys(t.document_id for t in tasks)),
    )
