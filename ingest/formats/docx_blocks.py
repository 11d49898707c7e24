"""What a Word document is made of: paragraphs, tables, rows and cells, behind content controls and tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.formats.docx_words import chosen, is_printed

PARAGRAPH, TABLE, INSERTED = qn("w:p"), qn("w:tbl"), qn("w:altChunk")
_WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_GONE = (qn("w:del"), qn("w:moveFrom"))


def blocks(container: Element) -> Iterator[Element]:
    """Paragraphs, tables and inserted documents of a body, cell, note, header or text box."""
    yield from _through(container, (PARAGRAPH, TABLE, INSERTED))


def rows(table: Element) -> Iterator[Element]:
    """Rows that are not struck out by a tracked change."""
    yield from (row for row in _through(table, (qn("w:tr"),)) if not _is_gone(row.find(qn("w:trPr"))))


def cells(row: Element) -> Iterator[Element]:
    """Cells that are not struck out by a tracked change."""
    deleted = f"{qn('w:tcPr')}/{qn('w:cellDel')}"
    yield from (cell for cell in _through(row, (qn("w:tc"),)) if cell.find(deleted) is None)


def runs_on(paragraph: Element) -> bool:
    """Whether a tracked change takes away the end of the paragraph."""
    return _is_gone(paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}"))


def _is_gone(properties: Element | None) -> bool:
    return properties is not None and any(properties.find(change) is not None for change in _GONE)


def _through(container: Element, tags: Sequence[str]) -> Iterator[Element]:
    """Children with these tags, also those inside content controls and the like."""
    for child in container:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS and is_printed(child):
            yield from _through(child, tags)
        elif child.tag == _ALTERNATIVES:
            yield from _through(chosen(child), tags)
