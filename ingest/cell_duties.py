"""A cell that gives several bodies a duty each: "- Sở A: ...; - Sở B: ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.binding import Setting
from ingest.joined import join
from ingest.models import Spans
from ingest.text import nfc

_ITEM = re.compile(r"(?:^|(?<=[\s.;:]))(?:[-–+•] ?|(?<=[.;:] ))(?=[^\W\d_])")
_COLON = re.compile(r" ?(?:\([^()]{0,80}\) ?)?: ?")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Duty:
    """One body's part of a cell: its names, its words, and the spans of both."""

    names: tuple[str, ...]
    text: str
    name_spans: Spans
    spans: Spans


def duties(words: str, spans: Spans, at: Setting) -> tuple[str, tuple[Duty, ...]]:
    """What stands before the first duty, and the duties; none where fewer than two bodies have one."""
    text = nfc(words)
    heads = [head for match in _ITEM.finditer(text) if (head := _head(text, match, at)) is not None]
    if len(heads) < _FEWEST:
        return text, ()
    ends = [*(head.start for head in heads[1:]), len(text)]
    joined = join(at.source.text, spans)
    offset = max(0, joined.text.find(text))
    made = []
    for head, end in zip(heads, ends, strict=True):
        own = text[head.colon : end].rstrip(" ;,.-–+•")
        names = joined.raw(offset + head.named, offset + head.until)
        made.append(Duty(head.names, own, names, joined.raw(offset + head.colon, offset + head.colon + len(own))))
    return text[: heads[0].start].rstrip(" :;-–+•"), tuple(made)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where an item starts, its bodies stand and its words begin."""

    start: int
    named: int
    until: int
    colon: int
    names: tuple[str, ...]


def _head(text: str, match: re.Match[str], at: Setting) -> _Head | None:
    listed = at.agencies.read_prefix(text, match.end(), at.home)
    if not listed:
        return None
    colon = _COLON.match(text, listed[-1].end)
    if colon is None or colon.end() >= len(text):
        return None
    names = tuple(dict.fromkeys(mention.name for mention in listed))
    return _Head(match.start(), match.end(), listed[-1].end, colon.end(), names)
