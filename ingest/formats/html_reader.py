"""HTML: saved web pages and exports of office systems, as text in reading order with tables as grids.

What a browser would not show is left out. A table without lines is a means of layout, as in Word: its cells are read one
after the other. Paragraphs and cells are named by their count, since a page of the web has no pages.
"""

from __future__ import annotations

import codecs
import email
import re
from collections.abc import Iterable
from dataclasses import replace

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from ingest.errors import UnreadableFile
from ingest.formats.extract import Composer, Extract
from ingest.formats.html_table import is_ruled, spread
from ingest.formats.html_words import flow, words_of
from ingest.formats.legacy_letters import LegacyLetters, Piece
from ingest.formats.ruled_grid import own_columns

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096  # bytes in which an encoding is declared
_ERROR = re.compile(
    r"\b(?:40[0134]|50[0234])\b|not found|forbidden|access denied|unauthorized|server error|bad gateway"
    r"|không tìm thấy|không tồn tại|đăng nhập|log ?in|sign ?in|captcha",
    re.IGNORECASE,
)
_ERROR_WORDS = 150  # at most on a page that only tells of an error
_OPENING = 300  # characters that name the error
_FEWEST = 5  # words of a document

_WEB_PAGE = (
    "Tệp là trang web (HTML) báo lỗi, đòi đăng nhập hoặc không có nội dung; hãy tải lại văn bản gốc (PDF hoặc DOCX)."
)
_DAMAGED = "Trang web (HTML) bị hỏng nên không đọc được; hãy tải lại văn bản gốc rồi nạp lại."


def read_html(blob: bytes) -> Extract:
    """Text of a web page.

    Raises:
        UnreadableFile: it is damaged, or an error page in place of the document that was asked for.
    """
    words = _decoded(_page_of(blob)).replace("\0", "")
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        page = lxml.html.document_fromstring(words.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableFile(_DAMAGED) from error
    pieces = list(flow(page, is_ruled))
    letters = LegacyLetters(Piece(piece if isinstance(piece, str) else piece.text_content()) for piece in pieces)
    extract = _Writer(letters).write(pieces)
    title = page.findtext(".//title") or ""
    count = len(extract.text.split())
    if count < _FEWEST or (count <= _ERROR_WORDS and _ERROR.search(f"{title}\n{extract.text[:_OPENING]}")):
        raise UnreadableFile(_WEB_PAGE)
    return extract


def _page_of(blob: bytes) -> bytes:
    """The page itself, also out of a page that was saved with its pictures as one file (MHTML)."""
    if blob.lstrip()[:1] == b"<" or b"multipart/related" not in blob[:_HEAD]:
        return blob
    pages = (
        part.get_payload(decode=True)
        for part in email.message_from_bytes(blob).walk()
        if part.get_content_type() == "text/html"
    )
    page = next(pages, b"")
    return page if isinstance(page, bytes) else b""


def _decoded(blob: bytes) -> str:
    """The page's characters by its byte order mark, its declaration, or as UTF-8."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if blob.startswith(mark):
            return blob.decode(encoding, "replace")
    declared = _CHARSET.search(blob[:_HEAD])
    for name in ("utf-8", declared[1].decode("ascii") if declared else "cp1258"):
        try:  # UTF-8 first: whatever is declared, nothing else decodes as it by chance
            return blob.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return blob.decode("cp1258", "replace")


class _Writer:
    """Composes a page and names its paragraphs and cells by their count."""

    def __init__(self, letters: LegacyLetters) -> None:
        self._letters = letters
        self._composer = Composer()
        self._paragraphs = 0

    def write(self, pieces: Iterable[str | HtmlElement]) -> Extract:
        """A whole page; ``pieces`` are its paragraphs and tables."""
        for piece in pieces:
            if isinstance(piece, str):
                self._paragraphs += 1
                self._composer.part(self._composer.add(self._unicode(piece)), f"đoạn {self._paragraphs}")
                self._composer.add("\n")
            else:
                self._table(piece)
        return replace(self._composer.extract(), encoding=self._letters.encoding)

    def _table(self, table: HtmlElement) -> None:
        cells, rows = spread(table)
        kept = own_columns(rows, range(max(map(len, rows), default=0)))
        lines = [[row[column] for column in kept] for row in rows]
        words = [self._unicode(words_of(cell)) if cell is not None else "" for cell in cells]
        if not any(words):
            return
        names = {
            cell: f"bảng {len(self._composer.grids) + 1}, dòng {row}, cột {column}"
            for row, line in reversed(list(enumerate(lines, start=1)))
            for column, cell in reversed(list(enumerate(line, start=1)))
        }
        for cell, place in self._composer.table(lines, words).items():
            self._composer.part(place, names[cell])

    def _unicode(self, words: str) -> str:
        return self._letters.unicode([Piece(words)])
