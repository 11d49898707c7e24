"""Assistants and a tiny gold file for the evaluation's tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date

from assistant.models import Answer, AnswerStatus, Citation, CitedDocument, Event, Question

AS_OF = date(2026, 5, 5)
FILE = "thong-bao.txt"
TEXT = """1. Sở Tài chính
- Bố trí kinh phí   thực hiện nhiệm vụ chuyển đổi số năm 2026
của các xã, phường trước ngày 15/4/2026.
2. Công an tỉnh
- Chủ trì triển khai mô hình bảo đảm an toàn thông tin 4 lớp; hoàn thành trong Quý II/2026, đạt 100%.
"""
FUNDING = "Bố trí kinh phí thực hiện nhiệm vụ chuyển đổi số năm 2026 của các xã, phường trước ngày 15/4/2026."
SAFETY = "Chủ trì triển khai mô hình bảo đảm an toàn thông tin 4 lớp"
GOLD = [
    {
        "id": "G1", "type": "deadline", "lang": "vi", "question": "Hạn bố trí kinh phí cho các xã là ngày nào?",
        "answerable": True, "answer": "15/4/2026", "must_include": [["15/04/2026"]], "forbidden_values": ["30/6/2026"],
        "citations": [{"doc": FILE, "quote": FUNDING}],
    },
    {
        "id": "G2", "type": "agency_list", "lang": "vi", "question": "Ai triển khai mô hình 4 lớp?", "answerable": True,
        "answer": "Công an tỉnh", "must_include": [["Công an tỉnh", "CAT"]], "must_not_include": ["Sở Tài chính"],
        "citations": [{"doc": FILE, "quote": SAFETY}], "history": [{"role": "user", "content": "Mô hình nào?"}],
    },
    {
        "id": "G3", "type": "out_of_scope", "lang": "en", "question": "What is the base salary?", "answerable": False,
        "answer": "Not stated.", "must_include": [], "citations": [],
    },
]  # fmt: skip


def gold_lines() -> str:
    """The tiny gold file."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in GOLD)


def cite(quote: str, marker: int = 1, file: str = FILE, section: tuple[str, ...] = ()) -> Citation:
    """A citation of the only document."""
    return Citation(marker, CitedDocument("d1", file, None, "Thông báo"), section, None, quote, ())


def answer(text: str, *citations: Citation, status: AnswerStatus = AnswerStatus.ANSWERED) -> Answer:
    """An answer to no question in particular, made in two seconds."""
    return Answer("", "", status, text, citations, (), (), AS_OF, 2.0)


class Scripted:
    """An Assistant that looks its answers up by question id and keeps what it was asked."""

    def __init__(self, answers: Callable[[Question], Answer]) -> None:
        self._answers = answers
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Answer:
        """The scripted answer."""
        self.asked.append(question)
        return self._answers(question)

    def stream(self, question: Question) -> Iterator[Event]:
        """The scripted answer as an event."""
        yield self.ask(question)


def perfect(question: Question) -> Answer:
    """Right, cited, and refusing where nothing is said."""
    return {
        "G1": answer("Trước ngày 15 tháng 4 năm 2026 [1].", cite(FUNDING)),
        "G2": answer("Công an tỉnh chủ trì [1].", cite("Công an tỉnh … " + SAFETY)),
        "G3": answer("Tài liệu không nêu.", status=AnswerStatus.OUT_OF_SCOPE),
    }[question.id or ""]


def liar(question: Question) -> Answer:
    """Right words by luck over quotes that stand nowhere, with a figure that nothing bears out."""
    return {
        "G1": answer("15/4/2026 [1], kinh phí 950 triệu", cite(FUNDING.replace("xã", "thôn"))),
        "G2": answer("Công an tỉnh [1]", cite(SAFETY, file="khong-co.txt")),
        "G3": answer("Mức lương là 2.340.000 đồng [1]", cite("Mức lương cơ sở 2.340.000 đồng")),
    }[question.id or ""]


def mute(question: Question) -> Answer:
    """Refuses everything."""
    return answer("Tài liệu không nêu.", status=AnswerStatus.NOT_IN_CORPUS)


def lister(question: Question) -> Answer:
    """Says everything there is, every time."""
    return answer(TEXT + " 30/6/2026", cite(TEXT))
