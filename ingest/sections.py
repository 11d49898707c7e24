"""Lines of a zone become blocks: headings, paragraphs, items, each under its headings.

The printed number decides the level, never the Markdown level or the indentation (extracted text has neither right).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.agencies import Agencies
from ingest.footnotes import Mark
from ingest.joined import Joined, join
from ingest.lines import Layout, Line
from ingest.markers import Level, Marker, marker_of
from ingest.models import Block, BlockKind, Source, Span, Spans, Zone
from ingest.text import canonical, fold

_TERMINAL = (".", ";", ":", "!", "?", "./.", ".”")
_SHORT_HEADING = 150  # characters
_LONGEST_LIST = 700  # characters of a heading that may be a list of bodies
_FULL = 0.86  # of the width: a line that the page ended
_HALF = 0.6
_CLOSES = re.compile(
    r"(?:tren day la|trong qua trinh|nhan duoc|yeu cau|de nghi|nay thong bao|van phong .{0,40}thong bao)\b"
)
_OPENS = re.compile(
    r"(?:tren day la|trong qua trinh|nhan duoc (?:cong|van|ke|chi|thong)|yeu cau (?:cac|thu truong|giam doc|ubnd)\b)"
)
_HEADED_LIST = re.compile(r"(?:^|\s)(?:các )?(?:sở|(?<!cán )bộ|phòng|ban|hội|xã|phường|huyện|trung tâm|chi cục)$")
_GOES_ON = re.compile(r"(?:,| (?:và|của|tại|theo|với|các|cho|về|trong|trên|do|từ|đến|số|là|hoặc|cùng))$")
_ORDER = re.compile(r"(?:Đề nghị|Giao|Yêu cầu|Phân công|Đối với|Trách nhiệm của)\s+")


@dataclass(frozen=True, slots=True)
class _Draft:
    """Lines that belong together under one printed marker."""

    marker: str | None
    level: Level
    lines: tuple[Line, ...]
    skip: int  # characters of the first line's text that the marker takes
    opens: bool = False  # dashes follow
    enacts: bool = False  # stands above the first number: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "QUYẾT ĐỊNH:"


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


def blocks(lines: Sequence[Line], at: Structure) -> tuple[Block, ...]:
    """Blocks in reading order; a run-in heading ("3. Sở Tài chính: Trên cơ sở ...") becomes heading and item."""
    out: list[Block] = []
    above: list[_Heading] = []
    drafts = _drafts(lines, at)
    numbered = next((i for i, draft in enumerate(drafts) if draft.marker), len(drafts))
    for index, draft in enumerate(drafts):
        following = drafts[index + 1].level if index + 1 < len(drafts) else Level.NONE
        aligned = _align(draft.lines, at)
        if draft.marker is None and _closes(aligned.text, index >= len(drafts) - 3):
            above.clear()  # the closing paragraph speaks for the whole document
        while above and above[-1].level >= draft.level and draft.level is not Level.NONE:
            above.pop()
        enacts = at.zone is Zone.BODY and index < numbered < len(drafts)
        out.extend(_blocks_of(replace(draft, opens=following is Level.DASH, enacts=enacts), aligned, above, at))
    return tuple(out)


def _closes(text: str, last: bool) -> bool:
    return text.endswith("./.") or (last and bool(_CLOSES.match(fold(text[:80]))))


def _drafts(lines: Sequence[Line], at: Structure) -> list[_Draft]:
    drafts: list[_Draft] = []
    pending: list[Line] = []  # lines of the last draft
    for line in lines:
        marker = marker_of(line.text)
        if (marker and drafts and _is_continuation(pending[-1], line, marker)) or (
            marker is None and drafts and not _breaks(replace(drafts[-1], lines=tuple(pending[-4:])), line, at)
        ):
            pending.append(line)
        else:
            _close(drafts, pending)
            opened = marker or Marker("", Level.NONE, 0)
            drafts.append(_Draft(marker.text if marker else None, opened.level, (line,), opened.end))
            pending = [line]
    _close(drafts, pending)
    return drafts


def _close(drafts: list[_Draft], pending: list[Line]) -> None:
    if drafts:
        drafts[-1] = replace(drafts[-1], lines=tuple(pending))


def _is_continuation(before: Line, line: Line, marker: Marker) -> bool:
    """Whether a marker at a line start is only the middle of a sentence: "... Mục\\n1. ..." after an open line."""
    if marker.level is Level.DASH and marker.text not in "-–":
        return False
    opened = not before.text.endswith((*_TERMINAL, ",")) and not line.marked_up
    lower = line.text[marker.end : marker.end + 1].islower()
    inside = marker.level in (Level.ROMAN, Level.DASH, Level.PLUS)
    return opened and lower and inside and before.text[-1:].isalnum() and not line.gap


def _breaks(last: _Draft, line: Line, at: Structure) -> bool:
    """Whether an unmarked line begins a new paragraph after the last lines of a draft."""
    before = last.lines[-1]
    if line.text[:1].islower() or line.text[:1] in ",;.)":
        return False
    if last.level is Level.PART and len(last.lines) == 1 and last.skip >= len(before.text):
        return False  # "Chương I" and its title
    if before.text.endswith(_TERMINAL):
        goes_on = at.layout.wrapped and len(before.text) > _FULL * at.layout.width and not line.marked_up
        return not goes_on or before.text.endswith((":", "./.")) or bool(_OPENS.match(fold(line.text[:60])))
    return _breaks_open(last, line, at)


def _breaks_open(last: _Draft, line: Line, at: Structure) -> bool:
    """Whether a paragraph ends though its last line ends without a stop: a heading does."""
    before = last.lines[-1]
    text = " ".join(x.text for x in last.lines)
    if text.isupper():
        return not line.text.isupper()
    if last.marker and (before.marked_up or _names_agencies(text[last.skip :], at)):
        return not (at.layout.wrapped and len(before.text) > _FULL * at.layout.width)
    if _GOES_ON.search(before.text):
        return False
    if at.layout.wrapped:
        return len(before.text) < _HALF * at.layout.width and len(text) < _SHORT_HEADING
    return len(text) < _SHORT_HEADING


def _names_agencies(text: str, at: Structure) -> bool:
    return len(text) < _LONGEST_LIST and at.agencies.completeness(text.rstrip(" :.;")) >= 0.95


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
        block = _block(kind, draft.marker, (text[draft.skip :], aligned.raw(0, len(text))), above, at)
        if draft.marker and draft.level < Level.DASH:
            above.append(_Heading(draft.level, _title(text), aligned.raw(0, len(text))))
        return [replace(block, notes=notes)]
    title = text[:heading_end].rstrip(" :.")
    spans = aligned.raw(0, len(title))
    rest = text[heading_end:].lstrip(" :.")
    heading = _block(BlockKind.HEADING, draft.marker, (title, spans), above, at)
    above.append(_Heading(draft.level if draft.marker else Level.PART, title, spans))
    if not rest:
        return [replace(heading, notes=notes)]
    item = _block(BlockKind.ITEM, None, (rest, aligned.raw(len(text) - len(rest), len(text))), above, at)
    return [heading, replace(item, notes=notes)]


def _title(text: str) -> str:
    """An item that has sub-items stands in their path by its first words."""
    return text if len(text) <= _SHORT_HEADING else text[:_SHORT_HEADING].rsplit(" ", 1)[0] + " …"


def _heading_end(draft: _Draft, text: str, at: Structure) -> int | None:
    """Where the heading ends inside the text, None when it is no heading."""
    if draft.level >= Level.DASH and draft.marker:
        return None
    content = text[draft.skip :]
    if draft.marker is None:
        return len(text) if text.isupper() and 8 < len(text) < 200 and not draft.enacts else None
    if _names_agencies(content, at) or content.isupper():
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
        lead = _ORDER.sub("", content[: match.start()], count=1)
        elided = _HEADED_LIST.search(canonical(lead))  # "các Sở: Tài chính, ..." goes on behind its colon
        if not elided and at.agencies.completeness(lead) >= 0.95:
            return match.start()
    return None


def _notes(lines: Sequence[Line], marks: Sequence[Mark]) -> tuple[str, ...]:
    return tuple(m.number for m in marks if any(x.span.start <= m.span.start < x.span.end for x in lines))


def _block(
    kind: BlockKind, marker: str | None, words: tuple[str, Spans], above: Sequence[_Heading], at: Structure
) -> Block:
    outer = [*at.outer, *((h.text, h.spans) for h in above)]
    return Block(
        kind=kind,
        zone=at.zone,
        text=words[0],
        spans=words[1],
        section=tuple(t for t, _ in outer),
        section_spans=tuple(s for _, s in outer),
        marker=marker,
    )


def whole(lines: Sequence[Line]) -> Span:
    """From the first to the last character of some lines."""
    return Span(lines[0].span.start, lines[-1].span.end) if lines else Span(0, 0)
