"""The story of an answer: understand, decline, look up, search, verify, cite."""

from __future__ import annotations

import re
import time
import unicodedata
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from assistant import (
    amendments,
    cite,
    contradictions,
    decline,
    follow,
    footnotes,
    messages,
    other_cells,
    phrase,
    rewrite,
    sensitive,
    several,
    suggest,
)
from assistant.endings import ending
from assistant.evidence import Draft, Line
from assistant.find_by_order import by_order
from assistant.find_changes import by_changes
from assistant.find_compare import by_comparison
from assistant.find_corpus import by_corpus
from assistant.find_document import by_document
from assistant.find_event import after_event
from assistant.find_figures import by_figures
from assistant.find_items import by_items
from assistant.find_list import by_filter
from assistant.find_meeting import by_meeting
from assistant.find_members import by_members
from assistant.find_mentions import by_mention
from assistant.find_ranking import by_ranking
from assistant.find_reference import by_sign
from assistant.find_relation import by_relation
from assistant.find_section import by_heading, by_section
from assistant.find_stated import by_stated_content
from assistant.find_submissions import by_recipient
from assistant.find_summary import by_summary
from assistant.find_task import by_number
from assistant.find_validity import by_validity, notices
from assistant.models import Answer, AnswerStatus, Citation, Event, ModelPart, Question, Status, Token
from assistant.query import Query
from assistant.spelling import Vocabulary, mended, unmarked
from assistant.tools import Tools
from assistant.understand import Known, understand
from assistant.verify import verify
from assistant.verify_claims import Places
from assistant.writer import Sitting, Writer
from ingest.errors import BadUse

YEARS = range(1900, 2200)
LONGEST = 2_000  # characters of a question
_STEPS: tuple[Callable[[Query, Tools], Draft | None], ...] = (
    by_number,
    by_members,
    by_section,
    by_order,
    by_corpus,
    by_comparison,
    by_summary,
    by_changes,
    by_validity,
    by_relation,
    by_meeting,
    by_document,
    by_sign,
    by_mention,
    by_recipient,
    by_ranking,
    by_figures,
    after_event,
    by_filter,
    by_heading,
    by_items,
    by_stated_content,
)
_PIECE = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class _Found:
    """What code says of a question: verified lines with their markers, and what the markers stand for."""

    draft: Draft
    query: Query
    texts: tuple[str, ...]
    citations: tuple[Citation, ...]


class Troly:
    """The assistant: deterministic; a language model, where there is one, words and completes but decides nothing."""

    def __init__(self, tools: Tools, writer: Writer | None = None) -> None:
        self.tools, self.writer = tools, writer

    def ask(self, question: Question) -> Answer:
        """The whole answer; raises BadUse for a question that cannot be read."""
        return next(event for event in self._told(question) if isinstance(event, Answer))

    def stream(self, question: Question) -> Iterator[Event]:
        """Status first, then citations and the verified text in pieces, last the answer."""
        yield Status("Đang tìm trong các văn bản…")
        yield from self._told(question)

    def _told(self, question: Question) -> Iterator[Event]:
        started = time.perf_counter()
        question = replace(question, text=readable(question.text))
        if question.as_of.year not in YEARS:
            raise BadUse(f"Ngày hỏi {question.as_of.isoformat()} không hợp lý; hãy dùng năm từ 1900 đến 2199.")
        if sensitive.is_secret(question):
            yield from _turned_away(question)
            return
        question = sensitive.harmless(question)
        sitting = self.writer.sit() if self.writer else None
        try:
            found = self._attempt(question, sitting)
        except LookupError:  # a document went between look-up and citation: look once more, at what is there now
            found = self._attempt(question, sitting)
        yield from found.citations
        said = []
        for token in self._spoken(found, sitting):
            said.append(token.text)
            yield token
        checked, query = found.draft, found.query
        yield Answer(
            id=question.id or uuid.uuid4().hex[:12],
            question=question.text,
            status=checked.status,
            text="".join(said).rstrip("\n"),
            citations=found.citations,
            tasks=checked.tasks,
            suggestions=checked.suggestions or suggest.after(checked, query, self.tools),
            as_of=query.as_of,
            seconds=round(time.perf_counter() - started, 4),
            model=sitting.use if sitting else None,
        )

    def _attempt(self, question: Question, sitting: Sitting | None) -> _Found:
        draft, query = self._draft(question)
        if sitting and rewrite.is_needed(question, draft) and (whole := rewrite.standalone(question, sitting)):
            again, as_whole = self._draft(whole)
            if again.status is not AnswerStatus.NOT_IN_CORPUS:
                understood = Line(messages.say("understood_as", query.english, question=whole.text), furniture=True)
                draft, query = replace(again, lines=(understood, *again.lines)), as_whole
        draft = other_cells.noted(notices(draft, query, self.tools), query, self.tools)
        draft = footnotes.noted(draft, query, self.tools)
        draft = amendments.noted(draft, query, self.tools)
        draft = contradictions.noted(draft, query, self.tools)
        checked, _withheld = verify(draft, query, self.tools)
        return _Found(checked, query, *cite.number(checked.lines, question.viewer, self.tools))

    def _spoken(self, found: _Found, sitting: Sitting | None) -> Iterator[Token]:
        """The text in pieces: what the model could prove, then what code says."""
        checked, query = found.draft, found.query
        # Quotations are Vietnamese: nothing printed proves a translation.
        if sitting and checked.is_content and not query.english:
            places = Places.of(cite.places(checked.lines), checked.tasks, query, self.tools)
            yield from (Token(f"{s}\n") for s in phrase.worded(query.text, places, found.citations, sitting))
        text = "\n".join(found.texts) or ending(checked.status, query.english)
        yield from map(Token, _PIECE.findall(text))
        if sitting and sitting.part is ModelPart.FAILED:
            yield Token("\n" + messages.say("model_failed", query.english))

    def _draft(self, question: Question) -> tuple[Draft, Query]:
        known = self.tools.known(question.viewer)
        query = understand(question, known)
        declined = decline.before_looking(query)
        if declined is not None and declined.status is AnswerStatus.REFUSED_INPUT:
            return declined, query  # as typed: what is put right must not hide an order
        if known.documents and not query.english:
            vocabulary = Vocabulary(self.tools.index, question.viewer)
            typed = unmarked(question.text, vocabulary)
            meant = mended(typed, vocabulary)
            if meant != typed:
                return _understood(meant, *self._drafted(replace(question, text=meant), known))
            question = replace(question, text=typed)
        return self._drafted(question, known)

    def _drafted(self, question: Question, known: Known) -> tuple[Draft, Query]:
        asked = several.parts(question.text, lambda text: understand(replace(question, text=text), known))
        if len(asked) > 1 and known.documents:
            return several.answers(question, asked, self._one)
        return self._one(replace(question, text=asked[0]))

    def _one(self, question: Question) -> tuple[Draft, Query]:
        known = self.tools.known(question.viewer)
        query = understand(question, known)
        if (declined := decline.before_looking(query)) is not None:
            return decline.with_nearest(declined, query, self.tools), query
        if not known.documents:
            return decline.no_corpus(query.english), query
        if question.history:
            followed = follow.up(question, query, self.tools, self._one)
            if isinstance(followed, Draft):
                return followed, query
            query = followed
        return look_up(query, self.tools), query


def _understood(meant: str, draft: Draft, query: Query) -> tuple[Draft, Query]:
    """The draft below the question as it was read, where letters of it were put right."""
    read = Line(messages.say("understood_as", query.english, question=meant), furniture=True)
    return replace(draft, lines=(read, *draft.lines)), query


def look_up(query: Query, tools: Tools) -> Draft:
    """The first step that has something to say; exact look-ups before similarity."""
    for step in _STEPS:
        draft = step(query, tools)
        if draft is not None:
            return draft
    return decline.nothing_found(query)


def _turned_away(question: Question) -> Iterator[Event]:
    """An answer that repeats nothing of the question."""
    status, name = AnswerStatus.REFUSED_INPUT, question.id or uuid.uuid4().hex[:12]
    yield Token(sensitive.SECRET)
    yield Answer(name, "", status, sensitive.SECRET, (), (), (), question.as_of, 0.0)


def readable(text: str) -> str:
    """The question without invisible characters; raises BadUse for what nobody can have meant."""
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n\r" for c in text):
        raise BadUse("Câu hỏi chứa ký tự điều khiển; hãy gõ lại bằng chữ thường.")
    shown = "".join(c for c in text if unicodedata.category(c) != "Cf").strip()
    if not shown:
        raise BadUse("Câu hỏi đang trống; hãy nhập câu hỏi.")
    if len(shown) > LONGEST:
        raise BadUse(f"Câu hỏi dài {len(shown)} ký tự, tối đa {LONGEST}; hãy rút gọn hoặc tách thành nhiều câu.")
    return shown
