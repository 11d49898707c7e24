"""Headers and footers: the letterhead counts, page numbers do not, nothing is said twice."""

from __future__ import annotations

from makers import docx, paragraph

from ingest.formats.docx_reader import read_docx

PAGE = '<w:p><w:r><w:t>Trang </w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'


def section(*marks: str) -> str:
    return f"<w:sectPr>{''.join(marks)}</w:sectPr>"


def header(link: str, kind: str = "default") -> str:
    return f'<w:headerReference w:type="{kind}" r:id="{link}"/>'


def test_a_letterhead_in_the_header_of_the_first_page_comes_first() -> None:
    body = paragraph("KẾ HOẠCH") + section(header("r0", "first"), header("r1"), "<w:titlePg/>")
    head = paragraph("UBND TỈNH A") + paragraph("Số: 5/KH-UBND")
    extract = read_docx(docx(body, header=head, running=PAGE))
    assert extract.text.startswith("UBND TỈNH A\nSố: 5/KH-UBND\nKẾ HOẠCH\n")
    assert extract.parts[0].name == "đầu trang hoặc chân trang"


def test_a_running_header_is_said_once_and_without_its_page_number() -> None:
    body = paragraph("Điều 1.") + section(header("r0")) + section(header("r0"), '<w:footerReference r:id="r1"/>')
    assert read_docx(docx(body, header=paragraph("MẬT"), footer=PAGE + paragraph("Lưu hành nội bộ"))).text == (
        "MẬT\nĐiều 1.\nLưu hành nội bộ\n"
    )


def test_headers_that_the_first_page_does_not_show_come_last() -> None:
    body = paragraph("Điều 1.") + section(header("r0"), "<w:titlePg/>")
    assert read_docx(docx(body, header=paragraph("MẬT"))).text == "Điều 1.\nMẬT\n"
