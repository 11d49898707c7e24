"""Lines of a zone become blocks: headings, paragraphs, items, each under its headings.

The printed number decides the level, never the Markdown level or the indentation (extracted text has neither right).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from ingest.agencies import Agencies
from ingest.joined import Joined, join
from ingest.footnotes import Mark
from ingest.lines import Layout, Line
from ingest.models import Block, BlockKind, Source, Span, Spans, Zone
from ingest.text import fold

_MARKERS = (
    re.compile(r"((?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:[IVXL]+|\d{1,2}|[Tt]hứ \w+|THỨ \w+)(?=$|[\s.:])[.:]?)\s*(.*)"),
    re.compile(r"((?=[IVXL])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})[.)])\s+(\S.*)"),
    re.compile(r"((?:Điều|ĐIỀU)\s+\d{1,3}[.:]?)\s*(.*)"),
    re.compile(r"(\d{1,2}[.)]|\d{1,2}/)\s+(\S.*)"),
    re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3}[.)]?)\s+(\S.*)"),
    re.compile(r"([a-zđ]\)|[a-zđ]\.(?=\s))\s*(\S.*)"),
    re.compile(r"([-–—•*▪✓])\s*(\S.*)"),
    re.compile(r"([+o])\s+(\S.*)"),
)
_TERMINAL = (".", ";", ":", "!", "?", "./.", ".”")
_SHORT_HEADING = 150


class Level(IntEnum):
    """Depth of a printed marker; higher is deeper."""

    PART = 0
    ROMAN = 1
    ARTICLE = 2
    ARABIC = 3
    DECIMAL = 4
    LETTER = 5
    DASH = 6
    PLUS = 7
    NONE = 9


@dataclass(frozen=True, slots=True)
class _Draft:
    """Lines that belong together under one printed marker."""

    marker: str | None
    level: Level
    lines: tuple[Line, ...]
    skip: int  # characters of the first line's text that the marker takes
    opens: bool = False  # dashes follow


@dataclass(frozen=True, slots=True)
class _Heading:
    level: Level
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Structure:
    """What the block maker needs beside the lines."""

    source: Source
    layout: Layout
    marks: tuple[Mark, ...]
    agencies: Agencies
    zone: Zone
    outer: tuple[tuple[str, Spans], ...] = ()  # headings above the zone, such as the annex title


def marker_of(text: str) -> tuple[str, Level, int] | None:
    """The printed marker a line begins with: (marker, level, characters it takes), or None."""
    for level, pattern in zip(Level, _MARKERS, strict=False):
        match = pattern.match(text)
        if match and match[2]:
            return match[1], level, match.start(2)
        if match and level in (Level.PART, Level.ARTICLE):
            return match[1], level, len(match[1])
    return None


def blocks(lines: Sequence[Line], at: Structure) -> tuple[Block, ...]:
    """Blocks in reading order; a run-in heading ("3. Sở Tài chính: Trên cơ sở ...") becomes heading and item."""
    out: list[Block] = []
    above: list[_Heading] = []
    drafts = _drafts(lines, at)
    for index, draft in enumerate(drafts):
        following = drafts[index + 1].level if index + 1 < len(drafts) else Level.NONE
        aligned = _align(draft.lines, at)
        if draft.marker is None and aligned.text.endswith("./."):
            above.clear()  # the closing paragraph speaks for the whole document
        while above and above[-1].level >= draft.level and draft.level is not Level.NONE:
            above.pop()
        out.extend(_blocks_of(replace(draft, opens=following is Level.DASH), aligned, above, at))
    return tuple(out)


def _drafts(lines: Sequence[Line], at: Structure) -> list[_Draft]:
    drafts: list[_Draft] = []
    for line in lines:
        marker = marker_of(line.text)
        if marker and drafts and _is_continuation(drafts[-1], line, marker):
            marker = None
            joined = True
        else:
            joined = marker is None and bool(drafts) and not _breaks(drafts[-1], line, at)
        if joined:
            last = drafts[-1]
            drafts[-1] = _Draft(last.marker, last.level, (*last.lines, line), last.skip)
        elif marker:
            drafts.append(_Draft(marker[0], marker[1], (line,), marker[2]))
        else:
            drafts.append(_Draft(None, Level.NONE, (line,), 0))
    return drafts


def _is_continuation(last: _Draft, line: Line, marker: tuple[str, Level, int]) -> bool:
    """Whether a marker at a line start is only the middle of a sentence: "... Mục\\n1. ..." after an open line."""
    before = last.lines[-1].text
    if marker[1] is Level.DASH and marker[0] != "-" and marker[0] != "–":
        return False
    opened = not before.endswith((*_TERMINAL, ",")) and not line.marked_up
    lower = line.text[marker[2] : marker[2] + 1].islower()
    return opened and lower and marker[1] in (Level.ROMAN, Level.DASH, Level.PLUS) and before[-1:].isalnum() and not line.gap


def _breaks(last: _Draft, line: Line, at: Structure) -> bool:
    """Whether an unmarked line begins a new paragraph."""
    before = last.lines[-1]
    text = " ".join(x.text for x in last.lines)
    if line.text[:1].islower() or line.text[:1] in ",;.)":
        return False
    if before.text.endswith((*_TERMINAL, "./.")):
        full = len(before.text) > 0.86 * at.layout.width
        return not (at.layout.wrapped and full and not before.text.endswith((":", "./.")) and not line.marked_up and _sentence_goes_on(last))
    if text.isupper():
        return not line.text.isupper()
    if last.marker and (before.marked_up or _names_agencies(text[last.skip :], at)):
        return not (at.layout.wrapped and len(before.text) > 0.86 * at.layout.width)
    if at.layout.wrapped:
        return len(before.text) < 0.6 * at.layout.width and len(text) < _SHORT_HEADING
    return line.gap and len(before.text) < 0.5 * at.layout.width and len(text) < _SHORT_HEADING


def _sentence_goes_on(last: _Draft) -> bool:
    return last.marker is not None or len(last.lines) > 0


def _names_agencies(text: str, at: Structure) -> bool:
    return at.agencies.completeness(text.rstrip(" :.;")) >= 0.95


def _align(lines: Sequence[Line], at: Structure) -> Joined:
    first, last = lines[0].span.start, lines[-1].span.end
    drop = [m.span for m in at.marks if first <= m.span.start < last]
    return join(at.source.text, [line.span for line in lines], drop)


def _blocks_of(draft: _Draft, aligned: Joined, above: list[_Heading], at: Structure) -> list[Block]:
    text = aligned.text
    notes = _notes(draft.lines, at.marks)
    heading_end = _heading_end(draft, text, at)
    if heading_end is None:
        kind = BlockKind.ITEM if draft.marker else BlockKind.PARAGRAPH
        block = _block(kind, draft, (text[draft.skip :], aligned.raw(0, len(text))), above, at, notes)
        if draft.marker and draft.level < Level.DASH:
            above.append(_Heading(draft.level, _title(text), aligned.raw(0, len(text))))
        return [block]
    title = text[:heading_end].rstrip(" :.")
    spans = aligned.raw(0, len(title))
    rest = text[heading_end:].lstrip(" :.")
    heading = _block(BlockKind.HEADING, draft, (title, spans), above, at, () if rest else notes)
    above.append(_Heading(draft.level if draft.marker else Level.PART, title, spans))
    if not rest:
        return [heading]
    body = _Draft(None, Level.NONE, draft.lines, 0)
    return [heading, _block(BlockKind.ITEM, body, (rest, aligned.raw(len(text) - len(rest), len(text))), above, at, notes)]


def _title(text: str) -> str:
    """An item that has sub-items stands in their path by its first words."""
    return text if len(text) <= _SHORT_HEADING else text[:_SHORT_HEADING].rsplit(" ", 1)[0] + " …"


def _heading_end(draft: _Draft, text: str, at: Structure) -> int | None:
    """Where the heading ends inside the text, None when it is no heading."""
    if draft.level >= Level.DASH and draft.marker:
        return None
    content = text[draft.skip :]
    if draft.marker is None:
        return len(text) if text.isupper() and 8 < len(text) < 200 else None
    if at.agencies.completeness(content.rstrip(" :.;")) >= 0.95 or content.isupper():
        return len(text)
    run_in = _run_in(content, at)
    if run_in is not None:
        return draft.skip + run_in
    ended = content.endswith((".", ";", "./.", ","))
    deepest = Level.LETTER if draft.opens and len(content) < 80 else Level.DECIMAL
    if draft.level <= deepest and not ended and len(content) <= _SHORT_HEADING:
        return len(text)
    return None


def _run_in(content: str, at: Structure) -> int | None:
    """End of "Sở Tài chính" in "Sở Tài chính: Trên cơ sở ...", also after "Đề nghị"; None when no agency leads in."""
    for match in re.finditer(r":(?=\s)", content[:400]):
        lead = re.sub(r"^(?:Đề nghị|Giao|Yêu cầu)\s+", "", content[: match.start()])
        if at.agencies.completeness(lead) >= 0.95:
            return match.start()
    return None


def _notes(lines: Sequence[Line], marks: Sequence[Mark]) -> tuple[str, ...]:
    return tuple(m.number for m in marks if any(x.span.start <= m.span.start < x.span.end for x in lines))


def _block(
    kind: BlockKind, draft: _Draft, words: tuple[str, Spans], above: Sequence[_Heading], at: Structure, notes: tuple[str, ...]
) -> Block:
    outer = [*at.outer, *((h.text, h.spans) for h in above)]
    text = words[0]
    return Block(
        kind=kind,
        zone=at.zone,
        text=text,
        spans=words[1],
        section=tuple(t for t, _ in outer),
        section_spans=tuple(s for _, s in outer),
        marker=draft.marker,
        notes=notes,
    )


def label(marker: str | None) -> str | None:
    """A marker without its punctuation: ``a)`` -> ``a``, ``17.`` -> ``17``; None for dashes."""
    if marker is None or fold(marker) in {"-", "•", "*", "+", "o", "▪", "✓"}:
        return None
    return marker.strip(" .):/") or None


def whole(lines: Sequence[Line]) -> Span:
    """From the first to the last character of some lines."""
    return Span(lines[0].span.start, lines[-1].span.end) if lines else Span(0, 0)
