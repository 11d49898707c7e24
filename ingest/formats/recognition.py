"""Pages without usable letters are recognised one by one, and take their place in the text of their document.

A page that cannot be recognised stays unread; its neighbours are none the worse for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.formats.extract import Extract
from ingest.places import Part, Place, Places
from ingest.source import Grid, Span, Spans

_FOLDERS = "/usr/share/tesseract-ocr"
_DATA = "vie.traineddata"

Recognise = Callable[[int], Extract]
"""One page, from 1, as an Extract of a single page; raises UnreadableFile."""

Around = Callable[[Extract, int, Callable[[], Extract]], Extract]
"""What stands around the recognition of a page: given the document without it, its number, and how to recognise it."""


def data_folder() -> Path | None:
    """Where the Vietnamese data lies (TESSDATA_PREFIX, else where Debian puts it), or None."""
    prefix = os.environ.get("TESSDATA_PREFIX")
    folders = [Path(prefix)] if prefix else sorted(Path(_FOLDERS).glob("*/tessdata"))
    return next((folder for folder in folders if (folder / _DATA).exists()), None)


def can_recognise() -> bool:
    """Whether this machine has what the recognition of Vietnamese needs."""
    return data_folder() is not None


def at_once(_document: Extract, _page: int, recognise: Callable[[], Extract]) -> Extract:
    """Nothing around it: the page is recognised."""
    return recognise()


def recognised(extract: Extract, recognise: Recognise) -> Extract:
    """The document with its unread pages recognised, as far as they can be."""
    found: dict[int, Extract] = {}
    for page in extract.unread:
        try:
            read = recognise(page)
        except UnreadableFile:
            continue
        if any(letter.isalnum() for letter in read.text):
            found[page] = read
    return _spliced(extract, found) if found else extract


def _spliced(extract: Extract, found: Mapping[int, Extract]) -> Extract:
    """Put recognised pages in place of what the file says of them."""
    bounds = pairwise([*extract.page_starts, len(extract.text)])
    pages = [found.get(n, _page(extract, n, *bound)) for n, bound in enumerate(bounds, start=1)]
    starts, length = list[int](), 0
    for page in pages:
        starts.append(length)
        length += len(page.text)
    moved = list(zip(pages, starts, strict=True))
    return replace(
        extract,
        text="".join(page.text for page in pages),
        page_starts=tuple(starts),
        grids=tuple(_grid(grid, by) for page, by in moved for grid in page.grids),
        unread=tuple(page for page in extract.unread if page not in found),
        page_sizes=tuple(size for page in pages for size in page.page_sizes),
        places=Places.of(
            replace(place, start=place.start + by, end=place.end + by, page=number)
            for number, (page, by) in enumerate(moved, start=1)
            for place in page.places
        ),
        parts=tuple(Part(part.start + by, part.end + by, part.name) for page, by in moved for part in page.parts),
    )


def _page(extract: Extract, number: int, start: int, end: int) -> Extract:
    """One page of a document, its offsets counted from its own start."""
    places = (place for place in extract.places.within(start, end) if place.page == number)
    return Extract(
        extract.text[start:end],
        grids=tuple(_grid(grid, -start) for grid in extract.grids if start <= grid.span.start < end),
        page_sizes=extract.page_sizes[number - 1 : number],
        places=Places.of(_moved(place, -start) for place in places),
    )


def _moved(place: Place, by: int) -> Place:
    return replace(place, start=place.start + by, end=place.end + by)


def _grid(grid: Grid, by: int) -> Grid:
    rows = tuple(tuple(_spans(cell, by) for cell in row) for row in grid.rows)
    return Grid(_spans((grid.span,), by)[0], rows)


def _spans(spans: Spans, by: int) -> Spans:
    return tuple(Span(span.start + by, span.end + by) for span in spans)
