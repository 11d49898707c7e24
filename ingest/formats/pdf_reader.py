"""PDF with a text layer: text in reading order, one grid for each ruled table of each page.

pdfium gives characters and ruling lines alike, so tables cost no second parser. Hyphens at line ends, which pdfium
marks with U+FFFE, are written as they are printed: ``-``. A page whose content is a picture or whose fonts do not name
their letters is reported as unread; its letters would be wrong ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.errors import UnreadableFile
from ingest.formats.extract import Composer, Extract
from ingest.formats.pdf_facts import pdf_facts
from ingest.formats.pdf_layout import Block, join, read_page
from ingest.formats.pdf_letters import Letters, Line
from ingest.formats.pdf_notes import flattened, placed
from ingest.formats.pdf_page import Page, take_apart
from ingest.formats.ruled_grid import find_tables

MOST_PAGES = 2_000
_SCANS = ((0.1, 100), (0.5, 300))  # pictures' share of a page and letters: with fewer than these it is a picture
_LOST_SHARE = 0.02  # of a page's characters
_LETTER_SHARE = 0.5  # of a page's characters; running text has nine in ten
_CAPTION = 20  # characters; fewer tell nothing
_BLANKS = " \r\n\t.…_-–\u00ad\uffff"  # white space, dotted lines, rules

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
        return _read_pages(document, blob)
    finally:
        document.close()


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


def _read_pages(document: pdfium.PdfDocument, blob: bytes) -> Extract:
    composer, unread, damaged, encodings = Composer(), list[int](), 0, Counter[str | None]()
    for number in range(len(document)):
        composer.start_page()
        try:
            page, printed = flattened(document, blob, number)
        except pdfium.PdfiumError:
            unread.append(number + 1)
            damaged += 1
            continue
        is_read, encoding = _read_page(page, printed, composer)
        encodings[encoding] += 1
        page.close()
        if not is_read:
            unread.append(number + 1)
    if damaged == len(document):
        raise UnreadableFile(_DAMAGED)
    named = (encoding for encoding, _ in encodings.most_common() if encoding is not None)
    return replace(composer.extract(unread), encoding=next(named, None))


def _read_page(raw: pdfium.PdfPage, printed: int, composer: Composer) -> tuple[bool, str | None]:
    """Write a page; whether its letters can be relied on, and the encoding of its old fonts."""
    page = placed(take_apart(raw), printed)
    if _is_gibberish(page.letters):
        return False, None
    tables = find_tables(page.across, page.down)
    _write(read_page(Letters(page.letters, page.box), tables), composer)
    return not _is_picture(page), page.encoding


def _is_gibberish(letters: str) -> bool:
    """Whether a page's fonts do not name their letters: many unknown ones, or marks in place of letters."""
    kinds = Counter("letter" if mark.isalnum() else "blank" if mark in _BLANKS else _sort_of(mark) for mark in letters)
    printed = kinds.total() - kinds["blank"]
    lost = kinds["lost"] + kinds["private"] // 4  # bullets are private letters too
    return lost > max(3, _LOST_SHARE * printed) or (printed > _CAPTION and kinds["letter"] < _LETTER_SHARE * printed)


def _sort_of(mark: str) -> str:
    if mark in "\ufffd\x00":
        return "lost"
    return "private" if "\ue000" <= mark <= "\uf8ff" else "mark"


def _is_picture(page: Page) -> bool:
    letters = sum(letter.isalnum() for letter in page.letters)
    return not letters or any(page.pictured > share and letters < few for share, few in _SCANS)


def _write(blocks: Sequence[Block], composer: Composer) -> None:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block.text)
            continue
        if lines:
            composer.line(join(lines))
            lines = []
        composer.table(block.table.rows, block.words)
    if lines:
        composer.line(join(lines))
