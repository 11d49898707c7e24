"""Gold files and earlier answers: JSON lines in, frozen values out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from assistant.models import Answer, AnswerStatus, Citation, CitedDocument, Question, Turn
from eval.matcher import Labels
from ingest.errors import BadUse

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A place that supports the answer: verbatim words (white space collapsed) of the file ``document``."""

    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled question."""

    id: str
    type: str
    lang: str
    text: str
    history: tuple[Turn, ...]
    labels: Labels
    quotes: tuple[GoldQuote, ...]
    statuses: tuple[str, ...] = ()  # endings that are right for a question without an answer; empty: any refusal
    paraphrases: tuple[str, ...] = ()  # the same question in other words
    answer: str = ""  # a model answer, which its own labels must accept

    def question(self, as_of: date, viewer: str | None) -> Question:
        """The question as it is put to an assistant."""
        return Question(self.text, as_of, self.history, viewer, self.id)


class _Quote(BaseModel):
    doc: str
    quote: str


class _Turn(BaseModel):
    role: str
    content: str


class _Case(BaseModel):
    id: str
    type: str = "question"
    lang: str = "vi"
    question: str
    history: list[_Turn] = Field(default_factory=list)
    answerable: bool = True
    must_include: list[str | list[str]] = Field(default_factory=list)
    must_not_include: list[str] = Field(default_factory=list)
    forbidden_values: list[str] = Field(default_factory=list)
    accept_answered: bool = False
    accept_clarification: bool = False
    citations: list[_Quote] = Field(default_factory=list)
    statuses: list[AnswerStatus] = Field(default_factory=list)
    paraphrases: list[str] = Field(default_factory=list)
    answer: str = ""

    def frozen(self) -> Case:
        groups = tuple((group,) if isinstance(group, str) else tuple(group) for group in self.must_include)
        unwanted = (*self.must_not_include, *self.forbidden_values)
        labels = Labels(groups, unwanted, self.answerable, self.accept_answered, self.accept_clarification)
        turns = tuple(Turn(turn.role, turn.content) for turn in self.history)
        quotes = tuple(GoldQuote(quote.doc, quote.quote) for quote in self.citations)
        return Case(
            id=self.id,
            type=self.type,
            lang=self.lang,
            text=self.question,
            history=turns,
            labels=labels,
            quotes=quotes,
            statuses=tuple(map(str, self.statuses)),
            paraphrases=tuple(self.paraphrases),
            answer=self.answer,
        )


class _Document(BaseModel):
    id: str = ""
    file: str
    number: str | None = None
    title: str = ""


class _Citation(BaseModel):
    marker: int
    document: _Document
    section: list[str] = Field(default_factory=list)
    page: int | None = None
    quote: str

    def frozen(self) -> Citation:
        document = CitedDocument(self.document.id, self.document.file, self.document.number, self.document.title)
        return Citation(self.marker, document, tuple(self.section), self.page, self.quote, ())


class _Answer(BaseModel):
    id: str | None = None
    question: str
    status: AnswerStatus
    answer: str
    citations: list[_Citation] = Field(default_factory=list)
    tasks: list[str] = Field(default_factory=list)
    suggestions: list[str] = Field(default_factory=list)
    as_of: date
    seconds: float = 0.0

    def frozen(self) -> Answer:
        return Answer(
            id=self.id or "",
            question=self.question,
            status=self.status,
            text=self.answer,
            citations=tuple(citation.frozen() for citation in self.citations),
            tasks=tuple(self.tasks),
            suggestions=tuple(self.suggestions),
            as_of=self.as_of,
            seconds=self.seconds,
        )


class RecordedAssistant:
    """Answers given earlier, found by the question's id and else by its words."""

    def __init__(self, answers: tuple[Answer, ...]) -> None:
        self._by_id = {answer.id: answer for answer in answers if answer.id}
        self._by_text = {answer.question: answer for answer in answers}

    def ask(self, question: Question) -> Answer:
        """The recorded answer; a question that was not asked then is a BadUse."""
        answer = self._by_id.get(question.id or "") or self._by_text.get(question.text)
        if answer is None:
            raise BadUse(f"Tệp câu trả lời không có câu hỏi {question.id or question.text!r}.")
        return answer

    def stream(self, question: Question) -> Iterator[Answer]:
        """The recorded answer as its only event."""
        yield self.ask(question)


def load_cases(path: Path) -> tuple[Case, ...]:
    """The labelled questions of a JSONL file; BadUse when it cannot be read."""
    return tuple(line.frozen() for line in read_lines(path, _Case))


def load_answers(path: Path) -> tuple[Answer, ...]:
    """The answers that ``troly ask --questions FILE --json`` printed."""
    return tuple(line.frozen() for line in read_lines(path, _Answer))


def read_answer(line: str) -> Answer:
    """One answer as ``troly ask --json`` prints it; BadUse where it is none."""
    try:
        return _Answer.model_validate_json(line).frozen()
    except ValidationError as error:
        raise BadUse(f"Câu trả lời sai dạng: {error.errors()[0]['msg']}.") from error


def answer_line(answer: Answer) -> str:
    """One answer in the shape that ``load_answers`` reads, as a line of JSON."""
    citations = [
        {
            "marker": citation.marker,
            "document": {name: getattr(citation.document, name) for name in ("id", "file", "number", "title")},
            "section": citation.section,
            "page": citation.page,
            "quote": citation.quote,
        }
        for citation in answer.citations
    ]
    fields = {
        "id": answer.id,
        "question": answer.question,
        "status": answer.status,
        "answer": answer.text,
        "citations": citations,
        "tasks": answer.tasks,
        "suggestions": answer.suggestions,
        "as_of": answer.as_of.isoformat(),
        "seconds": answer.seconds,
    }
    return json.dumps(fields, ensure_ascii=False)


def read_lines(path: Path, shape: type[T]) -> list[T]:
    """The objects of a file that holds one JSON object per line, or one JSON list of them."""
    text = _read(path)
    try:
        if text.lstrip().startswith("["):
            return TypeAdapter(list[shape]).validate_json(text)  # type: ignore[valid-type]  # built at run time
        return [shape.model_validate_json(line) for line in text.splitlines() if line.strip()]
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "JSON"
        raise BadUse(f"Tệp {path.name} sai dạng tại “{place}”: {first['msg']}.") from error


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadUse(f"Không đọc được tệp {path}: cần một tệp JSON hoặc JSONL mã UTF-8.") from error
