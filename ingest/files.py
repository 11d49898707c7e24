"""The files that were given and how far each came: the memory that makes an ingest incremental and resumable.

The caller holds the transaction. A state is written before the step it names, so that whatever a killed process was
doing is seen, and done again, by the next one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, select, update

from ingest import schema
from ingest.models import Visibility


class State(StrEnum):
    """How far a file came."""

    QUEUED = "queued"
    READING = "reading"
    RECOGNISING = "recognising"  # letters of scanned pages
    EXTRACTING = "extracting"
    EMBEDDING = "embedding"  # in the register, not yet in the index
    PUBLISHED = "published"
    REFUSED = "refused"  # for good, until the file or the program changes
    QUARANTINED = "quarantined"  # whether it may be kept cannot be told yet
    FAILED = "failed"  # by the machine, after several attempts; the next ingest tries again


_UNDER_WAY = (State.READING, State.RECOGNISING, State.EXTRACTING)
_SETTLED = (State.EMBEDDING, State.PUBLISHED, State.REFUSED, State.QUARANTINED)
_RACY = 2_000_000_000  # nanoseconds: a file changed this shortly before it was looked at may change again unseen


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file's own entry on the disk says, and ``version``, of what reads it. ``modified`` in nanoseconds."""

    size: int
    modified: int
    version: str

    @classmethod
    def of(cls, path: Path, version: str) -> Stamp:
        """As of now; OSError where the file is gone."""
        entry = path.stat()
        return cls(entry.st_size, entry.st_mtime_ns, version)


@dataclass(frozen=True, slots=True)
class Given:
    """One file of one owner, or one member of an archive. ``changed_at`` is UTC."""

    path: str
    visibility: Visibility
    given_by: str
    state: State = State.QUEUED
    archive: str | None = None
    stamp: Stamp | None = None
    sha256: str | None = None
    document_id: str | None = None
    page: int | None = None
    pages: int | None = None
    tasks: int = 0
    reason: str | None = None
    attempts: int = 0
    changed_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Owner and path."""
        return self.visibility.owner, self.path

    def is_dealt_with(self, visibility: Visibility) -> bool:
        """Whether there is nothing to do unless the file or its reader has changed."""
        return self.state in _SETTLED and self.visibility == visibility

    def is_settled(self, stamp: Stamp, visibility: Visibility) -> bool:
        """Whether this very file was dealt with, so that it need not even be opened."""
        if not self.is_dealt_with(visibility) or self.stamp != stamp or self.changed_at is None:
            return False
        seen = int(self.changed_at.replace(tzinfo=UTC).timestamp() * 1_000_000_000)
        return seen - stamp.modified > _RACY


def every(connection: Connection) -> dict[tuple[str, str], Given]:
    """All files by owner and path, in the order of paths."""
    query = select(schema.files).order_by(schema.files.c.path, schema.files.c.owner)
    found = map(_given, connection.execute(query).mappings())
    return {given.key: given for given in found}


def put(connection: Connection, given: Iterable[Given]) -> None:
    """Bring the rows of these files to these values."""
    now = datetime.now(UTC).replace(tzinfo=None)
    for one in given:
        connection.execute(delete(schema.files).where(_is(one)))
        connection.execute(insert(schema.files).values(_row(replace(one, changed_at=now))))


def requeue(connection: Connection) -> int:
    """Give what a dead process was doing back to the queue; how many. Only for who holds the lock of the folder."""
    column = schema.files.c
    back = update(schema.files).where(column.state.in_(_UNDER_WAY)).values(state=State.QUEUED, page=None)
    return connection.execute(back).rowcount


def published(connection: Connection) -> None:
    """Everything in the register is in the index now."""
    waiting = schema.files.c.state == State.EMBEDDING
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(update(schema.files).where(waiting).values(state=State.PUBLISHED, changed_at=now))


def drop(connection: Connection, given: Iterable[Given]) -> None:
    """Forget these files."""
    for one in given:
        connection.execute(delete(schema.files).where(_is(one)))


def _is(given: Given) -> ColumnElement[bool]:
    return (schema.files.c.owner == given.visibility.owner) & (schema.files.c.path == given.path)


def _row(given: Given) -> dict[str, object]:
    units, stamp = given.visibility.visible_to, given.stamp
    return {
        "owner": given.visibility.owner,
        "path": given.path,
        "archive": given.archive,
        "visible_to": None if units is None else json.dumps(units, ensure_ascii=False),
        "given_by": given.given_by,
        "state": given.state.value,
        "size": stamp and stamp.size,
        "modified": stamp and stamp.modified,
        "version": stamp and stamp.version,
        "sha256": given.sha256,
        "document_id": given.document_id,
        "page": given.page,
        "pages": given.pages,
        "tasks": given.tasks,
        "reason": given.reason,
        "attempts": given.attempts,
        "changed_at": given.changed_at,
    }


def _given(row: RowMapping) -> Given:
    units = row["visible_to"]
    held = ("archive", "sha256", "document_id", "page", "pages", "tasks", "reason", "attempts", "changed_at")
    return Given(
        path=row["path"],
        visibility=Visibility(row["owner"], None if units is None else tuple(json.loads(units))),
        given_by=row["given_by"],
        state=State(row["state"]),
        stamp=None if row["version"] is None else Stamp(row["size"], row["modified"], row["version"]),
        **{name: row[name] for name in held},
    )
