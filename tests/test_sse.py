import json
import time
import urllib.request
from datetime import date

import pytest
from fakes_assistant import ANSWER, CITATIONS, FakeAssistant, FakeLibrary, serving

from assistant.api import create_app
from assistant.models import Question, Status, Token
from assistant.sse import FAILED, encode, joined, told
from ingest.errors import NoCorpus

QUESTION = Question("Ai chủ trì?", date(2026, 1, 31))


def frames(stream: bytes) -> list[tuple[str, dict]]:
    parts = [part for part in stream.decode().split("\n\n") if part.startswith("event: ")]
    pairs = [part.split("\n", 1) for part in parts]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in pairs]


def post(base: str, accept: str = "text/event-stream"):
    body = json.dumps({"question": "Ai chủ trì?"}).encode()
    headers = {"Content-Type": "application/json", "Accept": accept}
    return urllib.request.urlopen(urllib.request.Request(f"{base}/api/chat", body, headers), timeout=10)


def test_a_frame_keeps_line_breaks_inside_one_data_line():
    assert (
        encode(Token("dòng 1\n\nevent: done")) == b'event: token\ndata: {"text":"d\xc3\xb2ng 1\\n\\nevent: done"}\n\n'
    )


def test_a_citation_frame_carries_document_and_spans():
    (name, data), *_ = frames(encode(CITATIONS[0]))
    assert name == "citation"
    assert data["document"]["number"] == "01/TB-UBND"
    spans = [list(span) for span in CITATIONS[0].spans]
    lines = [{"page": line.page, "box": list(line.box)} for line in CITATIONS[0].rectangles]
    assert data["locator"] == {"kind": "characters", "spans": spans, "rectangles": lines, "parts": []}


def test_only_neighbouring_tokens_are_joined():
    assert list(joined([Status("…"), Token("a"), Token("b"), CITATIONS[0], Token("c")])) == [
        Status("…"),
        Token("ab"),
        CITATIONS[0],
        Token("c"),
    ]


def test_nothing_is_told_after_the_answer():
    fake = FakeAssistant(events=[ANSWER, Token("thừa")])
    assert list(told(fake.stream(QUESTION))) == [ANSWER]
    assert fake.closed.is_set()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NoCorpus("Chưa nạp văn bản nào; hãy nạp rồi hỏi."), "Chưa nạp văn bản nào; hãy nạp rồi hỏi."),
        (RuntimeError("mật khẩu 123"), FAILED),
        (None, FAILED),  # ended without an answer
    ],
)
def test_a_stream_without_answer_ends_in_one_sentence(error, sentence):
    last = list(told(FakeAssistant(events=[Status("…")], error=error).stream(QUESTION)))[-1]
    assert last.error == sentence


def test_tokens_are_joined_and_done_carries_the_same_json_as_a_plain_answer():
    with serving(create_app(FakeAssistant(), FakeLibrary())) as base:
        with post(base) as reply:
            headers, received = reply.headers, frames(reply.read())
        with post(base, "application/json") as reply:
            plain = json.load(reply)
    names = [name for name, _ in received]
    assert headers["X-Accel-Buffering"] == "no"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"].startswith("text/event-stream")
    assert list(dict.fromkeys(names)) == ["status", "token", "citation", "done"]
    assert names.count("token") <= 2
    assert "".join(data["text"] for name, data in received if name == "token") == ANSWER.text
    assert received[-1][1] == plain


def test_a_token_does_not_wait_for_a_slow_next_one():
    fake = FakeAssistant(events=[Token("Có "), Token("một."), ANSWER], pause=0.6)
    with serving(create_app(fake, FakeLibrary())) as base, post(base) as reply:
        start = time.monotonic()
        first = reply.readline() + reply.readline()
        waited = time.monotonic() - start
        rest = reply.read()
    assert "Có " in first.decode()
    assert waited < 0.4
    assert [name for name, _ in frames(b"\n" + rest)] == ["token", "done"]


def test_a_client_that_leaves_stops_the_work():
    fake = FakeAssistant(events=[Token("x")] * 1000, pause=0.05)
    with serving(create_app(fake, FakeLibrary())) as base:
        with post(base) as reply:
            reply.readline()
        assert fake.closed.wait(2)


def test_an_error_in_the_stream_leaks_nothing():
    fake = FakeAssistant(events=[Token("Có ")], error=RuntimeError("postgres://canary"))
    with serving(create_app(fake, FakeLibrary())) as base, post(base) as reply:
        body = reply.read()
    assert frames(body) == [("token", {"text": "Có "}), ("error", {"error": FAILED})]
