"""Which deadlines a question asks for, seen from its day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.query import DueWindow, Timing
from assistant.windows import due_window, due_windows, stated_as_of

DAY = date(2026, 5, 10)  # a Sunday


def window(text: str, as_of: date = DAY) -> DueWindow | None:
    return due_window(text, as_of, ())


def seen(text: str) -> tuple[date | None, date, Timing] | None:
    found = window(text)
    return found and (found.start, found.end, found.timing)


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("Nhiệm vụ nào có hạn 30/04/2026?", date(2026, 4, 30), date(2026, 4, 30)),
        ("Nhiệm vụ nào có hạn trong tháng 6/2026?", date(2026, 6, 1), date(2026, 6, 30)),
        ("nhiem vu nao co han thang 2/2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("Việc nào phải xong trong quý II/2026?", date(2026, 4, 1), date(2026, 6, 30)),
        ("Nhiệm vụ nào có hạn năm 2026?", date(2026, 1, 1), date(2026, 12, 31)),
        ("Nhiệm vụ nào đến hạn trong 7 ngày tới?", date(2026, 5, 10), date(2026, 5, 17)),
        ("Nhiệm vụ nào đến hạn 2 tuần tới?", date(2026, 5, 10), date(2026, 5, 24)),
        ("Tasks due in the next 30 days", date(2026, 5, 10), date(2026, 6, 9)),
        ("Nhiệm vụ nào sắp đến hạn?", date(2026, 5, 10), date(2026, 6, 9)),
        ("Nhiệm vụ nào phải xong tuần này?", date(2026, 5, 4), date(2026, 5, 10)),
        ("Nhiệm vụ nào phải xong tuần tới?", date(2026, 5, 11), date(2026, 5, 17)),
        ("Việc nào đến hạn tháng này?", date(2026, 5, 1), date(2026, 5, 31)),
        ("Việc nào đến hạn tháng sau?", date(2026, 6, 1), date(2026, 6, 30)),
        ("Việc nào đến hạn quý này?", date(2026, 4, 1), date(2026, 6, 30)),
        ("Việc nào đến hạn quý sau?", date(2026, 7, 1), date(2026, 9, 30)),
        ("Việc nào đến hạn năm nay?", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_of_the_question_is_a_window(question, start, end):
    assert seen(question) == (start, end, Timing.WITHIN)


@pytest.mark.parametrize(
    ("question", "end"),
    [
        ("Nhiệm vụ nào phải xong trước ngày 20/01/2026?", date(2026, 1, 20)),
        ("Nhiệm vụ nào có hạn chậm nhất 30/06/2026?", date(2026, 6, 30)),
        ("Nhiệm vụ nào có hạn đến hết ngày 31/05/2026?", date(2026, 5, 31)),
        ("Tasks due by 30/06/2026", date(2026, 6, 30)),
    ],
)
def test_until_is_open_at_its_start(question, end):
    assert seen(question) == (None, end, Timing.UNTIL)


@pytest.mark.parametrize("question", ["Nhiệm vụ nào quá hạn?", "viec nao da tre han", "Which tasks are overdue?"])
def test_overdue_is_seen_from_the_day_of_the_question(question):
    assert seen(question) == (None, DAY, Timing.OVERDUE)
    assert due_window(question, date(2026, 1, 2), ()).end == date(2026, 1, 2)


def test_a_printed_period_is_matched_as_printed():
    assert seen("Chỉ tiêu giai đoạn 2026-2027") == (date(2026, 1, 1), date(2027, 12, 31), Timing.COVERS)
    assert seen("chỉ tiêu giai đoạn 2028 – 2030") == (date(2028, 1, 1), date(2030, 12, 31), Timing.COVERS)


@pytest.mark.parametrize(
    "question",
    ["Ai ký thông báo ngày 31/12/2025?", "Sở Y tế chủ trì cái gì?", "hạn 31/02/2026", "nhiệm vụ tháng 13/2026", ""],
)
def test_without_a_deadline_word_or_a_real_day_there_is_no_window(question):
    assert window(question) is None


def test_words_that_name_a_document_are_no_window():
    text = "Nhiệm vụ của thông báo ngày 31/12/2025"
    start = text.index("31/12")
    assert due_window(text, DAY, [(start, start + 10)]) is None


def test_the_turn_of_the_year_is_crossed():
    assert due_window("đến hạn tháng sau", date(2026, 12, 31), ()).end == date(2027, 1, 31)
    assert due_window("đến hạn quý sau", date(2026, 11, 1), ()).start == date(2027, 1, 1)
    assert due_window("nhiệm vụ tuần này", date(2026, 1, 1), ()).start == date(2025, 12, 29)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Giả sử hôm nay là 05/05/2026, việc nào quá hạn?", date(2026, 5, 5)),
        ("Tính đến ngày 1 tháng 6 năm 2026 việc nào quá hạn?", date(2026, 6, 1)),
        ("As of 2/6/2026, what is overdue?", date(2026, 6, 2)),
        ("Việc nào có hạn 05/05/2026?", DAY),
        ("Hôm nay là ngày đẹp", DAY),
    ],
)
def test_the_question_may_set_its_own_day(text, day):
    assert stated_as_of(text, DAY)[0] == day


@given(st.text(max_size=150), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_any_text_on_any_day_has_an_ordered_window_or_none(text, day):
    found = due_window(text, day, ())
    assert found is None or found.start is None or found.start <= found.end


@given(
    st.sampled_from(["tuần", "tháng", "quý", "năm"]),
    st.sampled_from(["này", "tới", "sau", "trước"]),
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
)
def test_this_period_holds_the_day_and_the_others_lie_beside_it(unit, which, day):
    found = due_window(f"việc nào đến hạn {unit} {which}", day, ())
    is_inside, is_after = found.start <= day <= found.end, day < found.start
    assert (is_inside, is_after) == (which == "này", which in ("tới", "sau"))


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("Từ 01/6/2026 đến 15/6/2026 có nhiệm vụ nào đến hạn?", date(2026, 6, 1), date(2026, 6, 15)),
        ("Nhiệm vụ nào hạn từ ngày 1/6/2026 tới hết ngày 15/6/2026?", date(2026, 6, 1), date(2026, 6, 15)),
        ("Nhiệm vụ nào có hạn sau ngày 30/6/2026?", date(2026, 7, 1), date.max),
        ("Việc nào có hạn từ tháng 9/2026?", date(2026, 9, 1), date.max),
        ("Việc nào còn hạn?", DAY, date.max),
        ("Việc nào chưa đến hạn?", DAY, date.max),
        ("Nhiệm vụ nào hạn cuối năm 2026?", date(2026, 10, 1), date(2026, 12, 31)),
        ("Việc nào phải xong đầu tháng 6/2026?", date(2026, 6, 1), date(2026, 6, 10)),
        ("Việc nào đến hạn cuối quý này?", date(2026, 6, 1), date(2026, 6, 30)),
        ("Việc nào đến hạn nửa cuối tháng 6/2026?", date(2026, 6, 16), date(2026, 6, 30)),
        ("Hôm nay có việc nào đến hạn?", DAY, DAY),
        ("Ngày mai việc gì phải xong?", date(2026, 5, 11), date(2026, 5, 11)),
        ("Nhiệm vụ nào hết hạn trong tháng 6/2026?", date(2026, 6, 1), date(2026, 6, 30)),
    ],
)
def test_open_partial_and_two_dated_windows(question, start, end):
    assert seen(question) == (start, end, Timing.WITHIN)


@pytest.mark.parametrize("question", ["Việc nào không có thời hạn?", "nhiem vu nao chua neu ro thoi han"])
def test_work_without_a_deadline_may_be_asked_for(question):
    assert window(question).timing is Timing.UNDATED


def test_two_months_are_two_windows():
    found = due_windows("So sánh nhiệm vụ tháng 6 và tháng 7", DAY, ())
    assert [w.start for w in found] == [date(2026, 6, 1), date(2026, 7, 1)]
