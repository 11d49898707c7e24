"""The dense half of the index: an exact FAISS inner-product index whose filter works before ranking."""

from __future__ import annotations

from collections.abc import Iterable

import faiss
import numpy as np
from numpy.typing import NDArray

Bitmap = NDArray[np.uint8]
"""One bit per passage, least significant first, as ``faiss.IDSelectorBitmap`` reads it."""


def dump(dimension: int, passages: Iterable[NDArray[np.float32]]) -> bytes:
    """A FAISS index of unit vectors: those of each passage, of shape (pieces, dimension), in the passages' order."""
    index = faiss.IndexIDMap(faiss.IndexFlatIP(dimension))
    for position, rows in enumerate(passages):
        index.add_with_ids(np.ascontiguousarray(rows, dtype=np.float32), np.full(len(rows), position, np.int64))
    return bytes(faiss.serialize_index(index))


class Vectors:
    """Unit vectors of passages by position."""

    def __init__(self, raw: bytes) -> None:
        """From the bytes of ``dump``, checked by the caller: FAISS itself loads flipped bits silently."""
        self._index = faiss.deserialize_index(np.frombuffer(raw, dtype=np.uint8))
        self.dimension: int = self._index.d

    def nearest(self, vector: NDArray[np.float32], allowed: Bitmap, k: int) -> list[tuple[int, float]]:
        """Positions and cosines of the k nearest allowed passages, best first; a passage is as near as its best piece."""
        asked = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        selector = faiss.IDSelectorBitmap(allowed)  # type: ignore[call-arg, arg-type]  # its stub is the C++ one
        parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # as above
        total = int(self._index.ntotal)
        depth = min(k, total)
        while True:  # deeper where several pieces of one passage are near
            scores, positions = self._index.search(asked, depth, params=parameters)
            best: dict[int, float] = {}
            for position, score in zip(positions[0].tolist(), scores[0].tolist(), strict=True):
                if position >= 0:
                    best.setdefault(position, score)
            if len(best) >= k or depth == total or positions[0][-1] < 0:
                return list(best.items())[:k]
            depth = min(2 * depth, total)


def bitmap(mask: NDArray[np.bool_]) -> Bitmap:
    """A mask as FAISS reads it."""
    return np.packbits(mask, bitorder="little")
