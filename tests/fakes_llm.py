"""Language models to pass in: one that replies what it is told to, and endpoints on a real port that behave badly."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from assistant.prompts import Message

Say = Callable[[Message], str]


class FakeChat:
    """A ChatModel with a reply for each message, in pieces of seven characters; keeps what it was sent.

    A reply may be a function of the message; the last one serves all further messages. ``breaks_after`` characters of
    a reply the line breaks.
    """

    name = "giả-1b"

    def __init__(self, *replies: str | Say, breaks_after: int | None = None) -> None:
        self._replies = replies
        self._breaks_after = breaks_after
        self.sent: list[Message] = []

    def reply(self, message: Message, deadline: float) -> Iterator[str]:
        chosen = self._replies[min(len(self.sent), len(self._replies) - 1)]
        self.sent.append(message)
        text = chosen if isinstance(chosen, str) else chosen(message)
        for start in range(0, len(text), 7):
            if self._breaks_after is not None and start >= self._breaks_after:
                raise ConnectionError("cut")
            yield text[start : start + 7]
        if self._breaks_after is not None:
            raise ConnectionError("cut")


def passages(message: Message) -> list[tuple[int, str]]:
    """The numbered passages of a message, without their headings."""
    return [(int(n), text) for n, text in re.findall(r"(?m)^\[(\d+)\] \(.*?\) (.+)$", message.data)]


def honest(message: Message) -> str:
    """The first passage, repeated with its number; a question stays as it is."""
    found = passages(message)
    return f"{found[0][1]} [1]" if found else message.data.split("Câu hỏi cuối: ")[-1].splitlines()[0]


def down(message: Message) -> str:
    raise ConnectionError("down")


# Behaviours of an endpoint: each writes a whole HTTP reply.
Behave = Callable[[BaseHTTPRequestHandler], None]


def chunk(text: str, finish: str | None = None) -> bytes:
    """One streamed piece as an OpenAI-compatible server sends it."""
    body = {
        "id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "giả",
        "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}],
    }  # fmt: skip
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n".encode()


def streams(*pieces: bytes, pause: float = 0.0, ends: bool = True) -> Behave:
    """Writes pieces one by one; without an end the connection is just closed."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, 200, "text/event-stream")
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)
        if ends:
            handler.wfile.write(chunk("", "stop") + b"data: [DONE]\n\n")

    return behave


def sends(status: int, body: bytes, media: str = "application/json") -> Behave:
    """A whole body at once."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, status, media)
        handler.wfile.write(body)

    return behave


def hangs(seconds: float) -> Behave:
    """Takes the request and says nothing."""
    return lambda handler: time.sleep(seconds)


def pours(piece: bytes, seconds: float) -> Behave:
    """The same bytes without an end, for as long as anybody reads."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, 200, "text/event-stream")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(piece)

    return behave


def _head(handler: BaseHTTPRequestHandler, status: int, media: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", media)
    handler.send_header("Connection", "close")
    handler.end_headers()


@contextmanager
def endpoint(*behaviours: Behave) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """A server that behaves so, request after request, the last way for ever; gives its URL and the bodies it got."""
    bodies: list[dict[str, object]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            try:
                behaviours[min(len(bodies), len(behaviours)) - 1](self)
            except OSError:  # the client left
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", bodies
    finally:
        server.shutdown()
        server.server_close()
