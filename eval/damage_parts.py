"""Small sound files of each kind, made from raw bytes, so that what is damaged afterwards is known to have been whole."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

TITLE = "KẾ HOẠCH"
WORDS = "Giao Sở Y tế rà soát danh mục, hoàn thành trước ngày 01/02/2026."
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    blob = io.BytesIO()
    with zipfile.ZipFile(blob, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return blob.getvalue()


def with_member(package: bytes, name: str, content: bytes) -> bytes:
    """An archive with one more file in it."""
    blob = io.BytesIO(package)
    with zipfile.ZipFile(blob, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return blob.getvalue()


def docx(body: str = "", before: str = "", **parts: str) -> bytes:
    """A Word file with this XML in its body; ``before`` stands before the root, ``parts`` are further parts."""
    body = body or "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in (TITLE, WORDS))
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{main}.{name}+xml"/>' for name in parts)
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(
            f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>{kinds}'
        ),
        "_rels/.rels": _links(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": _links(**{name: f"{name}.xml" for name in parts}),
        "word/document.xml": f'{before}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
    }
    return packed(
        files | {f"word/{name}.xml": f'<w:{name} xmlns:w="{_W}">{xml}</w:{name}>' for name, xml in parts.items()}
    )


def xlsx(rows: str = "", after: str = "", before: str = "") -> bytes:
    """An Excel file of one sheet with this XML of rows; ``after`` stands behind them, ``before`` before the root."""
    table = (("STT", "Nhiệm vụ", "Cơ quan chủ trì"), ("1", WORDS, "Sở Y tế"))
    rows = rows or "".join(row_of(number, cells) for number, cells in enumerate(table, start=1))
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return packed(
        {
            "[Content_Types].xml": _types(
                f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
                f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/>'
            ),
            "_rels/.rels": _links(officeDocument="xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": _links(worksheet="worksheets/sheet1.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>'
            '<sheet name="Nhiệm vụ" sheetId="1" r:id="r0"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{_S}"><sheetData>{rows}</sheetData>{after}</worksheet>',
        }
    )


def row_of(number: int, cells: Sequence[str]) -> str:
    """The XML of a row of texts."""
    inner = "".join(
        f'<c r="{chr(65 + i)}{number}" t="inlineStr"><is><t>{words}</t></is></c>' for i, words in enumerate(cells)
    )
    return f'<row r="{number}">{inner}</row>'


def pptx(body: str = "") -> bytes:
    """A presentation of one slide."""
    words = f"<a:p><a:r><a:t>{WORDS}</a:t></a:r></a:p>"
    body = body or f"<p:sp><p:txBody>{words}</p:txBody></p:sp>"
    return packed(
        {
            "[Content_Types].xml": _types(""),
            "_rels/.rels": _links(officeDocument="ppt/presentation.xml"),
            "ppt/_rels/presentation.xml.rels": _links(slide="slides/slide1.xml"),
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{_P}" xmlns:r="{_R}"><p:sldIdLst><p:sldId r:id="r0"/>'
            "</p:sldIdLst></p:presentation>",
            "ppt/slides/slide1.xml": f'<p:sld xmlns:p="{_P}" xmlns:a="{_A}"><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:sld>',
        }
    )


def html(body: str = "") -> bytes:
    """A web page."""
    body = body or f"<h1>{TITLE}</h1><p>{WORDS}</p>"
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def rtf(body: str = "") -> bytes:
    """An RTF file; ``body`` is RTF."""
    words = "".join(mark if mark.isascii() else f"\\u{ord(mark)}?" for mark in f"{TITLE}. {WORDS}")
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times New Roman;}}}}\\f0 {body or words}\\par}}".encode()


def pdf(*contents: str, page: str = "", catalog: str = "", objects: Sequence[bytes] = ()) -> bytes:
    """A PDF with a page for each content stream (ASCII words by default).

    ``page`` and ``catalog`` are further entries of those dictionaries; ``objects`` come last, numbered from
    ``4 + 2 * pages``.
    """
    streams = contents or (shown("Ke hoach trien khai nhiem vu nam 2026"),)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(streams)))
    whole = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Count {len(streams)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    box = "" if "/MediaBox" in page else "/MediaBox [0 0 595 842]"
    for i, content in enumerate(streams):
        resources = "" if "/Resources" in page else "/Resources << /Font << /F 3 0 R >> >>"
        whole.append(f"<< /Type /Page /Parent 2 0 R {box} {resources} /Contents {5 + 2 * i} 0 R {page} >>".encode())
        whole.append(stream(content.encode()))
    return assembled([*whole, *objects])


def shown(words: str, x: float = 72, y: float = 760) -> str:
    """The content of a page that shows words."""
    return f"BT /F 12 Tf {x} {y} Td ({words}) Tj ET"


def stream(content: bytes, entries: str = "") -> bytes:
    """A stream object."""
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def assembled(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """A PDF of numbered objects, the first the catalog."""
    file, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(file)}\n%%EOF\n"
    return bytes(file) + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def compound(name: str, content: bytes) -> bytes:
    """An OLE file (Word, Excel, PowerPoint 97) with one stream of at most 60 KB."""
    content = content.ljust(max(4096, -(-len(content) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(content) // _SECTOR
    chain = [_TABLE, _END, *(i + 3 for i in range(sectors - 1)), _END]
    table = struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    folder = (
        _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, 2, len(content)) + _entry("", 0, _FREE, 0, 0) * 2
    )
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + table + folder + content


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    length = len(raw) + 2 if name else 0
    return raw.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", length, kind, 1, _FREE, _FREE, child, start, size)


def _types(overrides: str) -> str:
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _links(**targets: str) -> str:
    inner = "".join(
        f'<Relationship Id="r{i}" Type="{_R}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
