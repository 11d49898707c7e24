"""Printed places of the running text, from the question to what stands there."""

import pytest

from assistant.models import AnswerStatus
from assistant.places import read_place
from assistant.query import Place
from ingest.text import fold


def place(text: str) -> Place:
    return read_place(fold(text), text)[0]


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("điểm c khoản 1 của công văn", Place(group="1", point="c")),
        ("điểm đ khoản 2 Điều 4 nói gì", Place(group="2", point="đ", above=("dieu 4",))),
        ("Khoản 3 Điều 12 Chương II quy định gì", Place(group="3", above=("chuong ii", "dieu 12"))),
        ("gạch đầu dòng thứ 2 mục 3", Place(group="3", dash=2)),
        ("Nhiệm vụ 3.3 và 3.4 do ai chủ trì", Place(group="3", numbers=("3", "4"))),
        ("Nhiệm vụ VI.4 Phụ lục II", Place(annex="II", group="VI", numbers=("4",))),
        ("Nhiệm vụ B.3 ai chủ trì", Place(group="B", numbers=("3",))),
        ("nhiệm vụ 4 khoản 2 mục VI", Place(group="2", numbers=("4",), above=("vi",))),
        ("tăng 3.3% so với năm trước", Place()),
    ],
)
def test_a_place_is_read_from_its_printed_labels(question, read):
    assert place(question) == read


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Điểm b khoản 4 công văn triển khai Thông báo 01-TB/CQTT nói gì?", "4-b"),
        ("Mục 2 thông báo 537 giao những gì?", None),
    ],
)
def test_the_tasks_of_a_place_are_told(ask, question, label):
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert (answer.tasks and all(label is None or task.endswith(label) for task in answer.tasks)) or label


def test_a_dash_is_counted_under_its_heading(ask):
    first = ask("gạch đầu dòng thứ 1 mục 1 thông báo 537")
    second = ask("gạch đầu dòng thứ 2 mục 1 thông báo 537")
    assert "Khẩn trương rà soát nhiệm vụ" in first.text
    assert "Tăng cường xây dựng, chuẩn hóa, cập nhật cơ sở dữ liệu" in second.text


def test_words_are_quoted_where_a_place_gives_no_task(ask):
    answer = ask("Mục I Kế hoạch phát triển Chính quyền số nói gì?")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.tasks == ()
    assert answer.citations


def test_a_place_that_is_not_there_is_answered_with_those_that_are(ask):
    answer = ask("Điều 7 thông báo 537 quy định gì?")
    assert answer.status is AnswerStatus.NO_SUCH_PLACE
    assert "Văn bản không có mục, điều, khoản, điểm này; các mục hiện có:" in answer.text
    assert answer.citations


def test_a_number_of_several_that_is_missing_is_said(ask):
    answer = ask("Nhiệm vụ 19, 20 và 21 của phụ lục Quý II do ai chủ trì?")
    assert answer.status is AnswerStatus.PARTLY_ANSWERED
    assert len(answer.tasks) == 2
    assert "Không có nhiệm vụ 21." in answer.text
