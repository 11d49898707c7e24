"""Documents that state different things of one task are all shown, the newest first."""

import pytest
from conftest import AS_OF

from assistant.models import AnswerStatus, Question

TASK = "Xây dựng và đưa vào vận hành Trung tâm điều hành thông minh của tỉnh kết nối với các hệ thống báo cáo"


def plan(number: str, day: str, due: str, text: str = TASK) -> str:
    d, m, y = day.split("/")
    return f"""ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG
Số: {number}/KH-UBND
Lâm Đồng, ngày {d} tháng {m} năm {y}

KẾ HOẠCH
Phát triển hạ tầng số đợt {number}

I. NHIỆM VỤ
1. Sở Khoa học và Công nghệ
- Chủ trì {text[0].lower()}{text[1:]}, hoàn thành trước ngày {due}.

Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.
"""


@pytest.fixture
def asking(office, tmp_path):
    def ask(*texts: str, question: str = "Thời hạn xây dựng Trung tâm điều hành thông minh của tỉnh là khi nào?"):
        for number, text in enumerate(texts):
            (tmp_path / f"ke-hoach-{number}.txt").write_text(text, "utf-8")
        office.take(*sorted(tmp_path.glob("ke-hoach-*.txt")))
        return office.open().ask(Question(question, AS_OF))

    return ask


NOTE = "nêu khác nhau về thời hạn; văn bản mới nhất đứng trước:"


def test_two_deadlines_of_one_task_are_both_shown_with_the_newer_document_first(asking):
    answer = asking(
        plan("12", "05/01/2026", "30/6/2026"),
        plan("48", "20/3/2026", "31/8/2026"),
        question="Theo Kế hoạch 12/KH-UBND, thời hạn xây dựng Trung tâm điều hành thông minh là khi nào?",
    )
    assert answer.status is AnswerStatus.ANSWERED
    said, _, differing = answer.text.partition(NOTE)
    assert "30/6/2026" in said
    newer, older = differing.strip().splitlines()[:2]
    assert "48/KH-UBND" in newer
    assert "31/8/2026" in newer
    assert "12/KH-UBND" in older
    assert {c.document.number for c in answer.citations} == {"12/KH-UBND", "48/KH-UBND"}


@pytest.mark.parametrize(
    "second",
    [
        plan("48", "20/3/2026", "30/6/2026"),
        plan("48", "20/3/2026", "31/8/2026", "Mở lớp đào tạo kỹ năng số cho cán bộ, công chức cấp xã trên toàn tỉnh"),
    ],
    ids=["the same day", "another task"],
)
def test_nothing_is_noted_where_nothing_differs(asking, second):
    assert NOTE not in asking(plan("12", "05/01/2026", "30/6/2026"), second).text


def test_a_list_of_tasks_is_left_alone(ask):
    assert NOTE not in ask("Công an tỉnh chủ trì những nhiệm vụ nào?").text
