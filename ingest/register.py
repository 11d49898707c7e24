"""The register: every document with its tasks, passages and facts, and who may read it.

It is the truth; the index is made from it. Reads live in ``ingest.lookup``, each names its viewer.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, delete, insert, select

from ingest import lookup, schema, store
from ingest.database import compact, connect, reading, writing
from ingest.errors import BadUse, StorageFailure, UnreadableFile
from ingest.lookup import Citing, StoredDocument, TaskFilter
from ingest.models import Block, Document, Passage, Record, Task
from ingest.rows import AgencyRole
from ingest.store import Outcome
from ingest.ties import Ties, tie

__all__ = ["AgencyRole", "Citing", "Outcome", "Register", "StoredDocument", "TaskFilter"]

_ANY_TASK = TaskFilter()


class Register:
    """Write and read API of the register. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, place: str | Path) -> Self:
        """Open or create at a file path or SQLAlchemy URL, with the latest tables."""
        return cls(connect(place))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One unchanging view over several reads, for ``ingest.corpus`` and ``ingest.lookup``."""
        with reading(self._engine) as connection:
            yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        try:
            with reading(self._engine) as connection:
                yield connection
        except ValueError as error:  # JSON or a word of a closed set that is none
            raise StorageFailure(f"Sổ đăng ký bị hỏng ({error}); hãy phục hồi từ bản sao lưu hoặc nạp lại.") from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, for ``ingest.corpus``."""
        with writing(self._engine) as connection:
            yield connection

    def save(self, record: Record, path: str | Path | None = None) -> Outcome:
        """Keep one document in one transaction; ``path`` (default: the file name) is what a later version replaces."""
        file = record.document.source.name
        try:
            held = store.content(record)
            with writing(self._engine) as connection:
                outcome = store.save(connection, record, str(path or file), held)
                if outcome is not Outcome.UNCHANGED:
                    store.advance(connection)
        except UnicodeEncodeError as error:
            raise UnreadableFile(f"Tệp {file!r} chứa ký tự không hợp lệ; không nạp.") from error
        return outcome

    def remove(self, document_id: str) -> bool:
        """Delete a document and all that was read from it; whether it was there."""
        with writing(self._engine) as connection:
            is_gone = store.remove(connection, document_id)
            if is_gone:
                store.advance(connection)
        return is_gone

    def hashes(self) -> frozenset[str]:
        """SHA-256 of the file of every document, whoever may read it."""
        return frozenset(self.hashes_by_document().values())

    def hashes_by_document(self) -> dict[str, str]:
        """SHA-256 of the file of every document by its id, whoever may read it."""
        column = schema.documents.c
        with reading(self._engine) as connection:
            return {row.id: row.sha256 for row in connection.execute(select(column.id, column.sha256))}

    def path_of(self, document_id: str) -> str | None:
        """Where a document's file was found, whoever may read it."""
        column = schema.documents.c
        with reading(self._engine) as connection:
            return connection.execute(select(column.path).where(column.id == document_id)).scalar()

    def compact(self) -> None:
        """Leave no trace of what was removed in the journal of the database."""
        compact(self._engine)

    def prune(self) -> int:
        """Forget cached vectors that no passage needs; how many."""
        with writing(self._engine) as connection:
            return store.prune(connection)

    def revision(self) -> str:
        """Names the present contents: every change renews it, no two registers share one."""
        with self._read() as connection:
            return store.revision(connection)

    def documents(self, viewer: str | None) -> tuple[StoredDocument, ...]:
        """Every visible document by file name, former versions included (``StoredDocument.superseded_by``)."""
        with self._read() as connection:
            return tuple(lookup.documents(connection, viewer))

    def every_document(self) -> tuple[StoredDocument, ...]:
        """Every document, for whoever maintains the data folder and may delete from it."""
        with self._read() as connection:
            owners = [owner for (owner,) in connection.execute(select(schema.documents.c.owner).distinct())]
            found = {one.id: one for owner in (None, *owners) for one in lookup.documents(connection, owner)}
        return tuple(found.values())

    def document_ids(self, viewer: str | None) -> frozenset[str]:
        """Ids of the current visible documents as of now; the index knows those of its publishing."""
        with self._read() as connection:
            return lookup.document_ids(connection, viewer)

    def document(self, document_id: str, viewer: str | None) -> Document | None:
        """One document whole, or None where it is absent or forbidden."""
        with self._read() as connection:
            return lookup.document(connection, document_id, viewer)

    def blocks(self, document_id: str, viewer: str | None) -> tuple[Block, ...]:
        """The running text of a document in reading order, without footnotes."""
        with self._read() as connection:
            return lookup.blocks(connection, document_id, viewer)

    def tasks(self, viewer: str | None, wanted: TaskFilter = _ANY_TASK) -> tuple[Task, ...]:
        """The visible tasks that meet a filter, by document and place."""
        with self._read() as connection:
            return lookup.tasks(connection, viewer, wanted)

    def passages(self, ids: Sequence[str], viewer: str | None) -> tuple[Passage, ...]:
        """Those of the passages that are visible, in the order of ``ids``."""
        with self._read() as connection:
            return lookup.passages(connection, ids, viewer)

    def references(self, viewer: str | None) -> tuple[Citing, ...]:
        """What visible documents cite, by document and place."""
        with self._read() as connection:
            return lookup.references(connection, viewer)

    def ties(self, viewer: str | None) -> Ties:
        """How the visible documents hang together, from one view of the register."""
        with self._read() as connection:
            read = (lookup.documents(connection, viewer), lookup.references(connection, viewer))
            moves = lookup.moves(connection, viewer)
            return tie(*read, moves, lambda wanted: lookup.tasks(connection, viewer, wanted))

    def add_unit(self, name: str) -> str:
        """A new token for a unit; shown once, kept as a hash. A former token of the unit ends."""
        if not name.strip():
            raise BadUse("Tên đơn vị không được để trống.")
        token = secrets.token_urlsafe(32)
        with writing(self._engine) as connection:
            connection.execute(delete(schema.units).where(schema.units.c.name == name))
            connection.execute(insert(schema.units).values(name=name, token_sha256=_hash(token)))
        return token

    def remove_unit(self, name: str) -> bool:
        """End the token of a unit; whether it had one."""
        with writing(self._engine) as connection:
            return connection.execute(delete(schema.units).where(schema.units.c.name == name)).rowcount > 0

    def units(self) -> tuple[str, ...]:
        """Names of the units that hold a token."""
        with reading(self._engine) as connection:
            return tuple(connection.execute(select(schema.units.c.name).order_by(schema.units.c.name)).scalars())

    def unit_of(self, token: str) -> str | None:
        """The unit a token belongs to, or None."""
        query = select(schema.units.c.name).where(schema.units.c.token_sha256 == _hash(token))
        with reading(self._engine) as connection:
            return connection.execute(query).scalar()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
