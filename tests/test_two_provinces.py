"""Questions over an office that holds documents of two provinces: places, meetings, letters of groups, several clauses."""

from datetime import date

import pytest
from conftest import Office
from fakes import FakeEmbedder

from assistant.models import AnswerStatus, Question

HEAD = "UBND TỈNH {province}\n{body}\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{place}, ngày {day}\n\n"
PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH BẮC NINH\nSố: 58/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBắc Ninh, ngày 11 tháng 02 năm 2026\n\n"
    "KẾ HOẠCH\nCải cách hành chính năm 2026\n\nUBND tỉnh ban hành Kế hoạch như sau:\nI. NHIỆM VỤ\n"
    "1. Sở Nội vụ kiểm tra công vụ tại các phường, hoàn thành trước ngày 30/6/2026.\n"
    "2. Sở Tài chính bố trí 12,5 tỷ đồng cho chuyển đổi số, trình UBND tỉnh trước ngày 20/4/2026.\n"
    "3. UBND các xã, phường báo cáo kết quả về Sở Nội vụ trước ngày 20 hằng tháng./.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn An\n"
)
ORDER = (
    "ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU\nSố: 06/CT-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCà Mau, ngày 10 tháng 4 năm 2026\n\n"
    "CHỈ THỊ\nVề chống khai thác hải sản bất hợp pháp\n\nChủ tịch UBND tỉnh yêu cầu:\n"
    "1. Sở Nội vụ rà soát biên chế kiểm ngư, hoàn thành trước ngày 15/5/2026.\n"
    "2. Công an tỉnh điều tra các vụ môi giới, báo cáo trước ngày 30/5/2026.\n"
    "3. Giám sát sản lượng tại các cảng Sông Đốc, Rạch Gốc./.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn Bình\n"
)
INVITATION = (
    "UBND TỈNH BẮC NINH\nSỞ NỘI VỤ\nSố: 93/GM-SNV\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBắc Ninh, ngày 12 tháng 5 năm 2026\n\n"
    "GIẤY MỜI\nHọp đánh giá Kế hoạch số 58/KH-UBND\n\nSở Nội vụ trân trọng kính mời:\n1. Lãnh đạo Sở Tài chính.\n2. Chủ tịch UBND phường Kinh Bắc.\n"
    "Thời gian: 14 giờ 00, ngày 19/5/2026.\nĐịa điểm: Phòng họp tầng 3./.\nNơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nPhạm Thị Lan\n"
)
FILES = {"plan.txt": PLAN, "order.txt": ORDER, "invitation.txt": INVITATION}


@pytest.fixture(scope="module")
def ask(tmp_path_factory, agencies):
    folder = tmp_path_factory.mktemp("two-provinces")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    office = Office(folder / "data", agencies, FakeEmbedder())
    assert office.take(*(folder / name for name in FILES)) == [None] * len(FILES)
    troly = office.open()
    return lambda question: troly.ask(Question(question, date(2026, 4, 15)))


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Liệt kê hết các nhiệm vụ của Sở Nội vụ tỉnh Bắc Ninh", "công vụ", "kiểm ngư"),
        ("Sở Nội vụ Cà Mau phải làm những gì?", "kiểm ngư", "công vụ"),
        ("so noi vu o ca mau duoc giao nhung viec gi", "kiểm ngư", "công vụ"),
    ],
)
def test_the_province_behind_a_body_tells_whose_it_is(ask, question, said, unsaid):
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert said in answer.text
    assert unsaid not in answer.text


def test_a_number_that_no_document_has_is_not_made_up_by_its_province(ask):
    assert ask("Kế hoạch 59/KH-UBND của tỉnh Bắc Ninh quy định gì?").status is AnswerStatus.NO_SUCH_DOCUMENT


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Họp đánh giá Kế hoạch 58 lúc mấy giờ, ở đâu?", ("14 giờ 00, ngày 19/5/2026", "Phòng họp tầng 3")),
        ("Giấy mời 93/GM-SNV mời những ai?", ("Sở Tài chính", "phường Kinh Bắc")),
    ],
)
def test_when_and_where_a_meeting_is_stands_in_its_invitation(ask, question, said):
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert all(words in answer.text for words in said)


def test_clauses_that_ask_share_the_document_before_them(ask):
    answer = ask("Theo Chỉ thị 06/CT-UBND: Sở Nội vụ xong trước ngày nào, Công an tỉnh báo cáo trước ngày nào?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "15/5/2026" in answer.text
    assert "30/5/2026" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Theo Chỉ thị 06/CT-UBND Công an tỉnh phải báo cáo trước ngày nào?",  # "theo chị"
        "Kế hoạch 58/KH-UBND do ai ký và người ký văn bản là ai?",  # "bạn là ai"
        "Giả sử hôm nay là 01/7/2026, nhiệm vụ nào của Kế hoạch 58 đã qua hạn?",  # "giá … hôm nay"
    ],
)
def test_words_that_only_look_like_small_talk_are_questions(ask, question):
    assert ask(question).status is AnswerStatus.ANSWERED


def test_what_is_left_out_belongs_to_the_question_before_it(ask):
    answer = ask(
        "Việc nào của Kế hoạch 58/KH-UBND đến hạn từ 01/4/2026 đến 30/6/2026? Không tính việc báo cáo hằng tháng"
    )
    assert answer.status is AnswerStatus.ANSWERED
    assert "công vụ" in answer.text
    assert "**2." not in answer.text


def test_work_that_recurs_is_due_too_where_the_question_includes_it(ask):
    question = "Những việc nào của Kế hoạch 58/KH-UBND đến hạn trước 30/6/2026, kể cả báo cáo hằng tháng?"
    assert "20 hằng tháng" in ask(question).text


def test_which_bodies_is_a_question_and_no_body(ask):
    answer = ask("Xã, phường nào phải báo cáo kết quả về Sở Nội vụ, trước ngày nào?")
    assert "20 hằng tháng" in answer.text


def test_a_day_that_may_have_passed_is_no_question_of_progress(ask):
    answer = ask("Thời hạn kiểm tra công vụ của Sở Nội vụ đã qua chưa?")
    assert answer.status is not AnswerStatus.NO_PROGRESS
