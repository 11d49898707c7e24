"""Tables in plain text whose columns stand apart by spaces."""

import unicodedata

import pytest
from interleaving import FakeAgencies

from ingest.models import Column, Media, Source, Span
from ingest.table_parts import spoken
from ingest.tables import tables_in

PAGES = """\
 PHÂN CÔNG NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2026

                                                          Cơ quan            Cơ quan           Thời gian
 Số         Nội dung nhiệm vụ                             chủ trì            phối hợp          hoàn
 TT                                                                                            thành
 (1)               (2)                                      (3)                (4)               (5)
 A    HẠ TẦNG SỐ VÀ DỮ LIỆU DÙNG CHUNG CỦA CÁC CƠ QUAN NHÀ NƯỚC TRÊN ĐỊA BÀN TOÀN TỈNH
 1    Phủ sóng thông tin di động tại 12 thôn          Sở Khoa học        Sở Tài chính      30/9/2026
      lõm sóng                                        và Công nghệ
 2    Rà soát đường truyền số liệu chuyên dùng        Sở Khoa học                          Thường
                                                      và Công nghệ                         xuyên
                                              2
\f                                                          Cơ quan            Cơ quan           Thời gian
 Số         Nội dung nhiệm vụ                             chủ trì            phối hợp          hoàn
 TT                                                                                            thành
   3    Số hóa sổ hộ tịch của 45 xã, bảo đảm đúng,      Sở Tư pháp       Công an tỉnh;       31/12/2026
        đủ, sạch, sống                                                   UBND các xã
 B    ĐÀO TẠO
   4    Mở 10 lớp kỹ năng số                            Sở Nội vụ                            Quý IV/2026

Nơi nhận:
"""

MIDDLE = """\
STT             Nhiệm vụ                Đơn vị chủ trì     Sản phẩm        Thời hạn
-----------------------------------------------------------------------------------
        Lập danh mục bến đò ngang       Phòng Kinh tế                      15/5/2026
1       không phép trên sông Hậu                           Danh mục
        và các kênh rạch

                                        Công an
2       Kiểm tra áo phao, cứu sinh      phường             Báo cáo         Hằng tháng

Trên đây là danh mục nhiệm vụ; các đơn vị căn cứ chức năng, nhiệm vụ được giao
tổ chức thực hiện, báo cáo kết quả về Ủy ban nhân dân phường theo quy định.
"""

UNNUMBERED = """\
Nhiệm vụ                            Cơ quan chủ trì         Thời hạn

Nâng cấp trạm bơm Gò Dưa, kênh      Sở Nông nghiệp và       30/6/2026
tiêu nội đồng                       Môi trường

Trồng lại rừng phòng hộ ven biển    Ban Quản lý rừng        31/10/2026
                                    phòng hộ
"""

FIGURES = """\
                                                 Mục tiêu
TT  Chỉ tiêu                   ĐVT      Năm 2026      Năm 2027    Đơn vị chủ trì       Ghi chú
1   Tỷ lệ hộ nghèo             %             4,5           3,9    Sở Nông nghiệp
                                                                  và Môi trường
2   Số xã có bác sĩ            xã             96           102    Sở Y tế
3   Đường giao thông nông      km        1.250,5                  Sở Xây dựng          Lũy kế
    thôn được cứng hóa
"""


def read(text):
    source = Source("a.txt", "0", Media.TEXT, text)
    tables = tables_in(source, Span(0, len(text)), FakeAgencies())
    for row in (row for table in tables for row in table.rows):
        for cell in row.cells:
            assert cell.text == spoken(text, cell.spans)
            assert all(text[s.start : s.end].strip() for s in cell.spans)
    return tables


def words(row, column):
    return next((cell.text for cell in row.cells if cell.column is column), None)


def of_column(table, column):
    return [words(row, column) for row in table.rows]


def test_wrapped_cells_stay_in_their_columns_over_pages_that_are_set_elsewhere():
    (table,) = read(PAGES)
    assert [name for _, name in table.columns] == [
        "Số TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành",
    ]  # fmt: skip
    assert of_column(table, Column.TEXT) == [
        "Phủ sóng thông tin di động tại 12 thôn lõm sóng",
        "Rà soát đường truyền số liệu chuyên dùng",
        "Số hóa sổ hộ tịch của 45 xã, bảo đảm đúng, đủ, sạch, sống",
        "Mở 10 lớp kỹ năng số",
    ]
    assert of_column(table, Column.LEAD) == ["Sở Khoa học và Công nghệ"] * 2 + ["Sở Tư pháp", "Sở Nội vụ"]
    assert of_column(table, Column.COORDINATING) == ["Sở Tài chính", None, "Công an tỉnh; UBND các xã", None]
    assert of_column(table, Column.DEADLINE) == ["30/9/2026", "Thường xuyên", "31/12/2026", "Quý IV/2026"]


def test_the_title_of_a_group_may_reach_over_the_columns():
    (table,) = read(PAGES)
    assert [[group.title for group in row.groups] for row in table.rows] == [
        *[["HẠ TẦNG SỐ VÀ DỮ LIỆU DÙNG CHUNG CỦA CÁC CƠ QUAN NHÀ NƯỚC TRÊN ĐỊA BÀN TOÀN TỈNH"]] * 3,
        ["ĐÀO TẠO"],
    ]


def test_a_number_may_stand_at_half_the_height_of_its_row():
    (table,) = read(MIDDLE)
    assert of_column(table, Column.TEXT) == [
        "Lập danh mục bến đò ngang không phép trên sông Hậu và các kênh rạch",
        "Kiểm tra áo phao, cứu sinh",
    ]
    assert of_column(table, Column.LEAD) == ["Phòng Kinh tế", "Công an phường"]
    assert of_column(table, Column.RESULT) == ["Danh mục", "Báo cáo"]


def test_running_text_below_a_table_is_none_of_its_rows():
    (table,) = read(MIDDLE)
    assert MIDDLE[table.span.end :].strip().startswith("Trên đây")


def test_rows_without_numbers_begin_after_a_blank_line():
    (table,) = read(UNNUMBERED)
    assert of_column(table, Column.TEXT) == [
        "Nâng cấp trạm bơm Gò Dưa, kênh tiêu nội đồng",
        "Trồng lại rừng phòng hộ ven biển",
    ]
    assert of_column(table, Column.LEAD) == ["Sở Nông nghiệp và Môi trường", "Ban Quản lý rừng phòng hộ"]


def test_figures_set_to_the_right_stand_under_the_name_over_their_columns():
    (table,) = read(FIGURES)
    values = [[(c.name, c.text) for c in row.cells if c.column is Column.VALUE] for row in table.rows]
    assert values == [
        [("Mục tiêu Năm 2026", "4,5"), ("Mục tiêu Năm 2027", "3,9")],
        [("Mục tiêu Năm 2026", "96"), ("Mục tiêu Năm 2027", "102")],
        [("Mục tiêu Năm 2026", "1.250,5")],
    ]
    assert of_column(table, Column.LEAD) == ["Sở Nông nghiệp và Môi trường", "Sở Y tế", "Sở Xây dựng"]
    assert of_column(table, Column.NOTE) == [None, None, "Lũy kế"]


@pytest.mark.parametrize("text", [PAGES, MIDDLE, UNNUMBERED, FIGURES])
def test_other_line_ends_and_split_letters_change_nothing(text):
    def shown(tables):
        return [[[c.text for c in row.cells] for row in table.rows] for table in tables]

    assert shown(read(text.replace("\n", "\r\n"))) == shown(read(text))
    assert shown(read(unicodedata.normalize("NFD", text))) == shown(read(text))


def test_two_columns_of_a_letterhead_and_running_text_are_no_table():
    head = (
        "  ỦY BAN NHÂN DÂN             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "  TỈNH VĨNH LONG                  Độc lập - Tự do - Hạnh phúc\n"
        "Nơi nhận:                      TM. ỦY BAN NHÂN DÂN\n"
    )
    assert read(head) == ()
