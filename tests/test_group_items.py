"""Items below a group, names whose words are verbs elsewhere, and what a meeting list or a school year is not."""

import pytest
from directives import leads, letter, only

from ingest.deadlines import deadline_in_cell
from ingest.models import DeadlineKind

ORDER = "Thực hiện Kế hoạch năm 2026, Chủ tịch UBND tỉnh yêu cầu:\n"


@pytest.mark.parametrize(
    "name",
    [
        "Phòng Quản lý đầu tư",
        "Phòng Quản lý quy hoạch và xây dựng",
        "Phòng Tổ chức cán bộ",
        "Trung tâm Công nghệ thông tin",
        "Trung tâm Quản lý và khai thác hạ tầng",
        "Trung tâm Xúc tiến đầu tư, thương mại và du lịch",
        "Trung tâm Dịch vụ tổng hợp, thông tin và văn hóa xã",
        "Chi cục Chăn nuôi, thú y và thủy sản",
        "Trạm Y tế các xã, phường, đặc khu",
    ],
)
def test_a_name_of_fields_of_work_stays_whole_as_heading_and_as_subject(agencies, name):
    items = "a) Lập hồ sơ gửi Sở Tài chính.\nb) Rà soát nhu cầu vốn.\n"
    assert leads(letter(f"{ORDER}2. {name}\n{items}", agencies)) == [(name,), (name,)]
    assert only(letter(f"{ORDER}2. {name} lắp đặt hệ thống quan trắc tự động.\n", agencies)).lead == (name,)


@pytest.mark.parametrize("name", ["Chi cục Thủy lợi", "Trung tâm Y tế Phú Quốc"])
def test_the_verb_of_a_duty_still_ends_a_name(agencies, name):
    assert only(letter(f"{ORDER}2. {name} xây dựng kế hoạch vốn.\n", agencies)).lead == (name,)


def test_an_item_that_names_its_own_body_is_not_its_groups(agencies):
    record = letter(
        f"{ORDER}2. Sở Tài chính\na) Rà soát nhu cầu vốn.\n"
        "b) Công ty Điện lực Gia Lai ưu tiên cấp điện cho các trạm bơm.\n"
        "c) Công tác kiểm tra: Thanh tra tỉnh chủ trì kiểm tra việc thu chi.\n"
        "d) Thẩm định hồ sơ. Giao Sở Y tế mua vắc xin trước ngày 20/6/2026.\n",
        agencies,
    )
    assert leads(record) == [
        ("Sở Tài chính",),
        ("Công ty Điện lực Gia Lai",),
        ("Thanh tra tỉnh",),
        ("Sở Tài chính",),
        ("Sở Y tế",),
    ]
    assert [t.deadline and t.deadline.text for t in record.tasks][-2:] == [None, "trước ngày 20/6/2026"]


def test_those_who_attended_a_meeting_have_no_task(agencies):
    record = letter(
        "1. Tham dự có lãnh đạo các Sở: Tài chính, Xây dựng; Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh và đại diện các nhà đầu tư.\n"
        "2. Tổ công tác được sử dụng con dấu của Sở. Tổ công tác họp định kỳ hằng tháng.\n"
        "3. Giao sở y tế mua vắc xin.\n",
        agencies,
    )
    assert leads(record)[-1] == ("Sở Y tế",)
    assert not {name for lead in leads(record) for name in lead} & {
        "Công an tỉnh",
        "Tổ công tác họp",
        "Tổ công tác được",
    }


def test_who_gets_a_proposal_is_its_receiver(agencies):
    task = only(letter(f"{ORDER}1. Giao Sở Y tế lập quy trình, trình UBND tỉnh trước ngày 20/6/2026.\n", agencies))
    assert (task.lead, task.submit_to, task.coordinating) == (("Sở Y tế",), ("UBND tỉnh",), ())


def test_two_periods_in_one_item_are_doubted(agencies):
    task = only(
        letter(
            f"{ORDER}1. Giao Sở Y tế lập kế hoạch, hoàn thành trong tháng 6/2026; mua sắm, hoàn thành trong quý III/2026.\n",
            agencies,
        )
    )
    assert task.doubt == "Câu nêu nhiều thời hạn, mỗi thời hạn có thể cho một phần việc."


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Trước khai giảng năm học 2026-2027", DeadlineKind.EVENT),
        ("Trước lễ khai giảng", DeadlineKind.EVENT),
        ("Trong năm học 2026-2027", DeadlineKind.NONE),
        ("Theo Kế hoạch số 12/KH-UBND ngày 15/3/2026", DeadlineKind.NONE),
    ],
)
def test_a_school_year_and_the_day_of_a_cited_document_are_no_last_day(cell, kind):
    deadline = deadline_in_cell(cell, 2026)
    assert (deadline.text, deadline.kind, deadline.end) == (cell, kind, None)
