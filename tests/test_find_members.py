"""Members of a body: all of them, or those who hold the post that is asked for."""

from datetime import date

import pytest
from conftest import Office
from fakes import FakeEmbedder

from assistant.models import AnswerStatus, Question

DECISION = """UBND TỈNH LÀO CAI
BAN QUẢN LÝ KHU KINH TẾ
Số: 214/QĐ-BQL
Lào Cai, ngày 10 tháng 4 năm 2026
QUYẾT ĐỊNH
Về việc thành lập Tổ công tác hỗ trợ nhà đầu tư
TRƯỞNG BAN BAN QUẢN LÝ KHU KINH TẾ TỈNH LÀO CAI
Căn cứ Nghị định số 35/2022/NĐ-CP ngày 28/5/2022 của Chính phủ quy định về quản lý khu công nghiệp và khu kinh tế;
QUYẾT ĐỊNH:
Điều 1. Thành lập Tổ công tác hỗ trợ nhà đầu tư (sau đây gọi là Tổ công tác), gồm:
1. Ông Hoàng Đức Thịnh, Phó Trưởng ban - Tổ trưởng;
2. Bà Lương Thị Hằng, Trưởng phòng Quản lý đầu tư - Tổ phó thường trực;
3. Các thành viên: Ông Sùng Seo Páo, Trưởng phòng Quản lý quy hoạch và xây dựng.
Điều 2. Nhiệm vụ
1. Phòng Quản lý đầu tư rà soát các dự án chậm tiến độ trước ngày 30/4/2026.
2. Tổ công tác họp định kỳ vào ngày 05 hằng tháng, làm việc theo chế độ kiêm nhiệm.
Nơi nhận:
- Lưu: VT.
TRƯỞNG BAN
Trần Quốc Khải
"""
CHAIR, DEPUTY, MEMBER = "Hoàng Đức Thịnh", "Lương Thị Hằng", "Sùng Seo Páo"


@pytest.fixture(scope="module")
def asked(tmp_path_factory, agencies):
    folder = tmp_path_factory.mktemp("members")
    (folder / "qd.txt").write_text(DECISION, encoding="utf-8")
    office = Office(folder / "data", agencies, FakeEmbedder())
    assert office.take(folder / "qd.txt") == [None]
    troly = office.open()
    return lambda text: troly.ask(Question(text, date(2026, 6, 15)))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Tổ công tác hỗ trợ nhà đầu tư gồm những ai, ai là tổ trưởng?", {CHAIR, DEPUTY, MEMBER}),
        ("Tổ công tác hỗ trợ nhà đầu tư có bao nhiêu thành viên?", {CHAIR, DEPUTY, MEMBER}),
        ("to cong tac ho tro nha dau tu gom nhung ai", {CHAIR, DEPUTY, MEMBER}),
        ("Ai là tổ trưởng Tổ công tác hỗ trợ nhà đầu tư?", {CHAIR}),
        ("Tổ phó thường trực Tổ công tác hỗ trợ nhà đầu tư là ai?", {DEPUTY}),
        ("Tổ trưởng và tổ phó thường trực của Tổ công tác hỗ trợ nhà đầu tư là ai?", {CHAIR, DEPUTY}),
    ],
)
def test_members_are_named_by_post_or_all(asked, question, named):
    answer = asked(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert {name for name in (CHAIR, DEPUTY, MEMBER) if name in answer.text} == named
    assert all(any(name in c.quote for c in answer.citations) for name in named)


def test_a_body_of_a_decision_that_is_not_on_file_has_no_members_here(asked):
    answer = asked("Quyết định 1022/QĐ-UBND phân công ai là tổ trưởng tổ công tác hỗ trợ nhà đầu tư?")
    assert answer.status is not AnswerStatus.ANSWERED
    assert CHAIR not in answer.text


def test_the_day_of_a_meeting_is_told_rather_than_the_deadline_of_a_task_beside_it(asked):
    answer = asked("Tổ công tác họp định kỳ khi nào?")
    assert "ngày 05 hằng tháng" in answer.text
    assert "30/4/2026" not in answer.text
