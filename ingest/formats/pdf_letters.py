"""Characters of a PDF page put together: lines, columns of a line, raised digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ingest.formats.pdf_fonts import FILLER
from ingest.formats.pdf_page import Box

_SMALL = 0.8  # a raised digit is at most this share as high as its neighbour
_GUTTER = 1.2  # line heights of white between two columns, at least
_OUTSTANDING = 2.5  # times the usual gap of the line: justified lines stretch all their gaps alike
_WORD = re.compile(r"\S+")
_DIGITS = re.compile(r"\d+")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Word(NamedTuple):
    """Where a word stands in its line's text (half-open) and on the page; ``confidence`` where it was recognised."""

    start: int
    end: int
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Words printed side by side, or lines put together."""

    text: str
    box: Box
    words: tuple[Word, ...] = ()

    def moved(self, by: int) -> tuple[Word, ...]:
        """The words where this text stands ``by`` characters into another."""
        return (
            tuple([Word(start + by, end + by, box, sure) for start, end, box, sure in self.words]) if by else self.words
        )


def put_together(lines: Sequence[Line], between: Callable[[str, str], str]) -> Line:
    """Lines as one text; ``between`` says what stands between the text so far and the next line."""
    if len(lines) == 1:
        return lines[0]
    text, words = "", list[Word]()
    for line in lines:
        text += between(text, line.text) if text else ""
        words += line.moved(len(text))
        text += line.text
    return Line(text, around([line.box for line in lines]), tuple(words))


@dataclass(frozen=True, slots=True)
class Letters:
    """Characters of a page in content order with their places; those from ``own`` on were stamped upon it."""

    text: str
    box: Callable[[int], Box]
    own: int

    def line(self, start: int, end: int) -> Line:
        """The characters as one line: ``start`` and ``end - 1`` are no white space."""
        raised, words = self._raised(start, end), list[Word]()
        for first, last in self.words(start, end):
            left, right = first - start, last - start
            if FILLER in raised:
                left, right = left - raised.count(FILLER, 0, left), right - raised.count(FILLER, 0, right)
            words.append(Word(left, right, _spanning(self.box(first), self.box(last - 1))))
        return Line(raised.replace(FILLER, ""), _spanning(self.box(start), self.box(end - 1)), tuple(words))

    def runs(self, start: int, end: int) -> list[Line]:
        """The characters as lines that a gap wider than their height parts."""
        runs, words = [], self.words(start, end)
        for (_, before), (after, _) in pairwise(words):
            left, right = self.box(before - 1), self.box(after)
            if right[0] - left[2] > left[3] - left[1]:
                runs.append(self.line(start, before))
                start = after
        return [*runs, self.line(start, end)]

    def words(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the words between two places start and end."""
        return [m.span() for m in _WORD.finditer(self.text, start, end)]

    def columns(self, start: int, end: int) -> list[Line]:
        """The characters as the columns they stand in: an outstanding gap before a capital parts two."""
        columns, words = [], self.words(start, end)
        gaps = [self.box(after)[0] - self.box(before - 1)[2] for (_, before), (after, _) in pairwise(words)]
        usual = median(gaps) if gaps else 0.0
        for gap, (_, before), (after, _) in zip(gaps, words[:-1], words[1:], strict=True):
            high = self.box(after)[3] - self.box(after)[1]
            if gap > _GUTTER * high and (gap > _OUTSTANDING * usual or len(gaps) < 3) and self.text[after].isupper():
                columns.append(self.line(start, before))
                start = after
        return [*columns, self.line(start, end)]

    def _raised(self, start: int, end: int) -> str:
        """The words, small raised digits (footnote marks, powers) as superscripts."""
        pieces, position = [], start
        for run in _DIGITS.finditer(self.text, start, end):
            first = run.end()
            while first > run.start() and self._is_raised(first - 1, run.start(), run.end()):
                first -= 1
            pieces += [self.text[position:first], self.text[first : run.end()].translate(_SUPERSCRIPTS)]
            position = run.end()
        return "".join((*pieces, self.text[position:end]))

    def _is_raised(self, digit: int, start: int, end: int) -> bool:
        glued = start > 0 and not self.text[start - 1].isspace()
        after = next((i for i in range(end, min(end + 3, len(self.text))) if not self.text[i].isspace()), None)
        beside = start - 1 if glued else after
        if beside is None:
            return False
        (_, low, _, high), (_, bottom, _, top) = self.box(digit), self.box(beside)
        return 0 < high - low < _SMALL * (top - bottom) and high + low > bottom + top and low < top


def _spanning(first: Box, last: Box) -> Box:
    (a, b, c, d), (p, q, r, s) = first, last
    return a if a < p else p, b if b < q else q, c if c > r else r, d if d > s else s


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of some."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
