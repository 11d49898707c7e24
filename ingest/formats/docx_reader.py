"""DOCX: paragraphs with their automatic numbers, tables as grids, footnotes at the end.

One paragraph is one line; a cell's paragraphs are lines inside it. A table without lines (letterhead, signature) is a
means of layout: its cells are read one after the other. Headers and footers are left out; Word files have no pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.errors import UnreadableFile
from ingest.formats.docx_numbering import Numbering
from ingest.formats.docx_package import Package, open_package
from ingest.formats.docx_words import SUPERSCRIPTS, Words, boxes, chosen
from ingest.formats.extract import Composer, Extract
from ingest.formats.ruled_grid import own_columns

_VAL = qn("w:val")
_WIDEST = 63  # columns of a Word table
_WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SIDES = ("left", "right", "start", "end")
_LONGEST_CHAIN = 20  # styles based on styles
_BLANK = "Tệp Word không có chữ nào (có thể chỉ chứa ảnh quét); cần nhận dạng chữ (OCR) hoặc nạp bản điện tử gốc."


def read_docx(blob: bytes) -> Extract:
    """Text of a DOCX file.

    Raises:
        UnreadableFile: it is damaged, locked, dangerous, another kind of file, or without words.
    """
    reader = _Reader(open_package(blob))
    extract = reader.read()
    if not any(letter.isalnum() for letter in extract.text):
        raise UnreadableFile(_BLANK)
    return extract


class _Reader:
    """One pass over a document in printed order; numbering and notes count along."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._numbering = Numbering(package.numbering, package.styles)
        self._styles = {style.get(qn("w:styleId")): style for style in package.styles.iter(qn("w:style"))}
        self._words = Words()
        self._composer = Composer()

    def read(self) -> Extract:
        for block in _blocks(self._package.body):
            if block.tag == qn("w:tbl") and self._is_ruled(block):
                self._table(block)
            else:
                for line in self._lines(block):
                    self._composer.add(line)
        self._notes()
        return self._composer.extract()

    def _lines(self, block: Element) -> Iterator[str]:
        """Words of a paragraph or of a layout table, each paragraph with its line end."""
        if block.tag == qn("w:p"):
            yield self._numbering.label(block) + self._words.of(block) + ("" if _runs_on(block) else "\n")
            for box in boxes(block):
                yield from (line for inner in _blocks(box) for line in self._lines(inner))
            return
        for row in _rows(block):
            for cell in _cells(row):
                yield from (line for inner in _blocks(cell) for line in self._lines(inner))

    def _table(self, table: Element) -> None:
        rows: list[list[int]] = []
        words: list[str] = []
        for row in _rows(table):
            above = rows[-1] if rows else []
            rows.append(self._row(row, above, words))
        width = max(map(len, rows), default=0)
        words.append("")  # of the missing ends of short rows
        full = [row + [len(words) - 1] * (width - len(row)) for row in rows]
        kept = own_columns(full, range(width))
        self._composer.table([[row[column] for column in kept] for row in full], words)

    def _row(self, row: Element, above: Sequence[int], words: list[str]) -> list[int]:
        line: list[int] = []
        before = _property(row, "w:trPr", "w:gridBefore")
        if skipped := _span(before):
            line += [len(words)] * skipped
            words.append("")
        for cell in _cells(row):
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            continues = merge is not None and merge.get(_VAL) != "restart" and len(line) < len(above)
            width = _span(_property(cell, "w:tcPr", "w:gridSpan")) or 1
            text = self._cell(cell)
            if continues and not text:
                number = above[len(line)]
            else:
                number = len(words)
                words.append(text)
            line += [number] * min(width, _WIDEST - len(line))
        return line

    def _cell(self, cell: Element) -> str:
        return "".join(line for block in _blocks(cell) for line in self._lines(block)).strip("\n")

    def _notes(self) -> None:
        for number, (kind, key) in enumerate(self._words.notes, start=1):  # notes in notes join the end of the list
            part = self._package.footnotes if kind == "footnote" else self._package.endnotes
            notes = () if part is None else part.findall(qn(f"w:{kind}"))
            note = next((note for note in notes if note.get(qn("w:id")) == key), None)
            if note is not None:
                text = "".join(line for block in _blocks(note) for line in self._lines(block)).strip()
                self._composer.line(f"{str(number).translate(SUPERSCRIPTS)} {text}")

    def _is_ruled(self, table: Element) -> bool:
        """Whether lines part the columns, or there are too many rows and columns for a layout."""
        inner = self._inner_border(table)
        if inner is not None and _is_visible(inner):
            return True
        cells = table.iterfind(f".//{qn('w:tcBorders')}")
        if any(_is_visible(side) for borders in cells for name in _SIDES for side in borders.findall(qn(f"w:{name}"))):
            return True
        rows = [sum(1 for _ in _cells(row)) for row in _rows(table)]
        return len(rows) >= 3 and min(rows) >= 3

    def _inner_border(self, table: Element) -> Element | None:
        properties = table.find(qn("w:tblPr"))
        for _ in range(_LONGEST_CHAIN):
            if properties is None:
                return None
            border = properties.find(f"{qn('w:tblBorders')}/{qn('w:insideV')}")
            if border is not None:
                return border
            base = properties.find(qn("w:tblStyle"))
            if base is None:
                base = properties.getparent().find(qn("w:basedOn"))
            style = self._styles.get(base.get(_VAL)) if base is not None else None
            properties = style.find(qn("w:tblPr")) if style is not None else None
        return None


def _blocks(container: Element) -> Iterator[Element]:
    """Paragraphs and tables of a body, cell, note or text box."""
    yield from _through(container, (qn("w:p"), qn("w:tbl")))


def _rows(table: Element) -> Iterator[Element]:
    """Rows that are not struck out by a tracked change."""
    yield from (r for r in _through(table, (qn("w:tr"),)) if r.find(f"{qn('w:trPr')}/{qn('w:del')}") is None)


def _cells(row: Element) -> Iterator[Element]:
    yield from _through(row, (qn("w:tc"),))


def _through(container: Element, tags: Sequence[str]) -> Iterator[Element]:
    """Children with these tags, also those inside content controls and the like."""
    for child in container:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _through(child, tags)
        elif child.tag == _ALTERNATIVES:
            yield from _through(chosen(child), tags)


def _runs_on(paragraph: Element) -> bool:
    """Whether a tracked change takes away the end of the paragraph."""
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None


def _property(element: Element, group: str, name: str) -> str | None:
    found = element.find(f"{qn(group)}/{qn(name)}")
    return None if found is None else found.get(_VAL)


def _span(printed: str | None) -> int:
    return min(int(printed), _WIDEST) if printed and printed.isdecimal() and len(printed) < 6 else 0


def _is_visible(border: Element) -> bool:
    return border.get(_VAL) not in (None, "none", "nil")
