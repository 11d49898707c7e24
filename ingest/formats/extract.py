"""What a reader hands back: composed text with pages and tables, and how it crosses the process border as JSON."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

from ingest.places import NOWHERE, Part, Places
from ingest.source import Grid, Signature, Span, Spans

_Flat = list[int]  # start, end, start, end, ...


@dataclass(frozen=True, slots=True)
class Extract:
    """Text of one file; the fields are those of ``ingest.source.Source``."""

    text: str
    page_starts: tuple[int, ...] = ()
    grids: tuple[Grid, ...] = ()
    unread: tuple[int, ...] = ()
    page_sizes: tuple[tuple[float, float], ...] = ()
    places: Places = NOWHERE
    parts: tuple[Part, ...] = ()
    signatures: tuple[Signature, ...] = ()
    encoding: str | None = None
    asides: tuple[str, ...] = ()


@dataclass(slots=True)
class Composer:
    """Builds a text piece by piece and knows where each piece went."""

    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    page_starts: list[int] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def add(self, piece: str) -> Span:
        """Append a piece; its place."""
        start = self._length
        self._pieces.append(piece)
        self._length += len(piece)
        return Span(start, self._length)

    def line(self, piece: str) -> None:
        """Append a piece and a line end."""
        self.add(piece)
        self.add("\n")

    def part(self, span: Span, name: str) -> None:
        """Name a piece just written, where its format has no pages."""
        if span.start < span.end:
            self.parts.append(Part(span.start, span.end, name))

    def start_page(self) -> None:
        """The next piece opens a page."""
        self.page_starts.append(self._length)

    def table(self, rows: Sequence[Sequence[int]], words: Sequence[str]) -> dict[int, Span]:
        """Append a table: ``rows`` hold the number of each cell in ``words``, the same number where a cell is merged.

        Each cell is written once, where it first occurs: a tab after each cell but the last, a line end after each row.
        The places of the cells by number.
        """
        start, places = self._length, dict[int, Span]()
        for row in rows:
            for i, cell in enumerate(row):
                if i and cell != row[i - 1]:
                    self.add("\t")
                if cell not in places:
                    places[cell] = self.add(words[cell])
            self.add("\n")
        if rows:
            spans = {cell: (place,) if words[cell].strip() else () for cell, place in places.items()}
            self.grids.append(
                Grid(Span(start, self._length - 1), tuple(tuple(map(spans.__getitem__, row)) for row in rows))
            )
        return places

    def extract(self, unread: Iterable[int] = ()) -> Extract:
        """Everything composed so far."""
        return Extract(
            "".join(self._pieces), tuple(self.page_starts), tuple(self.grids), tuple(unread), parts=tuple(self.parts)
        )


def dumps(extract: Extract) -> str:
    """JSON of an Extract."""
    grids = [[_flat((grid.span,)), [[_flat(cell) for cell in row] for row in grid.rows]] for grid in extract.grids]
    return json.dumps(
        {
            "text": extract.text,
            "page_starts": extract.page_starts,
            "grids": grids,
            "unread": extract.unread,
            "page_sizes": extract.page_sizes,
            "places": b64encode(extract.places.packed).decode(),
            "parts": [[part.start, part.end, part.name] for part in extract.parts],
            "signatures": [asdict(signature) for signature in extract.signatures],
            "encoding": extract.encoding,
            "asides": extract.asides,
        }
    )


def loads(reply: str) -> Extract:
    """The Extract of ``dumps``; the writer is not trusted.

    Raises:
        ValueError: it is no Extract, or an offset lies outside the text.
    """
    try:
        fields = json.loads(reply)
        text = fields["text"]
        if not isinstance(text, str):
            raise ValueError("text is no string")
        return Extract(
            text=text,
            page_starts=_ordered(fields["page_starts"], len(text)),
            grids=tuple(
                Grid(_spans(span, text)[0], tuple(tuple(_spans(cell, text) for cell in row) for row in rows))
                for span, rows in fields["grids"]
            ),
            unread=_ordered(fields["unread"], 1 << 20),
            page_sizes=tuple((float(width), float(height)) for width, height in fields["page_sizes"]),
            places=_places(fields["places"], text),
            parts=_parts(fields["parts"], text),
            signatures=tuple(Signature(**signature) for signature in fields["signatures"]),
            encoding=None if fields["encoding"] is None else str(fields["encoding"]),
            asides=tuple(map(str, fields["asides"])),
        )
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError("no extract") from error


def _places(packed: str, text: str) -> Places:
    places, last = Places(b64decode(packed, validate=True)), 0
    for place in places:
        if not last <= place.start <= place.end <= len(text):
            raise ValueError("a place outside the text")
        last = place.end
    return places


def _parts(parts: list[tuple[int, int, str]], text: str) -> tuple[Part, ...]:
    for start, end, name in parts:
        if not (0 <= start <= end <= len(text) and isinstance(name, str)):
            raise ValueError("a part outside the text")
    return tuple(Part(start, end, name) for start, end, name in parts)


def _flat(spans: Spans) -> _Flat:
    return [offset for span in spans for offset in (span.start, span.end)]


def _spans(flat: _Flat, text: str) -> Spans:
    for start, end in zip(flat[::2], flat[1::2], strict=True):
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(text)):
            raise ValueError("offset outside the text")
    return tuple(Span(start, end) for start, end in zip(flat[::2], flat[1::2], strict=True))


def _ordered(numbers: list[int], most: int) -> tuple[int, ...]:
    if not all(isinstance(n, int) and 0 <= n <= most for n in numbers) or sorted(numbers) != numbers:
        raise ValueError("numbers out of order")
    return tuple(numbers)
