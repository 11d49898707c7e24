"""Printed lines of a Source, with what the layout tells: gaps, page tops, whether lines are wrapped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.joined import join
from ingest.models import Source, Span

_RULE = re.compile(r"[-_=*. ]{3,}")
_PAGE_NUMBER = re.compile(r"(?:trang\s+)?-?\s*\d{1,3}\s*-?(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
WRAPPED_BELOW = 135  # a text whose long lines are shorter than this was wrapped by a page


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line that is not blank. ``text`` is cleaned; ``gap`` says that a blank line stands before it."""

    text: str
    span: Span
    gap: bool
    marked_up: bool  # Markdown bold or heading over the whole line
    page_top: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines and how wide the page printed them."""

    lines: tuple[Line, ...]
    width: int  # characters of a full line (90th percentile)
    double_spaced: bool  # a blank line after every printed line: blanks carry no information

    @property
    def wrapped(self) -> bool:
        """Whether a line end is only the edge of the page."""
        return self.width < WRAPPED_BELOW


def lay_out(source: Source) -> Layout:
    """Lines in file order without rules; lone page numbers at a page top are dropped."""
    lines: list[Line] = []
    position, gap, gaps = 0, False, 0
    tops = set(source.page_starts)
    grids = [g.span for g in source.grids]
    for raw in source.text.splitlines(keepends=True):
        start, end = position, position + len(raw.rstrip("\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"))
        top = any(t in tops for t in (start, start - 1)) or (raw.startswith(" ") and raw[1:2].strip() != "")
        position += len(raw)
        text = join(source.text, [Span(start, end)]).text
        if not text or _RULE.fullmatch(text):
            gap = True
            continue
        inside = any(g.start <= start < g.end for g in grids)
        if not (_PAGE_NUMBER.fullmatch(text) and (top or not grids) and not inside and tops):
            lines.append(Line(text, Span(start, end), gap, _is_marked_up(raw), top))
            gaps += gap
        gap = False
    lengths = sorted(len(line.text) for line in lines if not any(g.start <= line.span.start < g.end for g in grids))
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    return Layout(tuple(lines), width, len(lines) > 8 and gaps > 0.8 * len(lines))


def _is_marked_up(raw: str) -> bool:
    stripped = raw.strip()
    return stripped.startswith("#") or (stripped.startswith("**") and stripped.rstrip(" ").endswith("**"))
