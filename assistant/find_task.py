"""Tasks named by their printed number; never by similarity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.amendments import changes, of_the_amended
from assistant.evidence import Draft, Line
from assistant.labels import document_name, shown_text, task_name
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.pool import in_stage
from assistant.query import Query, Scope, Shape
from assistant.task_lines import full, label_figures, listed, parts, quotes
from assistant.tools import Tools
from ingest.annex_lines import annex_ordinal
from ingest.lookup import TaskFilter
from ingest.models import Task


def by_number(query: Query, tools: Tools) -> Draft | None:
    """The tasks a printed number names, with what later documents change of them."""
    draft = _numbered(query, tools)
    if draft is None or draft.status is AnswerStatus.NEEDS_CLARIFICATION:
        return draft
    if draft.status is AnswerStatus.NO_SUCH_TASK and (amended := of_the_amended(query, tools)):
        query, draft = amended, _numbered(amended, tools) or draft
    changed = changes(draft, query, tools)
    if not changed:
        return draft
    if draft.status is AnswerStatus.NO_SUCH_TASK:  # added by a later document
        return Draft(AnswerStatus.ANSWERED, tuple(changed), documents=query.scope.documents)
    head = Line(say("named_later", query.english), furniture=True)
    return replace(draft, lines=(*draft.lines, head, *changed))


def _numbered(query: Query, tools: Tools) -> Draft | None:
    """An answer, a question back, or the nearest fact that there is none."""
    if not query.place or (query.place.point and query.place.above):
        return None
    numbers = _printed(query)
    numbered = tools.tasks(
        query.viewer, TaskFilter(as_of=query.as_of, document_ids=query.scope.documents, numbers=numbers)
    )
    found = [t for t in numbered if _in_place(t, query)] or _in_body(numbered, query, tools)
    if not found and query.place.point:
        return None
    if not found:
        return _elsewhere(query, tools) or _none(query, _all_in_place(query, tools), tools)
    per_number = {n: [t for t in found if t.number == n] for n in dict.fromkeys(t.number for t in found)}
    if any(len(same) > 1 for same in per_number.values()) and query.shape is not Shape.COMPARE:
        narrowed = _narrow(found, query, tools)
        if narrowed is None:
            return _ask_back(found, query, tools)
        found = narrowed
    documents = {d.id: d for d in tools.documents(query.viewer)}
    if len(found) == 1:
        lines = full(found[0], documents[found[0].document_id], query)
    else:
        lines = listed(found, documents, query)
    missing = [n for n in query.place.numbers if not any(_is_numbered(t, n, query.place.group) for t in found)]
    lines += [Line(say("no_task", query.english, number=n, where=""), furniture=True, granted=(n,)) for n in missing]
    return Draft(
        AnswerStatus.PARTLY_ANSWERED if missing else AnswerStatus.ANSWERED,
        tuple(lines),
        tuple(t.id for t in found),
        tuple(dict.fromkeys(t.document_id for t in found)),
    )


def _all_in_place(query: Query, tools: Tools) -> list[Task]:
    everywhere = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, document_ids=query.scope.documents))
    return [t for t in everywhere if _in_place(t, query)]


def _elsewhere(query: Query, tools: Tools) -> Draft | None:
    """The task of another document, where the question names a body that issued documents and none of these."""
    if not query.scope.documents or not query.agencies or query.signs or query.scope.annexes:
        return None
    wider = _numbered(replace(query, scope=Scope()), tools)
    return wider if wider is not None and wider.status is AnswerStatus.ANSWERED else None


def _printed(query: Query) -> tuple[str, ...]:
    """How the number may be printed: "4" under its group, or "3.4" with the group in it."""
    place = query.place
    if place.point:
        return (place.point,)
    dotted = (f"{place.group}.{n}" for n in place.numbers) if place.group else ()
    return (*place.numbers, *dotted)


def _is_numbered(task: Task, number: str, group: str | None) -> bool:
    return task.number == number or (group is not None and task.number == f"{group}.{number}")


def _in_place(task: Task, query: Query) -> bool:
    place = query.place
    if not in_stage(task, place):
        return False
    if place.point:
        return task.annex is None and (place.group is None or task.group == place.group)
    if query.scope.annexes:
        if (task.document_id, task.annex) not in query.scope.annexes:
            return False
    elif place.annex is not None and (task.annex is None or annex_ordinal(task.annex) != annex_ordinal(place.annex)):
        return False
    if place.group is not None and task.number in {f"{place.group}.{n}" for n in place.numbers}:
        return True
    if place.group is not None:
        return task.group is not None and (
            task.group.upper() == place.group.upper() or task.group.upper().endswith("." + place.group.upper())
        )
    return task.annex is not None


def _in_body(numbered: Sequence[Task], query: Query, tools: Tools) -> list[Task]:
    """Rows of a table that stands in the body, of documents that assign nothing in an annex."""
    place, documents = query.place, {t.document_id for t in numbered}
    if place.point or place.annex or place.group or query.scope.annexes or not documents:
        return []
    held = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, document_ids=tuple(documents)))
    annexed = {t.document_id for t in held if t.annex}
    return [t for t in numbered if t.document_id not in annexed and _is_row(t) and in_stage(t, place)]


def _is_row(task: Task) -> bool:
    """Whether a task was read from cells: its number and its words stand apart from the body that it binds."""
    text, lead = task.spans_of("text"), task.spans_of("lead")
    return bool(lead) and not any(x.start < y.end and y.start < x.end for x in text for y in lead)


def _narrow(found: Sequence[Task], query: Query, tools: Tools) -> list[Task] | None:
    """One agency or some topic words in the question may leave one task a number."""
    named = {m.name for m in query.agencies}
    kept = [t for t in found if named & {*t.lead, *t.coordinating, *t.implementing}] if named else list(found)
    if query.topic and kept:
        from_words = [t for t in kept if sum(w in t.text.lower() for w in query.topic) >= 2]
        kept = from_words or kept
    numbers = [t.number for t in kept]
    return kept if kept and len(numbers) == len(set(numbers)) else None


def _ask_back(found: Sequence[Task], query: Query, tools: Tools) -> Draft:
    documents = {d.id: d for d in tools.documents(query.viewer)}
    number = "; ".join(query.place.numbers) or query.place.point or ""
    name = ("Task " if query.english else "Nhiệm vụ ") + number
    head = Line(say("which_task", query.english, name=name, n=len(found)), granted=(str(len(found)),), furniture=True)
    lines = [
        Line(
            f"- {task_name(t)} – {document_name(documents[t.document_id], 90)}: {shown_text(t)[:140]}",
            quotes(t),
            parts(t),
            label_figures(t),
        )
        for t in found
    ]
    suggestions = tuple(_suggest(t, documents[t.document_id].identity.kind) for t in found[:3])
    return Draft(AnswerStatus.NEEDS_CLARIFICATION, (head, *lines), tuple(t.id for t in found), suggestions=suggestions)


def _suggest(task: Task, kind: object) -> str:
    value = getattr(kind, "value", "văn bản").lower()
    annex = f" {task.annex}" if task.annex else ""
    group = f" mục {task.group}" if task.group else ""
    return f"Nhiệm vụ {task.number}{group}{annex} của {value} do cơ quan nào chủ trì, thời hạn khi nào?"


def _none(query: Query, candidates: Sequence[Task], tools: Tools) -> Draft:
    """There is no such task; say how many there are where it was looked for."""
    number = ", ".join(query.place.numbers)
    tables: dict[tuple[str, str | None, str | None], list[Task]] = {}
    for task in candidates:
        if _ordinal(task):
            tables.setdefault((task.document_id, task.annex, task.group), []).append(task)
    if not tables:
        line = Line(say("no_task", query.english, number=number, where=""), granted=query.place.numbers)
        return Draft(AnswerStatus.NO_SUCH_TASK, (line,))
    longest = max(tables.values(), key=lambda tasks: _ordinal(tasks[-1]))
    last = longest[-1]
    whole = [t for t in candidates if _ordinal(t) and (t.document_id, t.annex) == (last.document_id, last.annex)]
    runs_on = not query.place.group and len({t.number for t in whole}) == len(whole)  # numbered through all groups
    longest = whole if runs_on else longest
    where = last.annex or "Bảng"
    if last.group and not runs_on:
        where = f"{where}, mục {last.group}"
    where = f"{where}, {document_name(tools.stored(last.document_id, query.viewer), 90)},"
    facts = {"where": where[0].upper() + where[1:], "n": len(longest), "last": last.number, "number": number}
    line = Line(
        say("only_tasks", query.english, **facts),
        quotes(last),
        granted=(str(len(longest)), str(last.number), *query.place.numbers),
    )
    return Draft(AnswerStatus.NO_SUCH_TASK, (line,), documents=(last.document_id,))


def _ordinal(task: Task) -> int:
    """The last part of a printed number, 7 of "3.7"; 0 where it is none."""
    last = (task.number or "").rpartition(".")[2]
    return int(last) if last.isdigit() else 0
