from __future__ import annotations

import io
import zipfile

import pytest
from makers import SHARED, cell, docx, paragraph, table, zipped

from ingest.errors import UnreadableFile
from ingest.formats.docx_reader import read_docx
from ingest.formats.extract import Extract

LEVELS = """
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
 <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
 <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="+"/></w:lvl>
 <w:lvl w:ilvl="5"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%6"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
 <w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""

MUC = (
    '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    "</w:style>"
)


def numbered(level: int, words: str, number: int = 1) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cells(extract: Extract, number: int = 0) -> list[list[str]]:
    text = extract.text
    return [[" ".join(text[s.start : s.end] for s in spans) for spans in row] for row in extract.grids[number].rows]


def test_a_paragraph_is_a_line() -> None:
    extract = read_docx(docx(paragraph("THÔNG BÁO") + paragraph("Kết luận của Chủ tịch")))
    assert extract.text == "THÔNG BÁO\nKết luận của Chủ tịch\n"
    assert extract.page_starts == ()


def test_letters_with_separate_marks_are_put_together() -> None:
    assert read_docx(docx(paragraph("So\u031b\u0309 No\u0323\u0302i vu\u0323"))).text == "Sở Nội vụ\n"


def test_automatic_numbers_are_written_out() -> None:
    body = numbered(0, "QUAN ĐIỂM") + numbered(1, "Sở Nội vụ") + numbered(2, "Rà soát") + numbered(2, "Báo cáo")
    body += numbered(3, "Hạ tầng") + numbered(4, "Mạng") + numbered(1, "Sở Y tế") + numbered(2, "Trình duyệt")
    assert read_docx(docx(body, numbering=LEVELS)).text.splitlines() == [
        "I. QUAN ĐIỂM", "1. Sở Nội vụ", "a) Rà soát", "b) Báo cáo",
        "- Hạ tầng", "+ Mạng", "2. Sở Y tế", "a) Trình duyệt",
    ]  # fmt: skip


def test_a_number_of_several_levels_shows_each_of_them() -> None:
    body = numbered(0, "Một") + numbered(0, "Hai") + numbered(1, "Việc") + numbered(5, "Chi tiết")
    assert read_docx(docx(body, numbering=LEVELS)).text.endswith("2.1.1 Chi tiết\n")


def test_a_list_that_starts_anew_does_so_once() -> None:
    body = numbered(1, "Một") + numbered(1, "Năm", 2) + numbered(1, "Sáu", 2)
    assert read_docx(docx(body, numbering=LEVELS)).text == "1. Một\n5. Năm\n6. Sáu\n"


def test_numbers_come_through_styles_and_none_means_none() -> None:
    styles = MUC + '<w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>'
    body = paragraph("Sở Tài chính", '<w:pStyle w:val="MucCon"/>')
    body += paragraph("Không số", '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert read_docx(docx(body, numbering=LEVELS, styles=styles)).text == "1. Sở Tài chính\nKhông số\n"


def test_a_numbered_cell_without_words_shows_its_number() -> None:
    number = f"<w:tc><w:tcPr/>{numbered(1, '')}</w:tc>"
    body = table(cell("TT") + cell("Nhiệm vụ"), number + cell("Rà soát"), number + cell("Báo cáo"))
    assert cells(read_docx(docx(body, numbering=LEVELS))) == [
        ["TT", "Nhiệm vụ"],
        ["1. ", "Rà soát"],
        ["2. ", "Báo cáo"],
    ]


def test_a_table_is_a_grid_and_lies_in_the_text_row_by_row() -> None:
    body = paragraph("PHỤ LỤC") + table(cell("TT") + cell("Nhiệm vụ"), cell("1") + cell("Rà soát")) + paragraph("Hết")
    extract = read_docx(docx(body))
    assert extract.text == "PHỤ LỤC\nTT\tNhiệm vụ\n1\tRà soát\nHết\n"
    assert cells(extract) == [["TT", "Nhiệm vụ"], ["1", "Rà soát"]]
    assert extract.text[extract.grids[0].span.start : extract.grids[0].span.end] == "TT\tNhiệm vụ\n1\tRà soát"


def test_merged_cells_stand_wherever_they_reach() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        cell("TT", start) + cell("Cơ quan", '<w:gridSpan w:val="2"/>'),
        cell("", on) + cell("chủ trì") + cell("phối hợp"),
        cell("1") + cell("Sở Y tế") + cell(""),
    )
    extract = read_docx(docx(body))
    assert cells(extract) == [["TT", "Cơ quan", "Cơ quan"], ["TT", "chủ trì", "phối hợp"], ["1", "Sở Y tế", ""]]
    assert extract.grids[0].rows[0][1] == extract.grids[0].rows[0][2]


def test_a_letterhead_table_is_read_cell_by_cell() -> None:
    head = table(cell("UBND TỈNH") + cell("CỘNG HÒA"), cell("Số: 1/KH") + cell("ngày 02"), bordered=False)
    extract = read_docx(docx(head))
    assert extract.text == "UBND TỈNH\nCỘNG HÒA\nSố: 1/KH\nngày 02\n"
    assert extract.grids == ()


def test_borders_of_the_table_style_count() -> None:
    styles = (
        '<w:style w:type="table" w:styleId="Luoi"><w:tblPr><w:tblBorders><w:insideV w:val="single"/></w:tblBorders>'
        "</w:tblPr></w:style>"
    )
    body = f'<w:tbl><w:tblPr><w:tblStyle w:val="Luoi"/></w:tblPr><w:tr>{cell("A")}{cell("B")}</w:tr></w:tbl>'
    assert cells(read_docx(docx(body, styles=styles))) == [["A", "B"]]


def test_tracked_changes_are_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>hoàn thành trước </w:t></w:r><w:del><w:r><w:delText>15/6</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>30/6/2026</w:t></w:r></w:ins></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>nối </w:t></w:r></w:p>" + paragraph("liền")
    )
    assert read_docx(docx(body)).text == "hoàn thành trước 30/6/2026\nnối liền\n"


def test_a_struck_out_row_is_gone() -> None:
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('1')}{cell('Bỏ')}</w:tr>"
    body = table(cell("TT") + cell("Nhiệm vụ")).replace("</w:tbl>", row + "</w:tbl>")
    assert cells(read_docx(docx(body))) == [["TT", "Nhiệm vụ"]]


def test_footnotes_are_marked_in_place_and_stand_at_the_end() -> None:
    body = '<w:p><w:r><w:t>Bộ Chính trị</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>' + paragraph("Hết")
    notes = f'<w:footnote w:id="3">{paragraph(" Về đột phá khoa học")}</w:footnote>'
    assert read_docx(docx(body, footnotes=notes)).text == "Bộ Chính trị¹\nHết\n¹ Về đột phá khoa học\n"


def test_a_hand_raised_digit_is_raised_too() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    assert read_docx(docx(f"<w:p><w:r><w:t>100 m</w:t></w:r>{raised}</w:p>")).text == "100 m²\n"


def test_what_is_not_printed_is_left_out_and_what_is_stays_once() -> None:
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:instrText>HYPERLINK</w:instrText></w:r>"
        "<w:hyperlink><w:r><w:t>theo dõi</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>A</w:t><w:br/><w:t>B</w:t>"
        f"<w:noBreakHyphen/><w:t>C</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read_docx(docx(body)).text == "theo dõi\tA\nB-C\nTrong khung\n"


def test_content_controls_are_looked_into() -> None:
    body = f"<w:sdt><w:sdtContent>{paragraph('Điều 1.')}</w:sdtContent></w:sdt>"
    assert read_docx(docx(body)).text == "Điều 1.\n"


@pytest.mark.parametrize(
    ("blob", "words"),
    [
        (docx(paragraph("Thông báo"))[:400], "bị hỏng"),
        (docx(paragraph("   ")), "không có chữ"),
        (docx("<w:p><w:r>"), "bị hỏng"),
        (docx(paragraph("A" * 30_000_000)), "giải nén"),
        (zipped({"[Content_Types].xml": "<a/>"} | {f"word/{i}.xml": "" for i in range(2001)}), "giải nén"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(blob: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_docx(blob)


def altered(blob: bytes, name: str, old: str, new: str) -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(blob))
    files = {member: archive.read(member).decode() for member in archive.namelist()}
    return zipped(files | {name: files[name].replace(old, new)})


@pytest.mark.parametrize("kind", ["document.macroEnabled.main", "template.main", "template.macroEnabledTemplate.main"])
def test_files_with_macros_and_templates_are_read_alike(kind: str) -> None:
    file = altered(docx(paragraph("Điều 1.")), "[Content_Types].xml", "document.main", kind)
    assert read_docx(file).text == "Điều 1.\n"


def test_the_strict_form_of_the_standard_is_read() -> None:
    strict = docx(paragraph("Chương trình", '<w:pStyle w:val="Muc"/>'), styles=MUC, numbering=LEVELS)
    for name in (
        "word/document.xml",
        "word/numbering.xml",
        "word/styles.xml",
        "word/_rels/document.xml.rels",
        "_rels/.rels",
    ):
        strict = altered(
            strict, name, "schemas.openxmlformats.org/wordprocessingml/2006/", "purl.oclc.org/ooxml/wordprocessingml/"
        )
        strict = altered(
            strict, name, "schemas.openxmlformats.org/officeDocument/2006/", "purl.oclc.org/ooxml/officeDocument/"
        )
    assert read_docx(strict).text == "1. Chương trình\n"


def test_the_colour_of_the_page_is_no_body() -> None:
    file = altered(
        docx(paragraph("Điều 1.")), "word/document.xml", "<w:body>", '<w:background w:color="FFFFFF"/><w:body>'
    )
    assert read_docx(file).text == "Điều 1.\n"


def test_a_part_that_is_promised_and_missing_is_as_good_as_none() -> None:
    file = altered(docx(paragraph("Điều 1."), styles=""), "word/_rels/document.xml.rels", "styles.xml", "NULL")
    assert read_docx(file).text == "Điều 1.\n"


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;&a;">]><w:document'
    body = docx("<w:p><w:r><w:t>chữ &b;</w:t></w:r></w:p>")
    assert "AAAA" not in read_docx(altered(body, "word/document.xml", "<w:document", bomb)).text


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not here")
def test_annexes_of_a_real_plan_come_out_whole() -> None:
    extract = read_docx((SHARED / "ke-hoach-chinh-quyen-so-2026-2030.docx").read_bytes())
    rows = [row for number in (0, 1) for row in cells(extract, number)]
    assert sum(row[0].isdigit() for row in rows) == 63
    assert cells(extract, 0)[1] == ["I", *["Giai đoạn 2026-2027"] * 4]
