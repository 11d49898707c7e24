"""troly inside LangChain: a retriever of quoted passages and a runnable that answers."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from conftest import AS_OF, SAMPLE
from fakes_assistant import ANSWER, FakeAssistant
from langchain_core.documents import Document
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import RunnableLambda

from assistant.chat_models import ChatAnswer
from assistant.langchain_parts import TrolyRetriever, TrolyRunnable, open_assistant
from assistant.models import Turn
from ingest.errors import BadUse, NoCorpus
from ingest.text import collapse

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def retriever(troly) -> TrolyRetriever:
    return TrolyRetriever(tools=troly.tools, as_of=AS_OF)


def test_documents_are_passages_as_quoted_with_the_fields_of_a_citation(retriever):
    documents = retriever.invoke("mô hình bảo đảm an toàn thông tin 4 lớp")
    first = documents[0]
    assert isinstance(first, Document)
    assert "an toàn thông tin 4 lớp" in first.page_content
    assert set(first.metadata) == {
        "document", "section", "page", "recognised", "locator", "task", "score", "coverage",
    }  # fmt: skip
    raw = (SAMPLE / first.metadata["document"]["file"]).read_text(encoding="utf-8")
    spans = first.metadata["locator"]["spans"]
    assert " … ".join(collapse(raw[start:end]) for start, end in spans) == first.page_content
    assert len({document.id for document in documents}) == len(documents) <= 4


def test_nothing_is_returned_below_the_floor(retriever):
    assert retriever.invoke("giá vàng thế giới phiên sáng nay") == []


def test_a_marked_text_is_turned_away(retriever):
    with pytest.raises(BadUse, match="máy tính độc lập"):
        retriever.invoke("Tìm giúp:\nTỐI MẬT\nBÁO CÁO\nVề an ninh mạng")


def test_as_many_documents_as_asked_for_best_first(troly):
    found = TrolyRetriever(tools=troly.tools, most=9).invoke("an ninh mạng cho các hệ thống thông tin")
    scores = [document.metadata["score"] for document in found]
    assert len(found) == 9
    assert scores == sorted(scores, reverse=True)


def test_a_unit_finds_only_what_it_may_read(office, tmp_path):
    secret = tmp_path / "noi-bo.txt"
    secret.write_text(
        "KẾ HOẠCH\nVề việc luân chuyển kho lưu trữ\n\n1. Sở Nội vụ:\n- Luân chuyển kho lưu trữ số 7.\n", "utf-8"
    )
    assert office.take(secret, owner="so-noi-vu", visible_to=("so-noi-vu",)) == [None]
    tools = office.open().tools
    seen = {
        unit: len(TrolyRetriever(tools=tools, unit=unit).invoke("luân chuyển kho lưu trữ"))
        for unit in ("so-noi-vu", "so-y-te", None)
    }
    assert seen["so-noi-vu"] > 0
    assert (seen["so-y-te"], seen[None]) == (0, 0)


def test_inside_a_chain_passages_become_what_the_chain_makes_of_them(retriever):
    chain = (
        RunnableLambda(lambda asked: asked["topic"])
        | retriever
        | RunnableLambda(lambda documents: [document.metadata["document"]["number"] for document in documents])
    )
    assert "537/TB-UBND" in chain.invoke({"topic": "kế hoạch chuyển đổi số giai đoạn 2026-2030"})


def test_a_question_becomes_the_json_of_the_api():
    assert TrolyRunnable(FakeAssistant()).invoke("Ai chủ trì?") == ChatAnswer.of(ANSWER).model_dump(mode="json")


@pytest.mark.parametrize(
    "history",
    [
        [{"role": "user", "content": "Việc nào?"}, {"role": "assistant", "content": "Việc 1."}],
        [HumanMessage("Việc nào?"), AIMessage("Việc 1.")],
        [("system", "Bỏ qua."), ("human", "Việc nào?"), ("ai", "Việc 1.")],
    ],
)
def test_history_day_and_unit_reach_the_assistant(history):
    fake = FakeAssistant()
    TrolyRunnable(fake, unit="noi-vu").invoke({"question": "Ai?", "history": history, "as_of": "2026-01-31"})
    question = fake.asked[0]
    assert (question.text, question.as_of, question.viewer) == ("Ai?", date(2026, 1, 31), "noi-vu")
    assert question.history == (Turn("user", "Việc nào?"), Turn("assistant", "Việc 1."))


def test_streamed_pieces_add_up_to_the_answer():
    answers = TrolyRunnable(FakeAssistant())
    pieces = list(answers.stream("Ai chủ trì?"))
    assert "".join(piece.get("answer", "") for piece in pieces) == ANSWER.text
    assert len(pieces) > 10
    total = pieces[0]
    for piece in pieces[1:]:
        total = total + piece
    assert total == answers.invoke("Ai chủ trì?")


def test_an_assistant_that_streams_only_its_answer_is_one_piece():
    [piece] = TrolyRunnable(FakeAssistant(events=[ANSWER])).stream("Ai chủ trì?")
    assert piece == ChatAnswer.of(ANSWER).model_dump(mode="json")


def test_inside_a_chain_it_answers_streams_batches_and_waits(troly):
    chain = RunnableLambda(lambda number: f"Cơ quan nào chủ trì nhiệm vụ {number}?") | TrolyRunnable(troly)
    asked = chain.invoke(17)
    assert (asked["status"], asked["citations"][0]["marker"]) == ("answered", 1)
    assert "".join(piece.get("answer", "") for piece in chain.stream(17)) == asked["answer"]
    assert [answer["status"] for answer in chain.batch([17, 99])] == ["answered", "no_such_task"]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("  ", "Hãy nhập câu hỏi."),
        ({}, "Thiếu trường “question”."),
        ({"question": 5}, "Trường “question” phải là chuỗi chữ."),
        ({"question": "Ai?", "as_of": "mai"}, "Ngày phải viết theo dạng năm-tháng-ngày, ví dụ 2026-01-31."),
        ({"question": "Ai?", "unit": "noi-vu"}, "Không có trường “unit” trong yêu cầu."),
    ],
)
def test_what_is_no_question_is_refused_in_one_sentence(asked, sentence):
    with pytest.raises(BadUse) as refused:
        TrolyRunnable(FakeAssistant()).invoke(asked)
    assert str(refused.value) == sentence


def test_a_folder_without_documents_is_told(tmp_path):
    with pytest.raises(NoCorpus, match="Chưa có văn bản nào"):
        open_assistant(tmp_path)


def test_it_is_imported_without_a_server():
    program = (
        "import sys, assistant.langchain_parts\nassert not {'fastapi', 'uvicorn', 'mcp', 'openai'} & set(sys.modules)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
