"""Complete lists and counts: by agency, role, deadline window, assigning document, kind. By query, never by top-k."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.evidence import Draft, Line
from assistant.labels import document_name
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import DueWindow, Field, Query, Shape, Timing
from assistant.task_lines import listed, quotes
from assistant.tools import Tools
from ingest.agencies import Mention
from ingest.lookup import TaskFilter
from ingest.models import DeadlineKind, DeadlineOp, Task, TaskKind
from ingest.rows import AgencyRole
from ingest.signs import find_signs, matches
from ingest.text import folded_words

_COUNTED = re.compile(r"(?<!\w)(?:nhiem vu|viec|chi tieu|tasks?|targets?)(?!\w)")
_AFTER = re.compile(r"(?<!\w)(?:sau khi|after)(?!\w)")
_ROLE_WORDS = {
    AgencyRole.LEAD: ("chủ trì", "leads"),
    AgencyRole.COORDINATING: ("phối hợp", "coordinates"),
    AgencyRole.IMPLEMENTING: ("thực hiện", "implements"),
}


def by_filter(query: Query, tools: Tools) -> Draft | None:
    """Tasks by what the register knows; None when the question gives nothing to filter by."""
    if (after_event := _after_event(query, tools)) is not None:
        return after_event
    named = [m for m in query.agencies if query.agency_is_subject]
    signs = [s for s in query.signs if not any(a <= s.span.start and s.span.end <= b for a, b in query.scope.words)]
    counted = query.counts and bool(query.scope) and _COUNTED.search(query.folded) is not None
    if not named and query.window is None and not signs and not counted:
        return None
    names = tuple(dict.fromkeys(m.name for m in named))
    groups = tuple(g for n in names for g in tools.agencies.directory.groups_of(n))
    wanted = TaskFilter(document_ids=query.scope.documents, agencies=(*names, *groups))
    pool = _of_kind([t for t in tools.tasks(query.viewer, wanted) if _in_annex(t, query)], query)
    if query.window is not None:
        pool = [t for t in pool if is_due(t, query.window)]
    if signs:
        pool = [t for t in pool if t.basis and any(matches(s, x) for s in signs for x in find_signs(t.basis))]
    if not named:
        return _without_agency(pool, query, tools)
    return _with_agencies(pool, named, query, tools)


def _after_event(query: Query, tools: Tools) -> Draft | None:
    """ "chỉ triển khai sau khi ...": tasks whose deadline is an event of these words."""
    found = _AFTER.search(query.folded)
    if found is None or query.shape is not Shape.LIST:
        return None
    wanted = set(folded_words(query.text[found.end() :])) | {w for m in query.agencies for w in folded_words(m.name)}
    pool = tools.tasks(query.viewer, TaskFilter(document_ids=query.scope.documents))
    events = [t for t in pool if t.deadline and t.deadline.kind is DeadlineKind.EVENT and _in_annex(t, query)]
    kept = [t for t in events if t.deadline and len(wanted & set(folded_words(t.deadline.text))) >= 3]
    if not kept:
        return None
    documents = {d.id: d for d in tools.documents(query.viewer)}
    head = say("found_tasks", query.english, n=len(kept), where=_where(query, tools), window="")
    return _draft([Line(head, granted=(str(len(kept)),), furniture=True), *listed(kept, documents, query)], kept)


def _in_annex(task: Task, query: Query) -> bool:
    if query.scope.annexes and (task.document_id, task.annex) not in query.scope.annexes:
        return False
    group = query.place.group
    return group is None or (
        task.group is not None
        and task.group.upper() in {group.upper(), *(group.upper() + "." + x for x in "123456789")}
    )


def _of_kind(pool: list[Task], query: Query) -> list[Task]:
    targets = "chi tieu" in query.folded
    duties = "nhiem vu" in query.folded or "viec" in query.folded
    if targets and not duties:
        return [t for t in pool if t.kind is TaskKind.TARGET] or pool
    return pool


def is_due(task: Task, window: DueWindow) -> bool:
    """Whether a task's deadline falls in the window; recurring and dateless ones never do."""
    deadline = task.deadline
    if deadline is None or deadline.end is None:
        return False
    if window.timing is Timing.COVERS:
        return (deadline.start, deadline.end) == (window.start, window.end)
    if window.timing is Timing.OVERDUE:
        return deadline.end < window.end or (deadline.op is DeadlineOp.BEFORE and deadline.end == window.end)
    if window.timing is Timing.UNTIL:
        return deadline.end <= window.end
    exact = window.start == window.end
    return (window.start or date.min) <= deadline.end <= window.end and (
        not exact or deadline.kind is DeadlineKind.DATE
    )


def _window_words(query: Query) -> str:
    window = query.window
    if window is None:
        return ""
    if window.timing is Timing.OVERDUE:
        return (
            f" đã qua thời hạn tính đến {_day(window.end)}"
            if not query.english
            else f" overdue as of {_day(window.end)}"
        )
    if window.timing is Timing.UNTIL:
        return f" có hạn đến {_day(window.end)}" if not query.english else f" due by {_day(window.end)}"
    if window.timing is Timing.COVERS and window.start:
        return (
            f" giai đoạn {window.start.year}-{window.end.year}"
            if not query.english
            else f" for {window.start.year}-{window.end.year}"
        )
    if window.start == window.end:
        return f" hạn {_day(window.end)}" if not query.english else f" due {_day(window.end)}"
    if window.words:
        return f" có hạn trong {window.words}" if not query.english else f" due {window.words}"
    since = _day(window.start) if window.start else "…"
    return f" có hạn từ {since} đến {_day(window.end)}" if not query.english else f" due {since} to {_day(window.end)}"


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"


def _where(query: Query, tools: Tools) -> str:
    if not query.scope.documents or len(query.scope.documents) > 1:
        return ""
    document = tools.stored(query.scope.documents[0], query.viewer)
    annex = next((label for d, label in query.scope.annexes if d == document.id), None)
    name = document_name(document, 90)
    return say("summary_scope", query.english, document=f"{annex}, {name}" if annex else name)


def _without_agency(pool: list[Task], query: Query, tools: Tools) -> Draft | None:
    if query.window is None and not pool:
        return None
    if query.topic and query.window is not None and pool:
        pool = _about(pool, query) or pool
    documents = {d.id: d for d in tools.documents(query.viewer)}
    if not pool:
        return _none_due(query, tools, [])
    head = say("found_tasks", query.english, n=len(pool), where=_where(query, tools), window=_window_words(query))
    lines = [Line(head, granted=(str(len(pool)),), furniture=True), *listed(pool, documents, query), *_as_of(query)]
    return _draft(lines, pool)


def _about(pool: list[Task], query: Query) -> list[Task]:
    """Those that carry most of the topic words, where any does."""
    scored = [(sum(w in set(folded_words(t.text)) for w in query.topic) / len(query.topic), t) for t in pool]
    return [t for share, t in scored if share >= 0.6]


def _with_agencies(pool: list[Task], named: Sequence[Mention], query: Query, tools: Tools) -> Draft | None:
    ambiguous = next((m for m in named if m.others), None)
    if ambiguous:
        line = Line(say("which_agency", query.english, names="; ".join(ambiguous.others)), furniture=True)
        return Draft(
            AnswerStatus.NEEDS_CLARIFICATION,
            (line,),
            suggestions=tuple(f"{n} được giao nhiệm vụ gì?" for n in ambiguous.others),
        )
    names = list(dict.fromkeys(m.name for m in named))
    mine = _held_by(pool, names, query.roles)
    if mine and len(query.topic) >= 2:
        narrowed = _about(mine, query)
        if not narrowed:
            return None  # the agency is only part of a content question
        mine = narrowed
    if not mine:
        return _group_or_none(pool, names, query, tools)
    return _draft(
        [
            *_former(named, query),
            *_sections(mine, names, query, tools),
            *_also_group(names, query, tools),
            *_as_of(query),
        ],
        mine,
    )


def _held_by(pool: Sequence[Task], names: Sequence[str], roles: Sequence[AgencyRole]) -> list[Task]:
    """Tasks in which every named body holds one of the roles; any role when none is asked for."""

    def holds(task: Task, name: str) -> bool:
        wanted = roles or (AgencyRole.LEAD, AgencyRole.COORDINATING, AgencyRole.IMPLEMENTING)
        held = {
            AgencyRole.LEAD: task.lead,
            AgencyRole.COORDINATING: task.coordinating,
            AgencyRole.IMPLEMENTING: task.implementing,
        }
        return any(name in held.get(role, ()) for role in wanted)

    every = [t for t in pool if all(holds(t, n) for n in names)]
    return every if every or len(names) == 1 else [t for t in pool if any(holds(t, n) for n in names)]


def _sections(mine: Sequence[Task], names: Sequence[str], query: Query, tools: Tools) -> list[Line]:
    """One list a role, each with its count, so that a partner never reads as lead."""
    documents = {d.id: d for d in tools.documents(query.viewer)}
    lines: list[Line] = []
    left = list(mine)
    for role, held in (
        (AgencyRole.LEAD, "lead"),
        (AgencyRole.COORDINATING, "coordinating"),
        (AgencyRole.IMPLEMENTING, "implementing"),
    ):
        own = [t for t in left if any(n in getattr(t, held) for n in names)]
        if not own:
            continue
        left = [t for t in left if t not in own]
        led = role is AgencyRole.LEAD and any(t.role.value != "chu_tri" for t in own)
        word = ("được giao", "is assigned")[query.english] if led else _ROLE_WORDS[role][query.english]
        facts = {
            "who": "; ".join(names),
            "role": word,
            "n": len(own),
            "where": _where(query, tools),
            "window": _window_words(query),
        }
        lines.append(Line(say("count_tasks", query.english, **facts), granted=(str(len(own)),), furniture=True))
        lines.extend(listed(own, documents, query))
    return lines


def _also_group(names: Sequence[str], query: Query, tools: Tools) -> list[Line]:
    groups = (
        tools.agencies.directory.groups_of(names[0])
        if len(names) == 1 and not query.roles and query.window is None
        else ()
    )
    if not groups:
        return []
    shared = next((t for t in tools.tasks(query.viewer, TaskFilter(agencies=groups)) if _in_annex(t, query)), None)
    if shared is None:
        return []
    group = next(g for g in groups if g in (*shared.lead, *shared.coordinating, *shared.implementing))
    return [Line(say("also_group", query.english, who=names[0], group=group), quotes(shared)[:2], furniture=True)]


def _group_or_none(pool: Sequence[Task], names: Sequence[str], query: Query, tools: Tools) -> Draft | None:
    """Not named, but a member of a closed group that is; else nothing."""
    documents = {d.id: d for d in tools.documents(query.viewer)}
    for name in names:
        groups = tools.agencies.directory.groups_of(name)
        shared = _held_by_any(pool, groups, query)
        if shared and len(query.topic) >= 2:
            shared = _about(shared, query) or shared
        if shared:
            group = next(g for g in groups if any(g in (*t.lead, *t.coordinating, *t.implementing) for t in shared))
            facts = {
                "who": name,
                "group": group,
                "n": len(shared),
                "where": _where(query, tools),
                "window": _window_words(query),
            }
            head = Line(say("not_by_name", query.english, **facts), granted=(str(len(shared)),), furniture=True)
            return _draft([head, *listed(shared, documents, query), *_as_of(query)], shared)
    if query.window is not None:
        return _none_due(query, tools, names)
    if query.shape is not Shape.LIST and query.topic:
        return None  # a body inside a content question
    line = Line(say("no_agency_tasks", query.english, who="; ".join(names), where=_where(query, tools)), furniture=True)
    return Draft(AnswerStatus.NOT_IN_CORPUS, (line,))


def _held_by_any(pool: Sequence[Task], groups: Sequence[str], query: Query) -> list[Task]:
    leads = [t for t in pool if any(g in t.lead for g in groups)]
    if leads or query.roles == (AgencyRole.LEAD,):
        return leads
    return [t for t in pool if any(g in (*t.coordinating, *t.implementing) for g in groups)]


def _none_due(query: Query, tools: Tools, names: Sequence[str]) -> Draft:
    """Nothing due then: say so, with the deadlines that there are."""
    pool = [t for t in tools.tasks(query.viewer, TaskFilter(document_ids=query.scope.documents)) if _in_annex(t, query)]
    pool = _held_by(pool, names, query.roles) if names else pool
    dated = sorted(
        {
            t.deadline.end: t for t in pool if t.deadline and t.deadline.end and t.deadline.kind is DeadlineKind.DATE
        }.items()
    )
    who = f" của {'; '.join(names)}" if names else ""
    words = _window_words(query).strip().removeprefix("có hạn ").removeprefix("hạn ")
    lines = [
        Line(say("no_task_in_window", query.english, who=who, window=words, where=_where(query, tools)), furniture=True)
    ]
    if dated:
        proof = tuple(q for _, t in dated[-8:] for q in quotes(t)[:1])
        days = ", ".join(t.deadline.text for _, t in dated[-8:] if t.deadline)
        lines.append(Line(say("nearest_deadlines", query.english, days=days), proof))
    return Draft(AnswerStatus.NO_SUCH_TASK, tuple(lines))


def _former(named: Sequence[Mention], query: Query) -> list[Line]:
    return [
        Line(say("former", query.english, old=query.text[m.start : m.end], new=m.name), furniture=True)
        for m in named
        if m.former
    ]


def _as_of(query: Query) -> list[Line]:
    timed = query.window is not None and (
        query.window.timing is Timing.OVERDUE or Field.DEADLINE in query.fields or query.window.words == ""
    )
    if not timed:
        return []
    return [Line(say("as_of", query.english, day=_day(query.as_of)), furniture=True)]


def _draft(lines: Sequence[Line], tasks: Sequence[Task]) -> Draft:
    return Draft(
        AnswerStatus.ANSWERED,
        tuple(lines),
        tuple(t.id for t in tasks),
        tuple(dict.fromkeys(t.document_id for t in tasks)),
    )
