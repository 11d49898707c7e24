"""Any OpenAI-compatible assistant by its address, as an Assistant: our own served one, or somebody else's."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from assistant.models import Answer, AnswerStatus, Event, Question
from eval.cases import read_answer
from eval.matcher import refuses
from eval.served import connection
from ingest.errors import TrolyError


class NoReply(TrolyError):
    """A remote assistant that refused, broke off or said something else than a completion."""


class RemoteAssistant:
    """``address`` is its base URL up to ``/v1``, with the model's name after ``#`` where it needs one."""

    def __init__(self, address: str) -> None:
        self._url, _, self._model = address.partition("#")

    def ask(self, question: Question) -> Answer:
        """Its reply; citations come where it sends our extension ``troly``, the ending is else read from its words."""
        begun = time.perf_counter()
        reply = self._complete(question)
        if isinstance(reply.get("troly"), dict):
            return read_answer(json.dumps(reply["troly"]))
        try:
            text = str(reply["choices"][0]["message"]["content"] or "")
        except (LookupError, TypeError) as error:
            raise NoReply(f"{self._url} trả lời không theo khuôn dạng OpenAI.") from error
        status = AnswerStatus.NOT_IN_CORPUS if refuses(text) else AnswerStatus.ANSWERED
        seconds = time.perf_counter() - begun
        return Answer(question.id or "", question.text, status, text, (), (), (), question.as_of, seconds)

    def stream(self, question: Question) -> Iterator[Event]:
        """The answer as its only event."""
        yield self.ask(question)

    def _complete(self, question: Question) -> dict[str, Any]:
        turns = [{"role": turn.role, "content": turn.content} for turn in question.history]
        body = {
            "model": self._model or "troly",
            "messages": [*turns, {"role": "user", "content": question.text}],
            "temperature": 0,
        }
        if not self._model:  # our own: it takes the day of the question
            body["as_of"] = question.as_of.isoformat()
        target = f"{urlsplit(self._url).path.rstrip('/')}/chat/completions"
        try:
            with connection(self._url) as opened:
                opened.request("POST", target, json.dumps(body).encode(), {"Content-Type": "application/json"})
                response = opened.getresponse()
                reply = json.loads(response.read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NoReply(f"{self._url} không trả lời ({error}).") from error
        if response.status != 200 or not isinstance(reply, dict):
            raise NoReply(f"{self._url} từ chối với mã {response.status}.")
        return reply
