"""A follow-up that the grammar could not complete, completed by the model out of the user's own words and no others."""

from __future__ import annotations

from dataclasses import replace

from assistant.evidence import Draft
from assistant.furniture import accented_stop_words
from assistant.models import AnswerStatus, ModelPart, Question
from assistant.verify_words import leads_outside
from assistant.writer import Sitting, plain
from ingest.text import canonical, words

_DEPTH = 4  # earlier questions shown
_LONGEST = 400  # characters of a question, shown or written


def is_needed(question: Question, draft: Draft) -> bool:
    """Whether a question with a history found nothing at all, not even something near."""
    asked_before = any(turn.role == "user" for turn in question.history)
    return asked_before and draft.status is AnswerStatus.NOT_IN_CORPUS and not any(line.quotes for line in draft.lines)


def standalone(question: Question, sitting: Sitting) -> Question | None:
    """The question made whole; None where the model fails, changes nothing, or brings in a word of its own.

    Earlier replies are not shown: what stands in a history as a reply is text from outside.
    """
    earlier = [plain(t.content, _LONGEST) for t in question.history if t.role == "user"][-_DEPTH:]
    asked = plain(question.text, _LONGEST)
    pieces = sitting.reply(sitting.writer.rewrite, earlier="\n".join(f"- {e}" for e in earlier), question=asked)
    text = _first_line("".join(pieces))
    if sitting.part is ModelPart.FAILED or not text or canonical(text) == canonical(asked):
        return None
    if not adds_nothing(text, [*earlier, asked]) or not keeps_topic(text, asked):
        return None
    sitting.part = ModelPart.REWROTE
    return replace(question, text=text, history=())


def adds_nothing(text: str, given: list[str]) -> bool:
    """Whether every word is one of the given questions, or carries no topic."""
    known = {w for g in given for w in words(g)} | accented_stop_words()
    return not leads_outside(text) and len(text) <= _LONGEST and set(words(text)) <= known


def keeps_topic(text: str, asked: str) -> bool:
    """Whether the words that the last question is about are still there: else an earlier one would be answered again."""
    return {w for w in words(asked) if w not in accented_stop_words()} <= set(words(text))


def _first_line(reply: str) -> str:
    line = next((line for line in reply.splitlines() if line.strip()), "")
    return plain(line, 2 * _LONGEST).strip(' "“”«»*')
