"""PPTX: slides as pages, their words in the order of the file, tables as grids, speaker's notes after each slide."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from ingest.errors import UnreadableFile
from ingest.formats.extract import Composer, Extract
from ingest.formats.legacy_letters import LegacyLetters, Piece
from ingest.formats.zip_check import open_zip, unpack

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_NOTES = "/notesSlide"
_MAIN = "ppt/presentation.xml"
_SPARE = ("sldNum", "dt", "ftr", "hdr")  # placeholders that repeat on each slide
_MOST_COLUMNS = 100

_DAMAGED = "Tệp PowerPoint bị hỏng hoặc bị cắt cụt; hãy lấy lại bản gốc rồi nạp lại."
_BLANK = "Tệp PowerPoint không có chữ nào (có thể chỉ chứa ảnh); hãy nạp bản văn bản gốc."


def read_pptx(blob: bytes) -> Extract:
    """Text of a PowerPoint presentation.

    Raises:
        UnreadableFile: it is damaged, locked, dangerous, or shows no words.
    """
    archive = open_zip(blob)
    try:
        pages = list(_pages(archive))
    except (KeyError, ValueError, etree.LxmlError) as error:
        raise UnreadableFile(_DAMAGED) from error
    letters = LegacyLetters(piece for page in pages for tree in page for piece in _pieces(tree))
    writer = _Writer(letters)
    for page in pages:
        writer.write(page)
    extract = writer.composer.extract()
    if not any(letter.isalnum() for letter in extract.text):
        raise UnreadableFile(_BLANK)
    return replace(extract, encoding=letters.encoding)


def _pages(archive: zipfile.ZipFile) -> Iterator[list[etree._Element]]:
    """The trees of each slide that is shown: its own and that of its notes."""
    for name in _slides(archive):
        slide = _xml(archive, name)
        if slide.get("show") != "0":
            yield [slide, *(_xml(archive, notes) for notes in _related(archive, name, _NOTES).values())]


def _slides(archive: zipfile.ZipFile) -> Iterator[str]:
    """Names of the slides' parts in the order of showing."""
    targets = _related(archive, _MAIN, "/slide")
    for slide in _xml(archive, _MAIN).iter(f"{_P}sldId"):
        yield targets[slide.get(f"{_R}id", "")]


def _related(archive: zipfile.ZipFile, name: str, kind: str) -> dict[str, str]:
    """Parts that a part points to, by the key of the pointer."""
    folder, _, file = name.rpartition("/")
    pointers = f"{folder}/_rels/{file}.rels"
    if pointers not in archive.namelist():
        return {}
    return {
        pointer.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, pointer.get("Target", ""))).lstrip("/")
        for pointer in _xml(archive, pointers).iter(_RELATIONSHIP)
        if pointer.get("Type", "").endswith(kind) and pointer.get("TargetMode") != "External"
    }


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(unpack(archive, name), etree.XMLParser(resolve_entities=False, no_network=True))


class _Writer:
    """Composes slides, the letters of old fonts as Unicode."""

    def __init__(self, letters: LegacyLetters) -> None:
        self._letters = letters
        self.composer = Composer()

    def write(self, page: list[etree._Element]) -> None:
        """A slide and its notes."""
        self.composer.start_page()
        for tree in page:
            for shape in tree.iter(f"{_P}sp", f"{_A}tbl"):
                if shape.tag == f"{_A}tbl":
                    self._table(shape)
                else:
                    self._shape(shape)

    def _shape(self, shape: etree._Element) -> None:
        placeholder = shape.find(f".//{_P}nvPr/{_P}ph")
        body = shape.find(f"{_P}txBody")
        if body is None or (placeholder is not None and placeholder.get("type") in _SPARE):
            return
        for line in self._lines(body):
            if line.strip():
                self.composer.line(line)

    def _table(self, table: etree._Element) -> None:
        """A cell that continues another to the right or below stands in its place (ECMA-376 part 1, 21.1.3.18)."""
        words: list[str] = []
        rows: list[list[int]] = []
        for element in table.iterchildren(f"{_A}tr"):
            row: list[int] = []
            for cell in list(element.iterchildren(f"{_A}tc"))[:_MOST_COLUMNS]:
                if cell.get("hMerge") in ("1", "true") and row:
                    row.append(row[-1])
                elif cell.get("vMerge") in ("1", "true") and rows and len(row) < len(rows[-1]):
                    row.append(rows[-1][len(row)])
                else:
                    row.append(len(words))
                    body = cell.find(f"{_A}txBody")
                    words.append("" if body is None else "\n".join(self._lines(body)).strip("\n"))
            rows.append(row)
        if any(words):
            self.composer.table(rows, words)

    def _lines(self, body: etree._Element) -> Iterator[str]:
        for paragraph in body.iterchildren(f"{_A}p"):
            yield self._letters.unicode(list(_pieces(paragraph)))


def _pieces(tree: etree._Element) -> Iterator[Piece]:
    """Words with the font of their run."""
    for node in tree.iter(f"{_A}t", f"{_A}br"):
        font = node.getparent().find(f"{_A}rPr/{_A}latin")
        words = "\n" if node.tag == f"{_A}br" else node.text or ""
        yield Piece(words, None if font is None else font.get("typeface"))
