"""What a file is before it is understood: its verbatim text and where each word of it stands.

Offsets are positions in ``Source.text`` (Python characters). ``Source.text`` is the extracted text as it
stands in the file: nothing is corrected in it, so a quotation is always a slice of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.places import NOWHERE, Part, Places


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters of ``Source.text``: start <= end."""

    start: int
    end: int


Spans = tuple[Span, ...]


class Media(StrEnum):
    """What kind of file a Source was read from."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    IMAGE = "image"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODF = "odf"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    RTF = "rtf"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose cells the file itself delimits (Word, ruled PDF): rows of cells, each the spans of its words.

    Rows may differ in length. A cell merged over several rows or columns appears with the same spans in each of them.
    ``span`` runs from the first to the last character of the table in ``Source.text``.
    """

    span: Span
    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature of the file: what its certificate and its own words say; nothing is looked up on a network.

    ``intact``: the signed bytes are unchanged; None where that cannot be told. ``whole``: it covers the whole file.
    ``time`` is that of the signer's clock or time stamp ("2026-01-08T15:04:05+07:00").
    """

    signer: str | None
    time: str | None
    intact: bool | None
    whole: bool
    issuer: str | None = None  # of the certificate
    page: int | None = None  # of its visible mark


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read: verbatim text, where its pages begin, the tables the format delimits, where its words stand."""

    name: str
    sha256: str
    media: Media
    text: str
    page_starts: tuple[int, ...] = ()  # offset of each page; empty where the format has no pages
    grids: tuple[Grid, ...] = ()
    unread: tuple[int, ...] = ()  # one-based pages whose content is not in ``text``
    page_sizes: tuple[tuple[float, float], ...] = ()  # width and height in points as displayed, one per page
    places: Places = NOWHERE  # words of pages, with the confidence of those that were recognised
    parts: tuple[Part, ...] = ()  # where the format has no pages; ascending
    signatures: tuple[Signature, ...] = ()
    encoding: str | None = None  # legacy encoding the text was converted from: "TCVN3", "VNI", "VISCII"
    asides: tuple[
        str, ...
    ] = ()  # words beside the text (running heads, stamps, pictures); only the secrecy gate sees them

    def page_of(self, offset: int) -> int | None:
        """One-based page of an offset, or None where the format has no pages."""
        if not self.page_starts:
            return None
        return sum(start <= offset for start in self.page_starts)

    def confidence_of(self, spans: Spans) -> float | None:
        """Lowest confidence among the recognised words of some spans; None where no word of them was recognised."""
        found = (place.confidence for span in spans for place in self.places.within(span.start, span.end))
        return min((confidence for confidence in found if confidence is not None), default=None)
