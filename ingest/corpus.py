"""What the index is made from: the passages of the register, and the cache of their vectors.

A vector is kept under the model and the SHA-256 of the embedded text, so unchanged passages are never embedded twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select

from ingest import schema
from ingest.rows import searched_text

_VECTOR = np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class Model:
    """An embedding model as the cache and the manifest know it."""

    name: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Text:
    """A searched text without a vector; ``content`` is its key in the cache."""

    content: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage of the index; ``vector`` has shape (dimension,)."""

    id: str
    document_id: str
    text: str
    vector: NDArray[np.float32]


def _cached(model: Model) -> ColumnElement[bool]:
    held = schema.vectors.c
    is_whole = func.length(held.vector) == model.dimension * _VECTOR.itemsize
    return and_(held.content == schema.passages.c.content, held.model == model.name, is_whole)


def missing(connection: Connection, model: Model) -> tuple[Text, ...]:
    """Texts of the register without a vector of this model, each once."""
    column = schema.passages.c
    joined = schema.passages.outerjoin(schema.vectors, _cached(model))
    query = select(column.content, column.context, column.text).select_from(joined)
    without = query.where(schema.vectors.c.content.is_(None)).order_by(column.document_id, column.ordinal)
    texts = {content: searched_text(context, text) for content, context, text in connection.execute(without)}
    return tuple(Text(content, text) for content, text in texts.items())


def keep(connection: Connection, model: Model, texts: Sequence[Text], vectors: NDArray[np.float32]) -> None:
    """Put vectors into the cache: one row of ``vectors`` for each text."""
    held = schema.vectors.c
    keys = [text.content for text in texts]
    connection.execute(delete(schema.vectors).where(held.model == model.name, held.content.in_(keys)))
    new = [
        {"model": model.name, "content": key, "vector": vector.astype(_VECTOR).tobytes()}
        for key, vector in zip(keys, vectors, strict=True)
    ]
    connection.execute(insert(schema.vectors), new)


def entries(connection: Connection, model: Model) -> Iterator[Entry]:
    """Every passage with a cached vector, ordered by document and place."""
    column = schema.passages.c
    joined = schema.passages.join(schema.vectors, _cached(model))
    query = select(column.id, column.document_id, column.context, column.text, schema.vectors.c.vector)
    ordered = query.select_from(joined).order_by(column.document_id, column.ordinal)
    for id, document_id, context, text, blob in connection.execution_options(yield_per=500).execute(ordered):
        yield Entry(id, document_id, searched_text(context, text), np.frombuffer(blob, dtype=_VECTOR))
