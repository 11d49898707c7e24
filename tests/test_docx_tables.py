"""Tables within tables, frames, and cells that tracked changes took away."""

from __future__ import annotations

from makers import cell, docx, paragraph, table, zipped

from ingest.formats.docx_reader import read_docx
from ingest.formats.extract import Extract


def cells(extract: Extract) -> list[list[str]]:
    text = extract.text
    return [[" ".join(text[s.start : s.end] for s in spans) for spans in row] for row in extract.grids[0].rows]


def holding(inner: str) -> str:
    return f"<w:tc><w:tcPr/>{inner}{paragraph('')}</w:tc>"


def test_a_table_of_tasks_inside_a_means_of_layout_is_a_grid() -> None:
    inner = table(cell("TT") + cell("Việc"), cell("1") + cell("Rà soát"))
    extract = read_docx(docx(table(holding(inner), bordered=False)))
    assert cells(extract) == [["TT", "Việc"], ["1", "Rà soát"]]


def test_a_table_inside_a_cell_belongs_to_the_cell() -> None:
    inner = table(cell("Sở Y tế") + cell("Sở Xây dựng"))
    extract = read_docx(docx(table(cell("1") + holding(inner), cell("2") + cell("Khác"))))
    assert cells(extract) == [["1", "Sở Y tế\nSở Xây dựng"], ["2", "Khác"]]
    assert len(extract.grids) == 1


def test_a_frame_around_words_is_no_table() -> None:
    frame = '<w:tcBorders><w:left w:val="single"/></w:tcBorders>'
    extract = read_docx(docx(table(cell("HỎA TỐC", frame))))
    assert (extract.text, extract.grids) == ("HỎA TỐC\n", ())


def test_a_cell_that_was_struck_out_is_gone() -> None:
    body = table(cell("1") + cell("Bỏ", "<w:cellDel/>") + cell("Rà soát"), cell("2") + cell("Báo cáo"))
    assert cells(read_docx(docx(body))) == [["1", "Rà soát"], ["2", "Báo cáo"]]


def test_cells_start_late_and_merge_both_ways() -> None:
    start, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    late = "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("Tháng 6") + cell("Tháng 7")
    body = table(
        cell("Sở Y tế", start + wide) + cell("A"),
        cell("", on + wide) + cell("B"),
        late,
        cell("1") + cell("2") + cell("3"),
    )
    assert cells(read_docx(docx(body))) == [
        ["Sở Y tế", "Sở Y tế", "A"],
        ["Sở Y tế", "Sở Y tế", "B"],
        ["", "Tháng 6", "Tháng 7"],
        ["1", "2", "3"],
    ]


def test_a_document_inside_a_document_is_read_in_its_place() -> None:
    outer = docx(paragraph("Trước") + '<w:altChunk r:id="r0"/>' + paragraph("Sau"), aFChunk="")
    members = {"word/aFChunk.xml": docx(paragraph("PHỤ LỤC"))}
    assert read_docx(zipped(members, outer)).text == "Trước\nPHỤ LỤC\nSau\n"
