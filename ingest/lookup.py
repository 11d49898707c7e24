"""What can be asked of the register. Every function filters in SQL by what the viewer may read, see ``ingest.readable``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from json import loads

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, func, select

from ingest import restore, schema
from ingest.models import (
    Annex,
    Block,
    Document,
    Identity,
    Media,
    Move,
    Passage,
    Reference,
    Role,
    Task,
    TaskKind,
    Visibility,
)
from ingest.readable import current, rows_of, visible
from ingest.rows import AgencyRole

_IDS_AT_ONCE = 500  # databases limit the parameters of one statement


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as a list shows it. ``pages`` is None where the format has none; ``ingested_at`` is UTC."""

    id: str
    file: str
    path: str
    sha256: str
    media: Media
    visibility: Visibility
    identity: Identity
    annexes: tuple[Annex, ...]
    ingested_at: datetime
    pages: int | None
    tasks: int
    passages: int
    superseded_by: str | None = None  # the current version, where the viewer may read that too


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks; an empty field does not restrict. ``agencies`` are canonical names, held in one of ``roles``.

    ``due_from`` and ``due_to`` are inclusive and compared with the last day on which the task is on time. ``as_of``
    is for ``ingest.ties``: what has ended by that day is left out, later changes of deadlines are not yet made.
    """

    ids: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    roles: tuple[AgencyRole, ...] = ()
    duties: tuple[Role, ...] = ()
    kinds: tuple[TaskKind, ...] = ()
    numbers: tuple[str, ...] = ()
    annex: str | None = None
    groups: tuple[str, ...] = ()
    due_from: date | None = None
    due_to: date | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Citing:
    """A reference and the document that makes it; ``target_id`` is the document it means, where that is known here."""

    document_id: str
    reference: Reference
    target_id: str | None = None


@dataclass(frozen=True, slots=True)
class Moving:
    """A change and the document that makes it."""

    document_id: str
    move: Move


def _by_document(connection: Connection, table: Table, viewer: str | None) -> dict[str, list[RowMapping]]:
    held: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(rows_of(table, visible(viewer))).mappings():
        held[row["document_id"]].append(row)
    return held


def visibilities(connection: Connection, condition: ColumnElement[bool]) -> dict[str, Visibility]:
    """Visibility of the documents that meet a condition, by document id."""
    documents, listed = schema.documents.c, schema.visibility.c
    joined = schema.documents.outerjoin(schema.visibility)
    query = select(documents.id, documents.owner, documents.everybody, listed.unit).select_from(joined)
    found = connection.execute(query.where(condition).order_by(documents.id, listed.unit)).all()
    return {
        id: Visibility(owner, None if everybody else tuple(unit for *_, unit in members if unit is not None))
        for (id, owner, everybody), members in groupby(found, key=lambda row: tuple(row[:3]))
    }


def _count(table: Table) -> ColumnElement[int]:
    return select(func.count()).where(table.c.document_id == schema.documents.c.id).scalar_subquery()


def documents(connection: Connection, viewer: str | None) -> Iterator[StoredDocument]:
    """Every visible document, by file name."""
    column = schema.documents.c
    counts = (_count(schema.tasks).label("tasks"), _count(schema.passages).label("passages"))
    listed = (column.id, column.file, column.path, column.sha256, column.media, column.page_starts, column.ingested_at)
    query = select(*listed, *counts).where(visible(viewer)).order_by(column.file, column.id)
    may_read = visibilities(connection, visible(viewer))
    facts = _by_document(connection, schema.facts, viewer)
    annexes = _by_document(connection, schema.annexes, viewer)
    newest = _newest(connection, viewer)
    for row in connection.execute(query).mappings():
        yield StoredDocument(
            id=row["id"],
            file=row["file"],
            path=row["path"],
            sha256=row["sha256"],
            media=Media(row["media"]),
            visibility=may_read[row["id"]],
            identity=restore.identity(facts.get(row["id"], ())),
            annexes=tuple(map(restore.annex, annexes.get(row["id"], ()))),
            ingested_at=row["ingested_at"],
            pages=len(loads(row["page_starts"])) or None,
            tasks=row["tasks"],
            passages=row["passages"],
            superseded_by=newest.get(row["id"]),
        )


def _newest(connection: Connection, viewer: str | None) -> dict[str, str]:
    """The current version of each document that has a newer one, by its id."""
    held, column = schema.versions.c, schema.documents.c
    joined = schema.versions.join(schema.documents, held.newer == column.id)
    query = select(held.older, held.newer).select_from(joined).where(current(viewer)).order_by(column.ingested_at)
    return {row.older: row.newer for row in connection.execute(query)}


def document_ids(connection: Connection, viewer: str | None) -> frozenset[str]:
    """Ids of the current versions that are visible."""
    return frozenset(connection.execute(select(schema.documents.c.id).where(current(viewer))).scalars())


def document(connection: Connection, document_id: str, viewer: str | None) -> Document | None:
    """One document whole, or None where it is absent or forbidden."""
    is_asked = (schema.documents.c.id == document_id) & visible(viewer)
    row = connection.execute(select(schema.documents).where(is_asked)).mappings().one_or_none()
    if row is None:
        return None

    def held(table: Table) -> Sequence[RowMapping]:
        query = select(table).where(table.c.document_id == document_id).order_by(table.c.ordinal)
        return connection.execute(query).mappings().all()

    blocks = held(schema.blocks)
    return Document(
        id=document_id,
        source=restore.source(row),
        blocks=tuple(restore.block(block) for block in blocks if block["footnote"] is None),
        identity=restore.identity(held(schema.facts)),
        annexes=tuple(map(restore.annex, held(schema.annexes))),
        footnotes=tuple((block["footnote"], restore.block(block)) for block in blocks if block["footnote"] is not None),
        references=tuple(map(restore.reference, held(schema.cited))),
        moves=tuple(map(restore.move, held(schema.moves))),
    )


def blocks(connection: Connection, document_id: str, viewer: str | None) -> tuple[Block, ...]:
    """The running text of a document in reading order, without footnotes."""
    column = schema.blocks.c
    query = rows_of(schema.blocks, visible(viewer)).where(column.document_id == document_id, column.footnote.is_(None))
    return tuple(map(restore.block, connection.execute(query).mappings()))


def references(connection: Connection, viewer: str | None) -> tuple[Citing, ...]:
    """What current documents cite, by document and place."""
    found = connection.execute(rows_of(schema.cited, current(viewer))).mappings()
    return tuple(Citing(row["document_id"], restore.reference(row)) for row in found)


def moves(connection: Connection, viewer: str | None) -> tuple[Moving, ...]:
    """What current documents change in the tasks of others, by document and place."""
    found = connection.execute(rows_of(schema.moves, current(viewer))).mappings()
    return tuple(Moving(row["document_id"], restore.move(row)) for row in found)


def passages(connection: Connection, ids: Sequence[str], viewer: str | None) -> tuple[Passage, ...]:
    """Those of the passages that are visible, in the order of ``ids``."""
    found: dict[str, Passage] = {}
    for start in range(0, len(ids), _IDS_AT_ONCE):
        asked = schema.passages.c.id.in_(ids[start : start + _IDS_AT_ONCE])
        query = rows_of(schema.passages, visible(viewer)).where(asked)
        found |= {row["id"]: restore.passage(row) for row in connection.execute(query).mappings()}
    return tuple(found[id] for id in dict.fromkeys(ids) if id in found)


def _task_conditions(wanted: TaskFilter) -> Iterator[ColumnElement[bool]]:
    column = schema.tasks.c
    sets = (
        (column.id, wanted.ids),
        (column.document_id, wanted.document_ids),
        (column.role, wanted.duties),
        (column.kind, wanted.kinds),
        (column.number, wanted.numbers),
        (column.grp, wanted.groups),
        (column.annex, (wanted.annex,) if wanted.annex is not None else ()),
    )
    yield from (field.in_([str(value) for value in values]) for field, values in sets if values)
    if wanted.due_from is not None:
        yield column.due >= wanted.due_from
    if wanted.due_to is not None:
        yield column.due <= wanted.due_to
    if wanted.agencies or wanted.roles:
        yield _has_agency(wanted)


def _has_agency(wanted: TaskFilter) -> ColumnElement[bool]:
    held = schema.task_agencies.alias("wanted").c
    named = select(held.task_id)
    if wanted.agencies:
        named = named.where(held.agency.in_(wanted.agencies))
    if wanted.roles:
        named = named.where(held.role.in_([role.value for role in wanted.roles]))
    return schema.tasks.c.id.in_(named)


def tasks(connection: Connection, viewer: str | None, wanted: TaskFilter) -> tuple[Task, ...]:
    """The tasks that meet a filter, by document and place; of a former version only where it is asked for by id."""
    which = visible(viewer) if wanted.document_ids or wanted.ids else current(viewer)
    query = rows_of(schema.tasks, which).where(*_task_conditions(wanted))
    chosen = query.with_only_columns(schema.tasks.c.id).order_by(None)
    held = schema.task_agencies
    named = select(held).where(held.c.task_id.in_(chosen)).order_by(held.c.task_id, held.c.role, held.c.ordinal)
    agencies = restore.agencies_by_task(connection.execute(named).mappings())
    return tuple(restore.task(row, agencies) for row in connection.execute(query).mappings())
