"""A question becomes a Query: deterministic, by the same names, dates and signs as the corpus."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant import furniture, telex
from assistant import vocabulary as v
from assistant.field_words import FIELDS, ROLES
from assistant.folding import folded_question
from assistant.models import Question
from assistant.own_unit import body_of, chairs_of_communes, group_of, mention_of, own_words
from assistant.places import read_place
from assistant.printed_names import PrintedNames, commune_in, commune_of, of_place
from assistant.query import Field, Order, Query, Scope, Shape
from assistant.scope import find_scope
from assistant.topic import topic_runs
from assistant.windows import due_windows, stated_as_of
from ingest.agencies import Agencies, Mention
from ingest.agency_names import Kind
from ingest.calendar_parts import DateUnit
from ingest.dates import PrintedDate, find_dates
from ingest.document_kinds import document_kinds
from ingest.lookup import StoredDocument
from ingest.rows import AgencyRole
from ingest.signs import SignQuery, find_sign_queries
from ingest.text import collapse, fold, is_unaccented, nfc

_AFTER_BODY = re.compile(
    r"\W*(?:\([^)]*\)\W*)?(?:tinh \w+ \w+ )?(?:chu tri|phoi hop|duoc|phai|can|co|lam|se|tham gia|thuc hien|chiu|gom|dam nhiem|cung|con|nao|giai doan|trong|truoc|han|chu|lead|must|should|do|does|have|has|is|responsible|in charge|coordinat|nhung|\?|$|va |,|\+|muc|rieng|\(|den|khong\W*$|la (?:don vi|co quan|dau moi))"
)
_BEFORE_BODY = re.compile(
    r"(?:(?:nhiem vu|viec|chi tieu) (?:nao|gi) [\w /]{1,50} cua|(?:nhiem vu|viec|chi tieu|trach nhiem|phan viec|han)(?: nao| gi| do| nay)? cua|(?:chung )?cho (?:tat ca|toan the)|tat ca|chung cho|giao|giao cho|giao rieng|giao viec|giao viec cho|doi voi|con|the|by|tasks? (?:of|for)|duties of|nhiem vu|viec|chi tieu|do)\W*$"
)
_ANY_DUTY = re.compile(
    r"(?<!\w)(?:de nghi|yeu cau|phai|duoc giao|giao) (?:lam|nhung|viec) (?:gi|nhung gi|viec gi|nao)(?!\w)"
)
_WITH_WHOM = re.compile(
    r"(?<!\w)phoi hop (?:voi|cung)? ?(?:nhung |cac )?(?:ai|co quan nao|don vi nao|so nao|nganh nao|nhung ai)(?!\w)"
)  # asks for the partner, of whatever the body leads
_ENOUGH = 5  # words of a topic with which a question is clear without knowing whose unit asks
_ASKED_FOR = re.compile(r" (?:nao|gi)(?!\w)")
_OBJECT = re.compile(r"(?:bao cao|gui|trinh|tham muu|tham muu cho|y kien|lanh dao|voi|ve|tai|sau khi|den|cua)\W*$")
_GIVEN = re.compile(
    r"(?<!\w)(?:gui|nop|trinh|bao cao|y kien|cung cap|ho tro|ban giao|cap|tra|chuyen|tap huan|huong dan|tham muu)(?!\w)[^.?;]*\bcho\W*$"
)

_KIND_BEFORE = re.compile(
    rf"(?<!\w)(?:{'|'.join(fold(kind.name) for kind in document_kinds())}|van ban|decision|plan|notice|letter|decree|circular)(?: so)?\W*$"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the corpus offers for understanding: its documents, the agency register and the names its tasks print."""

    documents: tuple[StoredDocument, ...]
    agencies: Agencies
    printed: PrintedNames = field(default_factory=lambda: PrintedNames(()))


def understand(question: Question, known: Known) -> Query:
    """Everything the words of one question say, without its history."""
    typed = collapse(nfc(question.text))
    english = _is_english(typed)
    typed = typed if english else telex.undone(typed)
    text = furniture.to_vietnamese(typed) if english else furniture.expand(typed)
    plain = is_unaccented(typed)
    folded = folded_question(text, plain)
    as_of, as_of_words = stated_as_of(text, question.as_of)
    place, place_words = read_place(folded, text)
    signs = find_sign_queries(text)
    scope = find_scope(text, known.documents, signs, place)
    named, owner_unknown = _with_own(_bodies(text, known, scope), folded, question.viewer, known)
    taken = _document_words(text, known.documents, scope, signs) + ([as_of_words] if as_of_words else [])
    is_subject = _is_subject(folded, named) or own_words(folded) is not None
    windows = due_windows(text, as_of, taken)
    window = windows[0] if windows else None
    bodies = [(m.start, m.end) for m in named if is_subject or m.kind is Kind.COMMUNE]
    framed = [
        m.span() for p in (v.FRAMING, v.BY_AGENCY, v.BY_DEADLINE, v.COMPARES, v.SUMMARY) for m in p.finditer(folded)
    ]
    framed += [w.span for w in windows]
    dates = [(d.span.start, d.span.end) for d in find_dates(text) if window or d.unit is not DateUnit.YEAR]
    fields = _fields(folded, fold(typed) if english else folded)
    runs = topic_runs(text, plain, english, [*taken, *place_words, *bodies, *dates, *framed])
    return Query(
        text=text,
        searched=f"{typed} {text}" if english else typed,
        folded=folded,
        english=english,
        unaccented=plain,
        as_of=as_of,
        viewer=question.viewer,
        agencies=named if is_subject else tuple(m for m in named if m.kind is not Kind.COMMUNE or not scope),
        roles=_roles(folded),
        fields=fields,
        shape=_shape(folded, signs),
        counts=bool(v.COUNTS.search(folded)) and Field.ANNEXES not in fields,
        order=_order(folded),
        place=place,
        window=window,
        windows=windows,
        signs=signs,
        scope=scope,
        topic=tuple(fold(w) for run in runs for w in run),
        topic_runs=runs,
        agency_is_subject=is_subject,
        owner_unknown=owner_unknown and sum(map(len, runs)) < _ENOUGH,
    )


def _is_english(text: str) -> bool:
    """Whether most of it is English: signs and the Vietnamese names of bodies may stand in it."""
    typed = v.SIGN_LIKE.sub(" ", text)
    hits = len(v.ENGLISH.findall(typed.lower()))
    vietnamese = sum(any(ord(c) > 0x7F and c.isalpha() for c in word) for word in typed.split())
    return hits >= 2 and vietnamese < hits


def _bodies(text: str, known: Known, scope: Scope) -> tuple[Mention, ...]:
    """Bodies named outside the words that name the document; of two readings of the same words the longer one."""
    found = [*known.agencies.find_asked(text), *known.printed.find(text)]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: m.start - m.end):
        if not any(mention.start < k.end and k.start < mention.end for k in kept):
            kept.append(mention)
    commune = commune_in(text)
    if commune and not any(commune.start < k.end and k.start < commune.end for k in kept):
        kept.append(commune)
    folded = fold(text)
    chairs = chairs_of_communes(folded, known.agencies)
    if chairs and not any(chairs.start < k.end and k.start < chairs.end for k in kept):
        kept.append(chairs)
    kept = [_as_printed(_whole_office(m, text, known.printed.names), text, known.printed) for m in kept]
    kept = [m for m in kept if m.kind is Kind.COMMUNE or not _ASKED_FOR.match(folded, m.end)]  # "xã, phường nào ..."
    outside = (
        _with_province(m, text, scope) for m in kept if not any(s <= m.start and m.end <= e for s, e in scope.words)
    )
    return tuple(sorted(outside, key=lambda m: m.start))


def _with_province(mention: Mention, text: str, scope: Scope) -> Mention:
    """ "Sở Y tế Thanh Hóa": the province that is named behind a body is one of its words."""
    ends = (e for s, e in scope.words if mention.end < e and s >= mention.end and not text[mention.end : s].strip())
    return replace(mention, end=next(ends, mention.end))


def _whole_office(mention: Mention, text: str, names: Sequence[str]) -> Mention:
    """An office that every commune has, with the commune the question names beside it; else all that it may be."""
    if mention.kind is not Kind.OFFICE:
        return mention
    meant = tuple(n for n in names if n.startswith(f"{mention.name} ") and commune_of(n[len(mention.name) :]))
    if not meant:
        return mention
    here, end = of_place(meant, text, mention.end)
    others = here if len(here) > 1 else ()
    return replace(mention, name=here[0], end=end, kind=Kind.BODY, others=others)


def _as_printed(mention: Mention, text: str, printed: PrintedNames) -> Mention:
    """A name cut short that the register completes for its own province, as the documents on file print it whole."""
    typed = text[mention.start : mention.end]
    if mention.kind is not Kind.BODY or mention.name in printed.names or fold(mention.name) == fold(typed):
        return mention
    whole = printed.longer(typed)
    return replace(mention, name=whole[0], others=whole if len(whole) > 1 else ()) if whole else mention


def _with_own(
    named: tuple[Mention, ...], folded: str, viewer: str | None, known: Known
) -> tuple[tuple[Mention, ...], bool]:
    """The bodies with the caller's own where "đơn vị tôi" is meant, and whether it is meant and not known."""
    own = own_words(folded)
    if own is None:
        return named, False
    body = body_of(viewer, known.agencies, known.printed.names) if viewer else None
    if body:
        return (*named, mention_of(body, own)), False
    group = None if named else group_of(own, known.agencies)
    return ((group,), False) if group else (named, not named)


def _document_words(
    text: str, documents: Sequence[StoredDocument], scope: Scope, signs: Sequence[SignQuery]
) -> list[tuple[int, int]]:
    """What names documents; a period of the named document's own title, or its day of issue, is no window."""
    named = [d.identity for d in documents if d.id in scope.documents]
    titled = {(x.first, x.last) for i in named if i.subject for x in find_dates(i.subject.value)}
    issued = {date.fromisoformat(i.day.value) for i in named if i.day}
    periods = [(x.span.start, x.span.end) for x in find_dates(text) if (x.first, x.last) in titled or _day(x) in issued]
    folded = fold(text)
    kinds = (m.span() for s in signs if (m := _KIND_BEFORE.search(folded[: s.span.start])))
    return [*scope.words, *((s.span.start, s.span.end) for s in signs), *kinds, *periods]


def _day(printed: PrintedDate) -> date | None:
    window = printed.first.window(None) if printed.unit is DateUnit.DAY and printed.first == printed.last else None
    return window.start if window else None


def _fields(folded: str, typed: str) -> frozenset[Field]:
    return frozenset(f for f, pattern in FIELDS.items() if pattern.search(folded) or pattern.search(typed))


def _roles(folded: str) -> tuple[AgencyRole, ...]:
    if _ANY_DUTY.search(folded):
        return ()  # "được đề nghị làm gì, và phối hợp nhiệm vụ nào": all of them
    said = _WITH_WHOM.sub(" ", folded)
    return tuple(role for role, pattern in ROLES.items() if pattern.search(said))


def _shape(folded: str, signs: Sequence[SignQuery]) -> Shape:
    if v.COMPARES.search(folded):
        return Shape.COMPARE
    return Shape.LIST if v.ASKS_DUTIES.search(folded) or v.BY_AGENCY.search(folded) else Shape.ONE


def _order(folded: str) -> Order:
    if v.BY_DEADLINE.search(folded):
        return Order.BY_DEADLINE
    return Order.BY_AGENCY if v.BY_AGENCY.search(folded) else Order.AS_PRINTED


def _is_subject(folded: str, named: Sequence[Mention]) -> bool:
    """Whether a body is what the question is about ("Sở Y tế phải làm gì") and not part of its topic."""
    for mention in named:
        if (
            mention.kind is Kind.GROUP
            and folded[: mention.start].strip()
            and not _BEFORE_BODY.search(folded[: mention.start])
        ):
            continue
        before = folded[: mention.start]
        if (_OBJECT.search(before) or _GIVEN.search(before)) and not _BEFORE_BODY.search(before):
            continue
        if _AFTER_BODY.match(folded[mention.end :]) or _BEFORE_BODY.search(folded[: mention.start]):
            return True
    return False
