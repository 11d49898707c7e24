"""Tasks of the register as lines to say, each proved by its own row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Line, Quote
from assistant.labels import document_name, role_words, shown_text, task_name
from assistant.messages import field_name, say
from assistant.query import Field, Query
from ingest.dates import DateUnit, find_dates
from ingest.deadlines import deadline_in_text
from ingest.lookup import StoredDocument
from ingest.models import Role, Span, Spans, Task, TaskKind
from ingest.text import folded_words

_ORDER = (
    Field.LEAD,
    Field.COORDINATING,
    Field.IMPLEMENTING,
    Field.VALUE,
    Field.DEADLINE,
    Field.RESULT,
    Field.BASIS,
    Field.SUBMIT_TO,
)


def quotes(task: Task) -> tuple[Quote, ...]:
    """The row, and what it does not hold itself: the heading that names the body, a period, the names of its columns."""
    outside = {
        name: tuple(s for s in task.spans_of(name) if not any(r.start <= s.start and s.end <= r.end for r in task.row))
        for name in ("lead", "coordinating", "deadline", "value")
    }
    above = (Quote(task.document_id, spans, task.section) for spans in outside.values() if spans)
    later = (Quote(task.moved.document_id, task.moved.spans),) if task.moved else ()
    return (Quote(task.document_id, task.row, task.section), *above, *later)


def label_figures(task: Task) -> tuple[str, ...]:
    """The figures of a task's printed number and of the group it stands under: "I.2" and "4" make 2.4."""
    return tuple(f.lstrip("0") or "0" for f in re.findall(r"\d+(?:\.\d+)*", task_name(task)))


def parts(task: Task) -> tuple[Spans, ...]:
    """The spans of each field: a cell cut by a page is proved by its own re-joined words."""
    return tuple(spans for _, spans in task.evidence if spans)


def value_of(task: Task, field: Field) -> str | None:
    """A field in words, None where the row does not state it."""
    values: dict[Field, str | None] = {
        Field.LEAD: "; ".join(task.lead) or None,
        Field.COORDINATING: "; ".join(task.coordinating) or None,
        Field.IMPLEMENTING: "; ".join(task.implementing) or None,
        Field.DEADLINE: deadline_words(task, english=False),
        Field.BASIS: task.basis,
        Field.RESULT: task.result,
        Field.VALUE: task.value,
        Field.SUBMIT_TO: "; ".join(task.submit_to) or None,
    }
    return values.get(field)


def deadline_words(task: Task, english: bool) -> str | None:
    """The deadline in force, with the one it took the place of."""
    if task.deadline is None:
        return None
    if task.moved is None:
        return task.deadline.text
    if task.moved.before is None:
        return say("moved_first", english, new=task.deadline.text)
    return say("moved", english, new=task.deadline.text, old=task.moved.before.text)


def deadline_of(task: Task, query: Query) -> str | None:
    """The deadline in words. An item of several sentences may set several: the one of the sentence asked about, or all."""
    if task.deadline is None or task.annex is not None or task.moved is not None:
        return deadline_words(task, query.english)
    found = deadline_in_text(task.text, None)
    if len(found) < 2:
        return task.deadline.text
    shares = [len(set(query.topic) & set(folded_words(_sentence(task.text, f.span)))) for f in found]
    best = max(shares)
    asked = [f for f, share in zip(found, shares, strict=True) if share == best and best > 0] or list(found)
    return "; ".join(dict.fromkeys(f.deadline.text for f in asked))


def _sentence(text: str, span: Span) -> str:
    start = max(text.rfind(mark, 0, span.start) for mark in (". ", "; "))
    ends = [end for mark in (". ", "; ") if (end := text.find(mark, span.end)) >= 0]
    return text[start + 1 : min(ends, default=len(text))]


def name_of(task: Task, field: Field, english: bool) -> str:
    """The field's name; a body that does not lead is "được giao", with what it does."""
    if field is Field.LEAD and task.role is not Role.LEAD:
        doing = "" if english else f" ({role_words(task)})"
        return say("assigned", english) + doing
    return say(field.value, english)


def full(task: Task, document: StoredDocument, query: Query) -> list[Line]:
    """Everything the register holds of one task: what was asked first, then its words, then the rest."""
    english = query.english
    proof = quotes(task)
    asked = [f for f in _ORDER if f in query.fields and value_of(task, f)]
    lines: list[Line] = []
    if asked:
        said = ". ".join(f"{name_of(task, f, english)}: {_shown(task, f, query)}" for f in asked)
        lines.append(Line(f"**{said}.**", proof, parts(task)))
    lines.extend(_unstated(task, query, asked))
    lines.append(
        Line(
            f"{task_name(task)} – {document_name(document)}: “{shown_text(task)}”",
            proof,
            parts(task),
            label_figures(task),
        )
    )
    rest = [f for f in _ORDER if f not in asked and value_of(task, f)]
    lines.extend(Line(f"- {name_of(task, f, english)}: {_shown(task, f, query)}", proof, parts(task)) for f in rest)
    return lines


def _unstated(task: Task, query: Query, said: Sequence[Field]) -> list[Line]:
    """What was asked and the row does not state; a figure only of a target, which has one or left it blank."""
    spared = {Field.LEAD} if task.kind is TaskKind.TARGET else {Field.LEAD, Field.VALUE}
    spared |= {Field.DEADLINE} if says_a_day(task.text) else set()
    missing = [f for f in _ORDER if f in query.fields and f not in said and f not in spared]
    return [
        Line(
            say("no_deadline", query.english)
            if f is Field.DEADLINE
            else say("no_field", query.english, field=field_name(f.value, query.english)),
            furniture=True,
        )
        for f in missing
    ]


def says_a_day(text: str) -> bool:
    """Whether a day stands in the words themselves, though it is no deadline: "nghỉ học ngày 20/7/2026"."""
    return any(found.unit is DateUnit.DAY for found in find_dates(text))


def _shown(task: Task, field: Field, query: Query) -> str | None:
    return deadline_of(task, query) if field is Field.DEADLINE else value_of(task, field)


def listed(tasks: Sequence[Task], documents: dict[str, StoredDocument], query: Query) -> list[Line]:
    """One line a task, under the name of its document where there are several."""
    lines: list[Line] = []
    several = len({t.document_id for t in tasks}) > 1
    for document_id in dict.fromkeys(t.document_id for t in tasks):
        if several:
            lines.append(Line(f"**{document_name(documents[document_id])}**", furniture=True))
        lines.extend(one(t, query) for t in tasks if t.document_id == document_id)
    return lines


def one(task: Task, query: Query) -> Line:
    """A task in one line: number, words, who, until when."""
    english = query.english
    facts = [
        f"{name_of(task, f, english).lower()}: {value_of(task, f)}"
        for f in (Field.LEAD, Field.COORDINATING, Field.VALUE, Field.DEADLINE)
        if value_of(task, f)
    ]
    if Field.BASIS in query.fields and task.basis:
        facts.append(f"{say('basis', english).lower()}: {task.basis}")
    return Line(
        f"- {task_name(task)}: {shown_text(task)} ({'; '.join(facts)})", quotes(task), parts(task), label_figures(task)
    )
