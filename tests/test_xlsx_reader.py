"""Workbooks: what is seen on the sheets, as displayed, with the names of the cells."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import zipped
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from ingest.directive import understand
from ingest.errors import UnreadableFile
from ingest.formats.extract import Extract
from ingest.formats.read import read_bytes
from ingest.formats.xlsx_reader import read_xlsx
from ingest.formats.xlsx_values import displayed
from ingest.models import Media, Visibility

LINES = Border(*[Side(style="thin")] * 4)
HEADER = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành"]


def kept(workbook: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def fill(sheet: Worksheet, first: int, rows: list[list[Any]], border: Border | None = LINES) -> None:
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            cell = sheet.cell(first + down, 1 + right, value)
            if border is not None:
                cell.border = border
            if isinstance(value, date):
                cell.number_format = "mm-dd-yy"  # the built-in short date: what the computer's locale says


def plan() -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Nhiệm vụ"
    for place, words in {
        "A1": "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG",
        "D1": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "A2": "Số: 125/KH-UBND",
        "D2": "Lâm Đồng, ngày 05 tháng 02 năm 2026",
        "A4": "KẾ HOẠCH",
        "A5": "Triển khai nhiệm vụ cải cách hành chính năm 2026",
    }.items():
        sheet[place] = words
    sheet.merge_cells("A5:E5")
    fill(
        sheet,
        7,
        [
            HEADER,
            ["I", "CẢI CÁCH THỂ CHẾ", None, None, None],
            [1, "Rà soát văn bản quy phạm pháp luật", "Sở Tư pháp", "Các sở, ban, ngành", date(2026, 6, 30)],
            [2, "Công bố danh mục thủ tục hành chính", "Văn phòng UBND tỉnh", "Sở Nội vụ", datetime(2026, 9, 15)],
            [3, "Tổ chức tập huấn cho cán bộ một cửa", None, "Sở Tài chính", "Quý III/2026"],
        ],
    )
    sheet.merge_cells("C10:C11")
    return workbook


def grid_words(extract: Extract, number: int = 0) -> list[list[str]]:
    return [
        ["".join(extract.text[span.start : span.end] for span in cell) for cell in row]
        for row in extract.grids[number].rows
    ]


def test_letterhead_and_title_are_lines_and_the_table_is_a_grid() -> None:
    extract = read_xlsx(kept(plan()))
    assert extract.text.split("STT")[0].splitlines() == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LÂM ĐỒNG",
        "Số: 125/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Lâm Đồng, ngày 05 tháng 02 năm 2026",
        "KẾ HOẠCH",
        "Triển khai nhiệm vụ cải cách hành chính năm 2026",
    ]
    words = grid_words(extract)
    assert words[0] == HEADER
    assert words[2] == ["1", "Rà soát văn bản quy phạm pháp luật", "Sở Tư pháp", "Các sở, ban, ngành", "30/06/2026"]
    assert words[4][2] == words[3][2] == "Văn phòng UBND tỉnh"  # merged


def test_each_cell_has_its_name() -> None:
    extract = read_xlsx(kept(plan()))
    named = {part.name: extract.text[part.start : part.end] for part in extract.parts}
    assert named["Nhiệm vụ!C10"] == "Văn phòng UBND tỉnh"
    assert named["Nhiệm vụ!E9"] == "30/06/2026"
    assert list(extract.parts) == sorted(extract.parts, key=lambda part: part.start)


def test_a_sheet_of_tasks_gives_the_register_a_person_would_write(agencies) -> None:
    source = read_bytes("kế hoạch.xlsx", kept(plan()))
    assert source.media is Media.XLSX
    record = understand(source, "d", agencies, Visibility("chung"))
    assert [(task.number, task.lead, task.deadline and task.deadline.end) for task in record.tasks] == [
        ("1", ("Sở Tư pháp",), date(2026, 6, 30)),
        ("2", ("Văn phòng UBND tỉnh",), date(2026, 9, 15)),
        ("3", ("Văn phòng UBND tỉnh",), date(2026, 9, 30)),
    ]
    assert record.tasks[1].coordinating == ("Sở Nội vụ",)
    assert record.document.identity.number is not None
    assert record.document.identity.number.value == "125/KH-UBND"


def test_a_bare_sheet_of_tasks_without_title_is_read_from_its_first_row(agencies) -> None:
    workbook = openpyxl.Workbook()
    fill(workbook.active, 1, [HEADER, [1, "Rà soát định mức", "Sở Xây dựng", None, date(2026, 3, 31)]])
    source = read_bytes("a.xlsx", kept(workbook))
    (task,) = understand(source, "d", agencies, Visibility("chung")).tasks
    assert (task.number, task.lead, task.deadline and task.deadline.end) == ("1", ("Sở Xây dựng",), date(2026, 3, 31))


def test_what_is_hidden_is_left_out() -> None:
    workbook = plan()
    sheet = workbook.active
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[9].hidden = True
    workbook.create_sheet("ẩn")["A1"] = "không hiện"
    workbook["ẩn"].sheet_state = "hidden"
    text = read_xlsx(kept(workbook)).text
    assert "không hiện" not in text and "Rà soát" not in text and "Sở Tài chính" not in text
    assert "Công bố danh mục" in text


def test_a_table_without_lines_is_found_by_its_width() -> None:
    workbook = openpyxl.Workbook()
    fill(workbook.active, 1, [["DANH MỤC NHIỆM VỤ"], HEADER, [1, "Rà soát", "Sở Y tế", "Sở Nội vụ", "30/6/2026"]], None)
    extract = read_xlsx(kept(workbook))
    assert extract.text.startswith("DANH MỤC NHIỆM VỤ\n")
    assert [row[2] for row in grid_words(extract)] == ["Cơ quan chủ trì", "Sở Y tế"]


def test_borders_painted_down_a_whole_sheet_cost_nothing() -> None:
    row = '<row r="{0}">' + "".join(f'<c r="{letter}{{0}}" s="1"/>' for letter in "ABCDEFGH") + "</row>"
    blob = kept(plan())
    slim = openpyxl.load_workbook(io.BytesIO(blob))
    assert slim.active.max_row == 11
    polluted = _with_rows(blob, "".join(row.format(number) for number in range(12, 60_000)))
    assert read_xlsx(polluted).text == read_xlsx(blob).text


def _with_rows(blob: bytes, rows: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = content.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            new.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("blob", "words"),
    [
        (zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "hỏng"),
        (kept(openpyxl.Workbook()), "không có chữ"),
        (kept(plan())[:-200], "hỏng"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(blob: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_xlsx(blob)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (12, "General", "12"),
        (0.1 + 0.2, "General", "0,3"),
        (87.23599633, "General", "87,23599633"),
        (1234567, "#,##0", "1.234.567"),
        (1234567.891, "#,##0.00", "1.234.567,89"),
        (-5.5, '#,##0.0;[Red]"("#,##0.0")"', "(5,5)"),
        (-5, "0", "-5"),
        (0, '0;-0;"-"', "-"),
        (0.125, "0.0%", "12,5%"),
        (0.5, "0%", "50%"),
        (5, "00", "05"),
        (1500000, '#,##0,"k"', "1.500k"),
        (20000, '#,##0 "đồng"', "20.000 đồng"),
        (20000, "#,##0\\ [$₫-42A]", "20.000 ₫"),
        (1.5, "0.##", "1,5"),
        (7, "@", "7"),
        (float("nan"), "0.0", "nan"),
        (True, "General", "TRUE"),
        (date(2026, 6, 3), "mm-dd-yy", "03/06/2026"),
        (datetime(2026, 6, 3), "d/m/yyyy", "3/6/2026"),
        (datetime(2026, 6, 3), 'dd"/"mm"/"yy;@', "03/06/26"),
        (datetime(2026, 6, 3), '"Ngày" d "tháng" m "năm" yyyy', "Ngày 3 tháng 6 năm 2026"),
        (datetime(2026, 6, 1), "mm/yyyy", "06/2026"),
        (datetime(2026, 6, 3, 14, 5), "dd/mm/yyyy hh:mm", "03/06/2026 14:05"),
        (datetime(2026, 6, 3), "[$-42A]dddd, dd mmmm yyyy", "Thứ Tư, 03 Tháng 6 2026"),
        (time(7, 30), "h:mm AM/PM", "7:30 SA"),
        (timedelta(hours=30), "[h]:mm", "30:00"),
        ("Sở Y tế_x000D_\r\nSở Nội vụ", "General", "Sở Y tế\nSở Nội vụ"),
        (None, "0", ""),
    ],
)
def test_a_value_is_what_its_format_shows(value: Any, number_format: str, shown: str) -> None:
    assert displayed(value, number_format) == shown


@given(
    st.one_of(st.integers(), st.floats(), st.text(), st.datetimes()),
    st.text(alphabet='0#?,.%;@"\\[]$-dmyhs/: E+GneralAP_*Hđ', max_size=20),
)
def test_no_format_breaks_a_value(value: Any, number_format: str) -> None:
    assert isinstance(displayed(value, number_format), str)
