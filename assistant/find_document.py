"""Facts of a document itself: number, date, signer, addressees, recipients, annexes, meeting; blank places stay blank."""

from __future__ import annotations

import re

from assistant.document_lines import say_fact
from assistant.evidence import Draft, Line, Quote
from assistant.labels import document_name
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Field, Query
from assistant.tools import Tools
from assistant.vocabulary import ASKS_DUTIES
from ingest.kinds import LETTER, TITLED_KINDS
from ingest.lookup import StoredDocument
from ingest.models import BlockKind
from ingest.text import fold

_OF_DOCUMENT = (
    Field.SIGNER,
    Field.NUMBER,
    Field.DAY,
    Field.ADDRESSEES,
    Field.RECIPIENTS,
    Field.ANNEXES,
    Field.PRESIDER,
    Field.EVENT,
    Field.ISSUER,
)
_ITEMS = re.compile(
    r"(?:may|bao nhieu|how many)\s+(?!nhiem vu|viec|chi tieu|phu luc|van ban|phan tram|task)([a-z ]{3,40}?)(?:\s*(?:\?|$|la|gom|nao|va|,))"
)
_SIGNING = re.compile(r"(?<!\w)(?:(?<!dinh )(?<!thoi )(?<!chu )ky|ban hanh|phat hanh|signed|issued)(?!\w)")


def by_document(query: Query, tools: Tools) -> Draft | None:
    """Facts of the documents that the question names; None when it asks for none or names none."""
    if (absent := _no_such_annex(query, tools)) is not None:
        return absent
    counted = _ITEMS.search(query.folded) if query.counts or "may" in query.folded else None
    asked = _asked(query)
    if not asked and counted is None:
        return None
    documents = [d for d in tools.documents(query.viewer) if d.id in query.scope.documents]
    if not documents and asked & {
        Field.SIGNER,
        Field.NUMBER,
        Field.PRESIDER,
        Field.EVENT,
        Field.ADDRESSEES,
        Field.RECIPIENTS,
        Field.ANNEXES,
    }:
        documents = by_topic(query, tools)
    if not documents:
        return None
    drafts = [d for d in (_of_one(document, asked, query, tools) for document in documents[:4]) if d is not None]
    if counted is not None and not drafts:
        return _count_items(counted[1].strip(), documents, query, tools)
    return _merged(drafts) if drafts else None


def _no_such_annex(query: Query, tools: Tools) -> Draft | None:
    """ "Phụ lục III" where there are two: said, with the ones that there are."""
    if query.place.annex is None or query.scope.annexes:
        return None
    documents = [
        d for d in tools.documents(query.viewer) if d.annexes and (not query.scope or d.id in query.scope.documents)
    ]
    head = Line(say("no_such_annex", query.english, annex=query.place.annex), furniture=True)
    lines = [
        Line(f"- {document_name(d, 90)}: {a.label}", (Quote(d.id, a.spans, (a.label,)),))
        for d in documents[:3]
        for a in d.annexes
    ]
    return Draft(AnswerStatus.NO_SUCH_PLACE, (head, *lines), documents=tuple(d.id for d in documents[:3]))


def _asked(query: Query) -> set[Field]:
    asked = {f for f in _OF_DOCUMENT if f in query.fields}
    if asked & {Field.SIGNER}:
        return asked & {Field.SIGNER, Field.DAY, Field.NUMBER, Field.ADDRESSEES, Field.RECIPIENTS}
    if Field.DAY in asked and not _SIGNING.search(query.folded) and Field.NUMBER not in asked:
        asked.discard(Field.DAY)
    if Field.ISSUER in asked and Field.SUBJECT not in query.fields and not _SIGNING.search(query.folded):
        asked.discard(Field.ISSUER)
    if (
        asked & {Field.PRESIDER, Field.EVENT}
        and "hop" not in query.folded
        and "meeting" not in query.folded
        and "ket luan" not in query.folded
    ):
        asked -= {Field.PRESIDER, Field.EVENT}
    if ASKS_DUTIES.search(query.folded) and not asked & {Field.NUMBER, Field.SIGNER, Field.ANNEXES}:
        asked -= {Field.PRESIDER, Field.EVENT, Field.ISSUER}
    return asked


def by_topic(query: Query, tools: Tools, aside: frozenset[str] = frozenset()) -> list[StoredDocument]:
    """Without a named document: the ones whose subject carries most of the topic words, those set ``aside`` left out."""
    wanted = set(query.topic) - aside
    if not wanted:
        return []
    scored = []
    named = [k for k in TITLED_KINDS if fold(k) in query.folded] + [LETTER] * ("cong van" in query.folded)
    for document in tools.documents(query.viewer):
        if named and (document.identity.kind is None or document.identity.kind.value not in named):
            continue
        facts = (document.identity.subject, document.identity.issuer, document.identity.kind)
        words = set(re.findall(r"\w+", fold(" ".join(f.value for f in facts if f))))
        scored.append((len(wanted & words) / len(wanted), document))
    best = max(s for s, _ in scored) if scored else 0.0
    return [d for s, d in scored if s == best] if best >= 0.6 else []


def _of_one(document: StoredDocument, asked: set[Field], query: Query, tools: Tools) -> Draft | None:
    lines: list[Line] = []
    statuses: set[AnswerStatus] = set()
    if Field.ADDRESSEES in asked and document.identity.recipients and not document.identity.addressees:
        asked = asked - {Field.ADDRESSEES} | {Field.RECIPIENTS}  # a plan has no "Kính gửi": it goes to its recipients
    for field in (f for f in _OF_DOCUMENT if f in asked):
        made, status = say_fact(document, field, query, tools)
        lines.extend(made)
        statuses.add(status)
    if not lines:
        return None
    head = Line(f"{document_name(document)}:", furniture=True)
    status = next(iter(statuses)) if len(statuses) == 1 else AnswerStatus.PARTLY_ANSWERED
    if statuses and AnswerStatus.ANSWERED not in statuses:
        status = (
            AnswerStatus.BLANK_IN_DOCUMENT if AnswerStatus.BLANK_IN_DOCUMENT in statuses else AnswerStatus.NOT_IN_CORPUS
        )
    return Draft(status, (head, *lines), documents=(document.id,))


def _count_items(what: str, documents: list[StoredDocument], query: Query, tools: Tools) -> Draft | None:
    """ "mấy quan điểm": the numbered items under the heading of that name."""
    for document in documents:
        blocks = tools.blocks(document.id, query.viewer)
        heading = next((b for b in blocks if b.kind is BlockKind.HEADING and what in fold(b.text)), None)
        if heading is None:
            continue
        items = [b for b in blocks if b.section and b.section[-1] == heading.text and b.kind is BlockKind.ITEM]
        if items:
            head = Line(
                say("item_count", query.english, n=len(items), what=_as_typed(what, query)),
                granted=(str(len(items)),),
                furniture=True,
            )
            listed = [Line(f"{b.marker or '-'} {b.text}", (Quote(document.id, b.spans, b.section),)) for b in items]
            return Draft(AnswerStatus.ANSWERED, (head, *listed), documents=(document.id,))
    return None


def _as_typed(what: str, query: Query) -> str:
    start = query.folded.find(what)
    return query.text[start : start + len(what)] if start >= 0 else what


def _merged(drafts: list[Draft]) -> Draft:
    statuses = {d.status for d in drafts}
    status = drafts[0].status if len(statuses) == 1 else AnswerStatus.PARTLY_ANSWERED
    return Draft(
        status, tuple(line for d in drafts for line in d.lines), documents=tuple(x for d in drafts for x in d.documents)
    )
