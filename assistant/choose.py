"""Which of the found passages are shown: the best, those nearly as good, one for each document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.query import TASK_FIELDS, Field, Query
from assistant.retrieve import Hit
from assistant.task_lines import value_of
from assistant.tools import Tools
from ingest.deadlines import deadline_in_text
from ingest.lookup import TaskFilter
from ingest.models import Task
from ingest.text import fold, folded_words

_SEVERAL_FACTS = re.compile(r"\w(?:,| va) \w")
_FIGURE = 0.15  # what a figure beside the words asked for adds to a score
_FIGURE_BEHIND = 0.05  # what one adds that follows them in the same clause: "lượng rác khoảng 260 tấn"
_WHO, _WHAT = (0.6, 0.4), (0.72, 0.75)  # shares of the best passage's score and coverage
_DAY_IN_CELL = re.compile(r"(?<!\w)(?:han|hoan thanh|thoi gian)(?: [^;:]{0,40})?: [^;]{0,30}\d")
_CLEARLY = 1.1  # times the score of a task from which a passage is the better answer to "when"
_LEAST = 0.4  # of the question, or of the best coverage, below which a passage is beside the point
_AS_MUCH = 0.8  # of the best coverage in its document
_REACH = 20  # of the best passages, among which another fact of the question is looked for


def best(hits: Sequence[Hit], query: Query, tools: Tools) -> list[Hit]:
    """The best passage and those nearly as good; task rows first where a task's field is asked for."""
    carried = max(h.coverage for h in hits[:5])
    ranked = [h for h in hits if not _is_heading(h) and (query.english or h.coverage >= _LEAST * carried)]
    if not ranked or ranked[0].coverage < tools.tuning.floor:
        ranked = list(hits)
    if query.fields & TASK_FIELDS:
        with_task = [h for h in ranked if h.passage.task_id]
        if with_task and _goes_first(with_task[0], ranked[0], query):
            ranked = with_task
    if Field.VALUE in query.fields and any("%" in h.passage.text for h in ranked[:3]):
        ranked = sorted(ranked[:12], key=lambda h: -(h.score + (0.05 if re.search(r"\d", h.passage.text) else 0)))
    if Field.VALUE in query.fields:
        ranked = sorted(ranked, key=lambda h: -_with_figure(h, query))
    ranked = _stating(ranked, query, tools)
    if query.agencies and query.agency_is_subject:
        ranked = _of_agency(ranked, query, tools) or ranked
    near = [h for h in ranked if h.score >= tools.tuning.near * max(ranked[0].score, hits[0].score)] or ranked[:1]
    chosen = _distinct(near)[: tools.tuning.most]
    return chosen + _completing(chosen, hits, query) if len(chosen) < tools.tuning.most else chosen


def _with_figure(hit: Hit, query: Query) -> float:
    """The score, raised where a figure stands beside the words it is asked of: "412 hộ nghèo"."""
    nouns = "|".join(re.escape(fold(run[0])) for run in query.topic_runs)
    said = fold(hit.passage.text)
    if nouns and re.search(rf"\d\s+(?:{nouns})(?!\w)", said):
        return hit.score + _FIGURE
    behind = nouns and re.search(rf"(?<!\w)(?:{nouns})(?!\w)[^.;]{{0,60}}(?<![\d/])\d[\d.,]*(?:%| ?[a-z])", said)
    return hit.score + (_FIGURE_BEHIND if behind else 0.0)


def _is_heading(hit: Hit) -> bool:
    """Whether it only announces what follows: the title of an annex or a chapter."""
    return hit.passage.task_id is None and hit.passage.text.startswith(hit.passage.section[-1:])


def _goes_first(row: Hit, best: Hit, query: Query) -> bool:
    """Whether a task is told rather than a better passage, which may itself say when: "họp vào ngày 05 hằng tháng"."""
    if query.english:
        return True
    better = best.passage.task_id is None and best.score >= _CLEARLY * row.score and best.coverage >= row.coverage
    if better and Field.DEADLINE in query.fields and _says_when(best.passage.text):
        return False
    return _nearly_as_good(row, best, query)


def _says_when(text: str) -> bool:
    """A deadline in a sentence, or a day in a cell of that name: "Thời hạn bàn giao: 30/9/2026"."""
    return bool(deadline_in_text(text, None) or _DAY_IN_CELL.search(fold(text)))


def _nearly_as_good(row: Hit, best: Hit, query: Query) -> bool:
    """Whether a task goes before a better passage; who does something only a task can say."""
    score, coverage = _WHO if query.fields & {Field.LEAD, Field.COORDINATING} else _WHAT
    return row.score >= score * best.score and row.coverage >= max(_LEAST, coverage * best.coverage)


def _completing(chosen: Sequence[Hit], ranked: Sequence[Hit], query: Query) -> list[Hit]:
    """For a question of several facts, the next passage of the same document that says what the chosen ones leave out."""
    around = {
        w for h in chosen for w in folded_words(h.passage.context) if not w.isdigit()
    }  # a year of the title says nothing
    left = set(query.topic) - around - {w for h in chosen for w in folded_words(h.passage.text)}
    if not left or not _SEVERAL_FACTS.search(query.folded):
        return []
    document = chosen[0].passage.document_id
    others = (h for h in ranked[:_REACH] if h not in chosen and h.passage.document_id == document)
    return [h for h in others if 2 * len(left & set(folded_words(h.passage.text))) >= len(left)][:1]


def _stating(ranked: list[Hit], query: Query, tools: Tools) -> list[Hit]:
    """A row that states what is asked for goes before one, nearly as good, that leaves it out."""
    asked = query.fields & {Field.DEADLINE, Field.RESULT, Field.BASIS, Field.SUBMIT_TO}
    if not asked:
        return ranked
    held = tasks_of(ranked[:8], query, tools)
    states = {t.id for t in held.values() if any(value_of(t, f) for f in asked)}
    says = Field.DEADLINE in asked
    first = [
        h
        for h in ranked[:8]
        if h.score >= 0.8 * ranked[0].score
        and (
            h.passage.task_id in states
            or (says and not h.passage.task_id and _DAY_IN_CELL.search(fold(h.passage.text)))
        )
    ]
    return [*first, *(h for h in ranked if h not in first)]


def _of_agency(ranked: Sequence[Hit], query: Query, tools: Tools) -> list[Hit]:
    names = {m.name for m in query.agencies}
    held = {
        t.id
        for t in tasks_of(ranked[:20], query, tools).values()
        if names & {*t.lead, *t.coordinating, *t.implementing}
    }
    return [h for h in ranked if h.passage.task_id in held]


def _distinct(hits: Sequence[Hit]) -> list[Hit]:
    """Without passages that say the same words again; the one in the register wins."""
    kept: list[Hit] = []
    for hit in hits:
        words = set(folded_words(hit.passage.text))
        twin = next(
            (
                k
                for k in kept
                if not (k.passage.task_id and hit.passage.task_id) and _alike(words, set(folded_words(k.passage.text)))
            ),
            None,
        )
        if twin is None:
            kept.append(hit)
        elif hit.passage.task_id and not twin.passage.task_id:
            kept[kept.index(twin)] = hit
    return kept


def _alike(first: set[str], second: set[str]) -> bool:
    """Nearly the same words; a sentence with a figure that the other lacks says something else."""
    smaller, larger = sorted((first, second), key=len)
    if len(smaller) <= 5 or any(word[0].isdigit() for word in smaller - larger):
        return False
    return len(smaller & larger) / len(smaller) > 0.9 and len(smaller) / len(larger) > 0.6


def per_document(hits: Sequence[Hit], query: Query, tools: Tools) -> list[Hit]:
    """The best passage of each document, where it is good enough to be about the same thing."""
    top = hits[0]
    kept: dict[str, Hit] = {}
    asks_figure = Field.VALUE in query.fields
    for hit in (
        sorted(hits, key=lambda h: -_with_figure(h, query)) if asks_figure else _stating_in_each(hits, query, tools)
    ):
        if hit.coverage >= 0.55 * top.coverage and (query.scope.documents or hit.score >= 0.45 * top.score):
            held = kept.get(hit.passage.document_id)
            is_row = hit.passage.task_id and held and not held.passage.task_id and hit.score >= 0.85 * held.score
            if held is None or (is_row and not asks_figure):
                kept[hit.passage.document_id] = hit
    return list(kept.values())


def _stating_in_each(hits: Sequence[Hit], query: Query, tools: Tools) -> list[Hit]:
    """The passages, of each document those first that state what is asked for."""
    own: dict[str, list[Hit]] = {}
    for hit in hits:
        own.setdefault(hit.passage.document_id, []).append(hit)
    near = ([h for h in found if h.coverage >= _AS_MUCH * max(f.coverage for f in found)] for found in own.values())
    return [h for found in near for h in _stating(found, query, tools)]


def tasks_of(hits: Sequence[Hit], query: Query, tools: Tools) -> dict[str, Task]:
    """The register's rows that the passages are, by id."""
    ids = tuple(h.passage.task_id for h in hits if h.passage.task_id)
    return {t.id: t for t in tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, ids=ids))} if ids else {}
