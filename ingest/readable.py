"""Which documents a viewer may read, as conditions of SQL.

A document is visible when everybody may read it, or when the viewer is its owner or a listed unit. What is
forbidden reads exactly like what is absent. A version is superseded only by one that the same viewer may read.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Table, and_, or_, select

from ingest import schema


def visible(viewer: str | None, documents: FromClause = schema.documents) -> ColumnElement[bool]:
    """The condition on ``documents`` that a viewer may read them; None sees what everybody sees."""
    column = documents.c
    if viewer is None:
        return column.everybody
    listed = schema.visibility.alias("listed").c  # an alias, so that no enclosing query takes it for its own
    named = select(listed.document_id).where(listed.unit == viewer)
    return or_(column.everybody, column.owner == viewer, column.id.in_(named))


def current(viewer: str | None) -> ColumnElement[bool]:
    """The condition on ``documents`` that the viewer may read them and no newer version of them."""
    newer, held = schema.documents.alias("newer"), schema.versions.alias("held")
    joined = held.join(newer, held.c.newer == newer.c.id)
    better = (
        select(held.c.older).select_from(joined).where(held.c.older == schema.documents.c.id, visible(viewer, newer))
    )
    return and_(visible(viewer), ~better.exists())


def rows_of(table: Table, condition: ColumnElement[bool]) -> Select[Any]:
    """Rows of a table with a ``document_id``, of the documents that meet it, ordered by document and ordinal."""
    of_document = table.join(schema.documents, table.c.document_id == schema.documents.c.id)
    order = (schema.documents.c.file, schema.documents.c.id, table.c.ordinal)
    return select(table).select_from(of_document).where(condition).order_by(*order)
