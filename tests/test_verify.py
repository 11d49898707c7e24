"""No fact is said that does not stand in the place it cites."""

from dataclasses import replace

import pytest
from conftest import AS_OF
from hypothesis import given
from hypothesis import strategies as st

from assistant.evidence import Draft, Line, Quote
from assistant.models import AnswerStatus, Question
from assistant.understand import understand
from assistant.verify import proves, verify
from ingest.lookup import TaskFilter
from ingest.models import Role, Span

ROW = "17. Địa phương có trung tâm dữ liệu dùng riêng"
ROW_END = "ngày 05/01/2026\t31/05/2026"


@pytest.fixture(scope="module")
def query(tools):
    return understand(Question("Nhiệm vụ 17 do ai chủ trì?", AS_OF), tools.known(None))


@pytest.fixture(scope="module")
def row(tools) -> Quote:
    """Row 17 of the annex of the letter."""
    letter = next(d for d in tools.documents(None) if d.file.startswith("004"))
    raw = tools.document(letter.id, None).source.text
    start = raw.index("17.\tĐịa phương có")
    return Quote(letter.id, (Span(start, raw.index(ROW_END, start) + len(ROW_END)),))


@pytest.fixture(scope="module")
def holds(tools, query, row):
    """Whether a sentence is proved by row 17."""
    return lambda text, **more: proves(Line(text, (row,), **more), query, tools)


@pytest.mark.parametrize(
    "text",
    [
        "Cơ quan chủ trì: Công an tỉnh; Sở Khoa học và Công nghệ; thời hạn: 31/05/2026.",
        "Hạn là ngày 31 tháng 5 năm 2026.",
        "Văn bản giao: Kế hoạch số 04-KH/BCĐTW ngày 5/1/2026.",
        "Nhiệm vụ 17 hình thành Trung tâm giám sát an ninh mạng tập trung.",
        "CA tỉnh chủ trì.",
        "Không có số liệu nào.",
    ],
)
def test_what_the_row_prints_may_be_said(holds, text):
    assert holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Cơ quan chủ trì: Sở Y tế.",
        "Cơ quan chủ trì: Công an tỉnh; Sở Tài chính.",
        "Thời hạn: 30/05/2026.",
        "Thời hạn: 31/05/2025.",
        "Thời hạn: 31/5/2027.",
        "Thời hạn: tháng 6/2026.",
        "Thời hạn: Quý III/2026.",
        "Văn bản giao: Kế hoạch số 05-KH/BCĐTW.",
        "Văn bản giao: Thông báo số 17-TB/CQTTBCĐ.",
        "Văn bản giao: Kế hoạch số 04-KH/TU.",
        "Đạt 100% hệ thống.",
        "Đạt 17% hệ thống.",
        "Có 7 trung tâm.",
        "Có 4 trung tâm.",
        "Có 31 trung tâm.",
        "Kinh phí 1.500 triệu đồng.",
    ],
)
def test_what_the_row_does_not_print_is_withheld(holds, text):
    assert not holds(text)


def test_a_sign_of_a_footnote_elsewhere_in_the_document_is_no_proof(holds):
    assert not holds("Văn bản giao: Kế hoạch số 61-KH/TU.")
    assert not holds("Văn bản giao: Quyết định số 74/QĐ-BCĐ ngày 23/4/2026.")


def test_a_count_made_by_code_is_granted_and_only_that(holds):
    assert holds("Có 42 nhiệm vụ:", granted=("42",))
    assert not holds("Có 43 nhiệm vụ:", granted=("42",))


def test_the_cited_document_may_be_called_by_its_name(holds):
    assert holds(
        "Công văn Về việc triển khai thực hiện Thông báo số 01-TB/CQTT ngày 10/4/2026 của Cơ quan Thường trực BCĐ tỉnh."
    )


def test_a_line_without_any_place_proves_only_words(tools, query):
    assert proves(Line("Trong các văn bản hiện có."), query, tools)
    assert not proves(Line("Công an tỉnh chủ trì."), query, tools)
    assert not proves(Line("Hạn 31/05/2026."), query, tools)


def test_an_unproved_line_is_dropped_and_the_rest_stays_as_a_part(tools, query, row):
    good, bad = Line("Công an tỉnh chủ trì.", (row,)), Line("Sở Y tế chủ trì.", (row,))
    checked, withheld = verify(Draft(AnswerStatus.ANSWERED, (good, bad)), query, tools)
    assert (checked.status, checked.lines, withheld) == (AnswerStatus.PARTLY_ANSWERED, (good,), (bad,))


def test_an_answer_that_loses_every_fact_becomes_a_refusal(tools, query, row):
    head, bad = Line("Công văn:", furniture=True), Line("Sở Y tế chủ trì.", (row,))
    checked, withheld = verify(Draft(AnswerStatus.ANSWERED, (head, bad), tasks=("x",)), query, tools)
    assert checked == Draft(AnswerStatus.NOT_IN_CORPUS, ())
    assert withheld == (bad,)


def test_a_sound_draft_passes_unchanged(tools, query, row):
    draft = Draft(AnswerStatus.ANSWERED, (Line("Hạn 31/05/2026.", (row,)),), tasks=("x",))
    assert verify(draft, query, tools) == (draft, ())


def test_a_refusal_keeps_its_own_status_when_a_line_is_dropped(tools, query, row):
    good, bad = Line("Công an tỉnh chủ trì.", (row,)), Line("Sở Y tế chủ trì.", (row,))
    checked, _ = verify(Draft(AnswerStatus.NO_SUCH_TASK, (good, bad)), query, tools)
    assert checked.status is AnswerStatus.NO_SUCH_TASK


def test_a_lead_wrongly_made_of_a_partner_is_caught_where_the_words_say_otherwise(tools, query):
    """Row 8: "Sở Khoa học và Công nghệ phối hợp với Văn phòng Tỉnh ủy"; the register keeps the two apart."""
    eighth = next(t for t in tools.register.tasks(None) if t.id.endswith("-PL.8"))
    assert eighth.lead == ("Sở Khoa học và Công nghệ",)
    assert "Văn phòng Tỉnh ủy" in eighth.coordinating


@given(day=st.dates())
def test_no_day_but_the_printed_ones_is_proved(tools, query, row, day):
    printed = {(2026, 5, 31), (2026, 1, 5)}
    is_proved = proves(Line(f"Hạn {day.day:02}/{day.month:02}/{day.year:04}.", (row,)), query, tools)
    # 10/4/2026 stands in the document's own subject
    assert is_proved == ((day.year, day.month, day.day) in printed | {(2026, 4, 10)})


@given(number=st.integers(0, 10**6))
def test_no_percentage_is_proved_by_a_bare_number(tools, query, row, number):
    assert not proves(Line(f"Đạt {number}%.", (row,)), query, tools)


def test_a_place_of_another_document_is_no_proof(tools, query, row):
    other = next(d for d in tools.documents(None) if d.file.startswith("000"))
    moved = replace(row, document_id=other.id, spans=(Span(0, 12),))
    assert not proves(Line("Công an tỉnh chủ trì.", (moved,)), query, tools)


def test_who_only_coordinates_is_not_said_to_lead(tools, query):
    task = next(t for t in tools.tasks(None, TaskFilter()) if t.coordinating and t.role is Role.LEAD)
    place = Quote(task.document_id, task.row, task.section)
    right = Line(f"{task.lead[0]} chủ trì, phối hợp với {task.coordinating[0]}.", (place,))
    swapped = Line(f"{task.coordinating[0]} chủ trì, phối hợp với {task.lead[0]}.", (place,))
    checked, withheld = verify(Draft(AnswerStatus.ANSWERED, (right, swapped), tasks=(task.id,)), query, tools)
    assert (checked.lines, withheld) == ((right,), (swapped,))
