"""Printed lines of a Source, with what the layout tells: gaps, page tops, whether lines are wrapped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.joined import join
from ingest.models import Source, Span

_RULE = re.compile(r"[-–—_=*. ]{3,}")
_GAZETTE = re.compile(
    r"(?:\d{1,4} )?CÔNG BÁO/Số [\d +]{1,20}/Ngày [\d/-]{6,10}(?: \d{1,4})?"
)  # head of each page of the gazette
_PAGE_NUMBER = re.compile(r"(?:trang\s+)?-?\s*\d{1,3}\s*-?(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
_MARKER = re.compile(r"(?:[-–+•*▪]|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ][.)]|[IVXL]+[.)])\s")
_TERMINAL = (".", ";", ":", "!", "?")
_FEWEST_FLOWING = 3  # lines that the next one continues, below which nothing says that a page wrapped the text
_SHARE_FLOWING = 0.12


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line that is not blank. ``text`` is cleaned; ``gap`` says that a blank line stands before it."""

    text: str
    span: Span
    gap: bool
    marked_up: bool  # Markdown bold or heading over the whole line
    page_top: bool
    right: bool = False  # the right one of two columns


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines and how wide the page printed them."""

    lines: tuple[Line, ...]
    width: int  # characters of a full line
    wrapped: bool  # a line end is only the edge of the page


def lay_out(source: Source) -> Layout:
    """Lines in file order without rules; lone page numbers at a page top are dropped."""
    lines: list[Line] = []
    position, gap = 0, False
    tops = set(source.page_starts)
    grids = [g.span for g in source.grids]
    for raw in source.text.splitlines(keepends=True):
        start, end = position, position + len(raw.rstrip("\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"))
        top = any(t in tops for t in (start, start - 1)) or (raw.startswith(" ") and raw[1:2].strip() != "")
        position += len(raw)
        text = join(source.text, [Span(start, end)]).text
        if not text or _RULE.fullmatch(text) or _GAZETTE.fullmatch(text):
            gap = True
            continue
        inside = any(g.start <= start < g.end for g in grids)
        if not (_PAGE_NUMBER.fullmatch(text) and (top or not grids) and not inside and tops):
            lines.append(Line(text, Span(start, end), gap, _is_marked_up(raw), top))
        gap = False
    return _measured([line for line in lines if not any(g.start <= line.span.start < g.end for g in grids)], lines)


def _measured(free: list[Line], lines: list[Line]) -> Layout:
    """Wrapped text shows in sentences that go on in the next line; those lines are full."""
    flowing = sorted(len(line.text) for line, after in pairwise(free) if _flows(line, after))
    wrapped = len(flowing) >= max(_FEWEST_FLOWING, _SHARE_FLOWING * len(free))
    lengths = flowing if wrapped else sorted(len(line.text) for line in free)
    return Layout(tuple(lines), lengths[len(lengths) * 2 // 3] if lengths else 0, wrapped)


def _flows(line: Line, after: Line) -> bool:
    return after.text[:1].islower() and not line.text.endswith(_TERMINAL) and not _MARKER.match(after.text)


def _is_marked_up(raw: str) -> bool:
    stripped = raw.strip()
    return stripped.startswith("#") or (stripped.startswith("**") and stripped.rstrip(" ").endswith("**"))
