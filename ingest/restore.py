"""Rows of the register back to the dataclasses they were made from, see ``ingest.rows``."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import RowMapping

from ingest.models import (
    Annex,
    Block,
    BlockKind,
    Cell,
    Column,
    Deadline,
    DeadlineKind,
    DeadlineOp,
    Fact,
    Grid,
    Identity,
    Media,
    Move,
    Passage,
    Provenance,
    Recurrence,
    Reference,
    Relation,
    Role,
    Signature,
    Source,
    Span,
    Spans,
    Task,
    TaskKind,
    Zone,
)
from ingest.places import Part, Places
from ingest.rows import AgencyRole

_MANY = ("authority", "addressees", "recipients", "blanks")  # identity fields that hold several facts

AgenciesByTask = Mapping[tuple[str, str], tuple[str, ...]]
"""Agency names by task id and role, in printed order."""


def _spans(flat: Sequence[int]) -> Spans:
    return tuple(Span(*pair) for pair in zip(flat[::2], flat[1::2], strict=True))


def _load_spans(text: str) -> Spans:
    return _spans(json.loads(text))


def _load_strings(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def source(row: RowMapping) -> Source:
    """A row of ``documents``."""
    grids = json.loads(row["grids"])
    return Source(
        name=row["file"],
        sha256=row["sha256"],
        media=Media(row["media"]),
        text=row["text"],
        page_starts=tuple(json.loads(row["page_starts"])),
        grids=tuple(
            Grid(span=_spans(span)[0], rows=tuple(tuple(map(_spans, cells)) for cells in rows)) for span, rows in grids
        ),
        unread=tuple(json.loads(row["unread"])),
        page_sizes=tuple((width, height) for width, height in json.loads(row["page_sizes"])),
        places=Places(row["places"]),
        parts=tuple(Part(*part) for part in json.loads(row["parts"])),
        signatures=tuple(Signature(**signature) for signature in json.loads(row["signatures"])),
        encoding=row["encoding"],
    )


def identity(rows: Iterable[RowMapping]) -> Identity:
    """Rows of ``facts`` of one document, by ordinal."""
    held: defaultdict[str, list[Fact]] = defaultdict(list)
    for row in rows:
        provenance = Provenance(row["provenance"])
        fact = Fact(row["value"], _load_spans(row["spans"]), provenance, row["source_id"], row["confidence"])
        held[row["field"]].append(fact)
    many = {field: tuple(held.pop(field)) for field in _MANY if field in held}
    one = {field: facts[0] for field, facts in held.items()}
    return Identity(**one, **many)  # type: ignore[arg-type]  # field names come from Identity itself


def block(row: RowMapping) -> Block:
    """A row of ``blocks``."""
    return Block(
        kind=BlockKind(row["kind"]),
        zone=Zone(row["zone"]),
        text=row["text"],
        spans=_load_spans(row["spans"]),
        section=_load_strings(row["section"]),
        section_spans=tuple(map(_spans, json.loads(row["section_spans"]))),
        marker=row["marker"],
        cells=tuple(
            Cell(Column(column), name, text, *map(_spans, flat))
            for column, name, text, *flat in json.loads(row["cells"])
        ),
        notes=_load_strings(row["notes"]),
    )


def reference(row: RowMapping) -> Reference:
    """A row of ``cited``."""
    return Reference(
        sign=row["sign"],
        printed=row["printed"],
        kind=row["kind"],
        day=row["day"],
        issuer=row["issuer"],
        subject=row["subject"],
        spans=_load_spans(row["spans"]),
        relation=Relation(row["relation"]),
    )


def move(row: RowMapping) -> Move:
    """A row of ``moves``."""
    return Move(
        sign=row["sign"],
        day=row["day"],
        names=_load_strings(row["numbers"]),
        every=row["every"],
        group=row["grp"],
        annex=row["annex"],
        before=_dated(row["before"]) if row["before"] else None,
        deadline=_dated(row["deadline"]) if row["deadline"] != "null" else None,
        spans=_load_spans(row["spans"]),
    )


def _dated(held: str) -> Deadline:
    text, kind, op, *days = json.loads(held)
    start, end = (date.fromisoformat(day) if day else None for day in days)
    return Deadline(text, DeadlineKind(kind), DeadlineOp(op) if op else None, start, end)


def annex(row: RowMapping) -> Annex:
    """A row of ``annexes``."""
    return Annex(row["label"], row["title"], _load_spans(row["spans"]), row["row_count"])


def _deadline(row: RowMapping) -> Deadline | None:
    if row["deadline_kind"] is None:
        return None
    return Deadline(
        text=row["deadline_text"],
        kind=DeadlineKind(row["deadline_kind"]),
        op=DeadlineOp(row["deadline_op"]) if row["deadline_op"] else None,
        start=row["deadline_start"],
        end=row["deadline_end"],
        recurrence=Recurrence(*json.loads(row["recurrence"])) if row["recurrence"] else None,
    )


def task(row: RowMapping, agencies: AgenciesByTask) -> Task:
    """A row of ``tasks`` with the agencies of the tasks."""
    return Task(
        id=row["id"],
        document_id=row["document_id"],
        kind=TaskKind(row["kind"]),
        section=_load_strings(row["section"]),
        number=row["number"],
        text=row["text"],
        role=Role(row["role"]),
        deadline=_deadline(row),
        result=row["result"],
        value=row["value"],
        basis=row["basis"],
        row=_load_spans(row["row_spans"]),
        evidence=tuple((name, _spans(flat)) for name, flat in json.loads(row["evidence"])),
        confidence=row["confidence"],
        doubt=row["doubt"],
        annex=row["annex"],
        group=row["grp"],
        lead=agencies.get((row["id"], AgencyRole.LEAD), ()),
        coordinating=agencies.get((row["id"], AgencyRole.COORDINATING), ()),
        implementing=agencies.get((row["id"], AgencyRole.IMPLEMENTING), ()),
        submit_to=agencies.get((row["id"], AgencyRole.SUBMIT_TO), ()),
    )


def agencies_by_task(rows: Iterable[RowMapping]) -> AgenciesByTask:
    """Rows of ``task_agencies``, by ordinal."""
    held: defaultdict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for row in rows:
        held[row["task_id"], row["role"]] += (row["agency"],)
    return held


def passage(row: RowMapping) -> Passage:
    """A row of ``passages``."""
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        context=row["context"],
        text=row["text"],
        spans=_load_spans(row["spans"]),
        section=_load_strings(row["section"]),
        page=row["page"],
        sentences=tuple(map(_spans, json.loads(row["sentences"]))),
        task_id=row["task_id"],
    )
