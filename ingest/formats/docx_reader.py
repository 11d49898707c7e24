"""Word files: paragraphs with their automatic numbers, tables as grids, footnotes at the end.

One paragraph is one line; a cell's paragraphs are lines inside it. A table without lines (letterhead, signature) is a
means of layout: its cells are read one after the other. What stands above the first page comes first, what else is in
headers and footers last, each words once and no page numbers. Word files have no pages: each paragraph and cell has a
name instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.errors import UnreadableFile
from ingest.formats.docx_blocks import INSERTED, PARAGRAPH, TABLE, blocks, cells, rows, runs_on
from ingest.formats.docx_margins import first_header, other_margins
from ingest.formats.docx_numbering import Numbering
from ingest.formats.docx_package import Package, open_package
from ingest.formats.docx_pictures import Recognise, is_large, is_picture, is_vector, link
from ingest.formats.docx_styles import Styles
from ingest.formats.docx_tables import grid, is_ruled
from ingest.formats.docx_words import Words, anchored, drawn_text, is_drawn_text, pieces
from ingest.formats.extract import Composer, Extract
from ingest.formats.legacy_letters import LegacyLetters
from ingest.places import Place, Places
from ingest.source import Span

_PAGE_NUMBER = re.compile(r"[\W\d]*(?:Trang|Page)?[\W\d]*", re.IGNORECASE)
_MOST_INSERTED = 20  # documents inside a document
_BLANK = "Tệp Word không có chữ nào (có thể chỉ chứa ảnh quét); cần nhận dạng chữ (OCR) hoặc nạp bản điện tử gốc."


def read_docx(blob: bytes, recognise: Recognise | None = None) -> Extract:
    """Text of a Word file: document, template, with or without macros.

    Pictures as large as a scanned page are handed to ``recognise``; what stays unread of them is numbered in ``unread``,
    and places of recognised words have the number of their picture as page.

    Raises:
        UnreadableFile: it is damaged, locked, dangerous, another kind of file, or without words.
    """
    extract = _Reader(open_package(blob), Composer(), _Tally(recognise)).read()
    if not any(letter.isalnum() for letter in extract.text):
        raise UnreadableFile(_BLANK)
    return extract


@dataclass(slots=True)
class _Tally:
    """What was met so far of a document and those inserted into it."""

    recognise: Recognise | None
    paragraphs: int = 0
    boxes: int = 0
    tables: int = 0
    inserted: int = 0
    pictures: int = 0
    unread: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


class _Reader:
    """One pass over a document in printed order; numbering and notes count along."""

    def __init__(self, package: Package, composer: Composer, tally: _Tally) -> None:
        self._package = package
        self._composer = composer
        self._tally = tally
        self._styles = Styles(package.part("styles"))
        self._note_parts = {kind: package.part(f"{kind}s") for kind in ("footnote", "endnote")}
        self._header, self._margins = first_header(package), list(other_margins(package))
        everything = (package.body, self._header, *self._margins, *self._note_parts.values())
        self._letters = LegacyLetters(
            piece for root in everything if root is not None for piece in pieces(root, self._styles)
        )
        self._numbering = Numbering(package.part("numbering"), self._styles)
        self._words = Words(self._styles, self._letters)
        self._held = ""  # words of paragraphs whose end a tracked change took away

    def read(self) -> Extract:
        said: set[str] = set()
        if self._header is not None:
            self._margin(self._header, said)
        self._write(self._package.body)
        if self._held:
            self._composer.line(self._held)
        self._notes()
        for margin in self._margins:
            self._margin(margin, said)
        extract = self._composer.extract(self._tally.unread)
        return replace(extract, encoding=self._letters.encoding, places=Places.of(self._tally.places))

    def _write(self, container: Element, name: str | None = None) -> None:
        """The blocks of a body, a cell of a layout table, or a text box, whose paragraphs share a name."""
        for block in blocks(container):
            if block.tag == PARAGRAPH:
                self._paragraph(block, name)
            elif block.tag == INSERTED:
                self._insert(block)
            elif is_ruled(block, self._styles):
                self._table(block)
            else:
                for cell in _cells_of(block):
                    self._write(cell, name)

    def _paragraph(self, paragraph: Element, name: str | None) -> None:
        line = self._line(paragraph)
        span = self._composer.add(line)
        if line.strip():
            self._tally.paragraphs += name is None
            self._composer.part(Span(span.start, span.end - 1), name or f"đoạn {self._tally.paragraphs}")
        for node in anchored(paragraph):
            self._anchored(node)

    def _anchored(self, node: Element) -> None:
        if is_picture(node):
            self._picture(node, self._tally.recognise)
            return
        self._tally.boxes += 1
        name = f"khung chữ {self._tally.boxes}"
        if is_drawn_text(node):
            self._named(drawn_text(node) + "\n", name)
        else:
            self._write(node, name)

    def _picture(self, picture: Element, recognise: Recognise | None) -> None:
        """Read a picture that may be a scanned page, or take note that it stays unread."""
        blob = self._package.blob(link(picture))
        if not is_large(picture) or (blob is not None and is_vector(blob)):
            return
        self._tally.pictures += 1
        try:
            if recognise is None or blob is None:
                raise UnreadableFile(_BLANK)
            read = recognise(blob)
        except UnreadableFile:
            self._tally.unread.append(self._tally.pictures)
            return
        span = self._named(read.text.rstrip("\n") + "\n", f"ảnh {self._tally.pictures}")
        self._tally.places += (
            replace(word, start=word.start + span.start, end=word.end + span.start, page=self._tally.pictures)
            for word in read.places
        )

    def _named(self, line: str, name: str) -> Span:
        span = self._composer.add(line)
        self._composer.part(Span(span.start, span.end - 1), name)
        return span

    def _line(self, paragraph: Element) -> str:
        """A paragraph as printed with its line end; nothing where it is hidden or flows into the next."""
        text = self._held + self._words.of(paragraph)
        self._held = text if runs_on(paragraph) else ""
        if self._held or runs_on(paragraph) or (not text.strip() and self._words.is_hidden(paragraph)):
            return ""
        return self._words.label(self._numbering.label(paragraph), paragraph) + text + "\n"

    def _lines(self, container: Element) -> Iterator[str]:
        """Lines of a cell, note or margin, whatever is nested in it."""
        for block in blocks(container):
            if block.tag == PARAGRAPH:
                yield self._line(block)
                for node in anchored(block):
                    yield from self._inside(node)
            elif block.tag == TABLE:
                yield from (line for cell in _cells_of(block) for line in self._lines(cell))

    def _inside(self, node: Element) -> Iterator[str]:
        """Lines of what is anchored in a cell, note or margin; a scanned page is not expected there."""
        if is_picture(node):
            self._picture(node, None)
        elif is_drawn_text(node):
            yield drawn_text(node) + "\n"
        else:
            yield from self._lines(node)

    def _table(self, table: Element) -> None:
        shown, words = grid(table, lambda cell: "".join(self._lines(cell)).strip("\n"))
        spans = self._composer.table(shown, words)
        self._tally.tables += 1
        for place, row in enumerate(shown, start=1):
            for column, cell in enumerate(row, start=1):
                name = f"bảng {self._tally.tables}, dòng {place}, cột {column}"
                self._composer.part(spans.pop(cell, Span(0, 0)), name)

    def _notes(self) -> None:
        for place, note in enumerate(self._words.notes, start=1):  # notes in notes join the end of the list
            part = self._note_parts[note.kind]
            elements = () if part is None else part.findall(qn(f"w:{note.kind}"))
            element = next((element for element in elements if element.get(qn("w:id")) == note.key), None)
            if element is not None:
                text = "".join(self._lines(element)).strip()
                self._named(f"{note.mark} {text}".lstrip() + "\n", f"chú thích {place}")

    def _margin(self, margin: Element, said: set[str]) -> None:
        """What a header or footer says, without page numbers and what has been said."""
        for line in self._lines(margin):
            if line.strip() not in said and not _PAGE_NUMBER.fullmatch(line):
                said.add(line.strip())
                self._named(line, "đầu trang hoặc chân trang")

    def _insert(self, chunk: Element) -> None:
        """A Word document inside this one."""
        blob = self._package.blob(chunk.get(qn("r:id"), ""))
        self._tally.inserted += 1
        if blob is not None and blob.startswith(b"PK") and self._tally.inserted <= _MOST_INSERTED:
            _Reader(open_package(blob), self._composer, self._tally).read()


def _cells_of(table: Element) -> Iterator[Element]:
    return (cell for row in rows(table) for cell in cells(row))
