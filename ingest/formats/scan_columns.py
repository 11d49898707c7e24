"""Reading order of a page's lines where two columns stand side by side: the letterhead, recipients beside the signer.

Recognition takes what stands at one height for one line. Such lines are cut at the gutter that they share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mean

from ingest.formats.scan_words import Line

_GUTTER = 1.6  # heights of a line between two columns of the letterhead
_WIDE = 3.0  # and elsewhere on the page, where a wide gap may be nothing but a justified line
_HEAD_SHARE = 0.3  # of the page, in which the letterhead stands
_APART = 2.0  # heights of a line between the tops of two lines, from which the next one begins a new pair of columns
_APART_ALONE = 2.5  # the same for a line in one of the columns alone
_DIRT = 0.6  # mean confidence below which signs apart from the words are specks
_NARROWEST = 1.0  # heights of a line that must stay free between columns
_MARGIN = 0.4  # heights of a line around what is read again
_SURER = 0.05  # by which the poorest line must be surer for another reading to be taken
_POOR = 0.88  # mean confidence of a line below which its columns are read again, each alone

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

Reader = Callable[[Box], list[Line]]
"""The lines in a part of the page, recognised as one block of text."""


@dataclass(slots=True)
class _Columns:
    """Lines side by side, and the pixels between them that all of them leave free."""

    gutter: tuple[int, int]
    left: list[Line] = field(default_factory=list)
    right: list[Line] = field(default_factory=list)

    def takes(self, parts: Sequence[Line]) -> bool:
        """Whether a line, cut in ``parts``, goes on with these columns; it is then taken."""
        words = tuple(word for part in parts for word in part)
        free = self._free_beside(parts)
        if free is None or self._leap(words) > (_APART if len(parts) == 2 else _APART_ALONE):
            return False
        self.gutter = free
        self.left += [left] if (left := tuple(word for word in words if word.right <= free[0])) else []
        self.right += [right] if (right := tuple(word for word in words if word.left >= free[1])) else []
        return True

    def _leap(self, line: Line) -> float:
        """Heights of a line between the last line's top and this one's."""
        last = [side[-1] for side in (self.left, self.right) if side]
        return (line[0].top - max(before[0].top for before in last)) / max(map(_height, [line, *last]))

    def _free_beside(self, parts: Sequence[Line]) -> tuple[int, int] | None:
        """What is left of the gutter beside a line; None where the line runs across it."""
        words = tuple(word for part in parts for word in part)
        middle = sum(_gutter(*parts) if len(parts) == 2 else self.gutter) / 2
        start = max([self.gutter[0], *(word.right for word in words if word.left + word.right < 2 * middle)])
        end = min([self.gutter[1], *(word.left for word in words if word.left + word.right >= 2 * middle)])
        return (start, end) if end - start > _NARROWEST * _height(words) else None


def ordered(found: Sequence[Line], height: int, read: Reader) -> Iterator[Line]:
    """Lines in reading order, the left column of each pair before the right one; ``height`` is that of the page."""
    columns: _Columns | None = None
    for line in found:
        parts = _parts(line, _GUTTER if line[0].top < _HEAD_SHARE * height else _WIDE)
        if columns is not None and columns.takes(parts):
            continue
        if columns is not None:
            yield from _settled(columns, read)
        is_pair = len(parts) == 2 and all(map(_has_letters, parts))
        columns = _Columns(_gutter(*parts), [parts[0]], [parts[1]]) if is_pair else None
        if columns is None:
            yield from parts
    if columns is not None:
        yield from _settled(columns, read)


def _settled(columns: _Columns, read: Reader) -> Iterator[Line]:
    """The left lines, then the right ones; read anew where that makes the poorest line clearly surer."""
    for side in (columns.left, columns.right):
        poorest = min(map(_sure, side), default=1.0)
        again = read(_around(side)) if poorest < _POOR else []
        yield from again if min(map(_sure, again), default=0.0) > poorest + _SURER else side


def _parts(line: Line, gutter: float) -> list[Line]:
    """A line cut where words are so many heights apart, without specks of dirt beside the words."""
    wide = gutter * _height(line)
    cuts = [i for i, (a, b) in enumerate(pairwise(line), start=1) if b.left - a.right > wide]
    parts = [line[start:end] for start, end in pairwise([0, *cuts, len(line)])]
    return [part for part in parts if _sure(part) > _DIRT or _has_letters(part)] or [line]


def _has_letters(line: Line) -> bool:
    return any(letter.isalnum() for word in line for letter in word.text)


def _gutter(left: Line, right: Line) -> tuple[int, int]:
    return max(word.right for word in left), min(word.left for word in right)


def _height(line: Line) -> float:
    return mean(word.bottom - word.top for word in line)


def _sure(line: Line) -> float:
    return mean(word.confidence for word in line)


def _around(lines: Sequence[Line]) -> Box:
    """The box of some lines with a margin: what was cut out of a line has lost the ends of its letters."""
    words = [word for line in lines for word in line]
    margin = round(_MARGIN * mean(map(_height, lines)))
    return (
        max(0, min(word.left for word in words) - margin),
        max(0, min(word.top for word in words) - margin),
        max(word.right for word in words) + margin,
        max(word.bottom for word in words) + margin,
    )
