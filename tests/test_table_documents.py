"""Invented plans of many provinces: every row, lead, partner, deadline and parent of their tables."""

from __future__ import annotations

import pytest
from table_makers import written

from ingest.directive import understand
from ingest.formats.read import read
from ingest.models import Role, Task, TaskKind, Visibility

TITLE = """ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG
Số: 21/KH-UBND
Lâm Đồng, ngày 12 tháng 01 năm 2026
KẾ HOẠCH
Triển khai nhiệm vụ trọng tâm năm 2026
I. NỘI DUNG
Chi tiết theo bảng dưới đây.
"""
ALL = ("docx", "pdf", "md", "txt")
MERGED = ("docx", "pdf")


@pytest.fixture
def tasks_of(tmp_path, agencies):
    def made(kind, drawing):
        path = written(tmp_path, kind, TITLE, drawing)
        record = understand(read(path), "d", agencies, Visibility("chung"))
        text = record.document.source.text
        for task in record.tasks:
            assert all(text[s.start : s.end].strip() for _, spans in task.evidence for s in spans)
        return record.tasks

    return made


def short(task: Task) -> str:
    """Number, first word, leads, partners, last day, innermost number above."""
    day = task.deadline and ((task.deadline.end and task.deadline.end.isoformat()) or task.deadline.text)
    first = " ".join(task.text.split()[:3])
    return " | ".join(
        (task.number or "", first, "; ".join(task.lead), "; ".join(task.coordinating), day or "", task.group or "")
    )


def rows(text: str) -> list[str]:
    return [" | ".join(part.strip() for part in line.split("|")) for line in text.strip().splitlines()]


PLAN = """
    STT | Nội dung công việc | Cơ quan chủ trì thực hiện | Cơ quan, đơn vị phối hợp | Thời gian hoàn thành | Sản phẩm
    1 | Rà soát quy hoạch | Sở Xây dựng | Sở Tài chính; Sở Nội vụ | Quý II/2026 | Báo cáo
    2 | Lập đề án | Sở Nội vụ | UBND các xã, phường | 15/9/2026 | Đề án
    3 | Số hóa hồ sơ | Sở Y tế, Công an tỉnh | Các sở, ban, ngành | Hằng năm | Hồ sơ số
"""


@pytest.mark.parametrize("kind", ALL)
def test_one_plan_reads_alike_in_every_format(kind, tasks_of):
    assert [short(t) for t in tasks_of(kind, PLAN)] == rows("""
        1 | Rà soát quy | Sở Xây dựng | Sở Tài chính; Sở Nội vụ | 2026-06-30 |
        2 | Lập đề án | Sở Nội vụ | UBND các xã, phường, đặc khu | 2026-09-15 |
        3 | Số hóa hồ | Sở Y tế; Công an tỉnh | Các sở, ban, ngành | Hằng năm |
    """)


YEARS = """
    TT | Chỉ tiêu | Đơn vị tính | Năm {first} | Năm {last}
    1 | Tỷ lệ xe buýt điện | % | 35 | 70
    2 | Phát thải khí nhà kính giảm | % | | 12
"""


@pytest.mark.parametrize("kind", ALL)
def test_figures_of_years_to_come_are_targets_each_under_its_year(kind, tasks_of):
    told = [(t.kind, t.text, t.value) for t in tasks_of(kind, YEARS.format(first=2026, last=2028))]
    assert told == [
        (TaskKind.TARGET, "Tỷ lệ xe buýt điện", "Năm 2026: 35 (đơn vị: %); Năm 2028: 70 (đơn vị: %)"),
        (TaskKind.TARGET, "Phát thải khí nhà kính giảm", "Năm 2028: 12 (đơn vị: %)"),
    ]


def test_figures_of_years_that_are_over_are_no_targets(tasks_of):
    assert list(tasks_of("docx", YEARS.format(first=2023, last=2024))) == []


TWO_LINES = """
    TT | Nhiệm vụ trọng tâm | Cơ quan thực hiện | < | Tiến độ | Kết quả đầu ra
    ^ | ^ | Chủ trì | Phối hợp | ^ | ^
    1 | Rà soát quy hoạch | Sở Xây dựng | Sở Tài chính | Tháng 6/2026 | Báo cáo
    2 | Lập đề án | Sở Nội vụ | | Quý IV/2026 | Đề án
"""


@pytest.mark.parametrize("kind", ALL)
def test_a_header_of_two_lines_divides_its_names(kind, tasks_of):
    assert [short(t) for t in tasks_of(kind, TWO_LINES)] == rows("""
        1 | Rà soát quy | Sở Xây dựng | Sở Tài chính | 2026-06-30 |
        2 | Lập đề án | Sở Nội vụ | | 2026-12-31 |
    """)


MERGES = """
    STT | Nhiệm vụ | ĐV chủ trì | ĐV phối hợp | Thời hạn
    I | LĨNH VỰC KINH TẾ | < | < | <
    1 | Rà soát quy hoạch | Sở Xây dựng | Sở Tài chính | 30/6/2026
    2 | Lập đề án | ^ | Sở Nội vụ | ^
    3 | Kiểm tra dự án | ^ | Công an tỉnh | ^
    II | LĨNH VỰC XÃ HỘI | < | < | <
    4 | Khám bệnh miễn phí | Sở Y tế | | Quý III/2026
    Tổng cộng: 4 nhiệm vụ | < | < | < | <
"""


@pytest.mark.parametrize("kind", MERGED)
def test_merged_leads_and_deadlines_cover_their_rows(kind, tasks_of):
    assert [short(t) for t in tasks_of(kind, MERGES)] == rows("""
        1 | Rà soát quy | Sở Xây dựng | Sở Tài chính | 2026-06-30 | I
        2 | Lập đề án | Sở Xây dựng | Sở Nội vụ | 2026-06-30 | I
        3 | Kiểm tra dự | Sở Xây dựng | Công an tỉnh | 2026-06-30 | I
        4 | Khám bệnh miễn | Sở Y tế | | 2026-09-30 | II
    """)


PARTS = """
    TT | Nhiệm vụ, giải pháp | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian thực hiện
    1 | Xây dựng nền tảng dữ liệu | Sở Khoa học và Công nghệ | Công an tỉnh |
    a | Khảo sát hiện trạng | | | Quý I/2026
    b | Triển khai nền tảng | Sở Tài chính | | Quý II/2026
    2 | Cải cách hành chính | | |
    2.1 | Rà soát thủ tục | Sở Nội vụ | | Tháng 5/2026
    2.2 | Công bố thủ tục | Sở Tư pháp | Sở Nội vụ | Tháng 8/2026
    3 | Tuyên truyền | Sở Y tế | | Thường xuyên
"""


@pytest.mark.parametrize("kind", ALL)
def test_parts_of_a_row_stand_under_it_and_take_what_they_lack(kind, tasks_of):
    tasks = tasks_of(kind, PARTS)
    assert [short(t) for t in tasks] == rows("""
        1 | Xây dựng nền | Sở Khoa học và Công nghệ | Công an tỉnh | |
        a | Khảo sát hiện | Sở Khoa học và Công nghệ | Công an tỉnh | 2026-03-31 | 1
        b | Triển khai nền | Sở Tài chính | Công an tỉnh | 2026-06-30 | 1
        2.1 | Rà soát thủ | Sở Nội vụ | | 2026-05-31 | 2
        2.2 | Công bố thủ | Sở Tư pháp | Sở Nội vụ | 2026-08-31 | 2
        3 | Tuyên truyền | Sở Y tế | | Thường xuyên |
    """)
    assert tasks[1].section[-1] == "1. Xây dựng nền tảng dữ liệu"


PAGES = """
    STT | NỘI DUNG NHIỆM VỤ | CƠ QUAN THAM MƯU | THỜI GIAN TRÌNH | CẤP TRÌNH
    1 | Nghị quyết về học phí | Sở Tài chính | Quý I/2026 | HĐND tỉnh
    2 | Quyết định phân cấp quản lý các công trình | Sở Khoa học và | Quý II/2026 | UBND tỉnh
    ===
    STT | NỘI DUNG NHIỆM VỤ | CƠ QUAN THAM MƯU | THỜI GIAN TRÌNH | CẤP TRÌNH
     | thủy lợi nội đồng | Công nghệ | |
    3 | Quy chế phối hợp | Sở Nội vụ | Quý III/2026 | UBND tỉnh
    ===
    4 | Đề án sắp xếp | Sở Nội vụ | Quý IV/2026 | UBND tỉnh
"""


@pytest.mark.parametrize("kind", MERGED)
def test_rows_cut_by_pages_and_missing_headers(kind, tasks_of):
    assert [short(t) for t in tasks_of(kind, PAGES)] == rows("""
        1 | Nghị quyết về | Sở Tài chính | | 2026-03-31 |
        2 | Quyết định phân | Sở Khoa học và Công nghệ | | 2026-06-30 |
        3 | Quy chế phối | Sở Nội vụ | | 2026-09-30 |
        4 | Đề án sắp | Sở Nội vụ | | 2026-12-31 |
    """)


CALENDAR = """
    STT | Hoạt động | Đơn vị thực hiện | Thời gian thực hiện năm 2026 | < | < | <
    ^ | ^ | ^ | Quý I | Quý II | Quý III | Quý IV
    1 | Tập huấn | Sở Nội vụ | | x | |
    2 | Kiểm tra | Thanh tra tỉnh | | | X | X
"""


@pytest.mark.parametrize("kind", ALL)
def test_a_mark_below_a_quarter_is_its_deadline(kind, tasks_of):
    tasks = tasks_of(kind, CALENDAR)
    assert [short(t) for t in tasks] == rows("""
        1 | Tập huấn | Sở Nội vụ | | 2026-06-30 |
        2 | Kiểm tra | Thanh tra tỉnh | | 2026-12-31 |
    """)
    assert {t.role for t in tasks} == {Role.IMPLEMENT}
    assert len(tasks[0].spans_of("deadline")) >= 2


SAME = """
    TT | Công việc | Chủ trì | Phối hợp | Số ngày dự kiến
    1 | Lập danh mục | Sở Y tế | Sở Nội vụ | 15
    2 | Thẩm định | -nt- | như trên | 10
    3 | Phê duyệt | " | Sở Tư pháp | 5
"""


@pytest.mark.parametrize("kind", ALL)
def test_same_as_above_is_spelled_out_with_both_places(kind, tasks_of):
    tasks = tasks_of(kind, SAME)
    assert [short(t) for t in tasks] == rows("""
        1 | Lập danh mục | Sở Y tế | Sở Nội vụ | 15 |
        2 | Thẩm định | Sở Y tế | Sở Nội vụ | 10 |
        3 | Phê duyệt | Sở Y tế | Sở Tư pháp | 5 |
    """)
    assert [len(t.spans_of("lead")) for t in tasks] == [1, 2, 3]
    assert {t.deadline.kind.value for t in tasks} == {"relative"}


LISTED = """
    STT | Nhiệm vụ | Thời hạn
    1 | Ứng phó thiên tai: - Sở Y tế: bảo đảm thuốc men; - Sở Xây dựng: kiểm tra hồ chứa; - Công an tỉnh: giữ trật tự. | Trước 31/5/2026
"""


@pytest.mark.parametrize("kind", ALL)
def test_a_cell_gives_several_bodies_a_duty_each(kind, tasks_of):
    assert [short(t) for t in tasks_of(kind, LISTED)] == rows("""
        1 | bảo đảm thuốc | Sở Y tế | | 2026-05-31 |
        1 | kiểm tra hồ | Sở Xây dựng | | 2026-05-31 |
        1 | giữ trật tự | Công an tỉnh | | 2026-05-31 |
    """)


ROLES_INSIDE = """
    TT | Nội dung nhiệm vụ | Cơ quan chủ trì, phối hợp | Lãnh đạo UBND tỉnh phụ trách | Thời gian hoàn thành
    1 | Cải tạo đường | Chủ trì: Sở Xây dựng; Phối hợp: Sở Tài chính | PCT Nguyễn Văn An | Quý II/2026
    2 | Lập quỹ | Sở Tài chính (chủ trì), Sở Nội vụ (phối hợp) | PCT Nguyễn Văn An | Quý III/2026
    3 | Mở lớp | Sở Y tế chủ trì, phối hợp với Công an tỉnh | Chủ tịch | Quý IV/2026
"""


@pytest.mark.parametrize("kind", ALL)
def test_roles_printed_inside_a_cell_are_kept_apart(kind, tasks_of):
    assert [short(t) for t in tasks_of(kind, ROLES_INSIDE)] == rows("""
        1 | Cải tạo đường | Sở Xây dựng | Sở Tài chính | 2026-06-30 |
        2 | Lập quỹ | Sở Tài chính | Sở Nội vụ | 2026-09-30 |
        3 | Mở lớp | Sở Y tế | Công an tỉnh | 2026-12-31 |
    """)


BY_AGENCY = """
    Số TT | Số TT theo NQ | Nhiệm vụ cụ thể | Hoàn thành | Ghi chú
    I | | Sở Nông nghiệp và Môi trường | |
    1 | 12 | Trồng rừng | 30/11/2026 |
    2 | 15 | Cấp nước | 30/10/2026 |
    II | | Sở Công Thương | |
    3 | 4 | Mở chợ | 30/9/2026 |
"""


@pytest.mark.parametrize("kind", ALL)
def test_a_group_that_is_an_agency_leads_its_rows(kind, tasks_of):
    assert [short(t) for t in tasks_of(kind, BY_AGENCY)] == rows("""
        1 | Trồng rừng | Sở Nông nghiệp và Môi trường | | 2026-11-30 | I
        2 | Cấp nước | Sở Nông nghiệp và Môi trường | | 2026-10-30 | I
        3 | Mở chợ | Sở Công Thương | | 2026-09-30 | II
    """)


STAGES = """
    TT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành
    I | GIAI ĐOẠN 1 (từ tháng 5/2026 đến hết tháng 8/2026) | | |
    1 | Nạo vét kênh | Sở Xây dựng | | 15/6/2026
    2 | Trồng cây | Sở Nội vụ | Sở Y tế |
"""


@pytest.mark.parametrize("kind", ALL)
def test_the_month_from_which_a_stage_lasts_is_no_deadline_of_its_rows(kind, tasks_of):
    assert [t.deadline and t.deadline.text for t in tasks_of(kind, STAGES)] == ["15/6/2026", None]


TARGETS = """
    STT | Tên chỉ tiêu | ĐVT | Thực hiện năm 2025 | Kế hoạch năm 2026 | Cơ quan chủ trì
    1 | Tỷ lệ hồ sơ trực tuyến | % | 70 | 90 | Sở Nội vụ
    2 | Số giường bệnh | giường | 30 | 32 | Sở Y tế
"""


@pytest.mark.parametrize("kind", ALL)
def test_targets_take_the_planned_value(kind, tasks_of):
    tasks = tasks_of(kind, TARGETS)
    assert [(t.kind, t.value, t.lead) for t in tasks] == [
        (TaskKind.TARGET, "90 (đơn vị: %)", ("Sở Nội vụ",)),
        (TaskKind.TARGET, "32 giường", ("Sở Y tế",)),
    ]


NO_WORK = {
    "prices": "STT | Tên vật tư | ĐVT | Số lượng | Đơn giá | Thành tiền\n1 | Bàn | cái | 3 | 500 | 1500",
    "people": "STT | Họ và tên | Chức vụ | Đơn vị công tác | Ghi chú\n1 | Trần Văn Nam | Giám đốc | Sở Y tế | Trưởng ban",
    "money": "STT | Cơ quan, đơn vị | Kinh phí phân bổ | Ghi chú\n1 | Sở Y tế | 200 |\n2 | Sở Nội vụ | 300 |",
    "contacts": "STT | Đơn vị | Đầu mối liên hệ | Số điện thoại | Email\n1 | Sở Y tế | Lê Thị Hoa | 0900000000 | a@b.vn",
    "courses": "STT | Chuyên đề | Giảng viên | Thời gian | Địa điểm\n1 | Luật mới | Lê Văn Ba | 8h00 ngày 5/5/2026 | Hội trường",
    "agenda": "STT | Thời gian | Nội dung | Người trình bày\n1 | 8h00 | Khai mạc | Giám đốc Sở Nội vụ",
    "statistics": "STT | Chỉ tiêu | Thực hiện năm 2024 | Thực hiện năm 2025 | So sánh\n1 | Dân số | 10 | 11 | 110%",
    "projects": "STT | Tên dự án | Địa điểm | Tổng mức đầu tư | Thời gian thực hiện\n1 | Đường A | Xã B | 20 | 2026-2028",
    "procedures": "STT | Tên thủ tục hành chính | Thời hạn giải quyết | Cơ quan thực hiện | Phí, lệ phí\n1 | Cấp phép | 5 ngày | Sở Y tế | 0",
    "form": "STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn\n1 | ……… | ……… | ………\n2 | ……… | ……… | ………",
    "papers": "STT | Số ký hiệu | Ngày ban hành | Cơ quan ban hành | Trích yếu\n1 | 12/QĐ-UBND | 5/5/2025 | UBND tỉnh | Về giá đất",
}  # fmt: skip


@pytest.mark.parametrize("name", NO_WORK)
@pytest.mark.parametrize("kind", ("docx", "md"))
def test_lists_and_statistics_assign_nothing(name, kind, tasks_of):
    assert tasks_of(kind, NO_WORK[name]) == ()


PHANTOM = """
    STT | < | Nhóm nhiệm vụ | Nội dung nhiệm vụ | < | Đơn vị chủ trì | Thời hạn
    1 | < | Thể chế | Sửa quy chế | < | Sở Tư pháp | 31/3/2026
    2 | < | ^ | Ban hành kế hoạch | < | Sở Nội vụ | 30/4/2026
    3 | < | Hạ tầng | Lắp thiết bị | < | Sở Tài chính | 31/5/2026
"""


@pytest.mark.parametrize("kind", MERGED)
def test_columns_of_the_layout_and_of_groups_are_no_text(kind, tasks_of):
    tasks = tasks_of(kind, PHANTOM)
    assert [short(t) for t in tasks] == rows("""
        1 | Sửa quy chế | Sở Tư pháp | | 2026-03-31 |
        2 | Ban hành kế | Sở Nội vụ | | 2026-04-30 |
        3 | Lắp thiết bị | Sở Tài chính | | 2026-05-31 |
    """)
    assert [t.section[-1] for t in tasks] == ["Thể chế", "Thể chế", "Hạ tầng"]
