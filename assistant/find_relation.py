"""What documents do to one another, asked either way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.evidence import Draft, Line, Quote
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.relation_lines import link_line, maker_line, named_in, relation_name, short_name
from assistant.tools import Tools
from ingest.lookup import StoredDocument
from ingest.models import BlockKind, Relation
from ingest.signs import SignQuery, find_signs, matches
from ingest.ties import ENDING

_WHICH = r"(?:cac |nhung )?(?:van ban|quyet dinh|ke hoach|cong van|thong bao|nghi quyet|chi thi|nghi dinh|thong tu|ket luan|chuong trinh|de an|to trinh|cong dien|luat|cai|so)(?: ket luan| chi dao| hanh dong)? (?:nao|gi)"
_VERBS = {
    Relation.REPLACES: "thay(?: the)?(?: cho)?",
    Relation.ABOLISHES: "bai bo|huy bo",
    Relation.AMENDS: "sua doi(?:,? bo sung)?|bo sung|dieu chinh",
    Relation.CORRECTS: "dinh chinh",
    Relation.EXTENDS: "gia han|keo dai|dieu chinh thoi (?:han|gian)",
    Relation.IMPLEMENTS: "trien khai(?: thuc hien)?|thuc hien|cu the hoa",
    Relation.BASED_ON: "can cu|dua tren|dua vao|theo co so",
}
_BASIS = re.compile(
    r"(?<!\w)(?:can cu (?:vao |phap ly )?(?:dau|gi|nao|van ban nao|nhung gi|nhung van ban nao|la gi)|(?:can cu|co so) phap ly|(?:theo|tren co so|xet) (?:de nghi|to trinh|de xuat)(?: cua)?(?: \w+){0,3}? (?:so may|so nao|so bao nhieu|nao|gi|cua ai))(?!\w)"
)
_CHAIN = re.compile(
    r"(?<!\w)(?:(?:chuoi|he thong) van ban|van ban (?:nao )?(?:co )?lien quan|(?:duoc )?(?:vien dan|nhac den|dan chieu) (?:o|tai) (?:dau|van ban nao|nhung van ban nao)|quan he (?:voi|giua)|related documents|where is .{0,60} cited)(?!\w)"
)
_RESTS = re.compile(r"\W*(?:Căn cứ|Thực hiện|Triển khai|Theo|Xét|Trên cơ sở|Tiếp theo)(?!\w)", re.IGNORECASE)
_MOST = 12


@dataclass(frozen=True, slots=True)
class _Asked:
    """A relation and its direction: ``outward`` asks what the named document does, else what is done to it."""

    relation: Relation
    outward: bool


def by_relation(query: Query, tools: Tools) -> Draft | None:
    """An answer about relations of the documents that the question names; None where it asks for none."""
    if query.place:
        return None
    asked = _asked(query.folded)
    named = named_in(query, tools) if asked or _CHAIN.search(query.folded) else []
    if not asked:
        return _chain(named, query, tools) if named else None
    drafts = [found for one in asked if (found := _told(one, named, query, tools)) is not None]
    return _joined(drafts) if drafts else None


def _joined(drafts: Sequence[Draft]) -> Draft:
    """Several relations asked at once; what is answered stands before what is not said."""
    ranked = sorted(drafts, key=lambda d: d.status is not AnswerStatus.ANSWERED)
    status = drafts[0].status if len({d.status for d in drafts}) == 1 else AnswerStatus.PARTLY_ANSWERED
    lines = tuple(dict.fromkeys(line for draft in ranked for line in draft.lines))
    return Draft(status, lines, documents=tuple(dict.fromkeys(id for d in ranked for id in d.documents)))


def _told(asked: _Asked, named: Sequence[StoredDocument], query: Query, tools: Tools) -> Draft | None:
    if asked.outward:
        return _to_others(named, asked.relation, query, tools) if named else None
    if named:
        return _from_others(named, asked.relation, query, tools)
    return _from_others_by_sign(query.signs, asked.relation, query, tools)


def _asked(folded: str) -> list[_Asked]:
    """Every relation that the question asks for, each once."""
    found = [_Asked(Relation.BASED_ON, True)] if _BASIS.search(folded) else []
    for relation, verbs in _VERBS.items():
        inward = (
            rf"{_WHICH} (?:da |se |dang )?(?:duoc ban hanh de )?(?:{verbs})(?!\w)",
            rf"(?:bi|duoc) (?:{verbs}) (?:boi|bang|tai|theo)(?: {_WHICH}|\W*$)",
            rf"(?:{verbs}) [\w /-]{{3,60}} (?:bang|qua) {_WHICH}",  # "triển khai kế hoạch 301 bằng văn bản nào"
        )
        if any(re.search(rf"(?<!\w){form}", folded) for form in inward):
            found.append(_Asked(relation, False))
        elif re.search(rf"(?<!\w)(?:{verbs}) (?:cho |tai |cua )?(?:{_WHICH}|nhung gi)", folded):
            found.append(_Asked(relation, True))
    return found[:1] if found and found[0].relation is Relation.BASED_ON else found


def _to_others(named: Sequence[StoredDocument], relation: Relation, query: Query, tools: Tools) -> Draft | None:
    if relation is Relation.BASED_ON:
        return _basis(named, query, tools)
    ties = tools.ties(query.viewer)
    links = [x for d in named[:4] for x in ties.said_by(d.id) if x.reference.relation in _meant(relation)]
    if links:
        lines = tuple(link_line(link, query, tools) for link in links[:_MOST])
        return Draft(AnswerStatus.ANSWERED, lines, documents=tuple(d.id for d in named))
    return None if relation is Relation.IMPLEMENTS else _none("no_relation_to", named[0], relation, query)


def _chain(named: Sequence[StoredDocument], query: Query, tools: Tools) -> Draft | None:
    """Both ways: what the document rests on and does, and what others do to it."""
    ties = tools.ties(query.viewer)
    lines = [link_line(link, query, tools) for d in named[:2] for link in ties.said_by(d.id)[:_MOST]]
    lines += [maker_line(link, query, tools) for d in named[:2] for link in ties.said_of(d.id)[:_MOST]]
    return Draft(AnswerStatus.ANSWERED, tuple(lines), documents=tuple(d.id for d in named)) if lines else None


def _meant(relation: Relation) -> tuple[Relation, ...]:
    """Who asks what was replaced wants to know what was abolished, too."""
    if relation is Relation.AMENDS:
        return (Relation.AMENDS, Relation.CORRECTS, Relation.EXTENDS)
    return ENDING if relation in ENDING else (relation,)


def _basis(named: Sequence[StoredDocument], query: Query, tools: Tools) -> Draft | None:
    """The paragraphs before the first number or heading that say what the document rests on, laws without sign included."""
    lines: list[Line] = []
    for document in named[:4]:
        opening = takewhile(lambda b: b.kind is BlockKind.PARAGRAPH, tools.blocks(document.id, query.viewer))
        lines += [
            Line(f"- “{block.text}”", (Quote(document.id, block.spans, block.section),))
            for block in opening
            if _RESTS.match(block.text)
        ]
    return Draft(AnswerStatus.ANSWERED, tuple(lines), documents=tuple(d.id for d in named)) if lines else None


def _from_others(named: Sequence[StoredDocument], relation: Relation, query: Query, tools: Tools) -> Draft:
    ties = tools.ties(query.viewer)
    links = [x for d in named for x in ties.said_of(d.id) if x.reference.relation in _meant(relation)]
    lines = [maker_line(link, query, tools) for link in links[:_MOST]]
    if not lines:
        return _none("no_relation_from", named[0], relation, query)
    makers = tuple(dict.fromkeys(link.document_id for link in links))
    return Draft(AnswerStatus.ANSWERED, tuple(lines), documents=makers)


def _from_others_by_sign(signs: Iterable[SignQuery], relation: Relation, query: Query, tools: Tools) -> Draft | None:
    """What is done to a document that is itself not on file."""
    links = [
        link
        for link in tools.references(query.viewer)
        if link.reference.relation in _meant(relation)
        and any(matches(sign, found) for sign in signs for found in find_signs(link.reference.sign))
    ]
    first = {link.document_id: link for link in reversed(links)}
    lines = tuple(maker_line(link, query, tools) for link in reversed(first.values()))
    return Draft(AnswerStatus.ANSWERED, lines, documents=tuple(first)) if lines else None


def _none(key: str, document: StoredDocument, relation: Relation, query: Query) -> Draft:
    said = say(key, query.english, document=short_name(document), relation=relation_name(relation, query.english))
    return Draft(AnswerStatus.NOT_IN_CORPUS, (Line(said, furniture=True),), documents=(document.id,))
