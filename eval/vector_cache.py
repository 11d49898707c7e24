"""Vectors kept between runs, so that measuring search a second time costs only the search.

Two files that only grow, under a folder for each model: 32 bytes of SHA-256 for each text, and its vector. A run that
was cut off leaves one longer than the other; what has no partner is cut away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.errors import StorageFailure
from ingest.models import Embedder

_BATCH = 64  # texts embedded between two writes
_KEY = 32
_VECTOR = np.dtype("<f4")


class CachedEmbedder:
    """An Embedder that asks another one only for texts it has not seen; one process at a time."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        self.name, self.dimension = embedder.name, embedder.dimension
        self._embedder = embedder
        place = folder / hashlib.sha256(f"{self.name}/{self.dimension}".encode()).hexdigest()[:16]
        self._keys, self._vectors = place / "keys", place / "vectors"
        try:
            place.mkdir(parents=True, exist_ok=True)
            self._held = self._load()
        except OSError as error:
            raise StorageFailure(
                f"Không dùng được thư mục {folder}: {error.strerror}. Hãy chọn thư mục khác."
            ) from error

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
        for path in (self._keys, self._vectors):
            path.touch()
        size = self.dimension * _VECTOR.itemsize
        whole = min(self._keys.stat().st_size // _KEY, self._vectors.stat().st_size // size)
        for path, width in ((self._keys, _KEY), (self._vectors, size)):
            if path.stat().st_size != whole * width:
                with path.open("r+b") as file:
                    file.truncate(whole * width)
        keys = self._keys.read_bytes()
        rows = np.fromfile(self._vectors, _VECTOR).reshape(whole, self.dimension)
        return {keys[at * _KEY : (at + 1) * _KEY]: rows[at] for at in range(whole)}

    def _keep(self, keys: Sequence[bytes], rows: NDArray[np.float32]) -> None:
        self._held.update(zip(keys, rows, strict=True))
        with self._vectors.open("ab") as file:
            file.write(rows.astype(_VECTOR).tobytes())
        with self._keys.open("ab") as file:
            file.write(b"".join(keys))


def _key(prefix: str, text: str) -> bytes:
    return hashlib.sha256(f"{prefix}\0{text}".encode("utf-8", "surrogatepass")).digest()
