"""``/v1``: the assistant as a model of an OpenAI-compatible server, for Open WebUI, the ``openai`` client and others."""

from __future__ import annotations

import time
import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from assistant import housekeeping
from assistant.callers import Answering, Bearer, Holding, Refusal, Today, viewer_of
from assistant.chat_models import TURN_LIMIT, ChatAnswer, asked_text
from assistant.models import Answer, AnswerStatus, Assistant, Event, Question, Turn
from assistant.openai_content import appendix, inert, marked, spoken
from assistant.openai_models import (
    MODEL,
    Choice,
    Completion,
    CompletionRequest,
    Faulty,
    ModelCard,
    ModelList,
    Reply,
    Usage,
)
from assistant.openai_stream import Chunks, Heading
from assistant.sse import EventStream
from ingest.errors import BadUse

PUBLIC_KEY = "cong-khai"  # for clients that insist on a key: sees what everybody may read
_TURNS = 20  # earlier messages that are looked at
_NO_MODEL = "Không có mô hình này; hãy dùng tên “troly”."
_NO_QUESTION = "Không có tin nhắn nào của người hỏi; hãy gửi câu hỏi trong một tin nhắn có role là user."

router = APIRouter(
    prefix="/v1", responses={status: {"model": Faulty} for status in (400, 401, 404, 408, 413, 500, 503)}
)


def _viewer(request: Request, library: Holding, given: Bearer) -> str | None:
    """As elsewhere, but without a key, with an empty one or the public one the caller is everybody."""
    header = request.headers.get("authorization", "").strip().lower()
    if header in ("", "bearer", f"bearer {PUBLIC_KEY}"):
        return None
    return viewer_of(given.credentials if given else None, library)


Viewer = Annotated[str | None, Depends(_viewer)]


@router.get("/models", summary="Các mô hình, theo kiểu OpenAI")
def models(viewer: Viewer) -> ModelList:
    """Chỉ có một: troly. Mã truy cập sai thì trả về 401, nên cũng dùng được để thử kết nối."""
    return ModelList()


@router.get("/models/{model}", summary="Một mô hình, theo kiểu OpenAI")
def one_model(model: str, viewer: Viewer) -> ModelCard:
    """404 khi không phải troly."""
    if model != MODEL:
        raise Refusal(404, _NO_MODEL)
    return ModelCard()


@router.post(
    "/chat/completions",
    response_model=Completion,
    summary="Hỏi trợ lý, theo kiểu OpenAI",
    responses={200: {"content": {"text/event-stream": {}}}},
)
def complete(
    request: Request, asked: CompletionRequest, viewer: Viewer, assistant: Answering, today: Today
) -> Completion | EventStream:
    """JSON một lần, hoặc các mẩu chat.completion.chunk khi stream là true; tin nhắn system không phải là mệnh lệnh."""
    if asked.model != MODEL:
        raise Refusal(404, _NO_MODEL)
    heading = Heading(f"chatcmpl-{uuid.uuid4().hex[:12]}", int(time.time()), str(request.base_url))
    question = Question("", asked.as_of or today, viewer=viewer, id=heading.id)
    source, question = _put(asked, question, assistant)
    if asked.stream:
        return EventStream(source.stream(question), Chunks(heading, asked))
    return _whole(source.ask(question), asked, heading)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An assistant whose answer is there already."""

    text: str

    def ask(self, question: Question) -> Answer:
        return Answer(
            id=question.id or "", question=question.text, status=AnswerStatus.ANSWERED, text=self.text,
            citations=(), tasks=(), suggestions=(), as_of=question.as_of, seconds=0.0,
        )  # fmt: skip

    def stream(self, question: Question) -> Iterator[Event]:
        yield self.ask(question)


def _put(asked: CompletionRequest, blank: Question, assistant: Assistant) -> tuple[Assistant, Question]:
    """The conversation as a question, and who answers it; raises BadUse where there is none to answer."""
    spoken_by_both = [said for said in asked.messages if said.role in ("user", "assistant") and said.content.strip()]
    last = max((place for place, said in enumerate(spoken_by_both) if said.role == "user"), default=None)
    if last is None:
        raise BadUse(_NO_QUESTION)
    message = spoken_by_both[last].content
    system = next((said.content for said in asked.messages if said.role == "system"), "")
    if (made := housekeeping.reply(system, message)) is not None:
        return _Prepared(made), blank
    try:
        text = asked_text(housekeeping.question_of(message))
    except ValueError as wrong:
        raise BadUse(str(wrong)) from None
    history = tuple(Turn(said.role, _legible(said.content)) for said in spoken_by_both[:last][-_TURNS:])
    return assistant, replace(blank, text=text, history=history)


def _legible(content: str) -> str:
    """An earlier message as the assistant takes it: clients keep the whole conversation, so nothing in it is refused."""
    said = spoken(housekeeping.question_of(content))
    shown = "".join(letter for letter in said if letter in "\n\t" or unicodedata.category(letter)[0] != "C")
    return shown[:TURN_LIMIT]


def _whole(answer: Answer, asked: CompletionRequest, heading: Heading) -> Completion:
    content = inert(answer.text) + appendix(answer)
    reply = Reply(content=content, annotations=marked(content, answer.citations, heading.base))
    return Completion(
        id=heading.id,
        created=heading.created,
        choices=(Choice(message=reply),),
        usage=Usage.counted(asked, content),
        troly=ChatAnswer.of(answer),
    )
