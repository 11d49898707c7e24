"""Which body issued a document: the names above its number, else the bracket of an annex or the opening words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.agencies import Agencies
from ingest.body_names import body_name
from ingest.joined import join
from ingest.lines import Line
from ingest.models import Fact, Source, Span
from ingest.number_line import NUMBER, PLACE_DAY
from ingest.text import canonical, fold, looks_like_syllable
from ingest.zones import Zones

URGENT = ("hoa toc", "hoa toc hen gio", "thuong khan", "khan")
MOTTO = ("cong hoa xa hoi", "doc lap", "dang cong san viet nam")
COMPLETED = 0.9  # confidence of a name put together from two lines
TOLD = 0.7  # of a name taken from running text
_ATTACHED_ISSUER = re.compile(r"của\s+([^()]{4,80})\)")
_ENACTS = re.compile(
    r"((?:Ủy ban nhân dân|UBND|Sở|Văn phòng|Ban Thường vụ) [^,.;:]{0,60}?) (?:ban hành|thông báo|yêu cầu|đề nghị|"
    r"xây dựng Kế hoạch)"
)
_BODY = re.compile(
    r"(?:uy ban|ubnd|hoi dong|hdnd|tinh uy|thanh uy|huyen uy|dang uy|dang bo|chi bo|van phong|ban|bo|so|cuc|chi cuc|tong cuc|"
    r"vu|phong|cong an|thanh tra|trung tam|truong|benh vien|vien|toa an|kho bac|thue|hai quan|bao hiem|quoc hoi|chinh phu|"
    r"thu tuong|mat tran|lien doan|cong doan|hoi|doan|bao|quy|cong ty|tap doan|tong cong ty|ngan hang|hoc vien|chi nhanh|tram|doi|to|"
    r"quan khu|kiem toan|co quan|thong ke|chu tich)(?!\w)"
)
_BELOW = re.compile(r"so\s?[:.]|v/v|ve viec|kinh gui")  # what stands below the names
_STAMP = re.compile(r"(?:ky boi|nguoi ky|co quan|ngay ky|thoi gian ky|email)\s?:")
_UNFINISHED = re.compile(
    r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|dang uy|dang bo|bo|so|van phong|ban chi dao|cong an|thanh tra)"
    r"(?: (?:tinh|thanh pho|xa|phuong))?|.*(?:,| va| -|-)"
)
_GOES_ON = ("tinh ", "thanh pho ", "xa ", "phuong ", "dac khu ", "huyen ", "thi xa ", "thi tran ", "va ", "khoa ")
_INCOMPLETE = re.compile(
    r"(?:van phong|chu tich|thanh tra|ban thuong (?:truc|vu)|van phong uy ban nhan dan|van phong (?:hdnd|hoi dong nhan dan)"
    r"(?: va | ?& ?| - )(?:ubnd|uy ban nhan dan))"
)  # names that need the parent's
_PLACE = re.compile(r"(?<!\w)(?:tỉnh|thành phố|thị xã|thị trấn|xã|phường|đặc khu|huyện|quận) .+$")


def read_issuer(source: Source, zones: Zones, agencies: Agencies) -> Fact | None:
    """The names above the number; "ỦY BAN NHÂN DÂN / TỈNH X" is one body, "UBND TỈNH X / SỞ Y" is the second."""
    bodies = _bodies(_names_above(zones.head))
    if not bodies:
        return _issuer_in_text(source, zones)
    if len(bodies) > 1 and "lien tich" in fold(" ".join(line.text for line in zones.title[:1])):
        joined = join(source.text, [line.span for body in bodies for line in body])
        return Fact(" - ".join(_written(body, source, agencies) for body in bodies), joined.spans)
    name = _written(bodies[-1], source, agencies)
    spans = join(source.text, [line.span for line in bodies[-1]]).spans
    if len(bodies) > 1 and _INCOMPLETE.fullmatch(fold(name)):
        whole = join(source.text, [line.span for body in bodies[-2:] for line in body])
        return Fact(_completed(name, _written(bodies[-2], source, agencies)), whole.spans, confidence=COMPLETED)
    return Fact(name, spans)


def _names_above(head: Sequence[Line]) -> list[Line]:
    """Lines above the number that name bodies; text converted from old fonts has lost its capitals."""
    names: list[Line] = []
    for line in head:
        folded = fold(line.text)
        if folded.startswith(MOTTO) or folded in URGENT or folded == "viet nam" or folded.isdigit():
            continue
        if NUMBER.search(line.text) or PLACE_DAY.search(line.text) or _BELOW.match(folded):
            break
        if _STAMP.match(folded):
            continue
        if not line.text.isupper() and not (_BODY.match(folded) or (names and folded.startswith(_GOES_ON))):
            if names:
                break
            continue  # a stamp of the gazette or of a signature above the head
        if any(
            looks_like_syllable(word) and word.isalpha() for word in folded.replace(",", " ").split()
        ) or folded.startswith("ubnd"):
            names.append(line)
    return names[:6]


def _bodies(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one name together: a name goes on until a line begins with the noun of another body."""
    bodies: list[list[Line]] = []
    for line in lines:
        folded = fold(line.text)
        ends = bodies and not _UNFINISHED.fullmatch(fold(" ".join(x.text for x in bodies[-1])))
        if not bodies or (ends and _BODY.match(folded) and not folded.startswith(_GOES_ON)):
            bodies.append([line])
        else:
            bodies[-1].append(line)
    return bodies


def _written(body: Sequence[Line], source: Source, agencies: Agencies) -> str:
    """The name as registered, else as the document itself writes it in a sentence, else by the rules of spelling."""
    caps = join(source.text, [line.span for line in body]).text.strip(" -*_")
    sides = re.split(r"\s+[-–]\s+", caps)
    if len(sides) > 1 and all(_BODY.match(fold(side)) for side in sides):
        return " - ".join(body_name(side) for side in sides)
    spelled = _registered(caps, agencies) or _in_sentence(caps, source.text) or body_name(caps)
    return _with_places(spelled, agencies)


def _in_sentence(caps: str, text: str) -> str | None:
    """The spelling in running text: "Bệnh viện Đa khoa Sa Đéc" for "BỆNH VIỆN ĐA KHOA SA ĐÉC"."""
    if len(caps.split()) < 3:
        return None
    wanted = r"\s+".join(map(re.escape, canonical(caps).split()))
    lowered = canonical(text)
    if len(lowered) != len(text):
        return None
    for match in re.finditer(rf"(?<!\w){wanted}(?!\w)", lowered):
        words = " ".join(text[slice(*match.span())].split())
        if words[:1].isupper() and not any(_shouted(word) for word in words.split()):
            return words
    return None


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper() and looks_like_syllable(fold(word))


def _completed(name: str, parent: str) -> str:
    """ "Văn phòng" of "UBND tỉnh X" takes the whole name; "Văn phòng HĐND và UBND" only the place."""
    place = _PLACE.search(parent)
    named = re.search(r"nhan dan|ubnd|hdnd", fold(name))
    return f"{name} {place.group() if named and place else parent}"


def _registered(caps: str, agencies: Agencies) -> str | None:
    """The registered spelling of a name in capitals: "SỞ CÔNG THƯƠNG" is "Sở Công Thương"."""
    found = agencies.find(caps)
    return found[0].name if len(found) == 1 and fold(found[0].name) == fold(caps) else None


def _with_places(name: str, agencies: Agencies) -> str:
    """A province's name as it is written, whatever its words mean elsewhere ("Hải Phòng")."""
    place = next((p for p in agencies.directory.provinces if canonical(name).endswith(f" {canonical(p)}")), "")
    return name[: len(name) - len(place)] + place if place else name


def _issuer_in_text(source: Source, zones: Zones) -> Fact | None:
    for annex in zones.annexes:
        found = _told(source, [line.span for line in annex.attached], _ATTACHED_ISSUER)
        if found:
            return found
    chair = re.compile(r"(?:Chủ tịch )((?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố|xã|phường|huyện|đặc khu))")
    opening = _told(source, [line.span for line in zones.body[:14]], _ENACTS)
    return opening or _told(source, [line.span for line in zones.title], chair)


def _told(source: Source, spans: Sequence[Span], pattern: re.Pattern[str]) -> Fact | None:
    joined = join(source.text, spans)
    match = pattern.search(joined.text)
    return Fact(match[1], joined.raw(*match.span(1)), confidence=TOLD) if match else None
