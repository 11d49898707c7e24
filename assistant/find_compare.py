"""Comparisons side by side: bodies, deadline windows, documents. Counted by query, never estimated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.due import is_due, window_words
from assistant.evidence import Draft, Line
from assistant.find_stated import by_stated_content
from assistant.labels import document_name
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.pool import as_of_line, held_by, holders, in_annex, of_kind, where
from assistant.query import DueWindow, Query, Scope, Shape
from assistant.relation_lines import identity_quotes
from assistant.scope_numbers import same_body
from assistant.summary_lines import document_facts
from assistant.task_lines import listed
from assistant.tools import Tools
from ingest.lookup import StoredDocument, TaskFilter
from ingest.models import Task
from ingest.rows import AgencyRole
from ingest.text import fold

_MORE = re.compile(r"(?<!\w)(?:nhieu|it)(?: nhiem vu| viec)? hon(?!\w)|(?<!\w)(?:more|fewer) tasks(?!\w)")
_OF_ISSUER = 3  # documents of one body among which the compared one is looked for
_LISTED = 12  # tasks shown for each side; the counts are of all


def by_comparison(query: Query, tools: Tools) -> Draft | None:
    """Two or more bodies, windows or documents beside one another; None where fewer are named."""
    if query.place or not (query.shape is Shape.COMPARE or _MORE.search(query.folded)):
        return None
    names = tuple(dict.fromkeys(m.name for m in query.agencies))
    if len(names) > 1 and not query.topic:
        return _sides([_of_body(name, query, tools) for name in names], query, tools)
    if len(query.windows) > 1 and not query.topic:
        return _sides([_of_window(window, query, tools) for window in query.windows], query, tools)
    if len(names) > 1 and (apart := _of_issuers(names, query, tools)):
        return by_stated_content(apart, tools)
    documents = [d for d in tools.documents(query.viewer) if d.id in query.scope.documents]
    if len(documents) > 1 and not query.topic and not query.fields:
        return _documents(documents, query, tools)
    return None


def _of_issuers(names: Sequence[str], query: Query, tools: Tools) -> Query | None:
    """ "Hạn tiêm vét của Bộ Y tế và của Sở Y tế": bodies that each issued documents, which are compared."""
    found: list[str] = []
    for name in names:
        own = [
            d.id
            for d in tools.documents(query.viewer)
            if d.identity.issuer and same_body(d.identity.issuer.value, name)
        ]
        within = [i for i in own if i in query.scope.documents] or own
        if not within or len(within) > _OF_ISSUER:
            return None
        found += within
    said = {fold(name) for name in names}
    runs = tuple(run for run in query.topic_runs if fold(" ".join(run)) not in said)
    topic = tuple(fold(w) for run in runs for w in run)
    return replace(query, agencies=(), agency_is_subject=False, scope=Scope(tuple(found)), topic_runs=runs, topic=topic)


Side = tuple[str, list[Task]]


def _pool(query: Query, tools: Tools) -> list[Task]:
    found = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, document_ids=query.scope.documents))
    return of_kind([t for t in found if in_annex(t, query)], query)


def _of_body(name: str, query: Query, tools: Tools) -> Side:
    pool = [t for t in _pool(query, tools) if query.window is None or is_due(t, query.window)]
    mine = held_by(pool, [name], query.roles)
    led, partnered = (
        sum(name in holders(t, role) for t in mine) for role in (AgencyRole.LEAD, AgencyRole.COORDINATING)
    )
    facts = {"who": name, "n": len(mine), "led": led, "partnered": partnered}
    return say("side_body", query.english, **facts, where=where(query, tools), window=window_words(query)), mine


def _of_window(window: DueWindow, query: Query, tools: Tools) -> Side:
    pool = _pool(query, tools)
    names = [m.name for m in query.agencies]
    due = [t for t in (held_by(pool, names, query.roles) if names else pool) if is_due(t, window)]
    words = window_words(replace(query, window=window))
    who = f" ({'; '.join(names)})" if names else ""
    return say("side_window", query.english, n=len(due), who=who, where=where(query, tools), window=words), due


def _sides(sides: Sequence[Side], query: Query, tools: Tools) -> Draft:
    """Each side with its count; what two bodies share is said apart."""
    documents = {d.id: d for d in tools.documents(query.viewer)}
    lines: list[Line] = []
    for head, tasks in sides:
        figures = tuple(re.findall(r"\d+", head))
        lines.append(Line(f"**{head}**", granted=figures, furniture=True))
        lines += listed(tasks[:_LISTED], documents, query)
        if len(tasks) > _LISTED:
            left = len(tasks) - _LISTED
            lines.append(Line(say("more_tasks", query.english, n=left), granted=(str(left),), furniture=True))
    shared = [t for t in sides[0][1] if all(t in tasks for _, tasks in sides[1:])]
    key = "shared" if shared else "none_shared"
    lines.append(Line(say(key, query.english, n=len(shared)), granted=(str(len(shared)),), furniture=True))
    named = tuple(dict.fromkeys(t.id for _, held in sides for t in held))
    ids = tuple(dict.fromkeys(t.document_id for _, held in sides for t in held))
    status = AnswerStatus.ANSWERED if named else AnswerStatus.NO_SUCH_TASK
    return Draft(status, (*lines, *as_of_line(query)), named, ids)


def _documents(documents: Sequence[StoredDocument], query: Query, tools: Tools) -> Draft:
    lines: list[Line] = []
    for document in documents[:4]:
        lines.append(Line(f"**{document_name(document)}**", identity_quotes(document), furniture=True))
        lines += document_facts(document, query, tools)
    return Draft(AnswerStatus.ANSWERED, tuple(lines), documents=tuple(d.id for d in documents[:4]))
