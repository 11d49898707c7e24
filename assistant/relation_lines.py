"""Relations between documents as lines to say, each with the paragraph that proves it."""

from __future__ import annotations

from datetime import date

from assistant.evidence import Line, Quote
from assistant.find_document import by_topic
from assistant.labels import document_name
from assistant.query import Query
from assistant.tools import Tools
from ingest.lookup import Citing, StoredDocument
from ingest.models import Relation, Spans
from ingest.signs import matches
from ingest.text import folded_words

_ASIDE = frozenset(
    folded_words("hết hiệu lực thi hành thay thế bãi bỏ hủy sửa đổi bổ sung đính gia hạn kéo dài căn cứ")
)
_LONGEST = 600  # characters of a paragraph that is quoted whole

_RELATIONS: dict[Relation, tuple[str, str]] = {
    Relation.BASED_ON: ("căn cứ", "rests on"), Relation.IMPLEMENTS: ("triển khai, thực hiện", "carries out"), Relation.REPLACES: ("thay thế", "replaces"),
    Relation.ABOLISHES: ("bãi bỏ", "abolishes"), Relation.AMENDS: ("sửa đổi, bổ sung", "amends"), Relation.CORRECTS: ("đính chính", "corrects"),
    Relation.EXTENDS: ("điều chỉnh thời hạn tại", "moves deadlines of"), Relation.PROPOSED_BY: ("theo đề xuất tại", "proposed in"), Relation.CITED: ("viện dẫn", "cites"),
}  # fmt: skip


def relation_name(relation: Relation, english: bool) -> str:
    """What one document does to another, as a verb."""
    return _RELATIONS[relation][english]


def named_in(query: Query, tools: Tools) -> list[StoredDocument]:
    """The documents that carry a number of the question, else those that it names in words."""
    documents = tools.documents(query.viewer)
    if query.signs:
        return [d for d in documents if (n := d.identity.number) and any(matches(s, n.value) for s in query.signs)]
    in_scope = [d for d in documents if d.id in query.scope.documents and not query.scope.by_place]
    return in_scope or by_topic(query, tools, _ASIDE)[:1]


def link_line(link: Citing, query: Query, tools: Tools) -> Line:
    """What the document does, and to which other."""
    verb = relation_name(link.reference.relation, query.english)
    return Line(f"- {verb[0].upper()}{verb[1:]}: {_described(link)}", (proof(link, query, tools),))


def maker_line(link: Citing, query: Query, tools: Tools) -> Line:
    """Which document does it."""
    maker = tools.stored(link.document_id, query.viewer)
    verb = relation_name(link.reference.relation, query.english)
    return Line(
        f"- {document_name(maker)} ({verb} {_described(link)})", (*identity_quotes(maker), proof(link, query, tools))
    )


def _described(link: Citing) -> str:
    reference = link.reference
    day = f" ngày {day_words(reference.day)}" if reference.day else ""
    return f"{reference.kind or 'Văn bản'} số {reference.sign}{day}"


def proof(link: Citing, query: Query, tools: Tools) -> Quote:
    """The paragraph that says it, or only the words that name the other document where it runs long."""
    start = link.reference.spans[0].start
    for block in tools.blocks(link.document_id, query.viewer):
        if any(s.start <= start < s.end for s in block.spans) and _length(block.spans) <= _LONGEST:
            return Quote(link.document_id, block.spans, block.section)
    subject = tools.stored(link.document_id, query.viewer).identity.subject
    if subject and any(s.start <= start < s.end for s in subject.spans):
        return Quote(link.document_id, subject.spans)
    return Quote(link.document_id, link.reference.spans)


def _length(spans: Spans) -> int:
    return sum(span.end - span.start for span in spans)


def identity_quotes(document: StoredDocument) -> tuple[Quote, ...]:
    """Where its own number and subject stand."""
    facts = [f for f in (document.identity.number, document.identity.subject) if f and not f.source_id]
    spans = tuple(sorted(s for fact in facts for s in fact.spans))
    return (Quote(document.id, spans),) if spans else ()


def short_name(document: StoredDocument) -> str:
    """Kind and number, or the beginning of the subject where no number is printed."""
    identity = document.identity
    if identity.kind and identity.number:
        return f"{identity.kind.value} số {identity.number.value}"
    return document_name(document, 120)


def day_words(day: date) -> str:
    """A day as officials write it."""
    return f"{day.day:02}/{day.month:02}/{day.year}"
