"""Places become numbered citations; the same place has one number."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence import Line, Quote
from assistant.labels import title
from assistant.models import Citation, CitedDocument, Rectangle
from assistant.tools import Tools
from ingest.joined import merge
from ingest.models import Source, Spans
from ingest.places import Box
from ingest.text import collapse

JOINT = " … "  # between parts of one quotation that something foreign separates in the file


def quote_text(raw: str, quote: Quote) -> str:
    """The verbatim words of a place, white space collapsed."""
    return JOINT.join(collapse(raw[s.start : s.end]) for s in merge(raw, quote.spans))


def places(lines: Sequence[Line]) -> tuple[Quote, ...]:
    """The distinct places that lines cite; marker n stands for the n-th."""
    return tuple(dict.fromkeys(quote for line in lines for quote in line.quotes if quote.spans))


def number(lines: Sequence[Line], viewer: str | None, tools: Tools) -> tuple[tuple[str, ...], tuple[Citation, ...]]:
    """Line texts with their markers, and the citations the markers stand for."""
    numbers = {quote: n for n, quote in enumerate(places(lines), 1)}
    texts: list[str] = []
    for line in lines:
        markers = "".join(f"[{numbers[quote]}]" for quote in line.quotes if quote.spans)
        texts.append(f"{line.text} {markers}" if markers else line.text)
    return tuple(texts), tuple(_citation(n, quote, viewer, tools) for quote, n in numbers.items())


def _citation(marker: int, quote: Quote, viewer: str | None, tools: Tools) -> Citation:
    stored = tools.stored(quote.document_id, viewer)
    source = tools.document(quote.document_id, viewer).source
    return Citation(
        marker=marker,
        document=CitedDocument(
            stored.id, stored.file, stored.identity.number.value if stored.identity.number else None, title(stored)
        ),
        section=quote.section,
        page=source.page_of(quote.spans[0].start),
        quote=quote_text(source.text, quote),
        spans=tuple((s.start, s.end) for s in merge(source.text, quote.spans)),
        recognised=source.confidence_of(quote.spans),
        rectangles=_rectangles(source, quote.spans),
        parts=_parts(source, quote.spans),
    )


def _rectangles(source: Source, spans: Spans) -> tuple[Rectangle, ...]:
    """The words of a quotation, those of one printed line as one rectangle; none where the format has no pages."""
    if not source.page_starts:
        return ()
    lines: list[Rectangle] = []
    for place in (place for span in spans for place in source.places.within(span.start, span.end)):
        left, top, right, bottom = place.box
        last = lines[-1] if lines else None
        if last and last.page == place.page and last.box[1] < (top + bottom) / 2 < last.box[3] and left >= last.box[0]:
            high, low = min(top, last.box[1]), max(bottom, last.box[3])
            lines[-1] = Rectangle(place.page, (last.box[0], high, max(right, last.box[2]), low))
        else:
            lines.append(Rectangle(place.page, place.box))
    return tuple(Rectangle(line.page, _tenths(line.box)) for line in lines)


def _tenths(box: Box) -> Box:
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)


def _parts(source: Source, spans: Spans) -> tuple[str, ...]:
    names = (part.name for span in spans for part in source.parts if part.start < span.end and part.end > span.start)
    return tuple(dict.fromkeys(names))
