"""Citation precision and recall of single answers."""

import pytest
from fakes_eval import AS_OF, FUNDING, SAFETY, answer, cite

from assistant.models import AnswerStatus, Question
from eval.citing import judge_citing, statements

QUESTION = Question("Việc gì?", AS_OF)
CITED = (cite(FUNDING, 1), cite(SAFETY, 2, section=("2. Công an tỉnh",)))


@pytest.mark.parametrize(("text", "support", "precision"), [
    ("Bố trí kinh phí cho các xã, phường trước ngày 15/4/2026. [1]", (1,), 1),
    ("Hạn 16/4/2026 [1]", (0,), 0),  # a fact that stands in no cited place
    ("Công an tỉnh bảo đảm an toàn thông tin 4 lớp [2]", (1,), 1),  # the heading of a place is part of it
    ("Việc này rất cấp bách và được lãnh đạo quan tâm sâu sát [1]", (0,), 0),  # no fact is wrong, hardly a word is there
    ("Bố trí ngay thật nhiều kinh phí cho các xã, phường miền núi [1]", (0.5,), 1),  # half of the words
    ("Hạn 15/4/2026 [2]", (0,), 0),  # a place that says something else
    ("Hạn 15/4/2026 [1][2]", (1,), 0.5),  # the second adds nothing
    ("Kinh phí của các xã trước 15/4/2026; an toàn thông tin 4 lớp [1][2]", (1,), 1),  # both are needed
    ("Hạn 15/4/2026 [1]. Việc này phải do một sở khác hẳn làm lấy ngay", (1, 0), 1),  # the rest cites nothing
    ("Hạn 15/4/2026 [9]", (0,), None),  # a mark without a citation
    ("Xin chào!", (), None),
    ("Nội dung liên quan:\n- Kinh phí các xã, phường [1]\n- An toàn thông tin 4 lớp [2]", (1, 1), 1),
])  # fmt: skip
def test_a_claim_counts_when_what_it_cites_entails_it(text, support, precision):
    judged = judge_citing(QUESTION, answer(text, *CITED))
    assert (judged.support, judged.precision) == (support, precision)


def test_a_mark_without_a_citation_is_fabricated():
    assert judge_citing(QUESTION, answer("Hạn 15/4/2026 [1][7]", *CITED)).fabricated == 1


def test_a_refusal_claims_nothing_and_is_counted_apart():
    judged = judge_citing(QUESTION, answer("Tài liệu không nêu.", status=AnswerStatus.NOT_IN_CORPUS))
    assert (judged.support, judged.excluded, judged.recall, judged.precision) == ((), 1, None, None)


def test_an_opening_line_stands_on_what_the_lines_below_it_cite():
    opening, *items = statements("Công an tỉnh chủ trì 2 việc:\n- Một [1]\n- Hai [2][3]\nKhác:\n- Ba [4]")
    assert (opening.opens, opening.marks) == (True, (1, 2, 3))
    assert [item.marks for item in items] == [(1,), (2, 3), (4,), (4,)]


def test_a_line_over_a_list_opens_it_without_a_colon():
    opening, item = statements("Kế hoạch 05/KH-UBND\n- Việc một [1]")
    assert (opening.opens, opening.marks, item.opens) == (True, (1,), False)
