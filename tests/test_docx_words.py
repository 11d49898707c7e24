"""What of a Word paragraph is printed, and what is not."""

from __future__ import annotations

import pytest
from makers import cell, docx, paragraph, table

from ingest.formats.docx_reader import read_docx


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, result: str) -> str:
    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{result}{mark('end')}"


def read(*runs: str, **parts: str) -> str:
    return read_docx(docx(f"<w:p>{''.join(runs)}</w:p>", **parts)).text


def test_of_a_field_its_result_is_printed() -> None:
    inner = field("DOCPROPERTY Nam", run("2026"))
    assert read(run("năm "), field(f" IF {inner} = 2026 ", run("hai nghìn"))) == "năm hai nghìn\n"
    assert read('<w:fldSimple w:instr=" REF So "><w:r><w:t>15/KH-UBND</w:t></w:r></w:fldSimple>') == "15/KH-UBND\n"


def test_page_numbers_are_no_text() -> None:
    assert read(run("Trang "), field(" PAGE  \\* MERGEFORMAT ", run("2"))) == "Trang \n"
    assert read(run("xem "), field("PAGEREF _Toc1", run("7"))) == "xem 7\n"


def test_a_field_without_an_end_does_not_swallow_the_document() -> None:
    body = f"<w:p>{run('Điều 1.')}{mark('begin')}<w:r><w:instrText>REF</w:instrText></w:r></w:p>" + paragraph("Điều 2.")
    assert read_docx(docx(body)).text == "Điều 1.\nĐiều 2.\n"


def test_hidden_text_is_hidden_by_styles_too() -> None:
    styles = '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = run("ghi chú", '<w:rStyle w:val="An"/>')
    assert (
        read(run("Điều 1."), hidden, run("a", "<w:vanish/>"), run("b", '<w:vanish w:val="0"/>'), styles=styles)
        == "Điều 1.b\n"
    )


def test_a_paragraph_that_is_hidden_altogether_takes_no_number() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    list_mark = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    hidden = f"<w:p><w:pPr>{list_mark}<w:rPr><w:vanish/></w:rPr></w:pPr>{run('thôi', '<w:vanish/>')}</w:p>"
    struck = f"<w:p><w:pPr>{list_mark}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>"
    body = paragraph("Một", list_mark) + hidden + struck + paragraph("Hai", list_mark)
    assert read_docx(docx(body, numbering=numbering)).text == "1. Một\n2. Hai\n"


def test_moved_text_stands_where_it_was_moved_to() -> None:
    moved = f"<w:moveFrom>{run('cũ')}</w:moveFrom><w:moveTo>{run('mới')}</w:moveTo>"
    assert read(moved) == "mới\n"


def test_comments_and_the_request_to_fill_in_are_no_text() -> None:
    asking = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Bấm vào đây')}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('15')}</w:sdtContent></w:sdt>"
    comment = '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    assert read(run("Số: "), asking, filled, comment) == "Số: 15\n"


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", "F0B3", "≥"),
        ("Wingdings", "F0FE", "☑"),
        ("Symbol", "F062", "β"),
        (".VnTime", "F0A7", "Đ"),
        ("Arial", "2192", "→"),
    ],
)
def test_symbols_are_the_signs_they_draw(font: str, code: str, sign: str) -> None:
    assert read(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>', run(" 5")) == f"{sign} 5\n"


def test_a_note_with_a_mark_of_its_own_keeps_it() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>(*)</w:t></w:r>'
    numbered = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    notes = f'<w:footnote w:id="2">{paragraph("(*) Số liệu ước")}</w:footnote><w:footnote w:id="3">{paragraph("Kỳ họp")}</w:footnote>'
    assert read(run("10%"), own, run(", họp"), numbered, footnotes=notes) == "10%(*), họp¹\n(*) Số liệu ước\n¹ Kỳ họp\n"


def test_words_drawn_as_a_stamp_are_words() -> None:
    stamp = '<w:r><w:pict><v:shape><v:textpath string="HỎA TỐC"/></v:shape></w:pict></w:r>'
    extract = read_docx(docx(f"<w:p>{stamp}{run('CÔNG ĐIỆN')}</w:p>"))
    assert extract.text == "CÔNG ĐIỆN\nHỎA TỐC\n"
    assert [part.name for part in extract.parts] == ["đoạn 1", "khung chữ 1"]


def test_every_paragraph_and_cell_has_a_name() -> None:
    box = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{paragraph('KHẨN')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    grid = table(cell("TT") + cell("Việc"), cell("1") + cell("Rà soát"))
    extract = read_docx(docx(paragraph("KẾ HOẠCH") + paragraph("") + box + grid + paragraph("Hết")))
    assert {part.name: extract.text[part.start : part.end] for part in extract.parts} == {
        "đoạn 1": "KẾ HOẠCH",
        "khung chữ 1": "KHẨN",
        "bảng 1, dòng 1, cột 1": "TT",
        "bảng 1, dòng 1, cột 2": "Việc",
        "bảng 1, dòng 2, cột 1": "1",
        "bảng 1, dòng 2, cột 2": "Rà soát",
        "đoạn 2": "Hết",
    }
    assert [part.start for part in extract.parts] == sorted(part.start for part in extract.parts)
