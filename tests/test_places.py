"""Printed numbers of tasks, groups, points and annexes in a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.places import annex_ordinal, read_place
from assistant.query import Place
from ingest.text import fold, nfc


def place(text: str) -> Place:
    text = nfc(text)
    return read_place(fold(text), text)[0]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Nhiệm vụ 17 do ai chủ trì?", ("17",)),
        ("Nhiệm vụ số 1 trong Phụ lục", ("1",)),
        ("nhiem vu thu 4 la gi", ("4",)),
        ("Nhiệm vụ 19 và 20 do ai chủ trì?", ("19", "20")),
        ("Nhiệm vụ 11, 12; 13 và nhiệm vụ 14?", ("11", "12", "13", "14")),
        ("Nhiệm vụ 11 đến 14 có chung thời hạn không?", ("11", "12", "13", "14")),
        ("nhiệm vụ 11-14", ("11", "12", "13", "14")),
        ("Chỉ tiêu 6 là bao nhiêu?", ("6",)),
        ("Task 17 and 18", ("17", "18")),
        ("STT 9 phụ lục", ("9",)),
        ("nhiệm vụ 007", ("7",)),
        ("nhiệm vụ 5 và nhiệm vụ 5", ("5",)),
    ],
)
def test_task_numbers_are_read_in_order_and_once(question, numbers):
    assert place(question).numbers == numbers


@pytest.mark.parametrize(
    "question",
    [
        "Có bao nhiêu nhiệm vụ?",
        "Nhiệm vụ năm 2026 là gì?",
        "Nhiệm vụ đạt 100% là gì?",
        "nhiệm vụ 17/2026",
        "nhiệm vụ 2026",
        "537/TB-UBND giao gì?",
        "Sở Y tế có nhiệm vụ gì trong quý II?",
        "",
    ],
)
def test_other_numbers_are_no_task_numbers(question):
    assert not place(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Nhiệm vụ 4 mục VI Phụ lục II", Place("II", "VI", ("4",))),
        ("nhiem vu 4 muc vi phu luc ii", Place("II", "VI", ("4",))),
        ("Nhiệm vụ VI.4 thời hạn khi nào?", Place(None, "VI", ("4",))),
        ("Chỉ tiêu I.2.6 đạt bao nhiêu?", Place(None, "I.2", ("6",))),
        ("Chỉ tiêu 5 mục II.2 phụ lục 1", Place("1", "II.2", ("5",))),
        ("Điểm b khoản 4 của công văn", Place(None, "4", (), "b")),
        ("Điểm đ khoản 1", Place(None, "1", (), "đ")),
        ("Điểm d khoản 1", Place(None, "1", (), "d")),
        ("điểm a mục 2", Place(None, "2", (), "a")),
    ],
)
def test_group_annex_and_point_are_told_apart(question, expected):
    assert place(question) == expected


def test_a_place_is_true_only_with_a_number_or_a_point():
    assert not Place("II", "VI")
    assert Place(numbers=("4",))
    assert Place(point="đ")


def test_the_characters_of_a_place_are_reported():
    text = "Nhiệm vụ 4 mục VI Phụ lục II ai làm?"
    _, spans = read_place(fold(text), text)
    assert {text[start:end] for start, end in spans} == {"Nhiệm vụ 4", "mục VI", "Phụ lục II"}


def test_a_range_of_a_thousand_tasks_is_not_listed():
    assert len(place("nhiệm vụ 1 đến 999").numbers) < 61
    assert place("nhiệm vụ 20 đến 17").numbers == ()


@pytest.mark.parametrize(
    ("label", "ordinal"),
    [("I", 1), ("ii", 2), ("IV", 4), ("IX", 9), ("X", 10), ("XIV", 14), ("2", 2), (" 3 ", 3), ("A", None), ("", None)],
)
def test_annex_labels_become_ordinals(label, ordinal):
    assert annex_ordinal(label) == ordinal


@given(st.text(max_size=200))
def test_any_text_has_a_place_whose_characters_lie_inside_it(text):
    text = nfc(text)
    folded = fold(text)
    _, spans = read_place(folded, text)
    assert all(0 <= start < end <= len(folded) for start, end in spans)
