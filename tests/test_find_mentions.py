"""Which documents are about something: each with the place, and none where nothing carries the words."""

import pytest

from assistant.compounds import protected
from assistant.models import AnswerStatus
from ingest.text import canonical


def files(answer) -> list[str]:
    return list(dict.fromkeys(citation.document.file[:3] for citation in answer.citations))


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Kế hoạch nào nói về dữ liệu mở?", ["003"]),
        ("Trợ lý ảo được nhắc trong những văn bản nào?", ["000", "001", "003"]),
        ("Trung tâm dữ liệu tỉnh được nhắc đến trong văn bản nào?", ["001", "003", "004"]),
    ],
)
def test_every_document_about_the_words_is_named_with_the_place(ask, question, found):
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert sorted(files(answer)) == found
    assert str(len(found)) in answer.text.split("\n", 1)[0]


@pytest.mark.parametrize(
    "question",
    ["Văn bản nào nói về nhà ở xã hội?", "Có công văn nào về phòng cháy không?", "Kế hoạch nào đề cập đến hạn hán?"],
)
def test_a_topic_that_no_document_has_is_in_none_of_them(ask, question):
    answer = ask(question)
    assert answer.status is AnswerStatus.NOT_IN_CORPUS
    assert answer.text == "Không có văn bản nào trong các văn bản hiện có nói về nội dung này."


def test_only_documents_of_the_kind_asked_for_are_named(ask):
    assert files(ask("Thông báo nào nhắc đến trung tâm dữ liệu tỉnh?")) == ["001"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Ai phụ trách bàn giao mặt bằng?", ["bàn giao", "mặt bằng"]),
        ("Nhà ở cho người thu nhập thấp", ["nhà ở"]),
        ("Kinh tế số của tỉnh", ["tế số"]),
        ("Chữ ký số là gì", ["chữ ký", "ký số"]),
        ("Thông báo số 5 nói gì?", []),
        ("Văn bản số mấy?", []),
    ],
)
def test_a_furniture_syllable_inside_a_word_belongs_to_the_word(question, words):
    text = canonical(question)
    assert [text[start:end] for start, end in protected(text)] == words
