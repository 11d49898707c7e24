"""PDF with a text layer: text in reading order, one grid for each ruled table of each page.

pdfium gives characters and ruling lines alike, so tables cost no second parser. Hyphens at line ends, which pdfium
marks with U+FFFE, are written as they are printed: ``-``. A page whose content is a picture or whose fonts do not name
their letters is reported as unread; its letters would be wrong ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.errors import UnreadableFile
from ingest.formats.extract import Composer, Extract
from ingest.formats.pdf_facts import pdf_facts
from ingest.formats.pdf_layout import Block, TableText, join, read_page
from ingest.formats.pdf_legibility import has_holes, is_gibberish, is_picture
from ingest.formats.pdf_letters import Letters, Line, Word
from ingest.formats.pdf_page import Box, take_apart
from ingest.formats.pdf_pictured import pictured_numbers
from ingest.formats.pdf_stamps import flattened, place_stamps
from ingest.formats.ruled_grid import find_tables
from ingest.places import Place, Places

MOST_PAGES = 2_000
_SIGNED = b"/ByteRange"  # every signature names the bytes that it covers

_LOCKED = "Tệp PDF được đặt mật khẩu; hãy gỡ mật khẩu rồi nạp lại."
_DAMAGED = "Tệp PDF bị hỏng hoặc bị cắt cụt; hãy lấy lại bản gốc rồi nạp lại."
_TOO_LONG = "Tệp PDF có {pages} trang, quá giới hạn {most} trang; hãy tách thành nhiều tệp rồi nạp lại."
_NO_PAGE = "Tệp PDF không có trang nào; hãy lấy lại bản gốc rồi nạp lại."


def read_pdf(blob: bytes) -> Extract:
    """Text of a PDF file.

    Raises:
        UnreadableFile: it is locked, damaged or too long. Pages whose letters are pictures or have no names are unread.
    """
    document = _open(blob)
    try:
        extract = _read_pages(document)
    finally:
        document.close()
    if _SIGNED not in blob:
        return extract
    # Loaded when the first signed file comes: a third of a second that other files are spared.
    return replace(extract, signatures=import_module("ingest.formats.pdf_signatures").read_signatures(blob))


def _open(blob: bytes) -> pdfium.PdfDocument:
    facts = pdf_facts(blob)
    if facts is not None and facts.locked:
        raise UnreadableFile(_LOCKED)
    if facts is not None and facts.pages > MOST_PAGES:
        raise UnreadableFile(_TOO_LONG.format(pages=facts.pages, most=MOST_PAGES))
    try:
        document = pdfium.PdfDocument(blob)
    except pdfium.PdfiumError as error:
        locked = c.FPDF_GetLastError() in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY)
        raise UnreadableFile(_LOCKED if locked else _DAMAGED) from error
    pages = len(document)
    if pages > MOST_PAGES:
        raise UnreadableFile(_TOO_LONG.format(pages=pages, most=MOST_PAGES))
    if not pages:
        raise UnreadableFile(_NO_PAGE)
    return document


def _read_pages(document: pdfium.PdfDocument) -> Extract:
    composer, unread, damaged, encodings = Composer(), list[int](), 0, Counter[str | None]()
    sizes, places = list[tuple[float, float]](), list[Place]()
    for number in range(len(document)):
        composer.start_page()
        try:
            page, own = flattened(document, number)
        except pdfium.PdfiumError:
            unread.append(number + 1)
            sizes.append((0.0, 0.0))
            damaged += 1
            continue
        sizes.append(page.get_size())
        is_read, encoding, words = _read_page(page, own, composer)
        places += (Place(w.start, w.end, number + 1, _from_top(w.box, sizes[-1][1]), w.confidence) for w in words)
        encodings[encoding] += 1
        page.close()
        if not is_read:
            unread.append(number + 1)
    if damaged == len(document):
        raise UnreadableFile(_DAMAGED)
    named = (encoding for encoding, _ in encodings.most_common() if encoding is not None)
    return replace(
        composer.extract(unread),
        encoding=next(named, None),
        page_sizes=tuple(sizes),
        places=Places.of(sorted(places, key=lambda place: place.start)),
    )


def _from_top(box: Box, height: float) -> Box:
    return box[0], height - box[3], box[2], height - box[1]


def _read_page(raw: pdfium.PdfPage, own: int | None, composer: Composer) -> tuple[bool, str | None, Sequence[Word]]:
    """Write a page; whether its letters can be relied on, the encoding of its old fonts, its words where they went."""
    page = take_apart(raw)
    if is_gibberish(page.letters) or has_holes(page.letters):
        return False, None, ()
    letters = Letters(page.letters, page.box, len(page.letters) if own is None else own)
    blocks = read_page(letters, find_tables(page.across, page.down))
    blocks = place_stamps(pictured_numbers(raw, page.pictures, blocks), blocks)
    words = _write(blocks, composer)
    printed = sum(map(str.isalnum, "".join(line.text for line in _lines(blocks))))
    return not is_picture(page.pictured, printed), page.encoding, words


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        yield from (block,) if isinstance(block, Line) else filter(None, block.words)


def _write(blocks: Sequence[Block], composer: Composer) -> list[Word]:
    written: list[Word] = []
    for is_lines, run in groupby(blocks, key=lambda block: isinstance(block, Line)):
        if is_lines:
            lines = join([block for block in run if isinstance(block, Line)])
            written += lines.moved(composer.add(lines.text).start)
            composer.add("\n")
            continue
        for block in run:
            if isinstance(block, TableText):
                words = block.words
                spans = composer.table(block.table.rows, [line.text if line else "" for line in words])
                written += (w for cell, span in spans.items() if (line := words[cell]) for w in line.moved(span.start))
    return written
