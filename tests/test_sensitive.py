"""Questions that bring along what must not be kept: marked texts are turned away, personal numbers are hidden."""

from __future__ import annotations

import pytest
from conftest import AS_OF
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import Answer, AnswerStatus, Question, Turn
from assistant.sensitive import harmless, is_secret

LETTER = (
    "ỦY BAN NHÂN DÂN TỈNH BẮC SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 15/BC-UBND",
    "{mark}", "BÁO CÁO", "Kết quả công tác quý I về đồn Đăk Hring",
)  # fmt: skip
CITIZEN, PHONE = "051095001234", "0905 123 456"


def asked(text: str, *earlier: str) -> Question:
    return Question(text, AS_OF, tuple(Turn("user", words) for words in earlier))


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "T U Y Ệ T   M Ậ T", "Độ mật: Tối mật"])
@pytest.mark.parametrize("joint", ["\n", "\r\n"])
def test_a_pasted_letter_under_a_mark_is_turned_away_and_nothing_of_it_is_repeated(ask, mark, joint):
    answer = ask("Tóm tắt giúp:" + joint + joint.join(LETTER).format(mark=mark))
    assert answer.status is AnswerStatus.REFUSED_INPUT
    assert "máy tính độc lập" in answer.text and "văn thư" in answer.text
    assert (answer.question, answer.citations, answer.suggestions) == ("", (), ())


@pytest.mark.parametrize("grade", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_letter_that_lost_its_lines_on_the_way_is_turned_away_too(grade):
    assert is_secret(asked("Ai chủ trì? " + " ".join(LETTER).format(mark=grade)))
    assert is_secret(asked(f"{grade} " + " ".join(LETTER).format(mark="")))


@pytest.mark.parametrize(
    "words",
    [
        "Kế hoạch bảo vệ bí mật nhà nước do cơ quan nào chủ trì?",
        "Ai chịu trách nhiệm bảo mật thông tin?",
        "Đặt lại mật khẩu thế nào?",
        "Mật độ dân cư là bao nhiêu?",
        "Văn bản mật được soạn thảo trên máy nào?",
        "Tài liệu tối mật, tuyệt mật và mật khác nhau ra sao?",
        "DANH MỤC BÍ MẬT NHÀ NƯỚC DO AI LẬP?",
        "Việc giải mật tài liệu do ai làm?",
        " ".join(LETTER).format(mark="KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC"),
        "\n".join(LETTER).format(mark="HỎA TỐC"),
    ],
)
def test_a_question_that_only_speaks_of_secrecy_is_answered_like_any_other(words):
    assert not is_secret(asked(words))


def test_numbers_of_a_person_are_hidden_in_whatever_is_repeated(ask):
    answer = ask(f"Số CCCD {CITIZEN}, điện thoại {PHONE} là của ai?")
    assert CITIZEN not in answer.question and PHONE not in answer.question
    assert "•••••••••234" in answer.question and "456" in answer.question


def test_numbers_of_documents_and_days_stay():
    words = "Thông báo 537/TB-UBND ngày 15/12/2025 giao 1.250.000 đồng cho nhiệm vụ 17"
    assert harmless(asked(words)).text == words


def test_earlier_turns_under_a_mark_are_forgotten_and_the_others_lose_personal_numbers():
    question = asked("Còn ai nữa?", "\n".join(LETTER).format(mark="MẬT"), f"Gọi {PHONE}")
    assert [turn.content for turn in harmless(question).history] == ["Gọi •••• ••• 456"]


@given(st.text())
def test_no_text_is_longer_or_shorter_without_its_numbers(text):
    assert len(harmless(asked(text)).text) == len(text)


def test_a_marked_question_in_a_conversation_leaves_the_next_one_answerable(ask):
    earlier = "\n".join(LETTER).format(mark="MẬT")
    answer: Answer = ask("Cơ quan nào chủ trì nhiệm vụ 17?", earlier)
    assert answer.status is not AnswerStatus.REFUSED_INPUT
