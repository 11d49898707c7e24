"""Presentations: slides as pages, tables as grids, notes after their slide."""

from __future__ import annotations

import pytest
from makers import zipped

from ingest.errors import UnreadableFile
from ingest.formats.pptx_reader import read_pptx
from ingest.formats.read import read_bytes
from ingest.models import Media

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="{_OFFICE}"'
)


def links(**targets: str) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{"notesSlide" if "notes" in target else "slide"}" Target="{target}"/>'
        for key, target in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def shape(*paragraphs: str, placeholder: str = "") -> str:
    mark = f'<p:nvSpPr><p:nvPr><p:ph type="{placeholder}"/></p:nvPr></p:nvSpPr>' if placeholder else ""
    body = "".join(f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p>" for words in paragraphs)
    return f"<p:sp>{mark}<p:txBody>{body}</p:txBody></p:sp>"


def row(*cells: str) -> str:
    return f"<a:tr>{''.join(cells)}</a:tr>"


def cell(words: str, marks: str = "") -> str:
    return f"<a:tc {marks}><a:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></a:txBody></a:tc>"


def slide(body: str, marks: str = "") -> str:
    return f"<p:sld {_NAMES} {marks}><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:sld>"


def pptx(first: str, second: str, notes: str = "") -> bytes:
    return zipped(
        {
            "[Content_Types].xml": "<a/>",
            "ppt/presentation.xml": f'<p:presentation {_NAMES}><p:sldIdLst><p:sldId r:id="b"/><p:sldId r:id="a"/>'
            "</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": links(a="slides/slide1.xml", b="slides/slide2.xml"),
            "ppt/slides/slide1.xml": second,
            "ppt/slides/slide2.xml": first,
            "ppt/slides/_rels/slide2.xml.rels": links(n="../notesSlides/notes1.xml"),
            "ppt/notesSlides/notes1.xml": slide(notes),
        }
    )


def test_slides_are_pages_in_the_order_of_showing_with_their_notes() -> None:
    blob = pptx(
        slide(shape("BÁO CÁO", "Kết quả quý I") + shape("3", placeholder="sldNum")),
        slide(shape("Nhiệm vụ")),
        shape("Nói chậm", placeholder="body"),
    )
    source = read_bytes("báo cáo.pptx", blob)
    assert source.media is Media.PPTX
    assert source.text == "BÁO CÁO\nKết quả quý I\nNói chậm\nNhiệm vụ\n"
    assert source.page_of(source.text.index("Nhiệm vụ")) == 2


def test_a_table_of_a_slide_is_a_grid_with_merged_cells() -> None:
    first = row(cell("TT"), cell("Cơ quan"), cell("", 'hMerge="1"'))
    second = row(cell("", 'vMerge="1"'), cell("Chủ trì"), cell("Phối hợp"))
    table = f"<a:tbl>{first}{second}</a:tbl>"
    extract = read_pptx(pptx(slide(table), slide(shape("Hết"))))
    words = [["".join(extract.text[s.start : s.end] for s in one) for one in line] for line in extract.grids[0].rows]
    assert words == [["TT", "Cơ quan", "Cơ quan"], ["TT", "Chủ trì", "Phối hợp"]]


def test_hidden_slides_are_left_out() -> None:
    assert read_pptx(pptx(slide(shape("ẩn"), 'show="0"'), slide(shape("hiện")))).text == "hiện\n"


@pytest.mark.parametrize(
    ("blob", "words"),
    [
        (pptx(slide(""), slide("")), "không có chữ"),
        (pptx("<a", slide("")), "hỏng"),
        (zipped({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<b"}), "hỏng"),
        (zipped({"[Content_Types].xml": "<a/>"}), "hỏng"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(blob: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_pptx(blob)
