"""Complete lists and counts: by agency, role, deadline window, assigning document, kind. By query, never by top-k."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.arrange import arranged
from assistant.due import ANY_PERIOD, find_recurring, is_due, recurs, window_words
from assistant.evidence import Draft, Line
from assistant.group_lists import also_group, group_or_none, none_due
from assistant.list_questions import asks_value, counts_tasks, is_about_something_else, is_whole
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.pool import about_topic, as_of_line, at_work, drafted, held_by, holders, in_annex, of_kind, where
from assistant.query import Query, Shape
from assistant.task_lines import quotes
from assistant.tools import Tools
from assistant.vocabulary import ADVISES
from ingest.agencies import Mention
from ingest.lookup import TaskFilter
from ingest.models import Role, Task, TaskKind
from ingest.rows import AgencyRole
from ingest.signs import SignQuery, find_signs, matches
from ingest.text import fold, folded_words

_TOGETHER = re.compile(
    r"(?<!\w)(?:cung (?:lam|thuc hien|phoi hop|chu tri|tham gia|duoc giao)|chung (?:mot )?(?:viec|nhiem vu)|together|jointly)(?!\w)"
)
_ASKS_GROUPS = re.compile(r"(?<!\w)(?:may|bao nhieu|nhung) (?:nhom|phan|muc|linh vuc)(?! (?:nhiem vu|viec))(?!\w)")
_AGAIN_TOO = re.compile(r"(?<!\w)(?:ke ca|bao gom|gom ca|tinh ca) [\w ,]{0,40}(?:hang|dinh ky)(?!\w)")
_ROLE_WORDS = {
    AgencyRole.LEAD: ("chủ trì", "leads"),
    AgencyRole.COORDINATING: ("phối hợp", "coordinates"),
    AgencyRole.IMPLEMENTING: ("thực hiện", "implements"),
}


def by_filter(query: Query, tools: Tools) -> Draft | None:
    """Tasks by what the register knows; None when the question gives nothing to filter by."""
    if asks_value(query):
        return None
    named = [m for m in query.agencies if query.agency_is_subject]
    signs = [s for s in query.signs if not any(a <= s.span.start and s.span.end <= b for a, b in query.scope.words)]
    counted = query.counts and bool(query.scope) and counts_tasks(query)
    recurring = find_recurring(query) if query.window is None else None
    whole = is_whole(query)
    filtered = bool(named or signs or counted or recurring or whole)
    if not filtered and (query.window is None or is_about_something_else(query)):
        return None
    wanted = _Wanted(signs, recurring)
    names = tuple(dict.fromkeys(name for m in named for name in m.others or (m.name,)))
    pool = _pool(query, tools, names, wanted)
    if not named or (not pool and _is_issuer(names, query, tools)):
        every = pool or _pool(query, tools, (), wanted)
        one = bool(named and query.topic and query.shape is Shape.ONE and not _is_title(query, tools))
        return None if one and not about_topic(every, query) else _without_agency(every, query, tools)
    return _with_agencies(pool, named, query, tools)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Further filters of a list: signs of the documents that assigned the work, words of recurring work."""

    signs: Sequence[SignQuery]
    recurring: str | None


def _pool(query: Query, tools: Tools, names: tuple[str, ...], wanted: _Wanted) -> list[Task]:
    """The tasks that the question leaves, of some bodies and their groups where it names any."""
    groups = tuple(g for n in names for g in tools.groups_of(n))
    within = TaskFilter(as_of=query.as_of, document_ids=query.scope.documents, agencies=(*names, *groups))
    pool = of_kind([t for t in tools.tasks(query.viewer, within) if in_annex(t, query)], query)
    if query.window is not None:
        again = _AGAIN_TOO.search(query.folded)
        pool = [t for t in pool if is_due(t, query.window) or (again and recurs(t, ANY_PERIOD))]
    if wanted.signs:
        pool = [t for t in pool if t.basis and any(matches(s, x) for s in wanted.signs for x in find_signs(t.basis))]
    if wanted.recurring:
        pool = [t for t in pool if recurs(t, wanted.recurring)]
    if ADVISES.search(query.folded) and names:
        pool = [t for t in pool if t.role is Role.ADVISE or ADVISES.search(fold(t.text))]
    return pool


def _is_issuer(names: Sequence[str], query: Query, tools: Tools) -> bool:
    """Whether the only body asked about issued the documents in scope: what it assigns, its own offices do."""
    issuers = [d.identity.issuer for d in tools.documents(query.viewer) if d.id in query.scope.documents]
    written = {fold(i.value).replace("uy ban nhan dan", "ubnd") for i in issuers if i}
    return len(names) == 1 and written == {fold(names[0]).replace("uy ban nhan dan", "ubnd")}


def _without_agency(pool: list[Task], query: Query, tools: Tools) -> Draft | None:
    if query.window is None and not pool:
        return None
    timed = query.window is not None or find_recurring(query) is not None
    if pool and timed and not (_is_title(query, tools) or _AGAIN_TOO.search(query.folded)):
        pool = about_topic(pool, query) or pool
    documents = {d.id: d for d in tools.documents(query.viewer)}
    if not pool:
        return none_due(query, tools, [])
    key = "found_targets" if all(t.kind is TaskKind.TARGET for t in pool) else "found_tasks"
    head = say(key, query.english, n=len(pool), where=where(query, tools), window=window_words(query))
    lines = [
        Line(head, granted=(str(len(pool)),), furniture=True),
        *_groups(pool, query),
        *arranged(pool, documents, query),
        *as_of_line(query),
    ]
    return drafted(lines, pool)


def _is_title(query: Query, tools: Tools) -> bool:
    """Whether what is left of the question only names the document: "Kế hoạch du lịch xanh 219/KH-UBND"."""
    documents = [d for d in tools.documents(query.viewer) if d.id in query.scope.documents]
    titles = {w for d in documents if d.identity.subject for w in folded_words(d.identity.subject.value)}
    return set(query.topic) <= titles


def _groups(pool: Sequence[Task], query: Query) -> list[Line]:
    """How many headings the tasks stand under, where that is asked ("chia mấy nhóm")."""
    titles = dict.fromkeys((t.document_id, t.section[-1]) for t in pool if t.section)
    if not titles or not _ASKS_GROUPS.search(query.folded):
        return []
    first = {(t.document_id, t.section[-1]): t for t in reversed(pool) if t.section}
    head = Line(say("groups", query.english, n=len(titles)), granted=(str(len(titles)),), furniture=True)
    return [head, *(Line(f"- {title}", quotes(first[document, title])[:1]) for document, title in titles)]


def _with_agencies(pool: list[Task], named: Sequence[Mention], query: Query, tools: Tools) -> Draft | None:
    named = [at_work(m, pool) for m in named]
    ambiguous = next((m for m in named if m.others), None)
    if ambiguous:
        line = Line(say("which_agency", query.english, names="; ".join(ambiguous.others)), furniture=True)
        return Draft(
            AnswerStatus.NEEDS_CLARIFICATION,
            (line,),
            suggestions=tuple(f"{n} được giao nhiệm vụ gì?" for n in ambiguous.others),
        )
    names = list(dict.fromkeys(m.name for m in named))
    mine = held_by(pool, names, query.roles)
    if mine and len(query.topic) >= 2:
        narrowed = about_topic(mine, query)
        if not narrowed:
            return None  # the agency is only part of a content question
        mine = narrowed
    if len(names) > 1 and _TOGETHER.search(query.folded) and not all(_holds(n, t) for n in names for t in mine):
        line = Line(
            say("none_together", query.english, who="; ".join(names), where=where(query, tools)), furniture=True
        )
        return Draft(AnswerStatus.NOT_IN_CORPUS, (line,))
    if not mine:
        return group_or_none(pool, names, query, tools)
    return drafted(
        [
            *_former(named, query),
            *_sections(mine, names, query, tools),
            *also_group(names, query, tools),
            *as_of_line(query),
        ],
        mine,
    )


def _holds(name: str, task: Task) -> bool:
    return any(name in holders(task, role) for role in AgencyRole)


def _sections(mine: Sequence[Task], names: Sequence[str], query: Query, tools: Tools) -> list[Line]:
    """One list a role, each with its count, so that a partner never reads as lead."""
    documents = {d.id: d for d in tools.documents(query.viewer)}
    lines: list[Line] = []
    left = list(mine)
    for role in AgencyRole:
        own = [t for t in left if any(n in holders(t, role) for n in names)]
        if not own:
            continue
        left = [t for t in left if t not in own]
        led = role is AgencyRole.LEAD and any(t.role.value != "chu_tri" for t in own)
        word = ("được giao", "is assigned")[query.english] if led else _ROLE_WORDS[role][query.english]
        facts = {
            "who": "; ".join(names),
            "role": word,
            "n": len(own),
            "where": where(query, tools),
            "window": window_words(query),
        }
        lines.append(Line(say("count_tasks", query.english, **facts), granted=(str(len(own)),), furniture=True))
        lines.extend(arranged(own, documents, query))
    return lines


def _former(named: Sequence[Mention], query: Query) -> list[Line]:
    return [
        Line(say("former", query.english, old=query.text[m.start : m.end], new=m.name), furniture=True)
        for m in named
        if m.former
    ]
