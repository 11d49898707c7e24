"""Where words stand in the original: rectangles of pages, paragraphs and cells; kept apart from the text they belong to."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_RECORD = struct.Struct("<IIHBffff")  # start, end, page, confidence in percent, box
_CONFIDENCE = 10  # offset of the confidence in a record
_OWN_LETTERS = 255  # in place of a confidence

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left corner of the page as displayed."""


@dataclass(frozen=True, slots=True)
class Place:
    """A printed word: characters ``start`` to ``end`` of the text (half-open), its page from 1, the box around it.

    ``confidence`` is that of recognition, 0 to 1, in steps of one percent; None where the letters are the file's own.
    """

    start: int
    end: int
    page: int
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a text in ascending order, packed: a long document has a million words. Hashable, compared by value."""

    packed: bytes = b""

    def __post_init__(self) -> None:
        if len(self.packed) % _RECORD.size:
            raise ValueError("places are cut short")

    @classmethod
    def of(cls, places: Iterable[Place]) -> Places:
        """Pack places; they must ascend and not overlap."""
        return cls(b"".join(map(_pack, places)))

    def __len__(self) -> int:
        return len(self.packed) // _RECORD.size

    def __iter__(self) -> Iterator[Place]:
        return map(_place, _RECORD.iter_unpack(self.packed))

    @property
    def hold_recognised(self) -> bool:
        """Whether any of the words was recognised."""
        return bool(self.packed[_CONFIDENCE :: _RECORD.size].strip(bytes([_OWN_LETTERS])))

    @property
    def are_recognised(self) -> bool:
        """Whether most of the words were: those of a scan, not of a letter into which a number was stamped."""
        marks = self.packed[_CONFIDENCE :: _RECORD.size]
        return 2 * marks.count(_OWN_LETTERS) < len(marks)

    def within(self, start: int, end: int) -> Iterator[Place]:
        """The places that share a character with a half-open range."""
        at = bisect_right(range(len(self)), start, key=self._end)
        while at < len(self):
            place = _place(_RECORD.unpack_from(self.packed, at * _RECORD.size))
            if place.start >= end:
                return
            yield place
            at += 1

    def _end(self, at: int) -> int:
        return int(_RECORD.unpack_from(self.packed, at * _RECORD.size)[1])


NOWHERE = Places()
"""Of a text that stands on no page."""


def _pack(place: Place) -> bytes:
    percent = _OWN_LETTERS if place.confidence is None else round(100 * place.confidence)
    return _RECORD.pack(place.start, place.end, place.page, percent, *place.box)


def _place(record: tuple[int | float, ...]) -> Place:
    start, end, page, percent, left, top, right, bottom = record
    confidence = None if percent == _OWN_LETTERS else percent / 100
    return Place(int(start), int(end), int(page), (left, top, right, bottom), confidence)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a format without pages: ``name`` says in Vietnamese where ("đoạn 12", "bảng 2, dòng 3, cột 1", "Sheet1!C5")."""

    start: int
    end: int
    name: str
