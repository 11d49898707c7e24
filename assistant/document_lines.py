"""One fact of a document as lines to say: a value with its place, a printed blank, or its absence."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.evidence import Line, Quote
from assistant.messages import field_name, say
from assistant.models import AnswerStatus
from assistant.query import Field, Query
from assistant.tools import Tools
from ingest.lookup import StoredDocument
from ingest.models import BlockKind, Fact, Provenance, Zone
from ingest.text import fold

_LABELLED = re.compile(r"(?:Thời gian|Địa điểm|Chủ trì|Thành phần)[^:]{0,30}:", re.IGNORECASE)
_CONTAINS = re.compile(r"(?:co|gom|bao gom)\s+(.+?)\s+(?:khong|ko|k)\W*$")


def _fact(document: StoredDocument, field: Field) -> tuple[Fact, ...]:
    identity = document.identity
    one: dict[Field, Fact | None] = {
        Field.SIGNER: identity.signer, Field.NUMBER: identity.number, Field.DAY: identity.day, Field.ISSUER: identity.issuer,
        Field.PRESIDER: identity.presider, Field.SUBJECT: identity.subject,
    }  # fmt: skip
    many = {Field.ADDRESSEES: identity.addressees, Field.RECIPIENTS: identity.recipients}
    if field in many:
        return many[field]
    fact = one.get(field)
    return (fact,) if fact else ()


def say_fact(document: StoredDocument, field: Field, query: Query, tools: Tools) -> tuple[list[Line], AnswerStatus]:
    """What the document says of one field, or that it does not."""
    english = query.english
    if field is Field.ANNEXES:
        return _annexes(document, query)
    if field in (Field.PRESIDER, Field.EVENT):
        return _meeting(document, query, tools)
    facts = _fact(document, field)
    name = field_name(field.value, english)
    if not facts:
        return _missing(document, field, english)
    if (contained := _contains(facts, query)) is not None:
        return [contained(document, field)], AnswerStatus.ANSWERED
    if facts[0].provenance is Provenance.CORPUS and facts[0].source_id:
        text = say("from_corpus", english, what=name[0].upper() + name[1:], value=_shown(field, facts))
        return [Line(text, (Quote(facts[0].source_id, facts[0].spans),))], AnswerStatus.ANSWERED
    text = f"- {name[0].upper() + name[1:]}: {_shown(field, facts)}"
    quotes = [Quote(document.id, f.spans) for f in facts if f.spans]
    if field is Field.SIGNER:
        return [_signature(document, english)], AnswerStatus.ANSWERED
    spans = tuple(s for q in quotes for s in q.spans)
    return [Line(text, (Quote(document.id, spans),))], AnswerStatus.ANSWERED


def _shown(field: Field, facts: tuple[Fact, ...]) -> str:
    if field is Field.DAY:
        iso = facts[0].value
        return f"{iso[8:]}/{iso[5:7]}/{iso[:4]}"
    return "; ".join(f.value for f in facts)


def _signature(document: StoredDocument, english: bool) -> Line:
    identity = document.identity
    facts = [f for f in (*identity.authority, identity.signer_title, identity.signer) if f]
    marks = ", ".join(f.value for f in (*identity.authority, identity.signer_title) if f)
    name = identity.signer.value if identity.signer else ""
    label = field_name("signer", english)
    spans = tuple(s for f in facts for s in f.spans)
    return Line(f"- {label[0].upper() + label[1:]}: **{name}** ({marks})", (Quote(document.id, spans),))


def _missing(document: StoredDocument, field: Field, english: bool) -> tuple[list[Line], AnswerStatus]:
    """A printed blank is quoted; a place that is not printed at all is said to be absent."""
    name = field_name(field.value, english)
    blanks = [b for b in document.identity.blanks if b.value == field.value]
    if not blanks:
        subject = document.identity.subject
        proof = (Quote(document.id, subject.spans),) if subject and subject.spans else ()
        line = Line(say("absent", english, what=name), proof, furniture=True)
        return [line], AnswerStatus.BLANK_IN_DOCUMENT if field in (
            Field.NUMBER,
            Field.DAY,
        ) else AnswerStatus.NOT_IN_CORPUS
    partial = document.identity.partial_day
    printed = "số …" if field is Field.NUMBER else (f"chỉ ghi {_partial(partial.value)}" if partial else "ngày …")
    if field is Field.NUMBER and document.identity.sign:
        printed = f"số … /{document.identity.sign.value}"
    return [
        Line(say("blank", english, what=name, printed=printed), (Quote(document.id, blanks[0].spans),))
    ], AnswerStatus.BLANK_IN_DOCUMENT


def _partial(value: str) -> str:
    return f"tháng {value[5:7]} năm {value[:4]}" if len(value) > 4 else f"năm {value}"


def _contains(facts: tuple[Fact, ...], query: Query) -> Callable[[StoredDocument, Field], Line] | None:
    """ "Nơi nhận có Bảo hiểm xã hội tỉnh không?": the entry that answers it."""
    match = _CONTAINS.search(query.folded)
    if match is None:
        return None
    wanted = match[1].strip()
    hit = next((f for f in facts if wanted in fold(f.value)), None)

    def line(document: StoredDocument, field: Field) -> Line:
        name = field_name(field.value, query.english)
        if hit is None:
            asked = query.text[match.start(1) : match.end(1)]
            spans = tuple(s for f in facts for s in f.spans)
            return Line(
                say("not_contains", query.english, value=asked, list=name), (Quote(document.id, spans),), furniture=True
            )
        return Line(say("contains", query.english, value=hit.value, list=name), (Quote(document.id, hit.spans),))

    return line


def _annexes(document: StoredDocument, query: Query) -> tuple[list[Line], AnswerStatus]:
    if not document.annexes:
        return [Line(say("no_annex", query.english), furniture=True)], AnswerStatus.NOT_IN_CORPUS
    head = Line(
        say("annex_count", query.english, n=len(document.annexes)),
        granted=(str(len(document.annexes)),),
        furniture=True,
    )
    listed = [Line(f"- {a.label}: {a.title}", (Quote(document.id, a.spans, (a.label,)),)) for a in document.annexes]
    return [head, *listed], AnswerStatus.ANSWERED


def _meeting(document: StoredDocument, query: Query, tools: Tools) -> tuple[list[Line], AnswerStatus]:
    """The opening paragraph tells day, place, chair and who attended: it is quoted whole; an invitation labels them."""
    if document.identity.event_day is None:
        labelled = [b for b in tools.blocks(document.id, query.viewer) if _LABELLED.match(b.text)]
        lines = [Line(f"- {b.text}", (Quote(document.id, b.spans, b.section),)) for b in labelled]
        return lines, AnswerStatus.ANSWERED if lines else AnswerStatus.NOT_IN_CORPUS
    blocks = [
        b for b in tools.blocks(document.id, query.viewer) if b.zone is Zone.BODY and b.kind is BlockKind.PARAGRAPH
    ]
    if not blocks:
        return [], AnswerStatus.NOT_IN_CORPUS
    lines = [Line(f"“{blocks[0].text}”", (Quote(document.id, blocks[0].spans),))]
    return lines, AnswerStatus.ANSWERED
