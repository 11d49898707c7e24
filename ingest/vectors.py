"""The dense half of the index: an exact FAISS inner-product index whose filter works before ranking."""

from __future__ import annotations

from collections.abc import Iterable

import faiss
import numpy as np
from numpy.typing import NDArray

Bitmap = NDArray[np.uint8]
"""One bit per passage, least significant first, as ``faiss.IDSelectorBitmap`` reads it."""


def dump(dimension: int, batches: Iterable[NDArray[np.float32]]) -> bytes:
    """A FAISS index of unit vectors; each batch has shape (n, dimension)."""
    index = faiss.IndexFlatIP(dimension)
    for batch in batches:
        index.add(np.ascontiguousarray(batch, dtype=np.float32))
    return bytes(faiss.serialize_index(index))


class Vectors:
    """Unit vectors by position."""

    def __init__(self, raw: bytes) -> None:
        """From the bytes of ``dump``, checked by the caller: FAISS itself loads flipped bits silently."""
        self._index = faiss.deserialize_index(np.frombuffer(raw, dtype=np.uint8))
        self.dimension: int = self._index.d

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def nearest(self, vector: NDArray[np.float32], allowed: Bitmap, k: int) -> list[tuple[int, float]]:
        """Positions and cosines of the k nearest allowed vectors, best first."""
        asked = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        selector = faiss.IDSelectorBitmap(allowed)  # type: ignore[call-arg, arg-type]  # its stub is the C++ one
        parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # as above
        found = self._index.search(asked, min(k, len(self)), params=parameters)
        scores, positions = found[0][0].tolist(), found[1][0].tolist()
        return [(position, score) for position, score in zip(positions, scores, strict=True) if position >= 0]


def bitmap(mask: NDArray[np.bool_]) -> Bitmap:
    """A mask as FAISS reads it."""
    return np.packbits(mask, bitorder="little")
