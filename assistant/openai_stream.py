"""Events of an answer as the chunks of a streamed completion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from assistant.chat_models import ChatAnswer
from assistant.models import Answer, Citation, Event, Status, Token
from assistant.openai_content import Inert, appendix, marked
from assistant.openai_models import Chunk, ChunkChoice, CompletionRequest, Delta, Faulty, Progress, Usage
from assistant.wire import Problem

_END = b"data: [DONE]\n\n"


@dataclass(frozen=True, slots=True)
class Heading:
    """What all chunks of a completion share; ``base`` is this service's address with a final slash."""

    id: str
    created: int
    base: str


class Chunks:
    """Encodes the events of one answer, in order."""

    def __init__(self, heading: Heading, asked: CompletionRequest) -> None:
        self._heading, self._asked = heading, asked
        self._inert, self._streamed = Inert(), False
        self._said = ""

    def __call__(self, event: Event | Problem) -> bytes:
        """The bytes of an event; none where it is told only at the end."""
        match event:
            case Status():
                return self._chunk(Delta(), troly=Progress(progress=event.text))
            case Token():
                self._streamed = True
                return self._words(self._inert(event.text))
            case Citation():
                return b""
            case Answer():
                return self._ending(event)
            case Problem():
                return _frame(Faulty.of(503, event.error)) + _END

    def _words(self, words: str) -> bytes:
        if not words:
            return b""
        role: Literal["assistant"] | None = None if self._said else "assistant"
        self._said += words
        return self._chunk(Delta(role=role, content=words))

    def _ending(self, answer: Answer) -> bytes:
        whole = "" if self._streamed else self._inert(answer.text)
        words = self._words(whole + self._inert.rest() + appendix(answer))
        marks = marked(self._said, answer.citations, self._heading.base)
        last = self._chunk(Delta(annotations=marks or None), "stop", ChatAnswer.of(answer))
        return words + last + self._usage() + _END

    def _usage(self) -> bytes:
        options = self._asked.stream_options
        if options is None or not options.include_usage:
            return b""
        usage = Usage.counted(self._asked, self._said)
        return _frame(Chunk(id=self._heading.id, created=self._heading.created, choices=(), usage=usage))

    def _chunk(
        self, delta: Delta, finish: Literal["stop"] | None = None, troly: ChatAnswer | Progress | None = None
    ) -> bytes:
        choice = ChunkChoice(delta=delta, finish_reason=finish)
        return _frame(Chunk(id=self._heading.id, created=self._heading.created, choices=(choice,), troly=troly))


def _frame(data: BaseModel) -> bytes:
    return f"data: {data.model_dump_json()}\n\n".encode()
