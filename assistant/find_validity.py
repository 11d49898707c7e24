"""Whether documents are in force on the day of the question; answers that rest on one that is not say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.evidence import Draft, Line, Quote
from assistant.find_document import by_document
from assistant.find_relation import by_relation
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.relation_lines import day_words, identity_quotes, maker_line, named_in, proof, relation_name, short_name
from assistant.tools import Tools
from ingest.lookup import StoredDocument
from ingest.models import Fact, Relation
from ingest.ties import Ending, Ties

_IN_FORCE = re.compile(
    r"(?<!\w)(?:con|het|co) hieu luc(?!\w)|(?<!\w)hieu luc (?:thi hanh|den|tu|khong|chua|the nao)|still in force|in effect"
    r"|(?<!\w)(?:gia han|keo dai)(?: them)?(?: den)? (?:khi nao|ngay nao|bao gio|bao lau|thoi gian nao)"
)


def by_validity(query: Query, tools: Tools) -> Draft | None:
    """Whether the documents that the question names are in force; None where it does not ask that."""
    if query.place or not _IN_FORCE.search(query.folded):
        return None
    named = named_in(query, tools)
    if not named:
        return None
    draft = _validity(named, query, tools)
    for more in (by_document(query, tools), by_relation(query, tools)):
        if more is not None:
            draft = replace(draft, lines=tuple(dict.fromkeys((*draft.lines, *more.lines))))
    return draft


def notices(draft: Draft, query: Query, tools: Tools) -> Draft:
    """The draft, with a line for each document it rests on that is no longer in force."""
    if draft.status not in (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED):
        return draft
    ties = tools.ties(query.viewer)
    cited = dict.fromkeys(quote.document_id for line in draft.lines for quote in line.quotes)
    said = {line.text for line in draft.lines}
    lines = [line for id in cited for line in _ended(id, query, tools, ties) if line.text not in said]
    return replace(draft, lines=(*draft.lines, *lines)) if lines else draft


def _validity(named: Sequence[StoredDocument], query: Query, tools: Tools) -> Draft:
    ties = tools.ties(query.viewer)
    lines: list[Line] = []
    for document in named[:4]:
        lines += _ended(document.id, query, tools, ties) or [_not_ended(document, query)]
        lines += _terms(document, query)
        lines += [
            Line(
                "- " + say("extended", query.english, deadline=later.moving.move.deadline.text),
                (Quote(later.moving.document_id, later.moving.move.spans),),
            )
            for later in ties.moved_documents.get(document.id, ())
            if later.moving.move.deadline
        ]
        changed = [x for x in ties.said_of(document.id) if x.reference.relation in (Relation.AMENDS, Relation.CORRECTS)]
        lines += [maker_line(link, query, tools) for link in changed]
    status = AnswerStatus.ANSWERED if any(line.quotes for line in lines) else AnswerStatus.PARTLY_ANSWERED
    return Draft(status, tuple(lines), documents=tuple(d.id for d in named[:4]))


def _not_ended(document: StoredDocument, query: Query) -> Line:
    said = say("not_ended", query.english, day=day_words(query.as_of), document=short_name(document))
    return Line(said, identity_quotes(document), furniture=True)


def _terms(document: StoredDocument, query: Query) -> list[Line]:
    """From when to when it says to have effect."""

    def line(key: str, fact: Fact) -> Line:
        return Line(
            "- " + say(key, query.english, day=day_words(date.fromisoformat(fact.value))),
            (Quote(document.id, fact.spans), *_issued(document)),
        )

    identity = document.identity
    terms = (("valid_from", identity.valid_from), ("valid_to", identity.valid_to))
    return [line(key, fact) for key, fact in terms if fact]


def _issued(document: StoredDocument) -> tuple[Quote, ...]:
    """Its date of issue, which "từ ngày ký" refers to."""
    day = document.identity.day
    return (Quote(document.id, day.spans),) if day and not day.source_id else ()


def _ended(document_id: str, query: Query, tools: Tools, ties: Ties) -> list[Line]:
    ending = ties.ending(document_id, query.as_of)
    if ending is None:
        return []
    document = tools.stored(document_id, query.viewer)
    return [_ended_line(document, ending, query, tools)]


def _ended_line(document: StoredDocument, ending: Ending, query: Query, tools: Tools) -> Line:
    if ending.by is None:
        until = document.identity.valid_to
        said = say(
            "ended_itself",
            query.english,
            document=short_name(document),
            day=day_words(ending.day) if ending.day else "",
        )
        return Line(said, (Quote(document.id, until.spans),) if until else (), furniture=until is None)
    maker = tools.stored(ending.by.document_id, query.viewer)
    verb = relation_name(ending.by.reference.relation, english=False)
    said = say("ended", query.english, document=short_name(document), other=short_name(maker), relation=verb)
    return Line(said, (*identity_quotes(document), *identity_quotes(maker), proof(ending.by, query, tools)))
