"""Content questions: few sentences, the right ones, quoted; an absent figure is said to be absent."""

import re
from dataclasses import replace
from datetime import date

import pytest
from conftest import AS_OF, Office
from directives import GREETING, HEAD, TAIL
from fakes import FakeEmbedder

from assistant.models import AnswerStatus, Question


def files(answer) -> set[str]:
    return {citation.document.file[:3] for citation in answer.citations}


def test_a_task_found_by_its_words_comes_with_its_register_facts(ask):
    answer = ask("Mô hình bảo đảm an toàn thông tin 4 lớp do ai chủ trì, hạn khi nào?")
    assert answer.status is AnswerStatus.ANSWERED
    first = answer.text.splitlines()[0]
    assert first.startswith("**Cơ quan chủ trì: Công an tỉnh")
    assert first.endswith("Thời hạn: 30/04/2026.** [1]")
    assert answer.citations[0].quote.startswith("12. Triển khai mô hình bảo đảm an toàn thông tin 4 lớp.")


@pytest.mark.parametrize(
    "question",
    [
        "mo hinh bao dam an toan thong tin 4 lop do ai chu tri?",
        "Mô hình ATTT 4 lớp ai ctri?",
        "ai phụ trách mô hình bảo đảm an toàn thông tin 4 lớp",
    ],
)
def test_it_is_found_without_marks_and_abbreviated(ask, question):
    answer = ask(question)
    assert answer.citations[0].quote.startswith("12. ")
    assert "Công an tỉnh" in answer.text


def test_two_documents_on_one_topic_are_compared_document_by_document(ask):
    answer = ask("Hai thông báo giao Sở Khoa học và Công nghệ về Trợ lý ảo khác nhau thế nào?")
    assert files(answer) == {"000", "001"}
    assert "20/01/2026" in answer.text
    assert "72/BC-SKHHCN" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Kinh phí cho Trung tâm dữ liệu tỉnh là bao nhiêu tiền?",
        "Tổng kinh phí triển khai thí điểm Trợ lý ảo là bao nhiêu?",
    ],
)
def test_an_amount_that_no_document_states_is_not_made_up(ask, question):
    answer = ask(question)
    assert answer.status is AnswerStatus.NOT_IN_CORPUS
    assert answer.text.splitlines()[0].startswith(("Các văn bản hiện có không nêu số tiền", "Không tìm thấy"))
    assert not re.search(r"\d[\d.,]*\s*(?:tỷ|tỉ|triệu|nghìn)?\s*(?:đồng|tỷ|tỉ|triệu)", answer.text)


@pytest.mark.parametrize(
    "question",
    [
        "Quy định về nuôi trồng thủy sản ra sao?",
        "Giá xăng dầu được điều chỉnh thế nào?",
        "Chính sách miễn học phí cho học sinh mầm non?",
        "xyzzy plugh",
    ],
)
def test_what_the_documents_do_not_speak_of_is_not_answered(ask, question):
    answer = ask(question)
    assert answer.status is AnswerStatus.NOT_IN_CORPUS
    assert answer.text.startswith("Không tìm thấy nội dung này trong các văn bản hiện có.")
    assert answer.citations == ()


def test_a_period_that_no_document_mentions_is_not_answered_with_another(ask):
    answer = ask("Chỉ tiêu dịch vụ công trực tuyến giai đoạn 2031-2035 là bao nhiêu?")
    assert answer.status in (AnswerStatus.NOT_IN_CORPUS, AnswerStatus.NO_SUCH_TASK)
    assert answer.tasks == ()
    assert "%" not in answer.text


def test_quoted_words_cut_by_a_footnote_are_joined_as_read_and_cited_as_printed(ask, tools):
    answer = ask("Việc định kỳ cập nhật đầy đủ thông tin, số liệu về kinh phí bố trí được yêu cầu ra sao?")
    [letter] = {c.document.id for c in answer.citations if c.document.file.startswith("004")}
    raw = tools.document(letter, None).source.text
    for citation in answer.citations:
        if citation.document.id == letter:
            assert all(raw[start:end].strip() for start, end in citation.spans)
            assert "<sup>" not in citation.quote.split("Hệ")[0]


def test_sentences_that_differ_in_a_figure_are_both_quoted(tmp_path, office):
    file = tmp_path / "cong-van.txt"
    file.write_text(
        f"{HEAD}{GREETING}I. MỤC TIÊU\na) Giai đoạn 2026 - 2027\n"
        "Tỷ lệ hộ dân dùng nước sạch tập trung ở nông thôn đạt mức 71%.\n"
        "b) Giai đoạn 2028 - 2030\nTỷ lệ hộ dân dùng nước sạch tập trung ở nông thôn đạt mức 85%.\n"
        f"{TAIL}"
    )
    assert office.take(file) == [None]
    answer = office.open().ask(Question("Tỷ lệ hộ dân dùng nước sạch tập trung ở nông thôn là bao nhiêu?", AS_OF))
    assert "71%" in answer.text
    assert "85%" in answer.text


def test_each_of_two_named_documents_is_heard_however_much_the_other_says(tmp_path, office):
    letter, plan = tmp_path / "cong-van.txt", tmp_path / "ke-hoach.txt"
    body = "".join(f"{at}. Sở Y tế vận hành IOC.\n" for at in range(1, 9))
    letter.write_text(f"{HEAD}{GREETING}{body}{TAIL}")
    number = HEAD.replace("Số: 123/UBND-TH\nV/v triển khai nhiệm vụ trọng tâm", "Số: 45/KH-UBND")
    plan.write_text(f"{number}KẾ HOẠCH\nPhát triển du lịch\n1. Sở Công Thương kết nối hệ thống IOC.\n{TAIL}")
    assert office.take(letter, plan) == [None, None]
    troly = office.open()
    troly.tools.tuning = replace(troly.tools.tuning, candidates=2)
    answer = troly.ask(Question("IOC trong công văn 123/UBND-TH và trong Kế hoạch Phát triển du lịch giao ai?", AS_OF))
    assert {citation.document.file for citation in answer.citations} == {"cong-van.txt", "ke-hoach.txt"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Cấp chứng thư số cho lãnh đạo 4 khối do ai làm?", "8."),
        ("Ai phải vá lỗ hổng bảo mật của các hệ thống thông tin?", "4."),
        ("Đơn vị nào lo tập huấn kỹ năng số cho người dân?", "10."),
        ("Nâng cấp mạng internet vùng sâu vùng xa do ai làm?", "7."),
    ],
)
def test_with_the_real_model_other_words_find_the_task(real, question, number):
    answer = real.ask(Question(question, AS_OF))
    assert answer.status is AnswerStatus.ANSWERED
    assert any(citation.quote.startswith(f"{number} ") for citation in answer.citations)


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        "Giá xăng dầu được điều chỉnh thế nào?",
        "Đội tuyển bóng chuyền thi đấu ở đâu?",
        "Cách nấu phở bò ngon?",
        "Trường nào dạy lái xe tốt nhất?",
        "Chính sách miễn học phí cho học sinh mầm non?",
        "How do I renew my passport?",
    ],
)
def test_with_the_real_model_what_is_foreign_to_the_documents_stays_unanswered(real, question):
    assert real.ask(Question(question, AS_OF)).status is AnswerStatus.NOT_IN_CORPUS


def test_a_footnote_is_told_beside_the_words_that_carry_its_mark(tmp_path, agencies):
    text = (
        "UBND TỈNH AN GIANG\nSố: 342/TB-UBND\nAn Giang, ngày 08 tháng 5 năm 2026\nTHÔNG BÁO\nKết luận cuộc họp\n"
        "1. Sở Xây dựng tham mưu phê duyệt chủ trương đầu tư 02 dự án còn lại1 trước ngày 15/6/2026.\n"
        "2. Sở Tài chính bố trí vốn trước ngày 30/6/2026.\nNơi nhận:\n- Lưu: VT.\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n"
        "Trương Minh Hoài\n\n1 Gồm: dự án Cảng Dương Đông mở rộng và dự án Bãi Khem.\n"
    )
    (tmp_path / "tb.txt").write_text(text, encoding="utf-8")
    office = Office(tmp_path / "data", agencies, FakeEmbedder())
    assert office.take(tmp_path / "tb.txt") == [None]
    answer = office.open().ask(Question("02 dự án còn lại cần phê duyệt chủ trương đầu tư là gì?", date(2026, 6, 1)))
    assert "còn lại trước ngày" in answer.text
    assert "Cước chú: “Gồm: dự án Cảng Dương Đông mở rộng và dự án Bãi Khem.”" in answer.text
    assert any(c.quote.startswith("Gồm:") for c in answer.citations)
