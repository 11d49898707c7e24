"""What a document does to another that it names: rests on it, carries it out, replaces, abolishes, amends, corrects it.

An act counts only where the document itself performs it: in its title, in an article ("Điều 2. Bãi bỏ ..."), with
itself as subject ("Quyết định này thay thế ..."). An item that tells an agency to amend a decision amends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.models import Relation, Span
from ingest.text import canonical

_PART = (
    r"(?:một phần|một số|cụm từ|khoản|điểm|điều|mục|phụ lục|nội dung|đoạn|quy định|biểu|nhiệm vụ|thời hạn|số thứ tự)"
)
_TERM = r"(?:thời hạn|thời gian|tiến độ|mốc thời gian|lộ trình)"
_ACTS = (
    (
        Relation.EXTENDS,
        rf"(?:(?:gia hạn|kéo dài|lùi)(?: {_TERM})?|(?:điều chỉnh|thay đổi)(?:,? (?:gia hạn|kéo dài))? {_TERM})"
        r"(?: (?:thực hiện|hoàn thành|triển khai)){0,2}",
    ),
    (Relation.CORRECTS, r"đính chính"),
    (Relation.AMENDS, rf"sửa đổi|bổ sung|điều chỉnh|(?:thay thế|bãi bỏ|hủy bỏ) {_PART}"),
    (Relation.REPLACES, r"thay thế"),
    (Relation.ABOLISHES, r"bãi bỏ|hủy bỏ|thu hồi|chấm dứt hiệu lực"),
)
_ACT = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<{relation}>{words})" for relation, words in _ACTS) + r")(?!\w)")
_ARTICLE = re.compile(r"điều \d+\s*[.:]")
_MARKER = r"^\W*(?:(?:điều|khoản|mục) \d+\s*[.:]\s*|\d+[.)]\s*|[a-zđ]\)\s*)*"
_OPENING = re.compile(rf"{_MARKER}(?:(?:thông báo|quyết định) )?(?:về(?: việc)?|v/v)?[\s:]*$")
_AGREES = re.compile(r"(?<!\w)(?:đồng ý|thống nhất|chấp thuận|cho phép)(?: (?:cho|phép|về|việc|chủ trương)){0,3}\s*$")
_SUBJECT = re.compile(r"(?<!\w)này(?!\w)")
_UNDERGOES = re.compile(r"(?<!\w)(?:được|bị|đã|đề nghị|xin|kiến nghị|đề xuất|tham mưu|trình)(?: \w+){0,2}\s*$")
_ELSEWHERE = re.compile(
    r"(?<!\w)(?:(?<!kèm )theo|cho|với|để|căn cứ|trên cơ sở|thực hiện|triển khai|phù hợp|quy định tại|nêu tại)(?!\w)"
)
_ENDED = re.compile(r"[^.;]{0,600}?(?:hết hiệu lực|bị bãi bỏ|được bãi bỏ|không còn hiệu lực)")
_SUPERSEDED = re.compile(r"[^.;]{0,120}?(?:được|bị) thay thế (?:bởi|bằng) [^.;]{0,60}?này")
_AMENDED_BY = re.compile(r"(?<!\w)(?:được|đã|bị) (?:sửa đổi|bổ sung|thay thế|đính chính|bãi bỏ)[^.;]*$")
_IMPLEMENTS = re.compile(
    r"(?:thực hiện|triển khai|triển khai thực hiện)\W+(?:[\w ]{0,30})?$|"
    r"(?:thực hiện|triển khai)\W+(?:nội dung |ý kiến |chỉ đạo |kết luận |yêu cầu )[^.;]{0,90}tại\W+$"
)
_PROPOSED = re.compile(r"(?:đề xuất|tham mưu|đề nghị)[^.;]{0,60}$")
_BASED = re.compile(r"(?:căn cứ|theo|trên cơ sở)[^.;]{0,80}$")
_CLAUSE = re.compile(r"[;]\s|\.\s(?=[^\d\s])")
_JOINED = re.compile(
    r"\s*(?:[,;]|và|cùng|các)*\s*(?:các |và |cùng )*"
    r"|[^.;]{0,80}(?<!\w)và (?:ý kiến |nội dung |chỉ đạo |kết luận |yêu cầu )[^.;]{0,90}tại\W+"
)
_LEADS_LIST = re.compile(r"(?:sau(?: đây)?|như sau)[^.;]{0,80}:?\s*$")


CHANGING = (Relation.EXTENDS, Relation.AMENDS)  # a document that amends another may move a deadline in one item


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: in the title, or below words that announce an act for a list ("bãi bỏ các văn bản sau:")."""

    in_title: bool = False
    announced: Relation | None = None
    titled: frozenset[Relation] = frozenset()  # acts that the title performs


def relations_of(text: str, mentions: Sequence[Span], place: Place) -> tuple[Relation, ...]:
    """One relation for each mention; ``mentions`` are spans of ``text`` in reading order."""
    lowered = canonical(text)
    found: list[Relation] = []
    for position, mention in enumerate(mentions):
        before = mentions[position - 1] if position else None
        if before and found[-1] is not Relation.CITED and _JOINED.fullmatch(lowered, before.end, mention.start):
            found.append(found[-1])
            continue
        start = max((m.end() for m in _CLAUSE.finditer(lowered, 0, mention.start)), default=0)
        clause = lowered[start : mention.start]
        named = before is not None and before.end > start
        within = (before.end - start) if named and before else 0
        act = _act(clause, within, place, lowered) or _suffers(clause, lowered[mention.end :])
        found.append(act or _link(lowered[: mention.start], before))
    return tuple(found)


def announced_by(text: str) -> Relation | None:
    """The act that a sentence before a list performs on all that the list names."""
    lowered = canonical(text)
    if not _LEADS_LIST.search(lowered):
        return None
    acts = list(_ACT.finditer(lowered))
    agreed = any(
        m.lastgroup == Relation.EXTENDS and _AGREES.search(lowered[: m.start()]) for m in _ACT.finditer(lowered)
    )
    own = _ARTICLE.match(lowered) or _SUBJECT.search(lowered) or agreed
    if own and acts and not _ELSEWHERE.search(lowered, acts[-1].end()):
        return Relation(acts[-1].lastgroup or "")
    return Relation.ABOLISHES if own and "hết hiệu lực" in lowered else None


def titled_acts(title: str) -> frozenset[Relation]:
    """What the title says that the document does: "Về việc sửa đổi, bổ sung ..."."""
    lowered = canonical(title)
    return frozenset(
        Relation(m.lastgroup or "") for m in _ACT.finditer(lowered) if _OPENING.match(lowered[: m.start()])
    )


def _act(clause: str, within: int, place: Place, text: str) -> Relation | None:
    """The last act of the clause after ``within``, where the document performs it and it reaches the mention."""
    acts = list(_ACT.finditer(clause, within))
    if not acts or _AMENDED_BY.search(clause):
        return place.announced if not clause.strip(" -0123456789.)abcdđ") else None
    first, last = acts[0], acts[-1]
    relation = Relation(last.lastgroup or "")
    lead = clause[: first.start()]
    if _UNDERGOES.search(lead) or _ELSEWHERE.search(clause, last.end()):
        return None
    in_brackets = relation is Relation.REPLACES and lead.endswith("(")
    agreed = relation is Relation.EXTENDS and _AGREES.search(lead)
    if _SUBJECT.search(lead) or in_brackets or agreed:
        return relation
    enacts = place.in_title or _ARTICLE.match(text) or relation in place.titled or place.announced
    return relation if enacts and _OPENING.match(lead) else None


def _suffers(clause: str, after: str) -> Relation | None:
    """ "Quyết định số ... hết hiệu lực kể từ ngày Quyết định này có hiệu lực"."""
    if _SUPERSEDED.match(after):
        return Relation.REPLACES
    ended = None if _ELSEWHERE.search(clause) else _ENDED.match(after)
    rest = after[: ended.end() + 120] if ended else ""
    return Relation.ABOLISHES if ended and re.search(r"(?<!\w)này(?!\w)", clause + rest) else None


def _link(text: str, before: Span | None) -> Relation:
    """Why it is named, by the words before it; what another document carries out is only cited."""
    words = text[-140:]
    carried = _IMPLEMENTS.search(text, max(0, len(text) - 140))
    if carried and before and before.end <= carried.start() and not _CLAUSE.search(text, before.end):
        return Relation.CITED
    if carried:
        return Relation.IMPLEMENTS
    if _PROPOSED.search(words):
        return Relation.PROPOSED_BY
    return Relation.BASED_ON if _BASED.search(words) else Relation.CITED
