"""Questions that the documents cannot answer, each declined by name."""

from __future__ import annotations

from assistant import messages
from assistant import vocabulary as v
from assistant.evidence import Draft, Line
from assistant.models import AnswerStatus
from assistant.query import Query, Timing


def before_looking(query: Query) -> Draft | None:
    """Orders, small talk, personal data, office holders, opinions: no look-up can answer them."""
    folded, english = query.folded, query.english
    if v.ORDERS.search(folded):
        return _said(AnswerStatus.REFUSED_INPUT, messages.ending(AnswerStatus.REFUSED_INPUT, english))
    if v.SMALL_TALK.fullmatch(folded) or v.ABOUT_ME.search(folded):
        return _said(AnswerStatus.OUT_OF_SCOPE, messages.GREETING[english])
    if v.PERSONAL.search(folded):
        return _said(AnswerStatus.OUT_OF_SCOPE, messages.PERSONAL[english])
    if v.OFFICE_HOLDER.search(folded):
        return _said(AnswerStatus.NOT_IN_CORPUS, messages.OFFICE_HOLDER[english])
    if v.ADVICE.search(folded):
        return _said(AnswerStatus.OUT_OF_SCOPE, messages.ending(AnswerStatus.OUT_OF_SCOPE, english))
    overdue = query.window is not None and query.window.timing is Timing.OVERDUE
    if v.PROGRESS.search(folded) and not overdue:
        return _said(AnswerStatus.NOT_IN_CORPUS, messages.PROGRESS[english])
    return None


def _said(status: AnswerStatus, text: str) -> Draft:
    return Draft(status, (Line(text, furniture=True),))


def nothing_found(query: Query) -> Draft:
    """The corpus does not say."""
    return _said(AnswerStatus.NOT_IN_CORPUS, messages.ending(AnswerStatus.NOT_IN_CORPUS, query.english))


def no_corpus(english: bool) -> Draft:
    """Nothing was ingested, or nothing that this caller may read."""
    return _said(AnswerStatus.NO_CORPUS, messages.ending(AnswerStatus.NO_CORPUS, english))
