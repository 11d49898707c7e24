"""An endpoint on a real port may do what it likes: a reply comes in time or a ConnectionError does."""

import time

import pytest
from fakes_llm import chunk, endpoint, hangs, pours, sends, streams

from assistant.breaker import Breaker
from assistant.endpoint import Address, Endpoint
from assistant.prompts import Message

MESSAGE = Message("Trả lời ngắn.", "Câu hỏi: ai chủ trì?")
BUDGET = 0.8
GOOD = streams(chunk("Công an "), chunk("tỉnh chủ trì [1]."))


def client(url: str, budget: float = BUDGET, breaker: Breaker | None = None) -> Endpoint:
    made = Endpoint(Address(url, "giả-1b", "key-1"), budget, breaker)
    made.warm()
    return made


def reply(made: Endpoint, budget: float = BUDGET) -> str:
    return "".join(made.reply(MESSAGE, time.monotonic() + budget))


def test_a_reply_comes_in_pieces_from_the_model_that_was_named():
    with endpoint(GOOD) as (url, bodies):
        made = client(url, budget=20)
        assert list(made.reply(MESSAGE, time.monotonic() + 20)) == ["Công an ", "tỉnh chủ trì [1]."]
    assert made.name == "giả-1b"
    [body] = bodies
    assert (body["model"], body["temperature"], body["stream"], body["max_tokens"]) == ("giả-1b", 0, True, 400)
    assert [m["role"] for m in body["messages"]] == ["system", "user"]


BAD = {
    "không nói gì": hangs(3),
    "chậm từng chữ": streams(*[chunk("chữ ")] * 100, pause=0.5),
    "nhỏ giọt không dứt": streams(*[chunk("chữ ")] * 400, pause=0.05),
    "không dứt": pours(chunk("chữ "), 3),
    "không dứt, không xuống dòng": pours(b"x" * 65_536, 3),
    "rác": sends(200, b"\xff\xfe\x00garbage" * 50, "text/event-stream"),
    "trang HTML": sends(200, b"<html><body>Login</body></html>", "text/html"),
    "JSON sai": sends(200, b'data: {"choices": "none"}\n\ndata: [DONE]\n\n', "text/event-stream"),
    "JSON cắt dở": sends(200, b'data: {"choices": [{"delta": {"cont\n\n', "text/event-stream"),
    "rỗng": streams(),
    "400": sends(400, b'{"error": {"message": "no such model"}}'),
    "401": sends(401, b'{"error": {"message": "bad key"}}'),
    "404": sends(404, b"not found", "text/plain"),
    "429": sends(429, b"{}"),
    "500": sends(500, b"{}"),
    "503": sends(503, b"<html>", "text/html"),
    "chuyển hướng": sends(307, b""),
}


@pytest.mark.parametrize("behaviour", BAD.values(), ids=BAD)
def test_whatever_it_does_a_failure_is_told_within_the_budget(behaviour):
    with endpoint(behaviour) as (url, _):
        made = client(url)
        begun = time.monotonic()
        with pytest.raises(ConnectionError):
            reply(made)
        assert time.monotonic() - begun < BUDGET + 0.5


def test_nobody_listening_is_a_failure_too():
    with endpoint(GOOD) as (url, _):
        pass
    with pytest.raises(ConnectionError):
        reply(client(url))


def test_one_failure_before_the_first_word_is_tried_again():
    with endpoint(sends(503, b"{}"), GOOD) as (url, bodies):
        assert reply(client(url, 20), 20) == "Công an tỉnh chủ trì [1]."
    assert len(bodies) == 2


@pytest.mark.parametrize("status", [400, 401, 404])
def test_a_refusal_is_not_tried_again(status):
    with endpoint(sends(status, b"{}"), GOOD) as (url, bodies), pytest.raises(ConnectionError):
        reply(client(url, 20), 20)
    assert len(bodies) == 1


def test_a_reply_that_breaks_off_gives_what_came_and_then_fails_without_a_second_try():
    with endpoint(streams(chunk("Công an tỉnh chủ trì [1]. "), b'data: {"cho', ends=False)) as (url, bodies):
        pieces = client(url, 20).reply(MESSAGE, time.monotonic() + 20)
        assert next(pieces) == "Công an tỉnh chủ trì [1]. "
        with pytest.raises(ConnectionError):
            list(pieces)
    assert len(bodies) == 1


def test_after_three_failures_it_is_left_alone_and_then_tried_by_one():
    now = [0.0]
    with endpoint(sends(400, b"{}"), sends(400, b"{}"), sends(400, b"{}"), GOOD) as (url, bodies):
        made = client(url, 20, Breaker(failures=3, rest=30, clock=lambda: now[0]))
        for _ in range(5):
            with pytest.raises(ConnectionError):
                reply(made, 20)
        assert len(bodies) == 3
        now[0] = 31
        assert reply(made, 20) == "Công an tỉnh chủ trì [1]."
        assert reply(made, 20) == "Công an tỉnh chủ trì [1]."


def test_a_probe_that_fails_opens_the_circuit_again_and_only_one_caller_probes():
    now = [0.0]
    breaker = Breaker(failures=1, rest=10, clock=lambda: now[0])
    breaker.failed()
    assert not breaker.admits()
    now[0] = 11
    assert [breaker.admits(), breaker.admits()] == [True, False]
    breaker.failed()
    now[0] = 20
    assert not breaker.admits()
    now[0] = 22
    assert breaker.admits()
    breaker.succeeded()
    assert breaker.admits()


def test_a_key_is_never_shown():
    assert "key-1" not in repr(Address("http://127.0.0.1:9/v1", "giả", "key-1"))
