"""A passage without the kind of fact asked for does not answer; words under a heading, picked documents."""

import pytest
from conftest import AS_OF

from assistant.models import AnswerStatus, Question

REPORT = """ỦY BAN NHÂN DÂN
TỈNH BẾN TRE
Số: 301/BC-UBND
Bến Tre, ngày 20 tháng 6 năm 2026
BÁO CÁO
Kết quả công tác cải cách hành chính 6 tháng đầu năm 2026
I. KẾT QUẢ ĐẠT ĐƯỢC
1. Sở Nội vụ lựa chọn 05 doanh nghiệp công nghệ chủ lực để dẫn dắt chuyển đổi số.
2. Các xã Phong Điền, Nhơn Ái kiểm tra bến đò ngang một lần mỗi tuần.
II. TỒN TẠI, HẠN CHẾ
- Một số đơn vị chưa báo cáo đúng hạn.
- Sở Xây dựng còn hồ sơ quá hạn.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Ngọc Tam
"""


@pytest.fixture
def report(office):
    office.data.mkdir()
    file = office.data.parent / "bao-cao.txt"
    file.write_text(REPORT, encoding="utf-8")
    assert office.take(file) == [None]
    troly = office.open()
    return lambda text: troly.ask(Question(text, AS_OF))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Doanh nghiệp công nghệ chủ lực chiếm bao nhiêu phần trăm?", "không nêu tỷ lệ phần trăm"),
        ("Doanh nghiệp công nghệ chủ lực dẫn dắt chuyển đổi số gồm những công ty nào?", "không nêu tên cụ thể"),
    ],
)
def test_the_kind_of_fact_that_is_missing_is_said_with_the_nearest(report, question, said):
    answer = report(question)
    assert answer.status is AnswerStatus.NOT_STATED
    assert said in answer.text
    assert "05 doanh nghiệp công nghệ chủ lực" in answer.text


def test_names_that_stand_there_answer(report):
    answer = report("Những xã nào kiểm tra bến đò ngang?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "Phong Điền, Nhơn Ái" in answer.text


def test_everything_under_the_heading_is_told(report):
    answer = report("Báo cáo 301/BC-UBND nêu những tồn tại, hạn chế gì?")
    assert "chưa báo cáo đúng hạn" in answer.text
    assert "còn hồ sơ quá hạn" in answer.text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Văn bản nào do ông Trần Ngọc Tam ký?", AnswerStatus.ANSWERED),
        ("Những văn bản ban hành trong tháng 6/2026", AnswerStatus.ANSWERED),
        ("Những văn bản ban hành trong tháng 1/2030", AnswerStatus.NO_SUCH_DOCUMENT),
    ],
)
def test_documents_are_picked_by_signer_and_day(report, question, status):
    answer = report(question)
    assert answer.status is status
    assert bool(answer.citations) == (status is AnswerStatus.ANSWERED)
