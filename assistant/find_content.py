"""Content questions: the right sentences, few, in reading order, quoted; the register's fields where they are tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.choose import best, per_document, tasks_of
from assistant.evidence import Draft, Line, Quote
from assistant.intents import MONEY
from assistant.labels import document_name
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.orders import speaks_to_an_assistant
from assistant.query import Field, Query, Shape, Timing
from assistant.retrieve import AMOUNT, Hit, carried_terms, search
from assistant.task_lines import full, says_a_day, value_of
from assistant.tools import Tools
from ingest.joined import join
from ingest.models import Task
from ingest.text import folded_words

_FEWEST_WORDS = 5  # of a passage that answers
_WHOLE = 700  # a passage up to this many characters is shown whole
_REACH, _AS_MUCH = 15, 0.9  # passages among which an amount is looked for, and the share of the best coverage
_FEW = (2, 3)  # documents named in one question
_PERIOD = re.compile(r"((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)")


def by_content(query: Query, tools: Tools) -> Draft | None:
    """The passages that answer, or None when nothing carries enough of the question."""
    hits = in_scope(query, tools)
    if not carry_enough(hits, query, tools):
        return None
    if (missing := _missing_period(query, hits)) is not None:
        return missing
    chosen = _chosen(hits, query, tools)
    if MONEY.search(query.folded) and not any(map(_pays, chosen)):
        return _nearest(say("no_amount", query.english), chosen[:1], query, tools)
    tasks = tasks_of(chosen, query, tools)
    if not tasks and Field.LEAD in query.fields and max(h.coverage for h in chosen) < tools.tuning.floor_who:
        return None
    if (unstated := _unstated(chosen, tasks, query, tools)) is not None:
        return unstated
    lines: list[Line] = []
    for hit in chosen:
        lines.extend(said(hit, tasks, query, tools))
    documents = tuple(dict.fromkeys(h.passage.document_id for h in chosen))
    is_content = not (tasks and query.fields)  # a field asked for is the register's to state
    return Draft(AnswerStatus.ANSWERED, tuple(lines), tuple(tasks), documents, is_content=is_content)


def _chosen(hits: Sequence[Hit], query: Query, tools: Tools) -> list[Hit]:
    """The passages to tell; of a question about money one that says an amount, where those chosen say none."""
    chosen = per_document(hits, query, tools) if query.shape is Shape.COMPARE or _apart(query) else []
    if len(chosen) < _FEW[0]:  # what is compared stands in one document
        chosen = best(hits, query, tools)
    if not MONEY.search(query.folded) or any(map(_pays, chosen)):
        return chosen
    least = _AS_MUCH * max(h.coverage for h in chosen)
    return [h for h in hits[:_REACH] if _pays(h) and h.coverage >= least][:1] or chosen


def _pays(hit: Hit) -> bool:
    return AMOUNT.search(hit.passage.text) is not None


def in_scope(query: Query, tools: Tools) -> tuple[Hit, ...]:
    """The passages that say something, best first, of the documents and annexes that the question names."""
    found = _of_each(query, tools) if _apart(query) else search(query, tools, query.scope.documents or None)
    hits = tuple(h for h in found if _says_something(h) and not speaks_to_an_assistant(h.passage.text))
    if not query.scope.annexes or query.shape is Shape.COMPARE:
        return hits
    labels = {label for _, label in query.scope.annexes}
    inside = tuple(h for h in hits if any(s.startswith(tuple(labels)) for s in h.passage.section))
    return inside or hits


def _says_something(hit: Hit) -> bool:
    """Whether it is more than a title or a salutation ("QUYẾT ĐỊNH:")."""
    return hit.passage.task_id is not None or len(hit.passage.text.split()) >= _FEWEST_WORDS


def _apart(query: Query) -> bool:
    """Whether the question names a few documents and wants each of them heard."""
    return len(query.scope.documents) in _FEW and not query.scope.by_place


def _of_each(query: Query, tools: Tools) -> list[Hit]:
    """Each document searched alone: the words that name one would rank its passages before those of the others."""
    found = (hit for document in query.scope.documents for hit in search(query, tools, (document,)))
    return sorted(found, key=lambda hit: -hit.score)


def carry_enough(hits: Sequence[Hit], query: Query, tools: Tools) -> bool:
    """Whether the best passages carry so much of the question that something may be claimed from them."""
    if not hits:
        return False
    if query.english:
        near = max(h.cosine for h in hits[:5]) >= tools.tuning.english_floor and bool(query.topic)
        return near and carried_terms(query, hits[:5], tools) >= tools.tuning.english_terms
    is_inside = bool(query.scope) and not query.scope.by_place
    floor = tools.tuning.floor_inside if is_inside else tools.tuning.floor
    return max(h.coverage for h in hits[:5]) >= floor


def _missing_period(query: Query, hits: Sequence[Hit]) -> Draft | None:
    """A period that no found passage mentions is not answered with another one."""
    window = query.window
    if window is None or window.timing is not Timing.COVERS or window.start is None:
        return None
    asked = (str(window.start.year), str(window.end.year))
    if any(asked == m for h in hits[:25] for m in _PERIOD.findall(f"{h.passage.context} {h.passage.text}")):
        return None
    text = say("no_period", query.english, period=f"{asked[0]}-{asked[1]}")
    return Draft(AnswerStatus.NOT_IN_CORPUS, (Line(text, granted=asked, furniture=True),))


def _unstated(chosen: Sequence[Hit], tasks: dict[str, Task], query: Query, tools: Tools) -> Draft | None:
    """The task is there and the one fact asked for is not: said so, with the row."""
    asked = query.fields & {Field.DEADLINE, Field.RESULT, Field.BASIS}
    if len(asked) != 1 or query.fields & {Field.LEAD, Field.COORDINATING, Field.VALUE} or not tasks:
        return None
    field = next(iter(asked))
    top = chosen[0].passage
    if top.task_id is None or any(value_of(t, field) for t in tasks.values()):
        return None
    if field is not Field.DEADLINE or says_a_day(top.text):
        return None
    return _nearest(say("no_deadline", query.english), chosen[:1], query, tools)


def _nearest(text: str, hits: Sequence[Hit], query: Query, tools: Tools) -> Draft:
    lines = [Line(text, furniture=True), Line(say("nearest", query.english), furniture=True)]
    for hit in hits:
        lines.extend(_quoted(hit, query, tools))
    return Draft(AnswerStatus.NOT_IN_CORPUS, tuple(lines), documents=tuple(h.passage.document_id for h in hits))


def each_document(query: Query, tools: Tools) -> tuple[list[Hit], dict[str, Task]]:
    """The best passage of each document that carries enough of the question, with the tasks that they are."""
    hits = in_scope(query, tools)
    chosen = per_document(hits, query, tools) if carry_enough(hits, query, tools) else []
    chosen = [h for h in chosen if h.coverage >= tools.tuning.floor]
    return chosen, tasks_of(chosen, query, tools)


def said(hit: Hit, tasks: dict[str, Task], query: Query, tools: Tools) -> list[Line]:
    """A passage as lines: the row of the register where it is one, else its sentences."""
    task = tasks.get(hit.passage.task_id or "")
    if task is not None:
        return full(task, tools.stored(task.document_id, query.viewer), query)
    return _quoted(hit, query, tools)


def _quoted(hit: Hit, query: Query, tools: Tools) -> list[Line]:
    """The sentences of a passage that carry the question, under the name of its document."""
    passage = hit.passage
    raw = tools.document(passage.document_id, query.viewer).source.text
    name = document_name(tools.stored(passage.document_id, query.viewer))
    where = f" – {passage.section[-1]}" if passage.section else ""
    if len(passage.text) <= _WHOLE or len(passage.sentences) < 2:
        spans, words = passage.spans, passage.text
    else:
        asked = set(query.topic)
        scored = sorted(passage.sentences, key=lambda s: -len(asked & set(folded_words(join(raw, s).text))))
        keep = [s for s in passage.sentences if s in scored[:2]]
        spans = tuple(x for s in keep for x in s)
        words = " … ".join(join(raw, s).text for s in keep)
    return [Line(f"{name}{where}: “{words}”", (Quote(passage.document_id, spans, passage.section),))]
