"""Comparisons, summaries, changes and the caller's own unit, over the samples and over a plan that a later letter moves."""

import re

import pytest
from conftest import AS_OF

from assistant.models import AnswerStatus, Question
from assistant.own_unit import body_of

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG
Số: 1450/KH-UBND
Lâm Đồng, ngày 20 tháng 4 năm 2026
KẾ HOẠCH
Phát triển du lịch nông nghiệp giai đoạn 2026 - 2030
Căn cứ Quyết định số 509/QĐ-TTg ngày 13/6/2024 của Thủ tướng Chính phủ;
Các nhiệm vụ tại Phụ lục kèm theo Kế hoạch này.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Đinh Văn Tuấn
PHỤ LỤC
NHIỆM VỤ TRỌNG TÂM
(Kèm theo Kế hoạch số 1450/KH-UBND ngày 20/4/2026 của UBND tỉnh Lâm Đồng)
TT\tNội dung nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn
1\tGắn mã QR giới thiệu nông sản\tSở Công Thương\tSở Y tế\t30/4/2026
2\tTổ chức hội chợ nông sản\tSở Công Thương\tHiệp hội Du lịch tỉnh\t30/6/2026
3\tVận động hội viên tham gia\tHiệp hội Du lịch tỉnh\tSở Công Thương\t31/8/2026
"""
LETTER = """ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG
Số: 7105/UBND-VX
V/v điều chỉnh thời hạn thực hiện Kế hoạch số 1450/KH-UBND
Lâm Đồng, ngày 28 tháng 4 năm 2026
Kính gửi: Sở Công Thương.
Xét đề nghị của Sở Công Thương, UBND tỉnh có ý kiến như sau:
1. Gia hạn thời hạn hoàn thành nhiệm vụ số 1 tại Kế hoạch số 1450/KH-UBND ngày 20/4/2026 đến ngày 31/10/2026.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Đinh Văn Tuấn
"""


@pytest.fixture
def plan(office):
    office.data.mkdir()
    for name, text in (("ke-hoach.txt", PLAN), ("cong-van.txt", LETTER)):
        file = office.data.parent / name
        file.write_text(text, encoding="utf-8")
        assert office.take(file) == [None]
    troly = office.open()
    return lambda text, viewer=None: troly.ask(Question(text, AS_OF, viewer=viewer))


def heads(answer) -> list[str]:
    return [line for line in answer.text.splitlines() if line.startswith("**")]


def test_two_bodies_stand_side_by_side_each_with_its_count(ask):
    answer = ask("So sánh nhiệm vụ của Sở Nội vụ và Sở Tài chính trong phụ lục Quý II/2026")
    assert answer.status is AnswerStatus.ANSWERED
    assert [re.match(r"\*\*(.+?): (\d+)", head).groups() for head in heads(answer)] == [
        ("Sở Nội vụ", "1"),
        ("Sở Tài chính", "2"),
    ]
    assert answer.text.splitlines()[-1] == "Không có nhiệm vụ nào chung cho các bên."


def test_two_windows_stand_side_by_side(ask):
    answer = ask("So sánh số nhiệm vụ tháng 4 và tháng 5 trong phụ lục Quý II/2026")
    assert [re.match(r"\*\*(\d+)", head)[1] for head in heads(answer)] == ["5", "1"]


def test_two_documents_are_compared_by_their_facts(ask):
    answer = ask("So sánh thông báo 537 và kế hoạch phát triển Chính quyền số")
    assert answer.status is AnswerStatus.ANSWERED
    assert len({citation.document.id for citation in answer.citations}) >= 2


def test_a_document_in_short_is_its_facts_and_what_is_due_first(ask):
    answer = ask("Tóm tắt thông báo 537")
    assert answer.status is AnswerStatus.ANSWERED
    assert "Người ký: **Phùng Tô Long**" in answer.text
    assert "Nhiệm vụ đến hạn sớm nhất:" in answer.text


def test_a_body_s_duties_in_short_are_complete_and_by_deadline(ask):
    whole = ask("Sở Nội vụ được giao những nhiệm vụ gì?")
    assert set(ask("Tóm tắt nhiệm vụ của Sở Nội vụ").tasks) == set(whole.tasks)


@pytest.mark.parametrize(
    "question", ["Kế hoạch 1450 thay đổi gì?", "Nhiệm vụ nào được gia hạn?", "Công văn 7105 gia hạn nhiệm vụ gì?"]
)
def test_a_moved_deadline_is_told_with_the_former_one(plan, question):
    answer = plan(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert "31/10/2026 (đã điều chỉnh, trước là 30/4/2026)" in answer.text


def test_where_nothing_changed_it_is_said(ask):
    answer = ask("Thông báo 537 thay đổi gì?")
    assert answer.status is AnswerStatus.NOT_IN_CORPUS
    assert answer.text.startswith("Trong các văn bản hiện có, không thấy nội dung nào được điều chỉnh")


def test_documents_around_one_are_told_both_ways(plan):
    text = plan("Chuỗi văn bản liên quan kế hoạch 1450").text
    assert "509/QĐ-TTg" in text
    assert "7105/UBND-VX" in text


@pytest.mark.parametrize(
    ("unit", "body"),
    [
        ("Sở Công Thương", "Sở Công Thương"), ("so-cong-thuong", "Sở Công Thương"), ("SCT", "Sở Công Thương"),
        ("so_y_te", "Sở Y tế"), ("hiep-hoi-du-lich-tinh", "Hiệp hội Du lịch tỉnh"), ("xa-son-ha", None), ("chung", None),
    ],
)  # fmt: skip
def test_a_unit_is_the_body_of_its_name(agencies, unit, body):
    assert body_of(unit, agencies, ["Hiệp hội Du lịch tỉnh"]) == body


def test_my_unit_is_the_caller_s(plan):
    answer = plan("Đơn vị tôi được giao những nhiệm vụ gì?", viewer="so-cong-thuong")
    assert "Sở Công Thương chủ trì 2 nhiệm vụ:" in answer.text  # the letter only moves one of them


def test_without_a_known_unit_it_is_asked_for(ask):
    answer = ask("Đơn vị tôi được giao những nhiệm vụ gì?")
    assert answer.status is AnswerStatus.NEEDS_CLARIFICATION
    assert answer.text.startswith("Chưa biết đơn vị của anh/chị.")
