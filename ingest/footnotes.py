"""Footnotes: cut out of the running text, kept by number, re-attached to the words that carry their mark.

Shapes seen in extracted text: ``Chính trị¹`` with ``¹ Về ...`` at the page bottom; ``<sup>1</sup>`` likewise; a digit
glued to a year (``30/12/20251``) or a word (``còn lại1``) with ``1 Về ...`` at the end of the file or in a
paragraph of its own; a note that lost its mark and stands inside a sentence, told by the sentence that goes on behind its full stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import takewhile

from ingest.formats.vietnamese_letters import could_be_syllable
from ingest.lines import Line
from ingest.models import Span
from ingest.text import UPPER, fold

_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_SUPERSCRIPT, "0123456789")
_NOTE = re.compile(rf"\s*(?:([{_SUPERSCRIPT}]+)|<sup>\s*\[?(\d{{1,2}})\]?\s*</sup>|\[\^(\d{{1,2}})\]:?)\s*(?=\S)")
_BARE_NOTE = re.compile(rf"\s*(\d{{1,2}}) (?=[{UPPER}])")
_MARK = re.compile(rf"(?<=\S)(?:([{_SUPERSCRIPT}]+)|<sup>\s*\[?(\d{{1,2}})\]?\s*</sup>|\[\^(\d{{1,2}})\])")
_CITED = re.compile(rf"[{UPPER}]\w+(?: \w+){{0,3}} số \d{{1,5}}(?:/\d{{4}})?[/-]")
_MARKER = re.compile(r"\w{1,2}[.)]\s")
_TERMINAL = (".", ";", ":", "!", "?")
_LONGEST_STRAY = 4  # lines
_UNMARKED = "*"
_GLUED = re.compile(r"(?<=\d[/-](?:19|20)\d\d)(\d{1,2})(?![\d/])")
_GLUED_TO_WORD = re.compile(r"(?<!\w)([^\W\d_]{2,7})([1-9]\d?)(?![\w%]|[.,/-]\d)")
_LONGEST_PARAGRAPH = 12  # lines of notes that stand together


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote's own words."""

    number: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a footnote is anchored in the running text."""

    number: str
    span: Span


@dataclass(frozen=True, slots=True)
class Notes:
    """All footnotes of a text and the lines that are left without them."""

    notes: tuple[Note, ...]
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]


def take_out(raw: str, lines: Sequence[Line]) -> Notes:
    """Separate footnotes from the lines; a bare ``1 Về`` counts only when a mark 1 is glued to a date."""
    glued = {m[1] for m in _GLUED.finditer(raw)}
    at_words = _marks_at_words(raw)
    apart = _set_apart(raw, lines, {mark.number for mark in at_words})
    notes: list[Note] = []
    kept: list[Line] = []
    owner: Note | None = None
    strays = _strays(lines)
    for place, line in enumerate(lines):
        number, start = apart.get(place) or _opens(raw, line, glued if kept else set())
        if place in strays:
            number, start = _UNMARKED, line.span.start
        if number is not None:
            owner = Note(number, Span(start, line.span.end))
            notes.append(owner)
        elif owner is not None and _continues(raw, owner, line):
            owner = Note(owner.number, Span(owner.span.start, line.span.end))
            notes[-1] = owner
        else:
            owner = None
            kept.append(line)
    numbers = {n.number for n in notes}
    marks = [
        Mark(number, Span(*m.span()))
        for pattern in (_MARK, _GLUED)
        for m in pattern.finditer(raw)
        if (number := _number(m)) in numbers and not any(n.span.start - 12 <= m.start() < n.span.end for n in notes)
    ]
    marks += [mark for mark in at_words if mark.number in {number for number, _ in apart.values()}]
    return Notes(tuple(notes), tuple(sorted(marks, key=lambda m: m.span)), tuple(kept))


def _number(match: re.Match[str]) -> str:
    return next(g for g in match.groups() if g).translate(_DIGITS)


def _marks_at_words(raw: str) -> list[Mark]:
    """Figures glued to a syllable; "km2" and "COVID19" are none."""
    found = _GLUED_TO_WORD.finditer(raw)
    return [Mark(m[2], Span(*m.span(2))) for m in found if m[1].islower() and could_be_syllable(fold(m[1]))]


def _set_apart(raw: str, lines: Sequence[Line], marked: Set[str]) -> dict[int, tuple[str, int]]:
    """Lines that open the notes of those marks, in paragraphs of nothing but notes: the place, the number and its end."""
    opened: dict[int, tuple[str, int]] = {}
    for place, line in enumerate(lines):
        expected = str(len(opened) + 1)
        if not place or not line.gap or expected not in marked:
            continue
        rest = range(place + 1, len(lines))
        paragraph = [place, *takewhile(lambda at: not lines[at].gap, rest)]
        bare = {at: m for at in paragraph if (m := _BARE_NOTE.match(raw, lines[at].span.start, lines[at].span.end))}
        numbers = [m[1] for m in bare.values()]
        in_order = numbers == [str(n) for n in range(len(opened) + 1, len(opened) + 1 + len(numbers))]
        if place in bare and in_order and marked >= set(numbers) and len(paragraph) <= _LONGEST_PARAGRAPH:
            opened |= {at: (m[1], m.end()) for at, m in bare.items()}
    return opened


def _opens(raw: str, line: Line, glued: set[str]) -> tuple[str | None, int]:
    match = _NOTE.match(raw, line.span.start, line.span.end)
    if match:
        return _number(match), match.end()
    bare = _BARE_NOTE.match(raw, line.span.start, line.span.end)
    if bare and bare[1] in glued:
        return bare[1], bare.end()
    return None, 0


def _strays(lines: Sequence[Line]) -> set[int]:
    """Places of lines where a note without its mark begins: a citation that cuts a sentence in two."""
    return {
        place
        for place, line in enumerate(lines)
        if place
        and _CITED.match(line.text)
        and not lines[place - 1].text.endswith((*_TERMINAL, ","))
        and _goes_on(lines[place : place + _LONGEST_STRAY + 1])
    }


def _goes_on(lines: Sequence[Line]) -> bool:
    """Whether behind the first full stop at a line's end a sentence goes on that had begun before."""
    ends = next((place for place, line in enumerate(lines[:-1]) if line.text.endswith(".")), None)
    return ends is not None and lines[ends + 1].text[0].islower() and not _MARKER.match(lines[ends + 1].text)


def _continues(raw: str, note: Note, line: Line) -> bool:
    ended = raw[note.span.start : note.span.end].rstrip().endswith((".", ";", "./."))
    return not line.gap and not ended
