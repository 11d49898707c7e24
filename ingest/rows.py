"""The dataclasses of a Record as rows of the register; ``ingest.restore`` reads them back to equal values.

Spans are kept flat: ``[start, end, start, end]``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date, timedelta
from enum import StrEnum

from ingest.models import Deadline, DeadlineOp, Document, Fact, Identity, Passage, Spans, Task

Values = dict[str, object]  # one row to insert, by column name


class AgencyRole(StrEnum):
    """What an agency is to a task."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    IMPLEMENTING = "implementing"
    SUBMIT_TO = "submit_to"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _flat(spans: Spans) -> list[int]:
    return [offset for span in spans for offset in (span.start, span.end)]


def searched_text(context: str, text: str) -> str:
    """What is embedded and indexed for a passage: its headings, then its words."""
    return f"{context}\n{text}" if context else text


def content_key(text: str) -> str:
    """Key of a searched text in the vector cache."""
    return hashlib.sha256(text.encode()).hexdigest()


def source_row(document: Document) -> Values:
    """Columns of ``documents`` that come from the file."""
    source = document.source
    grids = [[_flat((grid.span,)), [[_flat(cell) for cell in row] for row in grid.rows]] for grid in source.grids]
    return {
        "id": document.id,
        "file": source.name,
        "sha256": source.sha256,
        "media": source.media.value,
        "text": source.text,
        "page_starts": _dump(source.page_starts),
        "grids": _dump(grids),
        "unread": _dump(source.unread),
        "page_sizes": _dump(source.page_sizes),
        "places": source.places.packed,
        "parts": _dump([[part.start, part.end, part.name] for part in source.parts]),
        "signatures": _dump([asdict(signature) for signature in source.signatures]),
        "encoding": source.encoding,
    }


def fact_rows(document: Document) -> list[Values]:
    """Rows of ``facts``: one for each identity value."""
    rows: list[Values] = []
    for field in fields(Identity):
        held = getattr(document.identity, field.name)
        facts: Iterable[Fact] = held if isinstance(held, tuple) else (held,) if held else ()
        rows += [
            {
                "document_id": document.id,
                "field": field.name,
                "ordinal": ordinal,
                "value": fact.value,
                "spans": _dump(_flat(fact.spans)),
                "provenance": fact.provenance.value,
                "source_id": fact.source_id,
                "confidence": fact.confidence,
            }
            for ordinal, fact in enumerate(facts)
        ]
    return rows


def block_rows(document: Document) -> list[Values]:
    """Rows of ``blocks``: the running text, then the footnotes."""
    numbered = [(None, block) for block in document.blocks] + list(document.footnotes)
    return [
        {
            "document_id": document.id,
            "ordinal": ordinal,
            "footnote": footnote,
            "kind": block.kind.value,
            "zone": block.zone.value,
            "text": block.text,
            "spans": _dump(_flat(block.spans)),
            "section": _dump(block.section),
            "section_spans": _dump([_flat(spans) for spans in block.section_spans]),
            "marker": block.marker,
            "cells": _dump([[c.column.value, c.name, c.text, _flat(c.spans), _flat(c.head)] for c in block.cells]),
            "notes": _dump(block.notes),
        }
        for ordinal, (footnote, block) in enumerate(numbered)
    ]


def cited_rows(document: Document) -> list[Values]:
    """Rows of ``cited``."""
    return [
        {
            "document_id": document.id,
            "ordinal": ordinal,
            "sign": reference.sign,
            "printed": reference.printed,
            "kind": reference.kind,
            "day": reference.day,
            "issuer": reference.issuer,
            "subject": reference.subject,
            "spans": _dump(_flat(reference.spans)),
            "relation": reference.relation.value,
        }
        for ordinal, reference in enumerate(document.references)
    ]


def move_rows(document: Document) -> list[Values]:
    """Rows of ``moves``."""
    return [
        {
            "document_id": document.id,
            "ordinal": ordinal,
            "sign": move.sign,
            "day": move.day,
            "numbers": _dump(move.names),
            "every": move.every,
            "grp": move.group,
            "annex": move.annex,
            "before": move.before and _dump(_dated(move.before)),
            "deadline": _dump(move.deadline and _dated(move.deadline)),
            "spans": _dump(_flat(move.spans)),
        }
        for ordinal, move in enumerate(document.moves)
    ]


def _dated(deadline: Deadline) -> list[str | None]:
    days = [day.isoformat() if day else None for day in (deadline.start, deadline.end)]
    return [deadline.text, deadline.kind.value, deadline.op and deadline.op.value, *days]


def due(deadline: Deadline | None) -> date | None:
    """The last day that is on time."""
    if deadline is None or deadline.end is None:
        return None
    return deadline.end - timedelta(days=1) if deadline.op is DeadlineOp.BEFORE else deadline.end


def annex_rows(document: Document) -> list[Values]:
    """Rows of ``annexes``."""
    return [
        {
            "document_id": document.id,
            "ordinal": ordinal,
            "label": annex.label,
            "title": annex.title,
            "spans": _dump(_flat(annex.spans)),
            "row_count": annex.rows,
        }
        for ordinal, annex in enumerate(document.annexes)
    ]


def _deadline_values(deadline: Deadline | None) -> Values:
    if deadline is None:
        return {}
    again, end = deadline.recurrence, deadline.end
    return {
        "deadline_text": deadline.text,
        "deadline_kind": deadline.kind.value,
        "deadline_op": deadline.op and deadline.op.value,
        "deadline_start": deadline.start,
        "deadline_end": end,
        "recurrence": _dump([again.freq, again.day, again.month]) if again else None,
        "due": due(deadline),
    }


def task_row(task: Task, ordinal: int) -> Values:
    """One row of ``tasks``."""
    no_deadline = dict.fromkeys(
        ("deadline_text", "deadline_kind", "deadline_op", "deadline_start", "deadline_end", "recurrence", "due")
    )
    return {
        "id": task.id,
        "document_id": task.document_id,
        "ordinal": ordinal,
        "kind": task.kind.value,
        "section": _dump(task.section),
        "number": task.number,
        "annex": task.annex,
        "grp": task.group,
        "role": task.role.value,
        "text": task.text,
        "result": task.result,
        "value": task.value,
        "basis": task.basis,
        "row_spans": _dump(_flat(task.row)),
        "evidence": _dump([[name, _flat(spans)] for name, spans in task.evidence]),
        "confidence": task.confidence,
        "doubt": task.doubt,
        **no_deadline,
        **_deadline_values(task.deadline),
    }


def agency_rows(task: Task) -> list[Values]:
    """Rows of ``task_agencies``."""
    return [
        {"task_id": task.id, "role": role.value, "ordinal": ordinal, "agency": agency}
        for role in AgencyRole
        for ordinal, agency in enumerate(getattr(task, role.value))
    ]


def passage_row(passage: Passage, ordinal: int) -> Values:
    """One row of ``passages``."""
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "ordinal": ordinal,
        "context": passage.context,
        "text": passage.text,
        "spans": _dump(_flat(passage.spans)),
        "section": _dump(passage.section),
        "page": passage.page,
        "sentences": _dump([_flat(spans) for spans in passage.sentences]),
        "task_id": passage.task_id,
        "content": content_key(searched_text(passage.context, passage.text)),
    }
