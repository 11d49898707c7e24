"""No fact is said that does not stand in the place it cites; a line that fails is withheld.

Checked are dates, percentages, document signs, other numbers, bodies of the agency register, and who leads or coordinates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.cite import quote_text
from assistant.evidence import Draft, Line, Quote
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.tools import Tools
from assistant.verify_relations import duties, figures_at, row_duties, rows_in
from ingest.agencies import Agencies
from ingest.dates import find_dates
from ingest.joined import join
from ingest.lookup import TaskFilter
from ingest.models import Role, Spans, Task
from ingest.signs import find_signs, normalise
from ingest.text import collapse, fold

_KEPT = 2048  # rows recur from question to question; a few MiB


def verify(draft: Draft, query: Query, tools: Tools) -> tuple[Draft, tuple[Line, ...]]:
    """The draft without unproved lines, and those lines; a draft that loses all its facts becomes a refusal."""
    kept: list[Line] = []
    dropped: list[Line] = []
    tasks = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, ids=draft.tasks)) if draft.tasks else ()
    for line in draft.lines:
        is_sound = line.furniture or (proves(line, query, tools) and _duties_stand(line, tasks, query, tools))
        (kept if is_sound else dropped).append(line)
    if not dropped:
        return draft, ()
    if not any(line.quotes for line in kept):
        return Draft(AnswerStatus.NOT_IN_CORPUS, ()), tuple(dropped)
    status = AnswerStatus.PARTLY_ANSWERED if draft.status is AnswerStatus.ANSWERED else draft.status
    return replace(draft, status=status, lines=tuple(kept)), tuple(dropped)


def proves(line: Line, query: Query, tools: Tools) -> bool:
    """Whether every fact of a line stands in its quotations, in the document's identity, or was counted by code."""
    given = evidence(line, query, tools)
    held = fold(given)
    return (
        _signs_stand(line.text, given, held)
        and _dates_stand(line.text, given, held)
        and _figures_stand(line, given)
        and _bodies_stand(line.text, given, held, tools.agencies)
    )


def _duties_stand(line: Line, tasks: Sequence[Task], query: Query, tools: Tools) -> bool:
    """Who is said to lead does not merely coordinate in the cited rows of the register, nor the other way round."""
    held = {duty for quote in line.quotes for task in rows_in(quote, tasks) for duty in row_duties(task)}
    helping = {name for name, role in held if role is Role.COORDINATE}
    leading = {name for name, role in held if role is not Role.COORDINATE}
    swapped = {(name, Role.LEAD) for name in helping - leading} | {
        (name, Role.COORDINATE) for name in leading - helping
    }
    wrong = duties(line.text, tools.agencies) & swapped
    return not wrong or wrong <= duties(evidence(line, query, tools), tools.agencies)


def _signs_stand(text: str, evidence: str, held: str) -> bool:
    """Words that stand there as they are need no grammar; the rest is compared as signs."""
    loose = [s for s in find_signs(text) if fold(collapse(s.printed)) not in held]
    if not loose:
        return True
    there = {fold(normalise(s)) for s in find_signs(evidence)}
    return all(fold(normalise(s)) in there for s in loose)


def _dates_stand(text: str, evidence: str, held: str) -> bool:
    loose = [d for d in find_dates(text) if fold(collapse(d.text)) not in held]
    if not loose:
        return True
    there = {(d.first, d.last) for d in find_dates(evidence)}
    return all((d.first, d.last) in there for d in loose)


def _figures_stand(line: Line, evidence: str) -> bool:
    """Plain numbers and percentages; the digits of signs and dates prove no number."""
    said = {f for f in _figures(line.text) if f not in line.granted}
    return not said or said <= set(_figures(evidence))


def evidence(line: Line, query: Query, tools: Tools) -> str:
    """Quoted words as printed and as cleaned, headings included, and the names of the cited documents."""
    parts: list[str] = []
    for quote in line.quotes:
        document = tools.document(quote.document_id, query.viewer)
        parts.append(quote_text(document.source.text, quote))
        parts.append(_cleaned(document.source.text, quote.spans))
        parts.extend(quote.section)
        stored = tools.stored(quote.document_id, query.viewer)
        identity = stored.identity  # with the number that other documents tell
        parts.extend(() if identity.subject else (stored.file,))  # names a document that prints no subject
        parts.extend(
            f.value
            for f in (identity.kind, identity.number, identity.subject, identity.issuer, identity.event_day)
            if f
        )
        if identity.event_day:
            day = identity.event_day.value
            parts.append(f"{day[8:]}/{day[5:7]}/{day[:4]}")
        parts.extend(_cleaned(document.source.text, spans) for spans in line.parts if _inside(spans, quote, line))
    return " ; ".join(parts)


@lru_cache(maxsize=_KEPT)
def _cleaned(text: str, spans: Spans) -> str:
    return join(text, spans).text


def _inside(spans: Spans, quote: Quote, line: Line) -> bool:
    """Whether a cell lies in what the line cites of the same document."""
    cited = [c for q in line.quotes if q.document_id == quote.document_id for c in q.spans]
    return all(any(c.start <= s.start and s.end <= c.end for c in cited) for s in spans)


@lru_cache(maxsize=_KEPT)
def _figures(text: str) -> tuple[str, ...]:
    return tuple(figure for figure, _ in figures_at(text))


@lru_cache(maxsize=_KEPT)
def _named(text: str, agencies: Agencies) -> frozenset[str]:
    return frozenset(m.name for m in agencies.find(text))


def _bodies_stand(text: str, evidence: str, held: str, agencies: Agencies) -> bool:
    missing = {name for name in _named(text, agencies) if fold(name) not in held}
    if missing:
        missing -= _named(evidence, agencies)
    if missing:  # only a list grammar tells "các Sở: Y tế, Tư pháp"
        missing -= {m.name for m in agencies.read_list(evidence)}
    return not missing
