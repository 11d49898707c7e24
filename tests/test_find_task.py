"""Tasks by their printed number: exact, never by similarity."""

from datetime import date

import pytest
from conftest import Office
from fakes import FakeEmbedder

from assistant.models import AnswerStatus, Question

LETTER, PLAN = "004_41fd8fcf13e1293d.txt", "003_6d4ebe594871add8.txt"


def rows(answer) -> list[str]:
    """The part of each task id after its document."""
    return [id.split("-", 1)[1] for id in answer.tasks]


def test_a_task_of_its_own_number_is_said_whole(ask):
    answer = ask("Nhiệm vụ 16 là gì?")
    assert answer.status is AnswerStatus.ANSWERED
    assert rows(answer) == ["PL.16"]
    first, *rest = answer.text.splitlines()
    assert first.startswith("Nhiệm vụ 16 – Công văn")
    assert (
        "đối với các cơ sở dữ liệu quốc gia, chuyên ngành, hệ thống thông tin và nguồn nhân lực." in first
    )  # over a page
    assert rest == [
        "- Cơ quan chủ trì: Công an tỉnh [1]",
        "- Thời hạn: 30/06/2026 [1]",
        "- Văn bản giao: Kế hoạch số 04-KH/BCĐTW, ngày 05/01/2026 [1]",
    ]


def test_a_partner_named_in_the_lead_cell_is_a_partner(ask):
    answer = ask("Nhiệm vụ 8 của phụ lục Quý II do ai chủ trì, phối hợp với ai?")
    assert rows(answer) == ["PL.8"]
    lead, partners = answer.text.splitlines()[0].split("Cơ quan phối hợp: ")
    assert lead.startswith("**Cơ quan chủ trì: Sở Khoa học và Công nghệ")
    assert "Tỉnh ủy" not in lead
    assert "Văn phòng Tỉnh ủy" in partners


def test_several_numbers_are_answered_each(ask):
    answer = ask("Nhiệm vụ 19 và 20 do ai chủ trì?")
    assert rows(answer) == ["PL.19", "PL.20"]
    first, second = answer.text.splitlines()
    assert "(cơ quan chủ trì: Sở Khoa học và Công nghệ; thời hạn: 15/06/2026) [1]" in first
    assert "(cơ quan chủ trì: Sở Khoa học và Công nghệ; Sở Tài chính; thời hạn: 30/06/2026) [2]" in second


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("Nhiệm vụ 4 mục VI Phụ lục II do cơ quan nào chủ trì?", "PL2.VI.4"),
        ("nhiem vu 4 muc vi phu luc ii do co quan nao chu tri", "PL2.VI.4"),
        ("Nhiệm vụ VI.4 thời hạn khi nào?", "PL2.VI.4"),
        ("Chỉ tiêu 6 mục I.2 Phụ lục I là bao nhiêu?", "PL1.I.2.6"),
        ("Điểm đ khoản 1 của công văn giao việc gì?", "1.đ"),
        ("Điểm d khoản 1 của công văn giao việc gì?", "1.d"),
        ("diem a muc 3 giao viec gi", "3.a"),
    ],
)
def test_group_annex_and_point_lead_to_one_row(ask, question, row):
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert rows(answer) == [row]


def test_the_facts_of_a_row_of_a_broken_table_are_its_own(ask):
    text = ask("Nhiệm vụ 4 mục VI Phụ lục II do cơ quan nào chủ trì?").text
    assert "**Cơ quan chủ trì: Sở Khoa học và Công nghệ; Sở Nội vụ.** [1]" in text
    assert "- Thời hạn: Tháng 12/2026 [1]" in text


def test_a_body_that_is_only_assigned_never_reads_as_lead(ask):
    text = ask("Điểm đ khoản 1 của công văn giao việc gì?").text
    assert "- Cơ quan được giao (thực hiện): Sở Khoa học và Công nghệ" in text
    assert "chủ trì" not in text.lower()


def test_a_number_that_several_tables_print_is_asked_back_with_all_of_them(ask):
    answer = ask("Nhiệm vụ 5 do ai chủ trì?")
    assert answer.status is AnswerStatus.NEEDS_CLARIFICATION
    assert answer.text.splitlines()[0] == "Nhiệm vụ 5 có ở 8 chỗ. Anh/chị muốn hỏi nhiệm vụ nào?"
    assert rows(answer) == [
        "PL1.I.2.5",
        "PL1.II.1.5",
        "PL1.II.2.5",
        "PL2.I.5",
        "PL2.III.5",
        "PL2.IV.5",
        "PL2.VI.5",
        "PL.5",
    ]
    assert len(answer.suggestions) == 3


def test_what_it_suggests_then_leads_to_one_task(ask):
    for suggested in ask("Nhiệm vụ 5 do ai chủ trì?").suggestions:
        answer = ask(suggested)
        assert answer.status is AnswerStatus.ANSWERED, suggested
        assert len(answer.tasks) == 1


def test_an_agency_in_the_question_may_leave_one(ask):
    answer = ask("Nhiệm vụ 9 của Sở Nội vụ tại phụ lục Quý II là gì?")
    assert rows(answer) == ["PL.9"]
    assert "Bố trí cán bộ chuyên trách CNTT tại xã, phường phù hợp." in answer.text


@pytest.mark.parametrize(
    ("question", "where", "said", "last"),
    [
        ("Nhiệm vụ 21 do ai chủ trì?", ("PHỤ LỤC", "chỉ có 20 nhiệm vụ"), "không có nhiệm vụ 21. [1]", "20."),
        (
            "Nhiệm vụ 99 mục VI Phụ lục II?",
            ("Phụ lục II, mục VI", "chỉ có 7 nhiệm vụ"),
            "không có nhiệm vụ 99. [1]",
            "7 ",
        ),
    ],
)
def test_a_number_that_is_not_there_is_told_with_the_last_one_that_is(ask, question, where, said, last):
    answer = ask(question)
    assert answer.status is AnswerStatus.NO_SUCH_TASK
    assert answer.text.startswith(where[0])
    assert where[1] in answer.text
    assert answer.text.endswith(said)
    assert [citation.quote.startswith(last) for citation in answer.citations] == [True]
    assert answer.tasks == ()


def test_a_point_that_is_not_there_is_not_replaced_by_a_near_one(ask):
    answer = ask("Điểm z khoản 1 của công văn giao việc gì?")
    assert answer.status is AnswerStatus.NO_SUCH_PLACE
    assert answer.tasks == ()


def test_a_fact_that_the_row_does_not_state_is_said_to_be_missing(ask):
    answer = ask("Điểm đ khoản 1 của công văn có thời hạn khi nào?")
    assert "Văn bản không nêu thời hạn cho nội dung này." in answer.text


def test_the_same_question_in_english_gets_english_words_and_printed_facts(ask):
    text = ask("Which agency leads task 17 and what is the deadline?").text
    assert "Lead agency: Công an tỉnh; Sở Khoa học và Công nghệ" in text
    assert "Deadline: 31/05/2026" in text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Nhiệm vụ 2 Kế hoạch 77 lãnh đạo UBND nào phụ trách?", "**Lãnh đạo UBND phụ trách: PCT Dương Mah Tiệp.** [1]"),
        ("Nhiệm vụ 2 Kế hoạch 77 bắt đầu khi nào?", "**Thời gian bắt đầu: 4/2026.** [1]"),
        ("Nhiệm vụ 2 Kế hoạch 77 ai chủ trì?", "**Cơ quan chủ trì: Sở Xây dựng.** [1]"),
    ],
)
def test_a_column_that_the_register_has_no_field_for_is_told_where_it_is_asked_for(tmp_path, agencies, question, first):
    text = (
        "UBND TỈNH GIA LAI\nSố: 77/KH-UBND\nGia Lai, ngày 12 tháng 3 năm 2026\nKẾ HOẠCH\nPhát triển giáo dục\n"
        "STT\tNội dung công việc\tĐơn vị chủ trì\tThời gian bắt đầu\tThời gian kết thúc\tLãnh đạo UBND phụ trách\n"
        "1\tTuyển dụng giáo viên\tSở Nội vụ\t3/2026\t31/8/2026\tPCT Nguyễn Thị Thanh Lịch\n"
        "2\tRà soát quỹ đất\tSở Xây dựng\t4/2026\t31/5/2026\tPCT Dương Mah Tiệp\n"
        "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nPhạm Anh Tuấn\n"
    )
    (tmp_path / "kh.txt").write_text(text, encoding="utf-8")
    office = Office(tmp_path / "data", agencies, FakeEmbedder())
    assert office.take(tmp_path / "kh.txt") == [None]
    answer = office.open().ask(Question(question, date(2026, 5, 10)))
    assert answer.text.splitlines()[0] == first
