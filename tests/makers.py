"""Small files made for tests: PDF pages with placed Vietnamese text and ruling lines, DOCX packages from raw XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from eval.pdf_parts import PdfPage, Placed, pdf, ruled

__all__ = ["SHARED", "PdfPage", "Placed", "cell", "docx", "paragraph", "pdf", "ruled", "table", "zipped"]

SHARED = Path(__file__).resolve().parents[2] / "shared" / "documents"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    f'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="{_OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def docx(body: str, **parts: str) -> bytes:
    """A DOCX whose body, and numbering, styles, footnotes, header where given, hold this XML; the parts are r0, r1 ..."""
    kinds = " ".join(f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{name}+xml"/>' for name in parts)
    links = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for i, name in enumerate(parts)
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
    } | {f"word/{name}.xml": f"<w:{name} {_NAMESPACES}>{xml}</w:{name}>" for name, xml in parts.items()}
    return zipped(files)


def zipped(files: Mapping[str, str | bytes], onto: bytes = b"") -> bytes:
    """A ZIP archive of files; those of another archive are taken over unless they are given anew."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
        if onto:
            old = zipfile.ZipFile(io.BytesIO(onto))
            files = {name: old.read(name) for name in old.namelist()} | dict(files)
        for name, content in files.items():
            members.writestr(name, content)
    return archive.getvalue()


def paragraph(words: str, properties: str = "") -> str:
    """A Word paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def cell(words: str, properties: str = "") -> str:
    """A Word table cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def table(*rows: str, bordered: bool = True) -> str:
    """A Word table of rows of cells."""
    line = '<w:tblBorders><w:insideV w:val="single"/></w:tblBorders>' if bordered else ""
    return f"<w:tbl><w:tblPr>{line}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
