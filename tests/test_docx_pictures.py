"""Scanned pages pasted into Word: read where something can read pictures, reported where nothing does."""

from __future__ import annotations

import pytest
from makers import docx, paragraph

from ingest.errors import UnreadableFile
from ingest.formats.docx_reader import read_docx
from ingest.formats.extract import Extract
from ingest.places import Place, Places

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


def test_a_document_of_nothing_but_scans_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnreadableFile, match="ảnh quét"):
        read_docx(docx(picture(A_PAGE), image=""))
