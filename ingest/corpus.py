"""What the index is made from: the passages of the register, and the cache of their vectors.

Vectors are kept under the model and the SHA-256 of the searched text, so unchanged passages are never embedded twice.
A passage has one for each of its pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select

from ingest import schema
from ingest.pieces import embedded_texts
from ingest.rows import searched_text

_VECTOR = np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class Model:
    """An embedding model as the cache and the manifest know it."""

    name: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Text:
    """A searched text whose vectors are missing: its key in the cache, and its pieces."""

    content: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage of the index; ``vectors`` has shape (pieces, dimension)."""

    id: str
    document_id: str
    text: str
    vectors: NDArray[np.float32]


def _cached(model: Model) -> ColumnElement[bool]:
    held = schema.vectors.c
    return and_(held.content == schema.passages.c.content, held.model == model.name)


def missing(connection: Connection, model: Model) -> tuple[Text, ...]:
    """Texts of the register without a vector of this model for each of their pieces, each text once."""
    column = schema.passages.c
    joined = schema.passages.outerjoin(schema.vectors, _cached(model))
    query = select(column.content, column.context, column.text, func.length(schema.vectors.c.vector))
    ordered = query.select_from(joined).order_by(column.document_id, column.ordinal)
    texts: dict[str, Text] = {}
    for content, context, text, held in connection.execute(ordered):
        pieces = embedded_texts(context, text)
        if held != len(pieces) * model.dimension * _VECTOR.itemsize:
            texts[content] = Text(content, pieces)
    return tuple(texts.values())


def keep(connection: Connection, model: Model, texts: Sequence[Text], vectors: Sequence[NDArray[np.float32]]) -> None:
    """Put vectors into the cache: for each text those of its pieces."""
    held = schema.vectors.c
    keys = [text.content for text in texts]
    connection.execute(delete(schema.vectors).where(held.model == model.name, held.content.in_(keys)))
    new = [
        {"model": model.name, "content": key, "vector": rows.astype(_VECTOR).tobytes()}
        for key, rows in zip(keys, vectors, strict=True)
    ]
    connection.execute(insert(schema.vectors), new)


def entries(connection: Connection, model: Model) -> Iterator[Entry]:
    """Every passage with its vectors, ordered by document and place; nothing may be ``missing``."""
    column = schema.passages.c
    joined = schema.passages.join(schema.vectors, _cached(model))
    query = select(column.id, column.document_id, column.context, column.text, schema.vectors.c.vector)
    ordered = query.select_from(joined).order_by(column.document_id, column.ordinal)
    for id, document_id, context, text, blob in connection.execution_options(yield_per=500).execute(ordered):
        rows = np.frombuffer(blob, dtype=_VECTOR).reshape(-1, model.dimension)
        yield Entry(id, document_id, searched_text(context, text), rows)
