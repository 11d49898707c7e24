from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from interleaving import FakeAgencies

from ingest.labels import order_cost, read_labels
from ingest.models import Column, Grid, Media, Source, Span
from ingest.tables import tables_in

SAMPLE = Path(__file__).parent.parent / "ingest" / "sample"
HEAD = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"]


class Merged(str):
    """Words of a cell that spans several columns or rows."""


def from_grids(*grids):
    """A Word source: each cell on its own line, a merged cell once."""
    text, made = "", []
    for rows in grids:
        start, places, built = len(text), {}, []
        for words in rows:
            line = []
            for word in words:
                if word not in places:
                    places[word] = (Span(len(text), len(text) + len(word)),) if word else ()
                    text += word + "\n" if word else ""
                line.append(places[word])
                if word and not isinstance(word, Merged):
                    del places[word]
            built.append(tuple(line))
        made.append(Grid(Span(start, len(text)), tuple(built)))
        text += "3\n"
    return Source("a.docx", "0", Media.DOCX, text, grids=tuple(made))


def read(source):
    return tables_in(source, Span(0, len(source.text)), FakeAgencies())


def plain(text):
    return read(Source("a.txt", "0", Media.TEXT, text))


def cells(row):
    return {cell.column: cell.text for cell in row.cells}


def test_a_grid_gives_its_rows():
    (table,) = read(from_grids([HEAD, ["1.", "Lập danh mục", "Sở Y tế", "Công an tỉnh", "30/6/2026"]]))
    assert [column for column, _ in table.columns][2:] == [Column.LEAD, Column.COORDINATING, Column.DEADLINE]
    assert table.rows[0].number == "1"
    assert cells(table.rows[0])[Column.DEADLINE] == "30/6/2026"


def test_a_grid_that_goes_on_over_pages_is_one_table():
    first = [HEAD, ["1", "Lập danh mục", "Sở Y tế", "", "Năm 2026"]]
    second = [HEAD, ["2", "Rà soát", "Sở Nội vụ", "", "Năm 2027"]]
    (table,) = read(from_grids(first, second, [["3", "Số hóa", "Sở Y tế", "", ""]]))
    assert [row.number for row in table.rows] == ["1", "2", "3"]
    assert len(table.header_spans) == 2


def test_a_row_cut_by_a_page_is_joined_cell_by_cell():
    cut = ["1", "Lập danh mục dữ liệu", "Sở Khoa học và", "Công an tỉnh", "30/6/2026"]
    (table,) = read(from_grids([HEAD, cut], [HEAD, ["", "mở của tỉnh.", "Công nghệ", "", ""]]))
    assert len(table.rows) == 1
    assert cells(table.rows[0])[Column.TEXT] == "Lập danh mục dữ liệu mở của tỉnh."
    assert cells(table.rows[0])[Column.LEAD] == "Sở Khoa học và Công nghệ"
    assert len(table.rows[0].spans) == 2


def test_a_row_without_number_but_with_its_own_lead_and_deadline_is_a_row():
    first, second = ["1", "Lập danh mục.", "Sở Y tế", "", "Năm 2026"], ["", "Vận hành", "Sở Nội vụ", "", "Năm 2027"]
    (table,) = read(from_grids([HEAD, first, second]))
    assert [row.number for row in table.rows] == ["1", None]


def test_group_rows_head_the_rows_below_them():
    whole = Merged("I. Hoàn thiện thể chế")
    inner = ["II", "Phát triển hạ tầng", "", "", ""]
    row, last = ["1", "Lập danh mục", "Sở Y tế", "", "Năm 2026"], ["1", "Rà soát", "Sở Nội vụ", "", "Năm 2026"]
    (table,) = read(from_grids([HEAD, [whole] * 5, row, inner, last]))
    found = [[(g.label, g.title) for g in r.groups] for r in table.rows]
    assert found == [[("I", "Hoàn thiện thể chế")], [("II", "Phát triển hạ tầng")]]


def test_a_header_of_two_lines_is_read_as_one():
    number, duty, over, time = map(Merged, ("TT", "Nhiệm vụ", "Cơ quan thực hiện", "Thời gian"))
    below = [number, duty, "Chủ trì", "Phối hợp", time]
    row = ["1", "Lập danh mục", "Sở Y tế", "Công an tỉnh", "Năm 2026"]
    (table,) = read(from_grids([[number, duty, over, over, time], below, row]))
    assert [column for column, _ in table.columns][2:4] == [Column.LEAD, Column.COORDINATING]
    assert len(table.rows) == 1


def test_a_lead_merged_over_two_rows_leads_both():
    lead = Merged("Sở Y tế")
    body = [["1", "Lập danh mục", lead, "", "Năm 2026"], ["2", "Rà soát", lead, "", "Năm 2027"]]
    (table,) = read(from_grids([HEAD, *body]))
    assert [cells(row)[Column.LEAD] for row in table.rows] == [lead, lead]


def test_a_list_of_people_is_no_table_of_tasks():
    assert read(from_grids([["STT", "Họ và tên", "Chức vụ"], ["1", "Nguyễn Văn An", "Giám đốc"]])) == ()


def test_numbers_of_the_columns_are_no_row():
    row = ["1", "Lập danh mục", "Sở Y tế", "", "Năm 2026"]
    (table,) = read(from_grids([HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)"], row]))
    assert [row.number for row in table.rows] == ["1"]


def test_tab_separated_rows_go_on_after_a_page():
    head = "STT\tTên nhiệm vụ\tCơ quan chủ trì\tVăn bản giao\tThời hạn\n"
    lead = "Sở Khoa học và Công nghệ phối hợp với Văn phòng"
    one = f"8.\tCấp chứng thư số cho cán bộ\t{lead}\tThông báo số 17 ngày\t30/06/2026\n"
    two = "\n\tchuyên môn của các cơ quan Đảng.\tTỉnh ủy\t29/12/2025\t\n9.\tBố trí cán bộ\tSở Nội vụ\t\t30/06/2026\n"
    (table,) = plain(head + one + two)
    assert [row.number for row in table.rows] == ["8", "9"]
    assert cells(table.rows[0])[Column.BASIS] == "Thông báo số 17 ngày 29/12/2025"
    assert cells(table.rows[0])[Column.LEAD].endswith("Văn phòng Tỉnh ủy")


def test_the_tab_separated_annex_has_twenty_whole_rows():
    text = next(SAMPLE.glob("004*")).read_text(encoding="utf-8")
    zone = Span(text.index("**PHỤ LỤC"), len(text))
    (table,) = tables_in(Source("004.txt", "0", Media.TEXT, text), zone, FakeAgencies())
    assert [row.number for row in table.rows] == [str(n) for n in range(1, 21)]
    assert all(len(row.cells) == 5 and len(row.spans) == 1 for row in table.rows)
    assert cells(table.rows[7])[Column.LEAD] == "Sở Khoa học và Công nghệ phối hợp với Văn phòng Tỉnh ủy"
    assert cells(table.rows[15])[Column.TEXT].endswith("đối với các cơ sở dữ liệu quốc gia, chuyên ngành, hệ thống "
                                                       "thông tin và nguồn nhân lực.")  # fmt: skip
    due = [cells(row)[Column.DEADLINE] for row in table.rows]
    assert [n + 1 for n, day in enumerate(due) if day == "30/04/2026"] == [4, 11, 12, 13, 14]


def test_markdown_pipes_are_a_table():
    head = "| STT | **Nội dung** | Đơn vị chủ trì | Tiến độ |\n|---|:--|---|---|\n"
    (table,) = plain(f"Kế hoạch\n\n{head}| 1 | Lập **danh mục**<br>mở | Sở Y tế | |\n\nNơi nhận")
    assert cells(table.rows[0]) == {Column.NUMBER: "1", Column.TEXT: "Lập danh mục mở", Column.LEAD: "Sở Y tế"}


def test_pipes_without_an_outer_border_are_a_table():
    text = (
        "STT | Nội dung nhiệm vụ | Chủ trì | Phối hợp | Thời gian\n"
        "I | PHÁT TRIỂN DU LỊCH | | |\n"
        "1 | Quy hoạch bãi biển | Sở Xây dựng | Sở VHTTDL; UBND xã Thiên Cầm | Quý II/2027\n"
        "2 | Tổng kết | Sở VHTTDL | | 31/12/2027\n"
    )
    [table] = plain(text)
    assert [cell.text for row in table.rows for cell in row.cells if cell.column is Column.LEAD] == [
        "Sở Xây dựng",
        "Sở VHTTDL",
    ]


def test_a_drawn_grid_has_a_row_between_every_two_rules():
    rule = "+-----+----------------------+------------------+-------------+\n"
    text = (
        f"I. NHIỆM VỤ\n{rule}| STT | Nội dung             | Cơ quan chủ trì  | Thời gian   |\n{rule}"
        f"| 1   | Rà soát phương án    | Chi cục Kiểm lâm | 30/4/2026   |\n"
        f"|     | chữa cháy rừng       |                  |             |\n{rule}"
        f"| 2   | Tuần tra mùa khô     | Ban Quản lý rừng | Quý II/2026 |\n"
        f"|     |                      | phòng hộ Cam Lâm |             |\n{rule}\nNơi nhận"
    )
    (table,) = plain(text)
    assert [cells(row)[Column.TEXT] for row in table.rows] == ["Rà soát phương án chữa cháy rừng", "Tuần tra mùa khô"]
    assert [cells(row)[Column.LEAD] for row in table.rows] == ["Chi cục Kiểm lâm", "Ban Quản lý rừng phòng hộ Cam Lâm"]


def test_prose_with_pipes_is_no_table():
    assert plain("Hà Tĩnh | Quảng Bình | Quảng Trị\nĐiện thoại: 0239 | Fax: 0239 | Email: vp\n") == ()


def test_text_outside_the_zone_is_not_read():
    text = "STT\tNhiệm vụ\tĐơn vị chủ trì\n1\tLập danh mục\tSở Y tế\n"
    assert tables_in(Source("a.txt", "0", Media.TEXT, text), Span(0, 3), FakeAgencies()) == ()


@pytest.mark.parametrize(("word", "text"), [("1.", "1"), ("II", "II"), ("I.2", "I.2"), ("a)", "a"), ("1.1", "1.1")])
def test_a_printed_number_is_read_without_punctuation(word, text):
    assert read_labels(word)[0].text == text


@pytest.mark.parametrize("word", ["2026", "100%", "1/2", "IIII", "Sở", "a", "", "1.2.3.4.5"])
def test_other_words_are_no_printed_number(word):
    assert read_labels(word) == ()


def test_numbers_follow_their_predecessor_and_restart_below_a_group():
    two, three, five, group = (read_labels(w)[0] for w in ("2", "3", "5", "II"))
    assert order_cost({"1": (2,)}, two, three) == 0
    assert order_cost({"1": (2,)}, two, five) > 0
    assert order_cost({"1": (9,), "R": (2,)}, group, read_labels("1")[0]) == 0


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="\t|\n-1TSơ vụ.I", max_size=200))
def test_any_text_is_read_without_failing(text):
    for table in plain("STT\tNhiệm vụ\tĐơn vị chủ trì\n" + text):
        assert all(row.spans for row in table.rows)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["", "1", "I", "Lập", "Sở Y tế", "Năm 2026"]), min_size=1, max_size=6)))
def test_any_grid_is_read_without_failing(rows):
    for table in read(from_grids([HEAD, *rows])):
        assert all(cell.spans for row in table.rows for cell in row.cells)


def test_a_line_of_a_number_and_a_title_between_tabs_heads_the_rows_below():
    text = (
        "TT\tNhiệm vụ\tĐơn vị chủ trì\tThời hạn\n"
        "I\tGIAI ĐOẠN 1: RÀ SOÁT (từ tháng 5/2026)\n"
        "1\tLập danh mục bến xe\tPhòng Kinh tế\t15/6/2026\n"
        "II\tGIAI ĐOẠN 2: TRIỂN KHAI\n"
        "1\tThi công bến xe\tBan Quản lý dự án\t30/4/2027\n"
    )
    (table,) = plain(text)
    assert [[(g.label, g.title) for g in row.groups] for row in table.rows] == [
        [("I", "GIAI ĐOẠN 1: RÀ SOÁT (từ tháng 5/2026)")],
        [("II", "GIAI ĐOẠN 2: TRIỂN KHAI")],
    ]
    assert [cells(row)[Column.LEAD] for row in table.rows] == ["Phòng Kinh tế", "Ban Quản lý dự án"]
