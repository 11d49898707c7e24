"""Writes one Record into the register, or takes it out. The caller holds the transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, Table, delete, insert, select, update

from ingest import lookup, rows, schema, versions
from ingest.errors import StorageFailure
from ingest.models import Record, Visibility

Content = list[tuple[Table, list[rows.Values]]]
"""Rows by table, in an order that foreign keys accept."""


class Outcome(StrEnum):
    """What saving a record did."""

    ADDED = "added"
    REPLACED = "replaced"
    VISIBILITY_CHANGED = "visibility changed"
    UNCHANGED = "unchanged"


def content(record: Record) -> Content:
    """Everything read from the file; UnicodeEncodeError where a text holds half a character."""
    document = record.document
    return [
        (schema.documents, [rows.source_row(document)]),
        (schema.facts, rows.fact_rows(document)),
        (schema.blocks, rows.block_rows(document)),
        (schema.cited, rows.cited_rows(document)),
        (schema.moves, rows.move_rows(document)),
        (schema.annexes, rows.annex_rows(document)),
        (schema.tasks, [rows.task_row(task, ordinal) for ordinal, task in enumerate(record.tasks)]),
        (schema.task_agencies, [row for task in record.tasks for row in rows.agency_rows(task)]),
        (schema.passages, [rows.passage_row(passage, ordinal) for ordinal, passage in enumerate(record.passages)]),
    ]


def _fingerprint(held: Content) -> str:
    plain = json.dumps([read for _, read in held], default=str, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def save(connection: Connection, record: Record, path: str, held: Content) -> Outcome:
    """Bring the register to hold this record, and nothing else of the owner at this path."""
    fingerprint = _fingerprint(held)
    took_place = _drop_former(connection, record, path)
    same = _stored_fingerprint(connection, record)
    if same == fingerprint:
        is_changed = _set_visibility(connection, record)
        seen = Outcome.VISIBILITY_CHANGED if is_changed else Outcome.UNCHANGED
        return Outcome.REPLACED if took_place else seen
    if same is not None:
        remove(connection, record.document.id)
    _insert(connection, record, held, {"path": path, "fingerprint": fingerprint})
    return Outcome.REPLACED if took_place or same is not None else Outcome.ADDED


def remove(connection: Connection, document_id: str) -> bool:
    """Delete a document and all that was read from it; whether it was there."""
    return connection.execute(delete(schema.documents).where(schema.documents.c.id == document_id)).rowcount > 0


def rename(connection: Connection, document_id: str, path: str, file: str) -> None:
    """Give a document the new place and name of its unchanged file."""
    is_it = schema.documents.c.id == document_id
    connection.execute(update(schema.documents).where(is_it).values(path=path, file=file))


def prune(connection: Connection) -> int:
    """Forget the vectors that no passage needs; how many."""
    needed = select(schema.passages.c.content)
    return connection.execute(delete(schema.vectors).where(schema.vectors.c.content.not_in(needed))).rowcount


def advance(connection: Connection) -> None:
    """Give the register a new revision. Random, so that a restored backup never passes for what it is not."""
    at = schema.meta.c.key == "revision"
    connection.execute(update(schema.meta).where(at).values(value=secrets.token_hex(16)))


def revision(connection: Connection) -> str:
    """Names the present contents of the register: other contents, other revision."""
    return str(connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "revision")).scalar_one())


def _drop_former(connection: Connection, record: Record, path: str) -> bool:
    """Delete what the owner had at this path before; whether there was something else."""
    column = schema.documents.c
    is_former = (column.owner == record.visibility.owner) & (column.path == path) & (column.id != record.document.id)
    return connection.execute(delete(schema.documents).where(is_former)).rowcount > 0


def _stored_fingerprint(connection: Connection, record: Record) -> str | None:
    column = schema.documents.c
    query = select(column.owner, column.fingerprint).where(column.id == record.document.id)
    stored = connection.execute(query).one_or_none()
    if stored is None:
        return None
    if stored.owner != record.visibility.owner:
        raise StorageFailure(f"Mã văn bản {record.document.id} đã dùng cho một văn bản khác; không nạp.")
    return str(stored.fingerprint)


def _insert(connection: Connection, record: Record, held: Content, extra: rows.Values) -> None:
    visibility = record.visibility
    stamp = {"ingested_at": datetime.now(UTC).replace(tzinfo=None)}
    own = {"owner": visibility.owner, "everybody": visibility.visible_to is None}
    for table, read in held:
        added = {**extra, **own, **stamp} if table is schema.documents else {}
        if read:
            connection.execute(insert(table), [{**row, **added} for row in read])
    _insert_units(connection, record.document.id, visibility)
    versions.pair(connection, record.document)


def _insert_units(connection: Connection, document_id: str, visibility: Visibility) -> None:
    units = dict.fromkeys(visibility.visible_to or ())
    if units:
        connection.execute(insert(schema.visibility), [{"document_id": document_id, "unit": unit} for unit in units])


def _set_visibility(connection: Connection, record: Record) -> bool:
    """Whether it was another one."""
    document_id, wanted = record.document.id, record.visibility
    is_it = schema.documents.c.id == document_id
    held = lookup.visibilities(connection, is_it)[document_id]
    if _who(held) == _who(wanted):
        return False
    connection.execute(update(schema.documents).where(is_it).values(everybody=wanted.visible_to is None))
    connection.execute(delete(schema.visibility).where(schema.visibility.c.document_id == document_id))
    _insert_units(connection, document_id, wanted)
    return True


def _who(visibility: Visibility) -> frozenset[str] | None:
    return None if visibility.visible_to is None else frozenset(visibility.visible_to)
