"""Tasks as JSON lines: the stable shape of ``troly tasks``; what it shares with ``assistant.document_json``."""

from __future__ import annotations

import json
from collections.abc import Mapping

from assistant.cite import JOINT
from ingest.models import Deadline, Document, Spans, Task
from ingest.text import collapse

Json = Mapping[str, object]
_NONE: Mapping[str, Document] = {}
_QUOTED = ("text", "lead", "coordinating", "implementing", "deadline", "result", "value", "basis")


def task_line(task: Task, document: Document, later: Mapping[str, Document] = _NONE) -> str:
    """One task: canonical agency names, ISO dates, and the verbatim words of each field.

    ``later`` are, by id, the documents that moved its deadline or changed something else of it.
    """
    raw = document.source.text
    return json_line({
        "id": task.id,
        "document": {"id": document.id, "file": document.source.name},
        "kind": task.kind,
        "section_path": task.section,
        "task_no": task.number,
        "group": task.group,
        "annex": task.annex,
        "text": task.text,
        "lead": task.lead,
        "coordinating": task.coordinating,
        "implementing": task.implementing,
        "role": task.role,
        "deadline": deadline_json(task.deadline),
        "moved": _moved(task, later),
        "changed": [_place(change.document_id, change.spans, later) for change in task.changed],
        "result": task.result,
        "value": task.value,
        "basis": task.basis,
        "submit_to": task.submit_to,
        "confidence": task.confidence,
        "doubt": task.doubt,
        "page": document.source.page_of(task.row[0].start) if task.row else None,
        "locator": _locator(task.row),
        "quotes": {name: words_of(raw, task.spans_of(name)) for name in _QUOTED if task.spans_of(name)},
    })  # fmt: skip


def json_line(fields: Json) -> str:
    """One object on one line, Vietnamese as it is."""
    return json.dumps(fields, ensure_ascii=False)


def _moved(task: Task, later: Mapping[str, Document]) -> Json | None:
    if task.moved is None:
        return None
    return {
        "before": deadline_json(task.moved.before),
        **_place(task.moved.document_id, task.moved.spans, later),
    }


def _place(document_id: str, spans: Spans, later: Mapping[str, Document]) -> Json:
    source = later[document_id].source
    return {
        "document": {"id": document_id, "file": source.name},
        "locator": _locator(spans),
        "quote": words_of(source.text, spans),
    }


def deadline_json(deadline: Deadline | None) -> Json:
    """Printed words and calendar meaning."""
    if deadline is None:
        return {"text": None, "kind": "none", "op": None, "start": None, "end": None, "recurrence": None}
    again = deadline.recurrence
    repeats = (
        {k: v for k, v in (("freq", again.freq), ("day", again.day), ("month", again.month)) if v is not None}
        if again
        else None
    )
    return {
        "text": deadline.text,
        "kind": deadline.kind,
        "op": deadline.op,
        "start": deadline.start.isoformat() if deadline.start else None,
        "end": deadline.end.isoformat() if deadline.end else None,
        "recurrence": repeats,
    }


def _locator(spans: Spans) -> Json:
    return {"kind": "characters", "spans": [[s.start, s.end] for s in spans]}


def words_of(raw: str, spans: Spans) -> str:
    """The verbatim words of some spans."""
    return JOINT.join(collapse(raw[s.start : s.end]) for s in spans)
