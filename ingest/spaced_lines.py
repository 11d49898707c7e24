"""Lines of a text whose columns stand apart by spaces only, and where the columns of each line are cut.

A cut is a character position. Each border of columns runs down the lines as the path that parts the fewest words and
moves the least: the pages of a table may be set a little to the left or right of each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.models import Span

_WORD = re.compile(r"[^\s\u00a0]+")
_LINE = re.compile(r"[^\r\n\f\v]*(?:\r\n?|[\n\f\v]|\Z)")
_RULE = re.compile(r"[\s+=_–—.*-]*[+=_–—-]{3}[\s+=_–—.*-]*")
_TAB_STOP = 8
_APART = 2  # spaces between two cells
_THROUGH = 4.0  # cost of a cut through a word
_CLOSE = 0.6  # of one between words a single space apart
_MOVE = 0.25  # of each character a border moves from line to line
_REACH = 16  # characters a border may leave the place that the header gives it


@dataclass(frozen=True, slots=True)
class Placed:
    """Words without a wide gap between them: their span, and the character columns they take."""

    span: Span
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class SpacedLine:
    """A line with words. ``apart``: a blank line, a rule or the end of a page (``page``) stands before it."""

    words: tuple[Placed, ...]
    chunks: tuple[Placed, ...]
    apart: bool
    page: bool

    @property
    def start(self) -> int:
        """Offset of the first word."""
        return self.words[0].span.start

    @property
    def end(self) -> int:
        """Offset behind the last word."""
        return self.words[-1].span.end


def spaced_lines(text: str, zone: Span) -> list[SpacedLine]:
    """Lines of a zone that carry words; rules part lines and are none."""
    found: list[SpacedLine] = []
    apart = page = False
    for match in _LINE.finditer(text, zone.start, zone.end):
        if match.start() == match.end():
            continue
        words = tuple(_words(text, match.start(), match.end()))
        if not words or _RULE.fullmatch(text, match.start(), match.end()):
            apart, page = True, page or match.group().endswith("\f")
            continue
        found.append(SpacedLine(words, tuple(_chunks(words)), apart, page))
        apart = page = match.group().endswith("\f")
    return found


def _words(text: str, start: int, end: int) -> Iterator[Placed]:
    place, at = 0, start
    for match in _WORD.finditer(text, start, end):
        left = _advanced(text, at, match.start(), place)
        place, at = _advanced(text, match.start(), match.end(), left), match.end()
        yield Placed(Span(match.start(), match.end()), left, place)


def _advanced(text: str, start: int, end: int, place: int) -> int:
    for char in text[start:end]:
        if char == "\t":
            place += _TAB_STOP - place % _TAB_STOP
        elif not unicodedata.combining(char) and char not in "\u200b\ufeff":
            place += 1
    return place


def _chunks(words: Sequence[Placed]) -> Iterator[Placed]:
    first = last = words[0]
    for word in words[1:]:
        if word.left - last.right >= _APART:
            yield Placed(Span(first.span.start, last.span.end), first.left, last.right)
            first = word
        last = word
    yield Placed(Span(first.span.start, last.span.end), first.left, last.right)


Gap = tuple[int, int]  # behind the name of one column, before that of the next


def cuts(lines: Sequence[SpacedLine], gaps: Sequence[Gap]) -> list[tuple[int, ...]]:
    """The cuts of each line, from the gaps between the names of the columns; a line that spans a gap tells nothing."""
    borders = [_path(lines, gap) for gap in gaps]
    return [tuple(sorted(border[n] for border in borders)) for n in range(len(lines))]


def spans_gap(line: SpacedLine, gap: Gap) -> bool:
    """Whether one run of words covers a gap, from one name to the next."""
    return any(chunk.left < gap[0] and chunk.right > gap[1] for chunk in line.chunks)


def _path(lines: Sequence[SpacedLine], gap: Gap) -> list[int]:
    """Viterbi over the places of one border."""
    low = max(0, gap[0] - _REACH)
    places = range(low, gap[1] + _REACH + 1)
    held = [0.0 if gap[0] <= place <= gap[1] else _THROUGH for place in places]
    steps: list[list[int]] = []
    for line in lines:
        come, origin = _moved(held)
        steps.append(origin)
        free = len(line.chunks) == 1 and spans_gap(line, gap)
        held = come if free else [cost + _cost(line, place) for cost, place in zip(come, places, strict=True)]
    best = min(held)
    alike = [n for n, cost in enumerate(held) if cost == best]
    at = alike[len(alike) // 2]
    path: list[int] = []
    for origin in reversed(steps):
        path.append(low + at)
        at = origin[at]
    return path[::-1]


def _moved(held: Sequence[float]) -> tuple[list[float], list[int]]:
    """The least cost of coming to each place, and from where."""
    come, origin = list(held), list(range(len(held)))
    for order, back in ((range(1, len(come)), -1), (range(len(come) - 2, -1, -1), 1)):
        for n in order:
            if come[n + back] + _MOVE < come[n]:
                come[n], origin[n] = come[n + back] + _MOVE, origin[n + back]
    return come, origin


def _cost(line: SpacedLine, place: int) -> float:
    """What speaks against a cut before a character column."""
    before = None
    for word in line.words:
        if word.left < place < word.right:
            return _THROUGH
        if word.left >= place:
            close = before is not None and word.left - before.right < _APART
            return _CLOSE if close else 0.0
        before = word
    return 0.0
