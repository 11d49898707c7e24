"""Scanned pages pasted into Word: read where something can read pictures, reported where nothing does."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from makers import docx, paragraph
from PIL import Image, ImageDraw, ImageFont

from ingest.errors import UnreadableFile
from ingest.formats.docx_pictures import is_vector, recogniser
from ingest.formats.docx_reader import read_docx
from ingest.formats.extract import Extract
from ingest.formats.read import read_bytes
from ingest.formats.recognition import can_recognise
from ingest.places import Place, Places
from ingest.secrecy import stopped
from ingest.source import Span

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")

A_PAGE, A_SEAL = (7_000_000, 9_000_000), (1_000_000, 1_000_000)  # English Metric Units


def picture(size: tuple[int, int], link: str = "r0") -> str:
    shape = f'<wp:inline><wp:extent cx="{size[0]}" cy="{size[1]}"/><a:graphic><a:blip r:embed="{link}"/></a:graphic></wp:inline>'
    return f"<w:p><w:r><w:drawing>{shape}</w:drawing></w:r></w:p>"


def recognised(blob: bytes) -> Extract:
    assert b"w:image" in blob
    return Extract("Điều 1. Phê duyệt\n", places=Places.of([Place(0, 4, 1, (0, 0, 9, 9), 0.5)]))


def test_a_scanned_page_is_recognised_in_its_place_and_known_as_such() -> None:
    extract = read_docx(docx(paragraph("QUYẾT ĐỊNH") + picture(A_PAGE) + paragraph("Hết"), image=""), recognised)
    assert extract.text == "QUYẾT ĐỊNH\n\nĐiều 1. Phê duyệt\nHết\n"
    assert [part.name for part in extract.parts] == ["đoạn 1", "ảnh 1", "đoạn 2"]
    assert [(extract.text[word.start : word.end], word.confidence) for word in extract.places] == [("Điều", 0.5)]
    assert extract.unread == ()


def test_without_recognition_the_page_is_reported() -> None:
    old = '<w:p><w:r><w:pict><v:shape style="width:420pt;height:594pt"><v:imagedata r:id="r0"/></v:shape></w:pict></w:r></w:p>'
    assert read_docx(docx(paragraph("Gửi kèm:") + picture(A_PAGE) + old, image="")).unread == (1, 2)


def test_seals_and_signatures_are_no_pages() -> None:
    assert read_docx(docx(paragraph("Điều 1.") + picture(A_SEAL), image=""), recognised).text == "Điều 1.\n\n"


def scanned(*lines: str) -> bytes:
    """A page of A4 with these lines, as a scanner would hand it over."""
    page, written = Image.new("L", (1654, 2339), 245), io.BytesIO()
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((180, 200 + 70 * number), line, 20, ImageFont.truetype(str(FONT), 36))
    page.save(written, "PNG")
    return written.getvalue()


def word_file(picture: bytes, *paragraphs: str) -> bytes:
    written, document = io.BytesIO(), Document()
    for words in paragraphs:
        document.add_paragraph(words)
    document.add_picture(io.BytesIO(picture), width=Cm(16))
    document.save(written)
    return written.getvalue()


@pytest.mark.skipif(not (can_recognise() and FONT.exists()), reason="needs Tesseract's Vietnamese and the DejaVu fonts")
def test_a_page_scanned_into_a_word_file_is_read_and_each_of_its_words_is_known_as_recognised() -> None:
    page = scanned("1. Sở Y tế chủ trì rà soát trạm y tế xã,", "hoàn thành trước ngày 15/6/2026.")
    source = read_bytes("gui-kem.docx", word_file(page, "Gửi kèm văn bản sau:"))
    assert "Sở Y tế chủ trì rà soát trạm y tế xã" in source.text and "15/6/2026" in source.text
    own, read = source.text.index("Gửi kèm"), source.text.index("Sở Y tế")
    assert source.confidence_of((Span(own, own + 7),)) is None
    assert (source.confidence_of((Span(read, read + 7),)) or 0) > 0.6
    assert [part.name for part in source.parts][-1] == "ảnh 1"
    assert source.unread == ()


@pytest.mark.skipif(not (can_recognise() and FONT.exists()), reason="needs Tesseract's Vietnamese and the DejaVu fonts")
def test_a_mark_of_secrecy_on_a_page_scanned_into_a_word_file_stops_it() -> None:
    page = scanned("ỦY BAN NHÂN DÂN TỈNH", "MẬT", "Số: 15/BC-UBND", "Báo cáo tình hình quý I")
    stop = stopped(read_bytes("gui-kem.docx", word_file(page, "Gửi kèm văn bản sau:")))
    assert stop is not None and not stop.waits


def test_a_picture_that_comes_when_the_time_is_used_up_stays_unread() -> None:
    with pytest.raises(UnreadableFile, match="ảnh của tệp Word"):
        recogniser(-1.0)(scanned())


def test_a_picture_that_cannot_be_opened_stays_unread() -> None:
    assert read_docx(docx(paragraph("Điều 1.") + picture(A_PAGE), image=""), recogniser(9.0)).unread == (1,)


@pytest.mark.parametrize(
    ("start", "is_drawn"),
    [(40 * b"\1" + b" EMF", True), (b"\xd7\xcd\xc6\x9a", True), (b"<svg/>", True), (b"\x89PNG", False)],
)
def test_what_is_drawn_with_lines_is_no_scan(start: bytes, is_drawn: bool) -> None:
    assert is_vector(start + 60 * b"\0") is is_drawn


def test_a_document_of_nothing_but_scans_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnreadableFile, match="ảnh quét"):
        read_docx(docx(picture(A_PAGE), image=""))
