"""Words that stand beside the text of a file: running heads, text boxes, watermarks, notes stuck on pages, pictures.

They are no content and are never kept; the secrecy gate looks at them. What cannot be looked at adds nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as c
from lxml import etree

from ingest.formats.stamps import Pixels, crop_words, has_colour, page_words, picture_words, stamp_words

_MOST = 400  # asides of one file
_LONGEST = 160  # characters; a mark is short
_LARGEST_PART = 20 << 20
_MOST_PICTURES = 12
_JUDGED_PAGES = 2
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp")
_MAIN = ("word/document.xml", "content.xml")  # read as text; of these only what floats beside it
_FLOATS = {"txbxContent", "text-box", "txBody"}
_SHEET_HEAD = {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
_SHEET_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d{1,3}|[A-Z])')
_RENDERED = 300 / 72  # pixels for a point
_GLANCE = 0.5
_LARGEST_PAGE = 3_000_000  # square points; A1 has four million
_STAMP_SHARE = 0.2  # of a page
_SMALLEST = 20  # pixels

_Box = tuple[float, float, float, float]  # left, bottom, right, top


def asides_of_package(blob: bytes) -> tuple[str, ...]:
    """Of an OOXML or OpenDocument package: headers, footers, text boxes, word art, text of pictures."""
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as package:
            members = [info for info in package.infolist() if info.file_size <= _LARGEST_PART]
            xml = [info for info in members if info.filename.endswith((".xml", ".vml"))]
            found = [words for info in xml for words in _of_xml(package.read(info), info.filename in _MAIN)]
            pictures = [info for info in members if info.filename.lower().endswith(_PICTURES)][:_MOST_PICTURES]
            found += [words for info in pictures for words in picture_words(package.read(info))]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError):
        return ()
    return _short(found)


def asides_of_pdf(blob: bytes) -> tuple[str, ...]:
    """Of a PDF: capitals of the first pages in the order of its content, notes, stamps in pictures and in coloured ink."""
    try:
        document = pdfium.PdfDocument(blob)
    except pdfium.PdfiumError:
        return ()
    found: list[str] = []
    for number in range(min(_JUDGED_PAGES, len(document))):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            continue
        found += [*_capital_lines(page), *_notes(page), *_stamps(page)]
    return _short(found)


def asides_of_image(blob: bytes) -> tuple[str, ...]:
    """Of a picture file: what its stamps say."""
    return _short(page_words(blob))


def _stamps(page: pdfium.PdfPage) -> Iterator[str]:
    large = page.get_width() * page.get_height() > _LARGEST_PAGE
    pictures = list(_pictures(page))
    if large or not (pictures or has_colour(_pixels(page, _GLANCE))):
        return
    pixels = _pixels(page, _RENDERED)
    yield from stamp_words(pixels)
    area = page.get_width() * page.get_height()
    for left, bottom, right, top in (box for box in pictures if _area(box) < _STAMP_SHARE * area):
        low, high = pixels.shape[0] - int(top * _RENDERED), pixels.shape[0] - int(bottom * _RENDERED)
        crop = pixels[max(0, low) : max(0, high), max(0, int(left * _RENDERED)) : max(0, int(right * _RENDERED))]
        if min(crop.shape[:2]) > _SMALLEST:
            yield from crop_words(crop)


def _pixels(page: pdfium.PdfPage, scale: float) -> Pixels:
    return np.ascontiguousarray(page.render(scale=scale).to_numpy()[:, :, :3], np.uint8)


def _pictures(page: pdfium.PdfPage) -> Iterator[_Box]:
    """Where pictures lie that may be stamps, or a scan that bears some, in points from the bottom left."""
    for number, picture in enumerate(page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
        if number == _MOST_PICTURES:
            return
        if _area(box := picture.get_bounds()) > 0:
            yield box


def _area(box: _Box) -> float:
    left, bottom, right, top = box
    return (right - left) * (top - bottom)


def _short(found: list[str]) -> tuple[str, ...]:
    kept = (" ".join(words.split()) for words in found)
    return tuple(dict.fromkeys(words for words in kept if 0 < len(words) <= _LONGEST))[:_MOST]


def _of_xml(blob: bytes, is_main: bool) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(blob, parser)
    if root is None:
        return
    for node in root.iter(etree.Element):
        name = etree.QName(node).localname
        if name == "textpath":  # word art, the usual watermark
            yield node.get("string", "")
        elif name in _SHEET_HEAD:
            yield _SHEET_CODE.sub("\t", node.text or "")
        elif name == "p" and (not is_main or _floats(node)):
            yield "".join(node.itertext())


def _floats(node: etree._Element) -> bool:
    return any(etree.QName(above).localname in _FLOATS for above in node.iterancestors())


def _capital_lines(page: pdfium.PdfPage) -> Iterator[str]:
    """Lines in content order: turned letters, which the reading order takes apart, stand together in it."""
    text = page.get_textpage().get_text_range()
    yield from (line for line in text.splitlines() if line.isupper())


def _notes(page: pdfium.PdfPage) -> Iterator[str]:
    for number in range(min(_MOST, c.FPDFPage_GetAnnotCount(page.raw))):
        note = c.FPDFPage_GetAnnot(page.raw, number)
        if note:
            yield from (_value(note, key) for key in (b"Contents", b"Subj", b"V"))
            c.FPDFPage_CloseAnnot(note)


def _value(note: c.FPDF_ANNOTATION, key: bytes) -> str:
    size = c.FPDFAnnot_GetStringValue(note, key, None, 0)
    buffer = (c.FPDF_WCHAR * (size // 2 + 1))()
    c.FPDFAnnot_GetStringValue(note, key, buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", "ignore").rstrip("\0")
