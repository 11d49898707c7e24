"""Which documents a question names: by number, by meeting day, by kind and words of the subject, by annex title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from assistant.annexes import find_annexes
from assistant.furniture import stop_words
from assistant.provinces import find_placed, narrowed
from assistant.query import Place, Scope
from assistant.scope_numbers import KIND_WORDS, Found, by_distant_number, by_number
from ingest.calendar_parts import DateUnit
from ingest.dates import find_dates
from ingest.lookup import StoredDocument
from ingest.signs import SignQuery
from ingest.text import fold, folded_words

_AFTER_KIND = (
    "ai|thi|nay|do|noi|neu|giao|co|gom|quy dinh|yeu cau|de ra|la|va|so bao nhieu|so may|have|has|say|state|contain"
)
_MEETING = re.compile(r"(?<!\w)(?:hop|cuoc hop|phien hop|hoi nghi|meeting|ket luan)(?!\w)")
_NEWEST = re.compile(
    r"(?<!\w)(van ban|cong van|ke hoach|thong bao|quyet dinh|chi thi|nghi quyet)(?: chi dao)?(?: nao| gi)?(?: la)? (?:moi(?: ban hanh)?|gan day) nhat(?!\w)"
)
_KIND_OF_SIGN = re.compile(rf"(?<!\w)(?:{'|'.join(KIND_WORDS)})(?: so)?\W*$")
# "báo cáo kết quả về Sở Y tế": a verb, no document, unless something stands before it that can hold one.
_REPORTS = re.compile(
    r"(?<!\w)(?<!theo )(?<!trong )(?<!tai )(?<!cua )(?<!ban )bao cao (?=(?:ket qua|tinh hinh|ve|cho|truoc|dinh ky|hang|voi|len|ubnd|so|chu tich|nhanh)(?!\w))"
)
_IN_ANNEX = re.compile(r"(?<!\w)(?:trong|tai|cua|theo|in)(?: cac)? (?:phu luc|annex|appendix)(?!\w)")
_TOKEN = re.compile(r"\w+(?:[./-]\w+)*")


def find_scope(text: str, documents: Sequence[StoredDocument], signs: Sequence[SignQuery], place: Place) -> Scope:
    """The documents meant, with the characters used to say so; empty when the question names none."""
    folded = fold(text)
    by_sign = [*by_number(folded, documents, signs), *by_distant_number(folded, documents)]
    by_meeting = _by_meeting(text, folded, documents)
    by_subject = _by_subject(_without_kinds_of(signs, folded), documents)
    by_issuer = _by_issuer(folded, documents)
    annexes, annex_words = find_annexes(text, folded, documents, place)
    found = by_sign or by_meeting or _by_newest(folded, documents)
    kinds = {d.identity.kind.value for d in documents if d.identity.kind and d.id in {i for i, _ in found}}
    others = [x for x in by_subject if _kind_of(x[0], documents) not in kinds]
    found = (
        [*found, *(others or _beside(folded, documents, found))]
        if found
        else by_subject or by_issuer or _by_kind(folded, documents)
    )
    ids = {d for d, _ in found}
    if not annexes and place.annex is None and _IN_ANNEX.search(folded):
        annexes = tuple((d.id, a.label) for d in documents if d.id in ids for a in d.annexes)
    if annexes:
        inside = tuple(a for a in annexes if not ids or a[0] in ids)
        annexes, ids = inside, ids & {d for d, _ in inside} or {d for d, _ in inside} or ids
    words = (*(w for _, spans in found for w in spans), *annex_words)
    placed = find_placed(folded, documents)
    ids, by_place = narrowed(ids, placed, is_named=bool(signs))
    words = (*words, *(span for spans in placed.values() for span in spans))
    ordered = tuple(d.id for d in documents if d.id in ids)
    return Scope(ordered, annexes, tuple(dict.fromkeys(words)), by_place)


def _without_kinds_of(signs: Sequence[SignQuery], folded: str) -> str:
    """The words without the kind that stands before a number: the number says which document is meant."""
    for sign in signs:
        if kind := _KIND_OF_SIGN.search(folded, 0, sign.span.start):
            folded = folded[: kind.start()] + " " * len(kind.group()) + folded[kind.end() :]
    return _REPORTS.sub(lambda m: " " * len(m.group()), folded)


def _by_newest(folded: str, documents: Sequence[StoredDocument]) -> Found:
    """ "Văn bản mới nhất": the last by its printed day of issue, or of the meeting where none is printed."""
    match = _NEWEST.search(folded)
    if match is None:
        return []
    dated: dict[str, str] = {}
    for document in documents:
        day = document.identity.day or document.identity.event_day
        of_kind = document.identity.kind is not None and fold(document.identity.kind.value) == match[1]
        if day and (of_kind or match[1] == "van ban"):
            dated[document.id] = day.value
    return [(i, (match.span(),)) for i, day in dated.items() if day == max(dated.values())]


def _by_meeting(text: str, folded: str, documents: Sequence[StoredDocument]) -> Found:
    if not _MEETING.search(folded):
        return []
    found: Found = []
    for printed in find_dates(text) or find_dates(folded):  # "hop 2/4" among words with diacritics
        if printed.unit is not DateUnit.DAY or printed.first != printed.last:
            continue
        for document in documents:
            event = document.identity.event_day
            if (
                event
                and (window := printed.first.window(int(event.value[:4])))
                and window.start.isoformat() == event.value
            ):
                found.append((document.id, ((printed.span.start, printed.span.end),)))
    return found


def _by_subject(folded: str, documents: Sequence[StoredDocument]) -> Found:
    """A kind word followed by words of the subject, or an issuer of that kind, or the one document of its kind."""
    scored: list[tuple[float, str, tuple[tuple[int, int], ...]]] = []
    rare = _rarity(documents)
    for word, kind in KIND_WORDS.items():
        for match in re.finditer(rf"(?<!\w){word}(?!\w)", folded):
            for document in documents:
                if not document.identity.kind or document.identity.kind.value != kind:
                    continue
                score, end = _run(folded, match.end(), document, rare)
                if score >= 2:
                    scored.append((score, document.id, ((match.start(), end),)))
    best: dict[str, float] = {}
    for score, document_id, _ in scored:
        kind = _kind_of(document_id, documents)
        best[kind] = max(score, best.get(kind, 0.0))
    return list({d: (d, w) for s, d, w in scored if s >= 0.7 * best[_kind_of(d, documents)]}.values())


def _by_kind(folded: str, documents: Sequence[StoredDocument]) -> Found:
    """ "hai thông báo", "kế hoạch này", "phụ lục công văn": all of a kind, or the only one."""
    found: Found = []
    for word, kind in KIND_WORDS.items():
        of_kind = [d for d in documents if d.identity.kind and d.identity.kind.value == kind]
        every = re.search(rf"(?<!\w)(?:hai|ca hai|cac|nhung|2|3|ba|both|two) {word}(?!\w)", folded)
        alone = re.search(rf"(?<!\w){word}(?= (?:{_AFTER_KIND})(?!\w)|\W*$|\s*[?,])", folded)
        within = re.search(
            rf"(?<!\w)(?:trong|theo|tai|cua|in) (?:cac )?{word}(?=\W*$|\s*[?,]| (?:la|do|gom|co)(?!\w))", folded
        )
        with_annex = re.search(rf"(?<!\w)phu luc (?:cua |kem |kem theo )?{word}(?!\w)", folded)
        if with_annex:
            of_kind = [d for d in of_kind if d.annexes]
        if every or within or ((alone or with_annex) and len(of_kind) == 1):
            match = every or within or with_annex or alone
            found.extend((d.id, (match.span(),)) for d in of_kind if match)
    return found


def _beside(folded: str, documents: Sequence[StoredDocument], found: Found) -> Found:
    """ "Kế hoạch 57 và báo cáo": a second kind, of which the issuer of the first has one document."""
    issuers = {_issuer(d) for d in documents if d.id in {i for i, _ in found}}
    named: Found = []
    for word, kind in KIND_WORDS.items():
        match = re.search(rf"(?<!\w)(?:va|voi|so voi)(?: trong| tai| o| theo)? {word}(?!\w)", folded)
        of_kind = [d for d in documents if _kind_of(d.id, documents) == kind and _issuer(d) in issuers]
        if match and len(of_kind) == 1 and of_kind[0].id not in {i for i, _ in found}:
            named.append((of_kind[0].id, ((match.end() - len(word), match.end()),)))
    return named


def _issuer(document: StoredDocument) -> str:
    return fold(document.identity.issuer.value) if document.identity.issuer else ""


def _kind_of(document_id: str, documents: Sequence[StoredDocument]) -> str:
    return next((d.identity.kind.value for d in documents if d.id == document_id and d.identity.kind), "")


def _by_issuer(folded: str, documents: Sequence[StoredDocument]) -> Found:
    """What a commune or another single body issued, where the question names it ("các cơ quan của xã ...")."""
    found: Found = []
    for document in documents:
        issuer = fold(document.identity.issuer.value) if document.identity.issuer else ""
        name = re.sub(r"^(?:uy ban nhan dan|ubnd|hoi dong nhan dan) ", "", issuer)
        at = folded.find(name) if re.match(r"(?:xa|phuong|dac khu|thi tran) ", name) else -1
        if at >= 0:
            found.append((document.id, ()))
    return found


def _rarity(documents: Sequence[StoredDocument]) -> Counter[str]:
    return Counter(w for d in documents for w in set(folded_words(_described(d))))


def _described(document: StoredDocument) -> str:
    identity = document.identity
    return " ".join(f.value for f in (identity.subject, identity.issuer) if f)


def _run(folded: str, start: int, document: StoredDocument, rare: Counter[str]) -> tuple[float, int]:
    """How strongly the words after a kind word are words of the subject, in a row; and where the row ends."""
    known = folded_words(_described(document))
    pairs = set(pairwise(known))
    score, end, previous, misses = 0.0, start, "", 0
    for token in _TOKEN.finditer(folded, start):
        word = token.group()
        if word in known:
            in_row = not previous or (previous, word) in pairs
            score += (1.0 if in_row else 0.4) * (0.4 if word in stop_words() else 1.0) / max(1.0, rare[word] / 2)
            end, previous, misses = token.end(), word, 0
        else:
            previous, misses = "", misses + (word not in stop_words())
        if misses >= 2:
            break
    return score, end
