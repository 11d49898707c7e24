"""Questions that the documents cannot answer, each declined by name."""

from __future__ import annotations

from assistant import intents as v
from assistant import messages
from assistant.evidence import Draft, Line
from assistant.models import AnswerStatus
from assistant.orders import is_order
from assistant.query import Query, Timing

_DECLINED = (
    (v.SMALL_TALK, AnswerStatus.OUT_OF_SCOPE, messages.GREETING),
    (v.ABOUT_ME, AnswerStatus.OUT_OF_SCOPE, messages.GREETING),
    (v.PERSONAL, AnswerStatus.OUT_OF_SCOPE, messages.PERSONAL),
    (v.OFFICE_HOLDER, AnswerStatus.NOT_IN_CORPUS, messages.OFFICE_HOLDER),
    (v.ADVICE, AnswerStatus.OUT_OF_SCOPE, None),
    (v.PROGRESS, AnswerStatus.NOT_IN_CORPUS, messages.PROGRESS),
)


def before_looking(query: Query) -> Draft | None:
    """Orders, small talk, personal data, office holders, opinions: no look-up can answer them."""
    if is_order(query.searched):  # wins over everything else that its words look like
        return _said(AnswerStatus.REFUSED_INPUT, messages.ending(AnswerStatus.REFUSED_INPUT, query.english))
    overdue = query.window is not None and query.window.timing is Timing.OVERDUE
    for pattern, status, sentences in _DECLINED:
        if pattern.search(query.folded) and not (pattern is v.PROGRESS and overdue):
            text = sentences[query.english] if sentences else messages.ending(status, query.english)
            return _said(status, text)
    return None


def _said(status: AnswerStatus, text: str) -> Draft:
    return Draft(status, (Line(text, furniture=True),))


def nothing_found(query: Query) -> Draft:
    """The corpus does not say."""
    return _said(AnswerStatus.NOT_IN_CORPUS, messages.ending(AnswerStatus.NOT_IN_CORPUS, query.english))


def no_corpus(english: bool) -> Draft:
    """Nothing was ingested, or nothing that this caller may read."""
    return _said(AnswerStatus.NO_CORPUS, messages.ending(AnswerStatus.NO_CORPUS, english))
