"""Questions that the documents cannot answer, each declined by name."""

from __future__ import annotations

from dataclasses import replace

from assistant import intents as v
from assistant.endings import OFFICE_HOLDER, ending
from assistant.evidence import Draft, Line
from assistant.find_task import by_number
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.orders import is_order
from assistant.query import Query, Timing
from assistant.tools import Tools

_DECLINED = (
    (v.SMALL_TALK, AnswerStatus.SMALL_TALK, None),
    (v.ABOUT_ME, AnswerStatus.SMALL_TALK, None),
    (v.PERSONAL, AnswerStatus.PERSONAL_DATA, None),
    (v.OFFICE_HOLDER, AnswerStatus.NOT_IN_CORPUS, OFFICE_HOLDER),
    (v.ADVICE, AnswerStatus.ADVICE, None),
    (v.ELSEWHERE, AnswerStatus.OUT_OF_SCOPE, None),
    (v.PROGRESS, AnswerStatus.NO_PROGRESS, None),
)


def before_looking(query: Query) -> Draft | None:
    """Orders, small talk, personal data, office holders, opinions: no look-up can answer them."""
    if is_order(query.searched):  # wins over everything else that its words look like
        return _said(AnswerStatus.REFUSED_INPUT, ending(AnswerStatus.REFUSED_INPUT, query.english))
    overdue = (query.window is not None and query.window.timing is Timing.OVERDUE) or v.PASSED.search(query.folded)
    for pattern, status, sentences in _DECLINED:
        if pattern.search(query.folded) and not (pattern is v.PROGRESS and overdue):
            text = sentences[query.english] if sentences else ending(status, query.english)
            return _said(status, text)
    if v.SO_FAR.search(query.folded) and (not query.scope or query.scope.by_place):
        return _said(AnswerStatus.NO_PROGRESS, ending(AnswerStatus.NO_PROGRESS, query.english))
    if query.owner_unknown:
        return _said(AnswerStatus.NEEDS_CLARIFICATION, say("which_unit", query.english))
    return None


def with_nearest(draft: Draft, query: Query, tools: Tools) -> Draft:
    """Whether a numbered task is done no document tells; what it is and when it is due, one does."""
    if draft.status is not AnswerStatus.NO_PROGRESS or not query.place:
        return draft
    task = by_number(query, tools)
    if task is None or task.status is not AnswerStatus.ANSWERED:
        return draft
    nearest = Line(say("nearest", query.english), furniture=True)
    return replace(task, status=draft.status, lines=(*draft.lines, nearest, *task.lines))


def _said(status: AnswerStatus, text: str) -> Draft:
    return Draft(status, (Line(text, furniture=True),))


def nothing_found(query: Query) -> Draft:
    """The corpus does not say."""
    return _said(AnswerStatus.NOT_IN_CORPUS, ending(AnswerStatus.NOT_IN_CORPUS, query.english))


def no_corpus(english: bool) -> Draft:
    """Nothing was ingested, or nothing that this caller may read."""
    return _said(AnswerStatus.NO_CORPUS, ending(AnswerStatus.NO_CORPUS, english))
