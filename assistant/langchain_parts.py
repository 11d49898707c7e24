"""troly as parts of a LangChain chain: a retriever of quoted passages, and a runnable that answers.

    from assistant.langchain_parts import TrolyRetriever, TrolyRunnable, open_assistant

    troly = open_assistant("data")
    TrolyRetriever(tools=troly.tools, unit="so-y-te").invoke("giám sát an ninh mạng")
    TrolyRunnable(troly).invoke({"question": "Thế hạn khi nào?", "history": [("user", "Ai chủ trì nhiệm vụ 17?")]})

Nothing else of troly imports this module, so LangChain is loaded only by whoever uses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.messages import convert_to_openai_messages
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.utils import AddableDict
from pydantic import ConfigDict, Field, ValidationError

from assistant import cite, sensitive
from assistant import open as opened
from assistant.ask import Troly, readable
from assistant.chat_models import ChatAnswer, ChatCitation, ChatQuestion
from assistant.complaints import complaint
from assistant.evidence import Line, Quote
from assistant.find_content import carry_enough
from assistant.models import Answer, Assistant, Question, Token
from assistant.retrieve import Hit, search
from assistant.settings import read_settings
from assistant.tools import Tools
from assistant.understand import understand
from ingest.errors import BadUse


def open_assistant(data: str | Path | None = None) -> Troly:
    """The assistant over a data folder, with the settings of the environment; raises NoCorpus where there is none."""
    settings = read_settings()
    return opened.assistant(settings, Path(data) if data else settings.data)


class TrolyRetriever(BaseRetriever):
    """The passages that carry a question, best first, none below troly's floor; a unit sees only what it may read."""

    model_config = ConfigDict(arbitrary_types_allowed=True, extra="forbid", frozen=True)

    tools: Tools = Field(description="``troly.tools`` of an opened assistant")
    unit: str | None = Field(default=None, description="who asks; None sees what everybody may read")
    as_of: date | None = Field(default=None, description="only what is in force on this day; None is today")
    most: int = Field(default=4, ge=1, le=40, description="documents returned")

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        question = Question(readable(query), self.as_of or date.today(), viewer=self.unit)
        if sensitive.is_secret(question):
            raise BadUse(sensitive.SECRET)
        understood = understand(sensitive.harmless(question), self.tools.known(self.unit))
        hits = search(understood, self.tools, understood.scope.documents or None)
        if not carry_enough(hits, understood, self.tools):
            return []
        return [self._document(hit) for hit in hits[: self.most]]

    def _document(self, hit: Hit) -> Document:
        """The passage as quoted, with what a citation of it says and how well it was found."""
        passage = hit.passage
        line = Line("", (Quote(passage.document_id, passage.spans, passage.section),))
        _, (citation,) = cite.number((line,), self.unit, self.tools)
        shown = ChatCitation.of(citation).model_dump(mode="json", exclude={"marker", "quote"})
        found = {"task": passage.task_id, "score": round(hit.score, 4), "coverage": round(hit.coverage, 4)}
        return Document(page_content=citation.quote, id=passage.id, metadata={**shown, **found})


Asked = str | dict[str, Any]
"""A question, or ``question`` with ``history`` (messages of any kind LangChain knows) and ``as_of``."""


class TrolyRunnable(Runnable[Asked, dict[str, Any]]):
    """A question becomes the answer of ``/api/chat`` as a dict.

    ``stream`` gives its pieces: ``{"answer": …}`` for each piece of verified text, then the other fields. The sum of
    the pieces is the answer.
    """

    def __init__(self, assistant: Assistant, unit: str | None = None) -> None:
        self._assistant, self._unit = assistant, unit

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **_kwargs: object) -> dict[str, Any]:
        """The whole answer; raises BadUse for what is no question."""
        return self._call_with_config(self._answered, input, config)

    def stream(self, input: Asked, config: RunnableConfig | None = None, **_kwargs: object) -> Iterator[dict[str, Any]]:
        """The answer in pieces that add up to it."""
        yield from self._transform_stream_with_config(iter((input,)), self._pieces, config)

    def _answered(self, asked: Asked) -> dict[str, Any]:
        return _told(self._assistant.ask(self._question(asked)))

    def _pieces(self, asked: Iterator[Asked]) -> Iterator[AddableDict]:
        for one in asked:
            streamed = False
            for event in self._assistant.stream(self._question(one)):
                if isinstance(event, Token):
                    streamed = True
                    yield AddableDict(answer=event.text)
                elif isinstance(event, Answer):
                    told = _told(event)
                    yield AddableDict({name: value for name, value in told.items() if name != "answer" or not streamed})

    def _question(self, asked: Asked) -> Question:
        given: dict[str, Any] = {"question": asked} if isinstance(asked, str) else dict(asked)
        given["history"] = [
            {"role": said["role"], "content": said["content"]}
            for said in convert_to_openai_messages(given.get("history") or [])
            if said["role"] in ("user", "assistant")
        ]
        try:
            return ChatQuestion.model_validate(given).asked_by(self._unit, date.today())
        except ValidationError as wrong:
            raise BadUse(complaint(wrong.errors()[0])) from None


def _told(answer: Answer) -> dict[str, Any]:
    return ChatAnswer.of(answer).model_dump(mode="json")
