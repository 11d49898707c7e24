"""Cleaned words that still know where they stand in the raw text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.models import Span, Spans

_MARKUP = re.compile(
    r"\*\*|(?m:^\s*#{1,6}(?= ))|<sup>\s*\[?\d{1,2}\]?\s*</sup>|</?(?:sup|b|i|u)>|<(?=https?://)|(?<=\w)>(?=[\s).,;]|$)"
    r"|(?<=[^\s(⁰¹²³⁴-⁹])(?<!\bm)(?<!\b[kcd]m)[⁰¹²³⁴-⁹]+|\u00ad|[\ue000-\uf8ff\u200b\ufeff]"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Joined:
    """``text`` is what a reader sees; ``offsets[i]`` is the raw position of its i-th character."""

    text: str
    offsets: tuple[int, ...]
    spans: Spans

    def raw(self, start: int, end: int) -> Spans:
        """Raw spans of ``text[start:end]``, split only where something foreign (a page header, a note) intervenes."""
        if start >= end:
            return ()
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        pieces = (Span(max(first, s.start), min(last, s.end)) for s in self.spans)
        return tuple(p for p in pieces if p.start < p.end)


def join(raw: str, spans: Iterable[Span], drop: Sequence[Span] = ()) -> Joined:
    """Join raw spans into cleaned text: one space for white space, no markup, none of ``drop`` (glued note marks).

    Spans that only white space or markup separates become one span of the result.
    """
    merged = merge(raw, spans)
    dropped = {i for d in drop for i in range(d.start, d.end)}
    chars: list[str] = []
    offsets: list[int] = []
    for span in merged:
        if chars and chars[-1] != " ":
            chars.append(" ")
            offsets.append(span.start)
        _append(raw, span, dropped, chars, offsets)
    while chars and chars[-1] == " ":
        chars.pop()
        offsets.pop()
    return Joined("".join(chars), tuple(offsets), merged)


def merge(raw: str, spans: Iterable[Span]) -> Spans:
    """Spans in reading order, joined where the raw text between them is only white space or markup."""
    out: list[Span] = []
    for span in (trim(raw, s) for s in spans):
        if span.start >= span.end:
            continue
        if out and out[-1].end <= span.start and not _MARKUP.sub("", raw[out[-1].end : span.start]).strip():
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


def trim(raw: str, span: Span) -> Span:
    """The span without white space at its ends."""
    piece = raw[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.end - (len(piece) - len(piece.rstrip()))))


def _append(raw: str, span: Span, dropped: set[int], chars: list[str], offsets: list[int]) -> None:
    marks = [m.span() for m in _MARKUP.finditer(raw, span.start, span.end)]
    skip = dropped | {i for start, end in marks for i in range(start, end)}
    position = span.start
    while position < span.end:
        if position in skip:
            position += 1
            continue
        end = position + 1
        while end < span.end and unicodedata.combining(raw[end]):
            end += 1
        cluster = unicodedata.normalize("NFC", raw[position:end]) if end > position + 1 else raw[position]
        added = _plain(cluster, chars[-1:])
        chars.extend(added)
        offsets.extend([position] * len(added))
        position = end


def _plain(cluster: str, before: list[str]) -> str:
    """White space as one space; a raised number that stands alone is a number and no footnote mark."""
    if cluster.isspace():
        return " " if before and before[0] != " " else ""
    alone = before == [" "] or (before and before[0].isdigit())
    return cluster.translate(_RAISED) if alone else cluster
