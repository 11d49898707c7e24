"""Lines and words of a text layer that has lost its table, with the traces the layout left in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.models import Source, Span

_WORD = re.compile(r"\S+")
_DOUBLE_SPACED = 0.6  # share of lines before a blank one from which a missing blank says something

# Advance widths of Times New Roman (the face Nghi dinh 30/2020 prescribes) in thousandths of the type size.
_WIDTHS = {c: w for w, chars in {
    278: "ijlt/:;", 250: ".,", 333: "frI()-[]", 389: "sJ", 408: "\"“”", 444: "aceFz", 500: "bdghknopquvxy0123456789",
    556: "PS", 564: "<>=+", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYw", 778: "mM&", 833: "%", 944: "W",
}.items() for c in chars}  # fmt: skip
SPACE = 250


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words. ``tight``: no blank line before it although the text is double spaced, the mark of a new cell.
    ``void``: an emptied cell (a line of spaces) stands before it. ``page``: the first line of a page."""

    words: tuple[Word, ...]
    tight: bool = False
    void: bool = False
    page: bool = False

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(w.text for w in self.words)

    def after(self, count: int) -> Line:
        """The line without its first words."""
        return Line(self.words[count:], self.tight, self.void, self.page)


def width(text: str) -> int:
    """Printed width in thousandths of the type size; a letter is as wide as its base letter."""
    return sum(_char_width(c) for c in text)


@cache
def _char_width(char: str) -> int:
    known = _WIDTHS.get(char)
    if known is not None:
        return known
    base = unicodedata.normalize("NFD", char)[0]
    if unicodedata.combining(base):
        return 0
    if base in "đĐ":
        return 722 if base == "Đ" else 500
    return _WIDTHS.get(base, SPACE if base.isspace() else 500)


def read_lines(source: Source, zone: Span) -> tuple[Line, ...]:
    """Lines of a zone that carry words, page numbers at the edges of known pages left out."""
    rows = list(_raw_lines(source.text, zone))
    written = [i for i, (start, end) in enumerate(rows) if source.text[start:end].strip()]
    followed = sum(i + 1 < len(rows) and rows[i + 1][0] == rows[i + 1][1] for i in written)
    double = bool(written) and followed >= _DOUBLE_SPACED * len(written)
    pages = [p for p in source.page_starts if zone.start < p < zone.end]
    found: list[Line] = []
    last, page_index = -1, 0
    for i in written:
        start, end = rows[i]
        words = tuple(Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(source.text, start, end))
        turned = page_index < len(pages) and words[0].start >= pages[page_index]
        while page_index < len(pages) and words[0].start >= pages[page_index]:
            page_index += 1
        void = any(rows[j][1] > rows[j][0] for j in range(last + 1, i))
        found.append(Line(words, double and last == i - 1 and not turned, void, turned))
        last = i
    return _without_page_numbers(source, found)


def _raw_lines(text: str, zone: Span) -> list[tuple[int, int]]:
    """Start and end of each line, the break excluded."""
    starts = [zone.start, *(m.end() for m in re.compile(r"\r\n?|[\n\f\v]").finditer(text, zone.start, zone.end))]
    ends = [*starts[1:], zone.end]
    return [(s, s + len(text[s:e].rstrip("\r\n\f\v"))) for s, e in zip(starts, ends, strict=True)]


def _without_page_numbers(source: Source, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Drop a lone number that is the page's own, on the first or last line of a page."""
    kept: list[Line] = []
    turned = False
    for i, line in enumerate(lines):
        edge = line.page or (i + 1 < len(lines) and lines[i + 1].page)
        page = source.page_of(line.words[0].start)
        if edge and len(line.words) == 1 and line.words[0].text.strip("-–") == str(page):
            turned = turned or line.page
            continue
        kept.append(Line(line.words, line.tight and not turned, line.void, line.page or turned))
        turned = False
    return tuple(kept)
