"""Which body issued a document: the capitals above its number, else the bracket of an annex or the opening words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.agencies import Agencies
from ingest.joined import Joined, join
from ingest.lines import Line
from ingest.models import Fact, Source
from ingest.text import canonical, collapse, fold, looks_like_syllable
from ingest.zones import Zones

_ABBR = r"[A-ZĐ][A-Za-zĐđ0-9]{0,11}(?:[-&][A-ZĐ][A-Za-zĐđ0-9]{0,11})*"
_OWN = r"^\W*(?:Số|SỐ)\s*:?\s*|(?i:kèm theo)[^()]{2,30}? số\s*:?\s*"
NUMBER = re.compile(rf"(?:{_OWN})(?P<n>\d{{1,5}})?[\s.…]*(?P<rest>(?:/(?:19|20)\d\d)?/\s*{_ABBR}|-{_ABBR}/{_ABBR})")
URGENT = ("hoa toc", "hoa toc hen gio", "thuong khan", "khan")
_MOTTO = ("cong hoa xa hoi", "doc lap", "dang cong san viet nam")
_ATTACHED_ISSUER = re.compile(r"của\s+([^()]{4,80})\)")
_ENACTS = re.compile(
    r"((?:Ủy ban nhân dân|UBND|Sở|Văn phòng|Ban Thường vụ) [^,.;:]{0,60}?) (?:ban hành|thông báo|yêu cầu|đề nghị|"
    r"xây dựng Kế hoạch)"
)
_COMMON = (
    "ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|ỦY BAN|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|ĐẢNG ỦY|"
    "ĐẢNG BỘ|VĂN PHÒNG|"
    "BAN CHỈ ĐẠO|BAN CHỈ HUY|BAN QUẢN LÝ|THÀNH PHỐ|THỊ XÃ|THỊ TRẤN|TỈNH|XÃ HỘI|XÃ|PHƯỜNG|ĐẶC KHU|HUYỆN|SỞ|BỘ|VÀ|"
    "CÁC|CÔNG AN|THANH TRA|"
    "TRUNG TÂM|CHI CỤC|CỤC|TRƯỜNG|BỆNH VIỆN|PHÒNG"
)
_NAMED_BY_FIELD = (
    "sở",
    "bộ",
    "phòng",
    "cục",
    "chi cục",
)  # "Sở Khoa học và Công nghệ": the first of each part is capital
_CODES = {"UBND", "HĐND", "MTTQ"}
_UNFINISHED = re.compile(
    r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|bo|so|van phong|ban chi dao|cong an)(?: (?:tinh|thanh pho|xa|phuong))?|.*(?:,| va)"
)
_GOES_ON = ("tinh ", "thanh pho ", "xa ", "phuong ", "dac khu ", "huyen ", "thi xa ", "thi tran ", "va ")
_INCOMPLETE = ("van phong", "thanh tra", "van phong uy ban nhan dan")  # names that need the parent's


def read_issuer(source: Source, zones: Zones, agencies: Agencies) -> Fact | None:
    """The caps lines above the number; "ỦY BAN NHÂN DÂN / TỈNH X" is one body, "UBND TỈNH X / SỞ Y" is the second."""
    caps: list[Line] = []
    for line in zones.head:
        folded = fold(line.text)
        if folded.startswith(_MOTTO) or folded in URGENT or folded == "viet nam" or folded.isdigit():
            continue
        if NUMBER.search(line.text) or not line.text.isupper():
            break
        caps.append(line)
    if not caps:
        return _issuer_in_text(source, zones)
    own = caps if len(caps) < 2 or _is_one_body(caps) else caps[1:]
    joined = join(source.text, [line.span for line in own[:3]])
    name = _registered(joined.text, agencies) or body_name(joined.text)
    if own is not caps and fold(joined.text) in _INCOMPLETE:
        joined = join(source.text, [line.span for line in caps[:3]])
        name = f"{name} {body_name(caps[0].text)}"
    return _fact(joined, 0, len(joined.text), _with_places(name, agencies))


def _fact(joined: Joined, start: int, end: int, value: str | None = None) -> Fact:
    return Fact(value if value is not None else joined.text[start:end], joined.raw(start, end))


def _with_places(name: str, agencies: Agencies) -> str:
    """A province's name as it is written, whatever its words mean elsewhere ("Hải Phòng")."""
    place = next((p for p in agencies.directory.provinces if canonical(name).endswith(f" {canonical(p)}")), "")
    return name[: len(name) - len(place)] + place if place else name


def _registered(caps: str, agencies: Agencies) -> str | None:
    """The registered spelling of a name in capitals: "SỞ CÔNG THƯƠNG" is "Sở Công Thương"."""
    found = agencies.find(caps)
    return found[0].name if len(found) == 1 and fold(found[0].name) == fold(caps) else None


def _is_one_body(caps: Sequence[Line]) -> bool:
    """Whether the second line goes on with the name of the first: "ỦY BAN NHÂN DÂN" and "TỈNH X"."""
    first, second = fold(caps[0].text), fold(caps[1].text)
    return bool(_UNFINISHED.fullmatch(first)) or second.startswith(_GOES_ON)


def _issuer_in_text(source: Source, zones: Zones) -> Fact | None:
    for annex in zones.annexes:
        joined = join(source.text, [line.span for line in annex.attached])
        if match := _ATTACHED_ISSUER.search(joined.text):
            return _fact(joined, *match.span(1))
    opening = join(source.text, [line.span for line in zones.body[:14]])
    if match := _ENACTS.search(opening.text):
        return _fact(opening, *match.span(1))
    title = join(source.text, [line.span for line in zones.title])
    match = re.search(r"(?:Chủ tịch )((?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố|xã|phường|huyện|đặc khu))", title.text)
    return _fact(title, *match.span(1)) if match else None


def body_name(caps: str) -> str:
    """A body printed in capitals, as it is written in running text: names keep capitals, the rest does not."""
    lowered = collapse(caps)
    for phrase in _COMMON.split("|"):
        lowered = re.sub(rf"(?<!\w){phrase}(?!\w)", phrase.lower(), lowered)
    text = " ".join(
        w if not w.isupper() or w in _CODES or not looks_like_syllable(fold(w)) else w.capitalize()
        for w in lowered.split()
    )
    if text.startswith(tuple(f"{noun} " for noun in _NAMED_BY_FIELD)):
        text = _first_of_each_part(text)
    return text[:1].upper() + text[1:]


def _first_of_each_part(text: str) -> str:
    """``Sở Khoa Học và Công Nghệ`` -> ``Sở Khoa học và Công nghệ``."""
    head, *rest = text.split()
    out, fresh = [head], True
    for word in rest:
        plain = word.lower() if looks_like_syllable(fold(word)) else word
        out.append(word if fresh else plain)
        fresh = plain in {"và", "-"} or word.endswith(",")
    return " ".join(out)
