"""The types of the second stage: a Question becomes a Query, Evidence and an Answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message; role is "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, by whom and as of which day. ``viewer`` None sees only documents visible to everybody."""

    text: str
    as_of: date
    history: tuple[Turn, ...] = ()
    viewer: str | None = None
    id: str | None = None


class AnswerStatus(StrEnum):
    """Every way an answer can end."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NEEDS_CLARIFICATION = "needs_clarification"
    NOT_IN_CORPUS = "not_in_corpus"  # the corpus does not say
    NOT_STATED = "not_stated"  # the task or document is there and does not state this
    BLANK_IN_DOCUMENT = "blank_in_document"  # the place is printed and left empty
    NO_SUCH_TASK = "no_such_task"
    NO_SUCH_PLACE = "no_such_place"  # the document has no such article, section, point or annex
    NO_SUCH_DOCUMENT = "no_such_document"
    NO_PROGRESS = "no_progress"  # asked whether work is done: documents assign it and do not report
    SMALL_TALK = "small_talk"  # a greeting, thanks, or a question about the assistant itself
    ADVICE = "advice"  # an opinion, a forecast, legal advice
    PERSONAL_DATA = "personal_data"
    OUT_OF_SCOPE = "out_of_scope"  # another subject, or work that is not looking up: drafting, translating
    REFUSED_INPUT = "refused_input"  # an instruction, not a question
    NO_CORPUS = "no_corpus"


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """The document a citation opens."""

    id: str
    file: str
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A printed line of a quotation: its page from 1; left, top, right, bottom in points from the page's top left."""

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim place. ``quote`` joins its spans with " … "; ``spans`` are (start, end) offsets of the extracted text."""

    marker: int
    document: CitedDocument
    section: tuple[str, ...]
    page: int | None
    quote: str
    spans: tuple[tuple[int, int], ...]
    recognised: float | None = None  # lowest confidence of its words, 0 to 1; None where the letters are the file's own
    rectangles: tuple[Rectangle, ...] = ()
    parts: tuple[str, ...] = ()  # paragraphs and cells, where the format has no pages


class ModelPart(StrEnum):
    """What a language model did in an answer."""

    NOTHING = "nothing"  # the register or the passages answered without it
    WORDED = "worded"  # proved sentences of it stand above the quoted ones
    REWROTE = "rewrote"  # it completed a follow-up out of the user's own words
    WITHHELD = "withheld"  # none of its sentences could be proved
    FAILED = "failed"  # it was down, slow or broke off; said in the answer


@dataclass(frozen=True, slots=True)
class ModelUse:
    """The language model in use: its name, the hash of the prompts, troly's version, and its part in the answer."""

    name: str
    prompts: str
    version: str
    part: ModelPart


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, and where it stands. ``text`` carries markers such as [1]; ``tasks`` are register ids."""

    id: str
    question: str
    status: AnswerStatus
    text: str
    citations: tuple[Citation, ...]
    tasks: tuple[str, ...]
    suggestions: tuple[str, ...]
    as_of: date
    seconds: float
    model: ModelUse | None = None  # None where no language model is configured


@dataclass(frozen=True, slots=True)
class Status:
    """A progress line while the answer is made."""

    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of verified answer text, to be appended."""

    text: str


Event = Status | Token | Citation | Answer


class Assistant(Protocol):
    """Anything that answers questions: the product, a peer under evaluation, a fake in a test."""

    def ask(self, question: Question) -> Answer:
        """The whole answer."""

    def stream(self, question: Question) -> Iterator[Event]:
        """The same answer as events: statuses, tokens and citations, and last the Answer itself."""
