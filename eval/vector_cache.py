"""Vectors kept between runs, so that measuring search a second time costs only the search.

One SQLite file for each model, a row for each text; several runs may use it at once.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.errors import StorageFailure
from ingest.models import Embedder

_BATCH = 64  # texts embedded between two writes
_WAITING = 60.0  # seconds for another run that writes
_VECTOR = np.dtype("<f4")


class CachedEmbedder:
    """An Embedder that asks another one only for texts that nobody has asked it for."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        self.name, self.dimension = embedder.name, embedder.dimension
        self._embedder = embedder
        self._file = folder / f"{hashlib.sha256(f'{self.name}/{self.dimension}'.encode()).hexdigest()[:16]}.db"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._held = self._load()
        except (OSError, sqlite3.Error) as error:
            raise StorageFailure(f"Không dùng được kho vectơ {self._file} ({error}); hãy xóa tệp này.") from error

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As the embedder's own, each distinct text embedded once in its life."""
        keys = [_key("p", text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._held}
        waiting = list(new.items())
        for start in range(0, len(waiting), _BATCH):
            batch = waiting[start : start + _BATCH]
            self._keep([key for key, _ in batch], self._embedder.passages([text for _, text in batch]))
        return np.stack([self._held[key] for key in keys])

    def query(self, text: str) -> NDArray[np.float32]:
        """As the embedder's own."""
        key = _key("q", text)
        if key not in self._held:
            self._keep([key], self._embedder.query(text).reshape(1, -1))
        return self._held[key]

    def _load(self) -> dict[bytes, NDArray[np.float32]]:
        with closing(self._opened()) as connection, connection:
            connection.execute("CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB NOT NULL)")
            rows = connection.execute("SELECT text, vector FROM vectors").fetchall()
        return {key: np.frombuffer(vector, _VECTOR) for key, vector in rows}

    def _keep(self, keys: Sequence[bytes], rows: NDArray[np.float32]) -> None:
        self._held.update(zip(keys, rows, strict=True))
        new = [(key, row.astype(_VECTOR).tobytes()) for key, row in zip(keys, rows, strict=True)]
        try:
            with closing(self._opened()) as connection, connection:
                connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", new)
        except sqlite3.Error as error:
            raise StorageFailure(f"Không ghi được kho vectơ {self._file} ({error}).") from error

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=_WAITING)
        connection.execute("PRAGMA synchronous = OFF")  # what a power cut takes is embedded again
        return connection


def _key(prefix: str, text: str) -> bytes:
    return hashlib.sha256(f"{prefix}\0{text}".encode("utf-8", "surrogatepass")).digest()
