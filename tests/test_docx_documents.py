"""Word files of other provinces, made up: what is printed in them becomes the register."""

from __future__ import annotations

from dataclasses import fields

from makers import cell, docx, paragraph, table

from ingest.agencies import Agencies
from ingest.directive import understand
from ingest.formats.docx_reader import read_docx
from ingest.models import Media, Record, Source, Visibility

LEVELS = "".join(
    f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="H{depth}"/>'
    f'<w:lvlText w:val="%{depth + 1}{mark}"/></w:lvl>'
    for depth, (form, mark) in enumerate([("upperRoman", "."), ("decimal", "."), ("lowerLetter", ")")])
)
NUMBERING = f'<w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{depth}"><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
    "</w:pPr></w:style>"
    for depth in range(3)
)
STAMP = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"
    "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
).format(paragraph("HỎA TỐC"))
NOTED = (
    "<w:p><w:r><w:t>Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
    "<w:r><w:t>, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:</w:t></w:r></w:p>"
)
CHANGED = (
    '<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr><w:r><w:t>Phối hợp với Sở Tài chính rà soát hạ tầng số trước ngày </w:t></w:r>'
    "<w:del><w:r><w:delText>30/4/2026</w:delText></w:r></w:del><w:ins><w:r><w:t>15/5/2026</w:t></w:r></w:ins></w:p>"
)
START, ON, WIDE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
ANNEX = table(
    cell("TT", START) + cell("Nhiệm vụ", START) + cell("Cơ quan thực hiện", WIDE) + cell("Thời hạn", START),
    cell("", ON) + cell("", ON) + cell("Chủ trì") + cell("Phối hợp") + cell("", ON),
    cell("1") + cell("Phủ sóng 5G") + cell("Sở Khoa học và Công nghệ", START) + cell("Sở Y tế") + cell("Tháng 9/2026"),
    cell("2") + cell("Nâng cấp mạng") + cell("", ON) + cell("Công an tỉnh") + cell("30/6/2026"),
)


def heading(words: str, depth: int) -> str:
    return paragraph(words, f'<w:pStyle w:val="H{depth}"/>')


def record_of(blob: bytes, agencies: Agencies) -> Record:
    extract = read_docx(blob)
    kept = {field.name: getattr(extract, field.name) for field in fields(extract)}
    return understand(Source("k.docx", "0" * 64, Media.DOCX, **kept), "d", agencies, Visibility("chung"))


def test_a_plan_with_all_that_word_can_do(agencies: Agencies) -> None:
    head = table(
        cell("ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP") + cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        cell("Số: 112/KH-UBND") + cell("Đồng Tháp, ngày 09 tháng 3 năm 2026"),
        bordered=False,
    )
    body = STAMP + head + paragraph("KẾ HOẠCH") + paragraph("Chuyển đổi số năm 2026") + NOTED
    body += heading("TỔ CHỨC THỰC HIỆN", 0) + heading("Sở Khoa học và Công nghệ:", 1) + CHANGED
    body += heading("Sở Nội vụ:", 1) + heading("Kiện toàn Ban Chỉ đạo trước ngày 20/3/2026./.", 2)
    body += paragraph("TM. ỦY BAN NHÂN DÂN") + paragraph("CHỦ TỊCH") + paragraph("Nguyễn Văn An")
    body += paragraph("PHỤ LỤC") + paragraph("DANH MỤC NHIỆM VỤ") + ANNEX
    notes = f'<w:footnote w:id="2">{paragraph("Về đột phá phát triển khoa học")}</w:footnote>'
    record = record_of(docx(body, styles=STYLES, numbering=NUMBERING, footnotes=notes), agencies)

    identity = record.document.identity
    facts = (identity.kind, identity.number, identity.day, identity.issuer, identity.signer, identity.urgency)
    assert [fact.value if fact else None for fact in facts] == [
        "Kế hoạch", "112/KH-UBND", "2026-03-09", "Ủy ban nhân dân tỉnh Đồng Tháp", "Nguyễn Văn An", "HỎA TỐC",
    ]  # fmt: skip
    assert [(t.number, t.lead, t.coordinating, t.deadline.text if t.deadline else None) for t in record.tasks] == [
        ("a", ("Sở Khoa học và Công nghệ",), ("Sở Tài chính",), "trước ngày 15/5/2026"),
        ("a", ("Sở Nội vụ",), (), "trước ngày 20/3/2026"),
        ("1", ("Sở Khoa học và Công nghệ",), ("Sở Y tế",), "Tháng 9/2026"),
        ("2", ("Sở Khoa học và Công nghệ",), ("Công an tỉnh",), "30/6/2026"),
    ]
    assert [number for number, _ in record.document.footnotes] == ["1"]


def test_a_letter_of_twenty_years_ago(agencies: Agencies) -> None:
    def typed(words: str, font: str) -> str:
        return f'<w:p><w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t>{words}</w:t></w:r></w:p>'

    body = typed("ñy ban nh©n d©n", ".VnTimeH") + typed("tØnh hµ giang", ".VnTimeH")
    body += typed("Sè: 45/Q§-UBND", ".VnTime") + typed("Hµ Giang, ngµy 12 th\u00b8ng 3 n¨m 2009", ".VnTime")
    body += typed("quyÕt ®Þnh", ".VnTimeH") + typed("VÒ viÖc phßng, chèng dÞch", ".VnTime")
    body += typed("§iÒu 1. Giao Së Y tÕ chñ tr\u00d7 thùc hiÖn tr\u00adíc ngµy 30/3/2009.", ".VnTime")
    record = record_of(docx(body), agencies)
    identity = record.document.identity
    assert [fact.value if fact else None for fact in (identity.kind, identity.number, identity.day, identity.issuer)] == [
        "Quyết định", "45/QĐ-UBND", "2009-03-12", "Ủy ban nhân dân tỉnh Hà Giang",
    ]  # fmt: skip
    assert [task.lead for task in record.tasks] == [("Sở Y tế",)]
