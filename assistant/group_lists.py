"""Lists for a body that no task names: its closed groups, or the honest end."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.due import window_words
from assistant.evidence import Draft, Line
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.pool import about_topic, as_of_line, drafted, held_by, in_annex, where, where_proof
from assistant.query import Query, Shape
from assistant.task_lines import listed, quotes
from assistant.tools import Tools
from ingest.lookup import TaskFilter
from ingest.models import DeadlineKind, Task
from ingest.rows import AgencyRole


def also_group(names: Sequence[str], query: Query, tools: Tools) -> list[Line]:
    """A body named here may be meant elsewhere by its group ("các sở, ban, ngành"): say so."""
    groups = tools.groups_of(names[0]) if len(names) == 1 and not query.roles and query.window is None else ()
    if not groups:
        return []
    shared = next(
        (t for t in tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, agencies=groups)) if in_annex(t, query)),
        None,
    )
    if shared is None:
        return []
    group = next(g for g in groups if g in (*shared.lead, *shared.coordinating, *shared.implementing))
    return [Line(say("also_group", query.english, who=names[0], group=group), quotes(shared)[:2], furniture=True)]


def group_or_none(pool: Sequence[Task], names: Sequence[str], query: Query, tools: Tools) -> Draft | None:
    """Not named, but a member of a closed group that is; else nothing."""
    documents = {d.id: d for d in tools.documents(query.viewer)}
    for name in names:
        groups = tools.groups_of(name)
        shared = [t for t in _held_by_any(pool, groups, query) if _binds(name, t, query, tools)]
        if shared and len(query.topic) >= 2:
            shared = about_topic(shared, query) or shared
        if shared:
            group = next(g for g in groups if any(g in (*t.lead, *t.coordinating, *t.implementing) for t in shared))
            facts = {
                "who": name,
                "group": group,
                "n": len(shared),
                "where": where(query, tools),
                "window": window_words(query),
            }
            head = Line(say("not_by_name", query.english, **facts), granted=(str(len(shared)),), furniture=True)
            return drafted([head, *listed(shared, documents, query), *as_of_line(query)], shared)
    if query.window is not None:
        return none_due(query, tools, names)
    if query.shape is not Shape.LIST and query.topic:
        return None  # a body inside a content question
    text = say("no_agency_tasks", query.english, who="; ".join(names), where=where(query, tools))
    line = Line(text, where_proof(query, tools), furniture=True)
    return Draft(AnswerStatus.NOT_IN_CORPUS, (line,))


def _binds(name: str, task: Task, query: Query, tools: Tools) -> bool:
    """A commune that the register of the province lacks belongs elsewhere: only documents of another province bind it."""
    directory = tools.agencies.directory
    if name in directory.kinds or not directory.province:
        return True
    identity = tools.stored(task.document_id, query.viewer).identity
    where = " ".join(fact.value for fact in (identity.issuer, identity.place) if fact)
    return directory.province not in where and any(province in where for province in directory.provinces)


def _held_by_any(pool: Sequence[Task], groups: Sequence[str], query: Query) -> list[Task]:
    leads = [t for t in pool if any(g in t.lead for g in groups)]
    if leads or query.roles == (AgencyRole.LEAD,):
        return leads
    return [t for t in pool if any(g in (*t.coordinating, *t.implementing) for g in groups)]


def none_due(query: Query, tools: Tools, names: Sequence[str]) -> Draft:
    """Nothing due then: say so, with the deadlines that there are."""
    pool = [
        t
        for t in tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, document_ids=query.scope.documents))
        if in_annex(t, query)
    ]
    pool = held_by(pool, names, query.roles) if names else pool
    dated = sorted(
        {
            t.deadline.end: t for t in pool if t.deadline and t.deadline.end and t.deadline.kind is DeadlineKind.DATE
        }.items()
    )
    who = f" của {'; '.join(names)}" if names else ""
    words = window_words(query).strip().removeprefix("có hạn ").removeprefix("hạn ")
    lines = [
        Line(say("no_task_in_window", query.english, who=who, window=words, where=where(query, tools)), furniture=True)
    ]
    if dated:
        proof = tuple(q for _, t in dated[-8:] for q in quotes(t)[:1])
        days = ", ".join(t.deadline.text for _, t in dated[-8:] if t.deadline)
        lines.append(Line(say("nearest_deadlines", query.english, days=days), proof))
    return Draft(AnswerStatus.NO_SUCH_TASK, tuple(lines))
