"""Tasks as JSON lines: the stable shape of ``troly tasks``; what it shares with ``assistant.document_json``."""

from __future__ import annotations

import json
from collections.abc import Mapping

from assistant.cite import JOINT
from ingest.models import Deadline, Document, Spans, Task
from ingest.text import collapse

Json = Mapping[str, object]
_QUOTED = ("text", "lead", "coordinating", "implementing", "deadline", "result", "value", "basis")


def task_line(task: Task, document: Document, mover: Document | None = None) -> str:
    """One task: canonical agency names, ISO dates, and the verbatim words of each field.

    ``mover`` is the later document that moved its deadline.
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
        "moved": _moved(task, mover),
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


def _moved(task: Task, mover: Document | None) -> Json | None:
    if task.moved is None or mover is None:
        return None
    return {
        "before": deadline_json(task.moved.before),
        "document": {"id": mover.id, "file": mover.source.name},
        "locator": _locator(task.moved.spans),
        "quote": words_of(mover.source.text, task.moved.spans),
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
