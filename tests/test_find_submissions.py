"""What is to be sent to a body, and what several bodies hold together."""

from datetime import date

import pytest
from conftest import Office
from fakes import FakeEmbedder

from assistant.models import AnswerStatus, Question

NOTICE = (
    "ỦY BAN NHÂN DÂN\nTỈNH VĨNH LONG\nSố: 88/TB-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nVĩnh Long, ngày 04 tháng 5 năm 2026\n\n"
    "THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh về phòng, chống hạn mặn\n\nChủ tịch UBND tỉnh kết luận:\n"
    "1. Sở Nông nghiệp và Môi trường kiểm tra 12 hồ chứa, báo cáo Chủ tịch UBND tỉnh trước ngày 20/5/2026.\n"
    "2. Sở Y tế chủ trì, phối hợp với Sở Tài chính dự trữ thuốc, hoàn thành trước ngày 25/5/2026.\n"
    "3. UBND các xã, phường báo cáo số hộ thiếu nước về Sở Nông nghiệp và Môi trường trước ngày 15/5/2026.\n"
    "4. Sở Xây dựng sửa trạm bơm của nhà máy nước, xong trước ngày 30/5/2026; Công an tỉnh tuần tra thường xuyên./.\n"
    "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn An\n"
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory, agencies):
    folder = tmp_path_factory.mktemp("submissions")
    (folder / "notice.txt").write_text(NOTICE, "utf-8")
    office = Office(folder / "data", agencies, FakeEmbedder())
    assert office.take(folder / "notice.txt") == [None]
    troly = office.open()
    return lambda text: troly.ask(Question(text, date(2026, 5, 6)))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Những việc nào phải báo cáo Chủ tịch UBND tỉnh?", "12 hồ chứa"),
        ("Các đơn vị gửi gì cho Sở Nông nghiệp và Môi trường, khi nào?", "hộ thiếu nước"),
        ("Báo cáo Sở Nông nghiệp và Môi trường trước ngày nào?", "15/5/2026"),
    ],
)
def test_the_work_whose_report_goes_to_a_body_is_found_by_the_body(ask, question, said):
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert said in answer.text
    assert "dự trữ thuốc" not in answer.text


def test_a_body_for_whom_something_is_due_is_what_the_list_is_about(ask):
    answer = ask("Có việc nào hết hạn trong tháng 5 cho Sở Xây dựng không?")
    assert "trạm bơm" in answer.text
    assert "hồ chứa" not in answer.text


def test_bodies_that_share_no_work_have_none_together(ask):
    answer = ask("Nhiệm vụ nào Sở Y tế và Sở Xây dựng cùng làm?")
    assert answer.status is AnswerStatus.NOT_IN_CORPUS
    assert answer.text.startswith("Không có nhiệm vụ nào được giao chung cho Sở Y tế; Sở Xây dựng")
    assert "dự trữ thuốc" in ask("Nhiệm vụ nào Sở Y tế và Sở Tài chính cùng làm?").text


def test_a_reservoir_is_no_question_whether_work_is_done(ask):
    answer = ask("Sở Nông nghiệp kiểm tra bao nhiêu hồ chứa, báo cáo trước ngày nào?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "20/5/2026" in answer.text


def test_who_does_what_no_document_says_is_not_claimed(ask):
    assert ask("Ai phải nạo vét kênh nội đồng quá 5 năm?").status is AnswerStatus.NOT_IN_CORPUS
