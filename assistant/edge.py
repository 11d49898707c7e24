"""The outer ring of the HTTP service: limits before the work, headers and one plain sentence after it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import anyio
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.openai_models import Faulty
from assistant.wire import Problem

BODY_LIMIT = 64 * 1024
COMPLETIONS = "/v1/chat/completions"
COMPLETIONS_LIMIT = 1024 * 1024  # clients of OpenAI send the whole conversation each time, with all that we said
BODY_SECONDS = 20.0  # a body that takes longer is an attack or a dead line
FAILED = "Hệ thống gặp lỗi; hãy thử lại, nếu vẫn lỗi hãy báo quản trị viên."
TOO_LARGE = "Yêu cầu lớn quá {limit} KiB; hãy rút gọn câu hỏi hoặc mở cuộc hỏi mới."
TOO_SLOW = "Yêu cầu gửi lên quá chậm; hãy kiểm tra đường truyền rồi thử lại."
BUSY = "Trợ lý đang phục vụ quá nhiều câu hỏi; hãy thử lại sau ít giây."

# No script, style, frame or request but our own; Trusted Types turn a forgotten innerHTML into an error.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}

logger = logging.getLogger(__name__)


def problem(path: str, status: int, sentence: str, headers: dict[str, str] | None = None) -> Response:
    """One Vietnamese sentence as JSON; under /v1 in the shape that clients of OpenAI read, where 400 stands for 422."""
    if not path.startswith("/v1/"):
        return Response(Problem(error=sentence).model_dump_json(), status, headers, media_type="application/json")
    status = 400 if status == 422 else status
    return Response(Faulty.of(status, sentence).model_dump_json(), status, headers, media_type="application/json")


@dataclass(frozen=True, slots=True)
class Limits:
    """How many answers are made at once, and the seconds a further one waits before it is refused.

    Answers run in the 40 threads of anyio's pool; fewer chats than that leave threads for health and documents.
    """

    chats: int = 32
    patience: float = 15.0


class Ring:
    """ASGI middleware around the whole service."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._patience = limits.patience
        self._places = anyio.Semaphore(limits.chats)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Guards one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Headed(send)
        try:
            await self._within_limits(scope, receive, answer)
        except Exception:
            if answer.started:  # too late for a sentence: the server cuts the connection
                raise
            logger.exception("request failed")
            await problem(scope["path"], 500, FAILED)(scope, receive, answer)

    async def _within_limits(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, refusal = await _body_of(scope["path"], receive)
        if refusal:
            await refusal(scope, receive, send)
        elif scope["path"] not in ("/api/chat", COMPLETIONS):
            await self._app(scope, _replayed(body, receive), send)
        else:
            await self._in_turn(scope, _replayed(body, receive), send)

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        with anyio.move_on_after(self._patience) as waiting:
            await self._places.acquire()
        if waiting.cancelled_caught:
            await problem(scope["path"], 503, BUSY, {"Retry-After": "5"})(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            self._places.release()


class _Headed:
    """A ``send`` that adds the security headers a response does not set itself."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


async def _body_of(path: str, receive: Receive) -> tuple[bytes, Response | None]:
    """The whole body, or why it is not taken."""
    limit = COMPLETIONS_LIMIT if path == COMPLETIONS else BODY_LIMIT
    body = bytearray()
    with anyio.move_on_after(BODY_SECONDS):
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > limit:
                return b"", problem(path, 413, TOO_LARGE.format(limit=limit // 1024), {"Connection": "close"})
            if not message.get("more_body", False):
                return bytes(body), None
    return b"", problem(path, 408, TOO_SLOW, {"Connection": "close"})


def _replayed(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    """A ``receive`` that first gives the body, then whatever comes, such as the client leaving."""
    pending = [body]

    async def again() -> Message:
        if pending:
            return {"type": "http.request", "body": pending.pop(), "more_body": False}
        return await receive()

    return again
