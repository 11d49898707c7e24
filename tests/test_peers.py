"""Peers behind one adapter: BM25 alone, a plain RAG with a model, any OpenAI-compatible assistant."""

import json

import pytest
from fakes_eval import AS_OF, FILE, TEXT
from test_eval_commands import answers, call, product, work  # noqa: F401  # a fixture
from test_latency import replying

from assistant.models import AnswerStatus, Question
from eval.bm25 import Words
from eval.peers import PlainRag, connect, cut
from eval.remote import NoReply, RemoteAssistant
from ingest.errors import BadUse

ASKED = Question("Ai chủ trì mô hình 4 lớp?", AS_OF, id="Q")


def test_words_alone_find_the_passage_that_carries_them():
    texts = {FILE: TEXT, "khac.txt": "Lịch tiếp công dân tháng 5."}
    found = PlainRag(Words(cut(texts), 1)).ask(Question("lịch tiếp công dân", AS_OF))
    assert [citation.document.file for citation in found.citations] == ["khac.txt"]
    assert PlainRag(Words(cut(texts), 1)).ask(Question("xyz", AS_OF)).status is AnswerStatus.NO_CORPUS


def completion(**fields):
    return json.dumps({"choices": [{"message": {"content": "Công an tỉnh."}}], **fields}).encode()


def test_a_foreign_assistant_is_judged_by_its_words():
    with replying(200, completion()) as url:
        given = RemoteAssistant(f"{url}/v1#gpt").ask(ASKED)
    assert (given.status, given.text, given.citations, given.id) == ("answered", "Công an tỉnh.", (), "Q")
    refusal = json.dumps({"choices": [{"message": {"content": "Tài liệu không nêu."}}]}).encode()
    with replying(200, refusal) as url:
        assert RemoteAssistant(f"{url}/v1").ask(ASKED).status is AnswerStatus.NOT_IN_CORPUS


def test_our_own_served_assistant_keeps_its_citations():
    cited = [{"marker": 1, "document": {"file": FILE}, "quote": "Công an tỉnh"}]
    ours = {
        "question": "?",
        "status": "answered",
        "answer": "Công an tỉnh [1]",
        "citations": cited,
        "as_of": "2026-05-05",
    }
    with replying(200, completion(troly=ours)) as url:
        given = next(RemoteAssistant(f"{url}/v1").stream(ASKED))
    assert [citation.document.file for citation in given.citations] == [FILE]


@pytest.mark.parametrize(("status", "body"), [(500, b"{}"), (200, b"<html>"), (200, b"[]"), (200, b'{"choices": []}')])
def test_what_is_no_completion_is_no_reply(status, body):
    with replying(status, body) as url, pytest.raises(NoReply):
        RemoteAssistant(f"{url}/v1#x").ask(ASKED)


def test_the_peers_model_that_is_not_there_gives_no_reply():
    with pytest.raises(NoReply):
        connect("http://127.0.0.1:9/v1#x", timeout_seconds=0.2)("?")


def test_all_peers_stand_side_by_side_in_one_run(work):  # noqa: F811  # as above
    with replying(200, completion()) as url:
        names = ("plain-rag", "plain-rag@http://127.0.0.1/v1#nhỏ", "bm25", f"{url}/v1#gpt")
        flags = [word for name in names for word in ("--peer", name)]
        fixed = ("--documents", work / "documents", "--as-of", "2026-05-05", "--out", work / "results", "--json")
        called = call("answers", work / "gold.jsonl", *fixed, *flags, product=product(lambda prompt: "Không rõ [1]."))
    printed = json.loads(called.stdout)
    assert [name for name in printed if name not in ("comparisons", "stability", "judge")] == ["troly", *names]
    assert len(printed["comparisons"]) == 4


def test_an_unknown_peer_is_bad_use_and_the_known_ones_are_named(work):  # noqa: F811  # as above
    with pytest.raises(BadUse, match="bm25"):
        answers(work, "--peer", "khac")
