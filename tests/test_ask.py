"""The whole way of a question, on the five sample directives."""

import re
import unicodedata
from datetime import date

import pytest
from conftest import AS_OF
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.ask import LONGEST, readable
from assistant.models import Answer, AnswerStatus, Question, Status, Token, Turn
from ingest.errors import BadUse
from ingest.models import Span
from ingest.text import collapse

TASK_17 = "Cơ quan nào chủ trì nhiệm vụ 17, và thời hạn khi nào?"
ANNEX = "004_41fd8fcf13e1293d.txt"


def assert_honest(answer: Answer, tools, viewer=None) -> None:
    """Every quotation is a slice of its document, every marker has its citation and every citation its marker."""
    for citation in answer.citations:
        raw = tools.document(citation.document.id, viewer).source.text
        parts = [collapse(raw[start:end]) for start, end in citation.spans]
        assert citation.quote == " … ".join(parts)
        assert all(parts)
        assert all(0 <= start < end <= len(raw) for start, end in citation.spans)
    markers = {int(found) for found in re.findall(r"\[(\d+)\]", answer.text)}
    assert {citation.marker for citation in answer.citations} <= markers
    assert [citation.marker for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert answer.text.strip()


def test_a_task_named_by_its_number_is_answered_with_lead_deadline_and_its_row(ask):
    answer = ask(TASK_17)
    assert answer.status is AnswerStatus.ANSWERED
    assert "Cơ quan chủ trì: Công an tỉnh; Sở Khoa học và Công nghệ" in answer.text
    assert "Thời hạn: 31/05/2026" in answer.text
    [citation] = answer.citations
    assert (citation.marker, citation.document.file, citation.page) == (1, ANNEX, None)
    assert citation.quote.startswith("17. Địa phương có trung tâm dữ liệu dùng riêng")
    assert citation.quote.endswith("Kế hoạch số 04-KH/BCĐTW, ngày 05/01/2026 31/05/2026")
    assert citation.section == ("PHỤ LỤC. NHIỆM VỤ TRỌNG TÂM TRIỂN KHAI NGHỊ QUYẾT SỐ 57-NQ/TW QUÝ II NĂM 2026",)


@pytest.mark.parametrize(
    "question",
    [
        "co quan nao chu tri nhiem vu 17, va thoi han khi nao?",
        "CƠ QUAN NÀO CHỦ TRÌ NHIỆM VỤ 17, VÀ THỜI HẠN KHI NÀO?",
        "cq nào ctri nv 17, thời hạn?",
        "Which agency leads task 17 and what is the deadline?",
        unicodedata.normalize("NFD", TASK_17),
        "  Cơ quan   nào chủ trì\nnhiệm vụ\u200b 17,  và thời hạn khi nào?  ",
    ],
)
def test_however_it_is_typed_the_facts_are_the_same(ask, question):
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert {"Công an tỉnh", "Sở Khoa học và Công nghệ", "31/05/2026"} <= set(re.split(r": |; |\*\*|\.", answer.text))
    assert [citation.quote[:3] for citation in answer.citations] == ["17."]


def test_the_stream_says_the_same_as_the_answer(troly):
    *events, last = troly.stream(Question(TASK_17, AS_OF))
    whole = troly.ask(Question(TASK_17, AS_OF))
    assert isinstance(events[0], Status)
    assert isinstance(last, Answer)
    assert "".join(event.text for event in events if isinstance(event, Token)) == last.text == whole.text
    assert last.citations == whole.citations
    places = [place for place, event in enumerate(events) if isinstance(event, Token)]
    assert all(citation in events[: places[0]] for citation in last.citations)


def test_the_given_id_and_day_come_back(troly):
    answer = troly.ask(Question(TASK_17, date(2026, 1, 2), id="hỏi-1"))
    assert (answer.id, answer.as_of, answer.question) == ("hỏi-1", date(2026, 1, 2), TASK_17)
    assert troly.ask(Question(TASK_17, AS_OF)).id != troly.ask(Question(TASK_17, AS_OF)).id


def test_the_day_said_in_the_question_wins(ask):
    assert ask("Giả sử hôm nay là 01/06/2026, những nhiệm vụ nào đã quá hạn?").as_of == date(2026, 6, 1)


def test_the_same_question_is_answered_the_same(ask):
    first, second = ask(TASK_17), ask(TASK_17)
    assert (first.text, first.citations, first.tasks) == (second.text, second.citations, second.tasks)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\ufeff", "\u200d \u2060"])
def test_an_empty_question_is_refused_in_one_sentence(text):
    with pytest.raises(BadUse, match=r"^Câu hỏi đang trống; hãy nhập câu hỏi\.$"):
        readable(text)


@pytest.mark.parametrize("text", ["Ai\x00?", "\x1b[2J", "Ai\x7f", "a\x85b", "nửa \ud800 chữ"])
def test_control_characters_are_refused_in_one_sentence(text):
    with pytest.raises(BadUse, match=r"^Câu hỏi chứa ký tự điều khiển; [^.]+\.$"):
        readable(text)


def test_two_thousand_characters_are_taken_and_one_more_is_not():
    assert len(readable("ệ" * LONGEST)) == LONGEST == 2000
    with pytest.raises(BadUse, match=r"^Câu hỏi dài 2001 ký tự, tối đa 2000; [^.]+\.$"):
        readable("ệ" * (LONGEST + 1))


def test_line_breaks_and_tabs_are_only_space(ask):
    assert ask("Cơ quan nào chủ trì\r\n\tnhiệm vụ 17?").status is AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "Những nhiệm vụ nào do Công an tỉnh chủ trì?",
        "Sở Khoa học và Công nghệ phải làm gì?",
        "Nhiệm vụ 5 do ai chủ trì?",
        "Nhiệm vụ 99 do ai chủ trì?",
        "Ai ký Kế hoạch phát triển Chính quyền số?",
        "Công văn của xã Sơn Tịnh số bao nhiêu?",
        "Thông báo 515/TB-UBND nói gì?",
        "Quyết định 999/QĐ-TTg có nội dung gì?",
        "Tài liệu nói gì về chứng thư số?",
        "Nhiệm vụ nào có hạn trong tháng 4/2026?",
        "Hai thông báo giao việc gì cho Sở Khoa học và Công nghệ, khác nhau thế nào?",
        "Kế hoạch có mấy phụ lục?",
    ],
)
def test_every_quotation_is_verbatim_and_every_marker_stands_for_one(ask, tools, question):
    assert_honest(ask(question), tools)


def test_suggestions_are_questions_that_are_answered(ask):
    suggestions = [*ask(TASK_17).suggestions, *ask("Thời tiết hôm nay?").suggestions, *ask("Nhiệm vụ 5?").suggestions]
    assert suggestions
    for suggested in dict.fromkeys(suggestions):
        assert ask(suggested).status in (AnswerStatus.ANSWERED, AnswerStatus.NO_SUCH_TASK), suggested


PRINTABLE = st.characters(exclude_categories=("Cc", "Cs"))
WORDS = st.sampled_from(
    """nhiệm vụ;17;chỉ tiêu;5;Sở Y tế;so khcn;chủ trì;phối hợp;Phụ lục;II;mục VI;điểm đ;hạn;trước ngày;30/06/2026
31/02/2026;quý II;tháng 13;giai đoạn 2026-2030;537/TB-UBND;999/QĐ-TTg;nào;bao nhiêu;ai ký;đó;còn;tiếp theo;quá hạn
số;và;,;?;the;task;xã Sơn Tịnh;ngày;99/99/9999;0;-1;%;[1];**;“;nay là;hôm nay;từ;đến;khác nhau;VI.4;I.2.3;II.
kế hoạch;thông báo;công văn;cuộc họp;29/12/2025;mấy;phụ lục;nơi nhận""".replace("\n", ";").split(";")
)
QUESTIONS = st.one_of(st.text(PRINTABLE, max_size=120), st.lists(WORDS, min_size=1, max_size=12).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(QUESTIONS)
@example("nhiệm vụ 17 - 3")
@example("hạn 31/02/2026")
@example("nhiệm vụ từ ngày 00/00/0000")
@example("trong 999 ngày tới")
@example("[1] nhiệm vụ 17 [2]")
def test_no_question_breaks_the_assistant_or_makes_it_say_what_is_not_written(troly, text):
    try:
        answer = troly.ask(Question(text, AS_OF))
    except BadUse:
        return
    assert_honest(answer, troly.tools)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(QUESTIONS, min_size=1, max_size=3),
    st.sampled_from(["Còn thời hạn?", "Nhiệm vụ tiếp theo?", "Thế Sở Y tế?", "Ai ký?"]),
)
def test_no_history_breaks_a_follow_up(troly, earlier, text):
    turns = tuple(Turn("user", words) for words in earlier)
    try:
        answer = troly.ask(Question(text, AS_OF, turns))
    except BadUse:
        return
    assert_honest(answer, troly.tools)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(2200, 1, 1), date(9999, 12, 31)])
def test_a_day_outside_these_centuries_is_refused_in_one_sentence(ask, day):
    with pytest.raises(BadUse, match=r"^Ngày hỏi [-0-9]+ không hợp lý; hãy dùng năm từ 1900 đến 2199\.$"):
        ask("Nhiệm vụ nào đến hạn tuần tới?", as_of=day)


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2199, 12, 31)])
@pytest.mark.parametrize("words", ["tuần tới", "tuần trước", "trong 999 ngày tới", "quý sau", "năm sau", "năm trước"])
def test_at_the_ends_of_the_calendar_nothing_breaks(ask, words, day):
    assert ask(f"Nhiệm vụ nào đến hạn {words}?", as_of=day).text


def test_spans_of_citations_are_the_places_of_the_register(ask, tools):
    answer = ask(TASK_17)
    from_register = next(t for t in tools.register.tasks(None) if t.id == answer.tasks[0])
    assert answer.citations[0].spans == tuple((s.start, s.end) for s in from_register.row)
    assert all(isinstance(s, Span) for s in from_register.row)
