"""References to other documents as printed: "<kind> số <sign> ngày <day> của <issuer> về <subject>".

Only the first mention usually gives day, issuer and subject; ``distinct_references`` gathers them by sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ingest.calendar_parts import DateUnit
from ingest.dates import find_dates
from ingest.document_kinds import document_kinds
from ingest.grammar import Printed, prepare
from ingest.models import Span
from ingest.sign_grammar import Sign, same_sign, signs_in
from ingest.text import canonical, collapse

_NAMES = sorted({canonical(kind.name) for kind in document_kinds()} | {"văn bản"}, key=len, reverse=True)
_KIND = "|".join(re.sub(" ", r"\\s+", name) for name in _NAMES)
_KIND_BEFORE = re.compile(rf"(?<!\w)(?P<kind>{_KIND})\s+(?:liên\s+tịch\s+)?(?:số\s*:?\s*)?(?:<[^<>]{{1,9}}>|\*\*)?$")
_MARK = r"(?:\s?<sup>\s*\d{1,2}\s*</sup>|[⁰¹²³⁴-⁹]{1,2}|\s?\[\d{1,2}\]|\d(?!\d))"
_DAY_NEXT = re.compile(rf"{_MARK}?\s*,?\s*(?:\(\s*)?(?=ngày\s|\d)")
_TO = re.compile(r"\s(?:đến|tới)\s")  # a document is of one day: what follows is a deadline
_OF = re.compile(rf"{_MARK}?\s*\)?(?:\s*,?\s*(?P<of>(?:của|do)\s+)|\s+)")
_ORGAN = (
    r"(?:(?:chủ\s+tịch|phó\s+chủ\s+tịch)\s+)?(?:thủ\s+tướng|chính\s+phủ|bộ(?:\s+trưởng)?\s|ban(?:\s|$)|sở\s|ủy\s+ban|ubnd|hội\s+đồng"
    r"|hđnd|quốc\s+hội|đảng\s+ủy|huyện\s+ủy|thành\s+ủy|tỉnh\s+ủy|văn\s+phòng|công\s+an|cục\s|vụ\s|viện\s|thanh\s+tra|trung\s+ương"
    r"|bộ\s+chính\s+trị|ban\s+bí\s+thư|ban\s+chấp\s+hành|ban\s+thường\s+vụ|chủ\s+tịch|cơ\s+quan|ngân\s+hàng|kho\s+bạc|bảo\s+hiểm"
    r"|tòa\s+án|tổng\s+cục|tổng\s+bí\s+thư|tổ\s+công\s+tác|trường|trung\s+tâm|phòng|báo|liên\s+đoàn|mặt\s+trận|thống\s+kê|bch\s|bcđ\s|vpcp)"
)
_ISSUER = re.compile(rf"{_ORGAN}")
# names carry capitals ("Ban Chỉ đạo", "Ban Tổ chức"), so only words in lower case end an issuer
_STOP = re.compile(
    r"[;:.()\[\]<>*“”\"⁰¹²³⁴-⁹/]|(?<!\w)(?:[Vv]ề|[Vv]/v|[Bb]an\s+hành|[Pp]hê\s+duyệt|quy\s+định|hướng\s+dẫn|triển\s+khai|thực\s+hiện"
    r"|trên|đối\s+với|theo|để|tại|nhằm|sửa\s+đổi|công\s+bố|nêu|thì|đã|có|được|yêu\s+cầu|chỉ\s+đạo|giao|kết\s+luận|thông\s+qua"
    r"|nói|đề\s+nghị|báo\s+cáo|gửi|là|với|thông\s+báo|đề\s+xuất|trong|bổ\s+sung|kèm|phân\s+bổ|tổ\s+chức|bảo\s+đảm|đảm\s+bảo"
    rf"|khẩn\s+trương|tham\s+mưu|chủ\s+trì|như\s+sau|(?:từ|đến|thành|sang)\s+(?:hết\s+)?(?:ngày|tháng|quý|năm|\d)|[Kk]ính\s+gửi|và\s+(?:các|những|quy|ý\s+kiến|chỉ\s+đạo|nội\s+dung|căn\s+cứ|theo|xét|(?i:{_KIND})))(?!\w)"
    r"|,(?!\s+[A-ZĐ]\w+(?:\s+\w+)?\s+và\s+[A-ZĐ])"
)
_SUBJECT = re.compile(
    rf"{_MARK}?\s*,?\s*(?P<words>(?:về(?:\s+việc)?|v/v|phê\s+duyệt|ban\s+hành|quy\s+định|hướng\s+dẫn|sửa\s+đổi|triển\s+khai)(?!\w))"
)
_SUBJECT_END = re.compile(
    rf"[;(<“]|[-_*]{{3}}|\s+căn\s+cứ\s+(?:luật|nghị|thông|quyết)|\.(?=\s|$|/)|\s+trên\s+hệ\s+thống|\s+và\s+(?:các\s+văn\s+bản|(?:{_KIND})\s+số)|,\s+(?:(?:{_ORGAN})[^,;.]{{0,60}}?\s)?"
    r"(?:yêu\s+cầu|ban\s+hành|chỉ\s+đạo|đề\s+nghị|có\s+ý\s+kiến|thông\s+báo|như\s+sau)"
)
_PROPOSED = re.compile(
    r"(?<!\w)của\s+(?P<who>(?:(?!\scủa\s)[^.;:,()]){3,90}?)\s+tại\s+(?:điều\s+\d{1,3}\s+|khoản\s+\d{1,2}\s+)*$"
)
_PERSON = re.compile(r"(?:phó\s+)?(?:chủ\s+tịch|bộ\s+trưởng|tổng\s+bí\s+thư)")
_MAX_ISSUER, _MAX_SUBJECT = 110, 420


@dataclass(frozen=True, slots=True)
class PrintedReference:
    """One mention; ``span`` runs from the kind to the end of what is said, the other spans are their own words."""

    kind: str | None
    sign: Sign
    day: date | None
    issuer: str | None
    subject: str | None
    span: Span
    issuer_span: Span | None = None
    subject_span: Span | None = None


def find_references(text: str) -> tuple[PrintedReference, ...]:
    """Every mention of a document with a sign, in reading order."""
    prepared = prepare(text)
    back = None if prepared.offsets is None else {at: i for i, at in reversed(list(enumerate(prepared.offsets)))}
    return tuple(_reference(prepared, sign, _position(sign.span, back)) for sign in signs_in(prepared))


def _position(span: Span, back: dict[int, int] | None) -> Span:
    return span if back is None else Span(back[span.start], back[span.end])


def _reference(text: Printed, sign: Sign, at: Span) -> PrintedReference:
    named = _KIND_BEFORE.search(text.lower, max(0, at.start - 60), at.start)
    start = named.start() if named else at.start
    day, end = _day_after(text, at.end)
    issuer = _issuer_after(text, end) or _issuer_before(text, start)
    subject = _subject_after(text, max(end, issuer[1] if issuer and issuer[0] >= end else end))
    last = max(end, *(piece[1] for piece in (issuer, subject) if piece), at.end)
    return PrintedReference(
        collapse(text.words(named.start("kind"), named.end("kind"))) if named else None,
        sign,
        day,
        _words(text, issuer),
        _words(text, subject),
        text.span(start, last),
        text.span(*issuer) if issuer else None,
        text.span(*subject) if subject else None,
    )


_Piece = tuple[int, int]


def _words(text: Printed, piece: _Piece | None) -> str | None:
    return collapse(text.words(*piece)) if piece else None


def _day_after(text: Printed, end: int) -> tuple[date | None, int]:
    """The day printed right after the sign, and where it ends."""
    lead = _DAY_NEXT.match(text.lower, end)
    if lead is None:
        return None, end
    rest = _TO.split(text.nfc[lead.end() : lead.end() + 60], maxsplit=1)[0]
    found = next(iter(find_dates(rest)), None)
    if found is None or found.span.start > 0 or found.unit is not DateUnit.DAY or found.is_range:
        return None, end
    window = found.window()
    return (window.start, lead.end() + found.span.end) if window else (None, end)


def _issuer_after(text: Printed, end: int) -> _Piece | None:
    lead = _OF.match(text.lower, end)
    if lead is None:
        return None
    start = lead.end()
    if not text.nfc[start : start + 1].isupper() or not (lead["of"] or _ISSUER.match(text.lower, start)):
        return None
    return _until(text.nfc, start, _STOP, _MAX_ISSUER)


def _issuer_before(text: Printed, start: int) -> _Piece | None:
    """ "theo hướng dẫn của <Issuer> tại Văn bản số ...": only a body, never a person or "đơn vị"."""
    found = _PROPOSED.search(text.lower, max(0, start - 110), start)
    if found is None or not text.nfc[found.start("who")].isupper() or not _ISSUER.match(text.lower, found.start("who")):
        return None
    return None if _PERSON.match(text.lower, found.start("who")) else found.span("who")


def _subject_after(text: Printed, end: int) -> _Piece | None:
    lead = _SUBJECT.match(text.lower, end)
    return _until(text.lower, lead.start("words"), _SUBJECT_END, _MAX_SUBJECT) if lead else None


def _until(text: str, start: int, stop: re.Pattern[str], limit: int) -> _Piece | None:
    found = stop.search(text, start + 1, start + limit)
    end = found.start() if found else min(len(text), start + limit)
    if found is None and end == start + limit:
        return None  # no end in sight: where the words stop cannot be told
    end = start + len(text[start:end].rstrip(" \n\t,-"))
    return (start, end) if end > start + 1 else None


def distinct_references(references: Iterable[PrintedReference]) -> tuple[PrintedReference, ...]:
    """One for each sign, in order of first mention, with what any mention says about it."""
    gathered: list[PrintedReference] = []
    for mention in references:
        at = next((i for i, known in enumerate(gathered) if same_sign(known.sign, mention.sign)), None)
        if at is None:
            gathered.append(mention)
        else:
            gathered[at] = _filled(gathered[at], mention)
    return tuple(gathered)


def _filled(known: PrintedReference, mention: PrintedReference) -> PrintedReference:
    return replace(
        known,
        kind=known.kind or mention.kind,
        day=known.day or mention.day,
        issuer=known.issuer or mention.issuer,
        subject=known.subject or mention.subject,
        issuer_span=known.issuer_span or mention.issuer_span,
        subject_span=known.subject_span or mention.subject_span,
    )
