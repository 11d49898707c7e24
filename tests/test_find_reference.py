"""Documents that are only cited: what is printed about them, nothing of what they hold."""

import pytest

from assistant.models import AnswerStatus


def files(answer) -> set[str]:
    return {citation.document.file[:3] for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "said", "file"),
    [
        (
            "Nghị quyết số 45/NQ-HĐND ban hành ngày nào, về việc gì?",
            "45/NQ-HĐND ngày 09/12/2025 của Hội đồng nhân dân tỉnh: Về dự toán và phân bổ ngân sách",
            "001",
        ),
        (
            "tb 515 nói về việc gì",
            "515/TB-UBND ngày 26/12/2025: Về thông báo kết luận của Phó Chủ tịch UBND tỉnh",
            "001",
        ),
        ("Công văn 3090 về việc gì?", "3090/UBND-KGVX ngày 13/4/2026 của Chủ tịch UBND tỉnh", "004"),
        ("Công văn số 8177/BKHCN-CĐSQG ban hành ngày nào?", "8177/BKHCN-CĐSQG ngày 30/12/2025", "000"),
    ],
)
def test_day_issuer_and_subject_are_told_as_printed(ask, question, said, file):
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert said.replace("13/4/2026", "13/04/2026") in answer.text
    assert file in files(answer)


def test_a_footnote_sign_stuck_to_a_year_does_not_change_the_year(ask):
    assert "20251" not in ask("Công văn số 8177/BKHCN-CĐSQG ban hành ngày nào?").text


def test_one_number_of_two_documents_is_told_apart_by_the_rest_of_the_sign(ask):
    decree = ask("Nghị định số 45/2026/NĐ-CP ban hành ngày nào?").text
    assert "26/01/2026" in decree
    assert "09/12/2025" not in decree


def test_what_a_cited_document_holds_is_not_claimed(ask):
    answer = ask("Nghị định số 45/2026/NĐ-CP có nội dung gì?")
    assert answer.status is AnswerStatus.NOT_IN_CORPUS
    assert answer.text.splitlines()[0] == "Không có văn bản này trong kho; 45/2026/NĐ-CP chỉ được viện dẫn."


@pytest.mark.parametrize("question", ["Quyết định 999/QĐ-TTg nói gì?", "qd 999/QD-TTg noi gi?"])
def test_a_document_that_nothing_names_does_not_exist(ask, question):
    answer = ask(question)
    assert answer.status is AnswerStatus.NO_SUCH_DOCUMENT
    assert answer.text.splitlines()[0].startswith("Không có văn bản số")
    assert "999" in answer.text.splitlines()[0]
    assert answer.tasks == ()


def test_every_near_sign_it_names_stands_in_a_quotation(ask):
    answer = ask("Quyết định 999/QĐ-TTg nói gì?")
    named = answer.text.splitlines()[1].removeprefix("Gần với số này có: ").split(". [")[0].split(", ")
    quoted = " ".join(citation.quote for citation in answer.citations)
    assert [sign for sign in named if sign not in quoted] == []


def test_tasks_that_a_cited_document_assigned_are_listed(ask):
    answer = ask("Nghị quyết số 11/NQ-CP giao những nhiệm vụ nào?")
    assert [id.split("-", 1)[1] for id in answer.tasks] == ["PL.18"]


def test_a_duty_asked_for_by_the_document_it_carries_out_is_found(ask):
    answer = ask("Ai chủ trì nhiệm vụ thực hiện Nghị quyết 57-NQ/TW?")
    assert answer.status is AnswerStatus.ANSWERED
    assert all("57-NQ/TW" in line for line in answer.text.splitlines() if line.startswith("- "))


def test_what_an_article_of_a_cited_document_says_is_not_on_file(ask):
    answer = ask("Nghị định 268/2025/NĐ-CP Điều 32 quy định những điều kiện cụ thể nào?")
    assert answer.status is AnswerStatus.NOT_IN_CORPUS
    assert "viện dẫn" in answer.text


def test_how_far_work_has_come_is_told_by_no_plan(ask):
    assert ask("Đến nay đã phủ sóng 5G được bao nhiêu xã?").status is AnswerStatus.NO_PROGRESS
