"""The register as JSON lines: the stable shapes of ``troly tasks`` and ``troly documents``."""

from __future__ import annotations

import json
from collections.abc import Mapping

from assistant.cite import JOINT
from ingest.lookup import StoredDocument
from ingest.models import Deadline, Document, Fact, Spans, Task
from ingest.text import collapse

Json = Mapping[str, object]
_QUOTED = ("text", "lead", "coordinating", "implementing", "deadline", "result", "value", "basis")


def task_line(task: Task, document: Document) -> str:
    """One task: canonical agency names, ISO dates, and the verbatim words of each field."""
    raw = document.source.text
    return _line({
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
        "deadline": _deadline(task.deadline),
        "result": task.result,
        "value": task.value,
        "basis": task.basis,
        "submit_to": task.submit_to,
        "confidence": task.confidence,
        "doubt": task.doubt,
        "page": document.source.page_of(task.row[0].start) if task.row else None,
        "locator": _locator(task.row),
        "quotes": {name: _words(raw, task.spans_of(name)) for name in _QUOTED if task.spans_of(name)},
    })  # fmt: skip


def document_line(stored: StoredDocument, text: str | None = None) -> str:
    """One document: identity with the provenance of each value, counts, and the extracted text where asked for."""
    identity = stored.identity
    single = (
        "kind",
        "number",
        "sign",
        "day",
        "partial_day",
        "place",
        "issuer",
        "subject",
        "signer",
        "signer_title",
        "urgency",
        "event_day",
        "presider",
    )
    many = ("authority", "addressees", "recipients", "blanks")
    return _line({
        "id": stored.id,
        "file": stored.file,
        "media": stored.media,
        "unit": stored.visibility.owner,
        "visible_to": stored.visibility.visible_to,
        "identity": {name: _fact(getattr(identity, name)) for name in single} | {name: [f.value for f in getattr(identity, name)] for name in many},
        "annexes": [{"label": a.label, "title": a.title, "rows": a.rows} for a in stored.annexes],
        "tasks": stored.tasks,
        "passages": stored.passages,
        "pages": stored.pages,
        "ingested_at": stored.ingested_at.isoformat(timespec="seconds"),
    } | ({} if text is None else {"text": text}))  # fmt: skip


def _line(fields: Json) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _deadline(deadline: Deadline | None) -> Json:
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


def _words(raw: str, spans: Spans) -> str:
    return JOINT.join(collapse(raw[s.start : s.end]) for s in spans)


def _fact(fact: Fact | None) -> Json | None:
    return None if fact is None else {"value": fact.value, "provenance": fact.provenance, "source": fact.source_id}
