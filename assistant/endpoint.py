"""A chat model behind any OpenAI-compatible endpoint, treated as hostile: bounded in time and bytes, tried twice.

The only user of LangChain's client, which takes two seconds to import: it is imported where the first reply is made.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

import httpx2

from assistant.breaker import Breaker
from assistant.prompts import Message

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

MOST_TOKENS = 400  # a reply is a few sentences
MOST_BYTES = 2_000_000  # of one reply on the wire: a token is about 300 bytes of JSON
_FIRST, _PAUSE = 0.7, 0.4  # shares of the budget: until the first piece, and between two pieces
_CONNECT = 3.0  # seconds; an endpoint in the house answers in milliseconds


@dataclass(frozen=True, slots=True)
class Address:
    """Where the model is: base URL up to ``/v1``, model name, key (empty for none)."""

    url: str
    model: str
    key: str = field(default="", repr=False)


_Item = str | Exception | None


class Endpoint:
    """A ChatModel by HTTP. ``budget`` are the seconds of one answer; all time-outs are shares of it."""

    def __init__(self, address: Address, budget: float, breaker: Breaker | None = None) -> None:
        self.name = address.model
        self._address, self._budget, self._breaker = address, budget, breaker or Breaker()
        self._building = Lock()

    def warm(self) -> None:
        """Import and build the client, some seconds, before the first question needs it."""
        assert self._chat

    def reply(self, message: Message, deadline: float) -> Iterator[str]:
        """One retry, only where nothing came and the failure was quick; then the breaker hears of it."""
        if not self._breaker.admits():
            raise ConnectionError("circuit open")
        for is_last in (False, True):
            came = False
            try:
                for piece in self._once(message, deadline):
                    came = True
                    yield piece
            except TimeoutError as error:  # slow now is slow in a moment
                self._breaker.failed()
                raise ConnectionError("timed out") from error
            except Exception as error:  # whatever client, parser or network raise means the same
                if came or is_last or not _is_worth_a_retry(error):
                    self._breaker.failed()
                    raise ConnectionError(type(error).__name__) from error
            else:
                self._breaker.succeeded()
                return

    def _once(self, message: Message, deadline: float) -> Iterator[str]:
        """A try, read in a thread of its own: no wait of a library is longer than ours."""
        box: SimpleQueue[_Item] = SimpleQueue()
        left = Event()
        Thread(target=self._pump, args=(message, box, left), daemon=True).start()
        wait, came = self._budget * _FIRST, False
        try:
            while (item := _next(box, min(wait, deadline - time.monotonic()))) is not None:
                if isinstance(item, Exception):
                    raise item
                wait, came = self._budget * _PAUSE, True
                yield item
            if not came:
                raise ValueError("empty reply")
        finally:
            left.set()

    def _pump(self, message: Message, box: SimpleQueue[_Item], left: Event) -> None:
        ended = False
        try:
            for chunk in self._chat.stream([("system", message.system), ("user", message.data)]):
                if left.is_set():
                    return
                if text := str(chunk.text):
                    box.put(text)
                ended = ended or bool(chunk.response_metadata.get("finish_reason"))
            box.put(None if ended else EOFError("broke off"))  # a connection may close quietly in mid-sentence
        except Exception as error:
            box.put(error)

    @property
    def _chat(self) -> ChatOpenAI:
        with self._building:
            return self._built

    @cached_property
    def _built(self) -> ChatOpenAI:
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        timeout = httpx2.Timeout(self._budget, connect=min(_CONNECT, self._budget))
        client = httpx2.Client(timeout=timeout, follow_redirects=False, event_hooks={"response": [_bound]})
        return ChatOpenAI(
            base_url=self._address.url,
            model=self._address.model,
            api_key=SecretStr(self._address.key or "-"),  # the client insists on one
            temperature=0,
            extra_body={"max_tokens": MOST_TOKENS},  # servers of small models do not know the newer name
            max_retries=0,
            timeout=timeout,
            http_client=client,
            use_responses_api=False,
            stream_usage=False,  # not every server knows it
        )


def _next(box: SimpleQueue[_Item], wait: float) -> _Item:
    try:
        return box.get(timeout=max(0.0, wait))
    except Empty:
        raise TimeoutError from None


def _is_worth_a_retry(error: Exception) -> bool:
    """A refusal by status 4xx stays one, except "too many requests" and "time-out"."""
    status = getattr(error, "status_code", None)
    return status is None or status >= 500 or status in (408, 429)


def _bound(response: httpx2.Response) -> None:
    """Cut a reply that never ends, whatever it is made of."""
    if isinstance(response.stream, httpx2.SyncByteStream):
        response.stream = _Bounded(response.stream)


class _Bounded(httpx2.SyncByteStream):
    """A byte stream that raises after MOST_BYTES."""

    def __init__(self, stream: httpx2.SyncByteStream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        read = 0
        for part in self._stream:
            read += len(part)
            if read > MOST_BYTES:
                raise ValueError("endless reply")
            yield part

    def close(self) -> None:
        """Hand the connection back."""
        self._stream.close()
