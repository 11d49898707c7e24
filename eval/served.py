"""A really served app: ``troly serve`` as a child process, and questions put to it over HTTP, streamed."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from socket import socket
from urllib.parse import urlsplit

from ingest.errors import BadUse, StorageFailure

PROGRAM = (sys.executable, "-c", "from eval.cli import main; main()")
_ROOT = Path(__file__).parents[1]
_STARTING = 60.0  # seconds until it must answer
_WAITING = 120.0  # seconds for one answer
_LOOK_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Timed:
    """One streamed answer; seconds since the question was sent, None for what never came. ``status`` is HTTP's."""

    question: str
    status: int
    first_event: float | None
    first_token: float | None
    done: float | None

    @property
    def failed(self) -> bool:
        """Whether no whole answer came."""
        return self.done is None


@contextmanager
def serving(data: Path, program: Sequence[str] = PROGRAM) -> Iterator[str]:
    """The address of an app that serves a data folder and answers; it ends with the context."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*program, "serve", "--port", str(port), "--data", str(data.resolve())]
    child = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        url = f"http://127.0.0.1:{port}"
        _await(url, child)
        yield url
    finally:
        child.terminate()
        child.wait()
        if child.stderr:
            child.stderr.close()


def _await(url: str, child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _STARTING
    while time.monotonic() < until:
        if child.poll() is not None:
            said = child.stderr.read().decode(errors="replace").strip() if child.stderr else ""
            raise StorageFailure(f"troly serve dừng ngay khi khởi động: {said[-300:]}")
        if _is_healthy(url):
            return
        time.sleep(_LOOK_EVERY)
    raise StorageFailure(f"troly serve không trả lời sau {_STARTING:.0f} giây; hãy thử lại trên máy rảnh hơn.")


def _is_healthy(url: str) -> bool:
    try:
        with connection(url) as opened:
            opened.request("GET", "/health")
            return opened.getresponse().status == 200
    except OSError:
        return False


@contextmanager
def connection(url: str) -> Iterator[http.client.HTTPConnection]:
    """A connection to the host of an address; BadUse where that is none."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadUse(f"Địa chỉ {url} không dùng được; hãy nêu dạng http://máy:cổng.")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    opened = kind(parts.hostname, parts.port, timeout=_WAITING)
    try:
        yield opened
    finally:
        opened.close()


def ask(url: str, question: str, as_of: date) -> Timed:
    """One question as a browser asks it; a server that breaks off or refuses gives a failed answer."""
    body = json.dumps({"question": question, "as_of": as_of.isoformat()})
    headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
    begun = time.perf_counter()
    try:
        with connection(url) as opened:
            opened.request("POST", "/api/chat", body.encode(), headers)
            response = opened.getresponse()
            seen = dict(_events(response, begun)) if response.status == 200 else {}
    except (OSError, http.client.HTTPException):
        return Timed(question, 0, None, None, None)
    return Timed(
        question,
        response.status,
        min(seen.values(), default=None),
        seen.get("token", seen.get("done")),
        seen.get("done"),
    )


def _events(response: http.client.HTTPResponse, begun: float) -> Iterator[tuple[str, float]]:
    """Each kind of event with the time of its first one."""
    seen: set[str] = set()
    for line in response:
        name = line.removeprefix(b"event: ").strip().decode() if line.startswith(b"event: ") else ""
        if name and name not in seen:
            seen.add(name)
            yield name, time.perf_counter() - begun
