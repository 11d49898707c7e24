"""What was put onto the pages of a PDF after it was printed: numbers and dates filled in at signing, comments.

They are drawn by annotations and stand in no page's content; flattened, they are words at their printed place. The block
that tells who signed is about the file, not of it, and is taken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.formats.pdf_page import Box, Page

_MOST = 200  # annotations of a page
_FILLED = (c.FPDF_ANNOT_WIDGET, c.FPDF_ANNOT_FREETEXT, c.FPDF_ANNOT_STAMP)
_SIGNATURE = re.compile(
    r"(?:người ký|ký bởi|được ký|ký số bởi|ngày ký|thời gian ký|signed by|signature|e-?mail)\b.*",
    re.IGNORECASE | re.DOTALL,
)

_WORD = re.compile(r"\S+")
_SPACE = -1  # in place of the number of a character
_OVERLAP = 2.0  # points by which a number may touch what stands before it


def flattened(document: pdfium.PdfDocument, blob: bytes, number: int) -> tuple[pdfium.PdfPage, int]:
    """A page (from 0) with what was filled in as the last of its characters, and how many it had before.

    ``blob`` is the document's file. Raises PdfiumError where there is no such page.
    """
    page = document[number]
    printed = page.get_textpage().count_chars()
    if not any(True for _ in _filled(page)):
        return page, printed
    signatures = _signature_blocks(blob, number)
    for at in sorted((at for at, box in _filled(page) if box in signatures), reverse=True):
        c.FPDFPage_RemoveAnnot(page.raw, at)
    return _flat(document, page, number), printed


def placed(page: Page, printed: int) -> Page:
    """The page with its filled-in words (characters from ``printed`` on) in the lines they were put on."""
    words = [(found.start(), found.end()) for found in _WORD.finditer(page.letters, printed)]
    after: dict[int, list[int]] = {}  # printed character -> characters that follow it now
    for start, end in words:
        at = _neighbour(page, printed, start)
        if at is None:
            return page  # on a line of their own they may stay the last
        after.setdefault(at, []).extend([_SPACE, *range(start, end)])
    order = [i for at in range(printed) for i in (at, *after.get(at, ()))]
    letters = "".join(" " if i == _SPACE else page.letters[i] for i in order)
    beside = [order[at + 1] if i == _SPACE else i for at, i in enumerate(order)]
    return replace(page, letters=letters, box=lambda i: page.box(beside[i]))


def _neighbour(page: Page, printed: int, word: int) -> int | None:
    """The printed character to the left of a word, on its line."""
    left, bottom, _, top = page.box(word)
    middle, found = (bottom + top) / 2, None
    for i in range(printed):
        if page.letters[i].isspace():
            continue
        box = page.box(i)
        if box[1] < middle < box[3] and box[2] <= left + _OVERLAP and (found is None or box[2] > page.box(found)[2]):
            found = i
    return found


def _flat(document: pdfium.PdfDocument, page: pdfium.PdfPage, number: int) -> pdfium.PdfPage:
    if c.FPDFPage_Flatten(page.raw, c.FLAT_NORMALDISPLAY) != c.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[number]


def _signature_blocks(blob: bytes, number: int) -> set[Box]:
    """Where the annotations stand that tell who signed: seen on a copy, where their words can be read."""
    copy = pdfium.PdfDocument(blob)
    try:
        boxes = [box for _, box in _filled(copy[number])]
        words = _flat(copy, copy[number], number).get_textpage()
        return {box for box in boxes if _SIGNATURE.search(words.get_text_bounded(*box))}
    finally:
        copy.close()


def _filled(page: pdfium.PdfPage) -> Iterator[tuple[int, Box]]:
    rect = c.FS_RECTF()
    for at in range(min(_MOST, c.FPDFPage_GetAnnotCount(page.raw))):
        note = c.FPDFPage_GetAnnot(page.raw, at)
        if not note:
            continue
        if c.FPDFAnnot_GetSubtype(note) in _FILLED and c.FPDFAnnot_GetRect(note, rect):
            yield at, (rect.left, rect.bottom, rect.right, rect.top)
        c.FPDFPage_CloseAnnot(note)
