"""What was found for a Query, before anything is said: lines to say, each with the places that prove it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.models import AnswerStatus
from ingest.models import Spans


@dataclass(frozen=True, slots=True)
class Quote:
    """A place of a document: spans of its raw text and the headings it stands under."""

    document_id: str
    spans: Spans
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer and its proof. ``granted`` are figures that code computed (counts), not read anywhere."""

    text: str
    quotes: tuple[Quote, ...] = ()
    parts: tuple[Spans, ...] = ()  # cells inside the quoted places whose re-joined words prove the line
    granted: tuple[str, ...] = ()
    furniture: bool = False  # carries no fact of its own


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it is verified. ``focus`` are the task ids a follow-up may refer to."""

    status: AnswerStatus
    lines: tuple[Line, ...]
    tasks: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    is_content: bool = False  # passages answer, not fields of the register: a model may word it
