"""Who issued a document, under which number, when, about what; every value with the words it was read from.

Number and date are nullable: an office stamps them when it signs, and the text layer keeps the blank draft. A blank
place that is printed is kept as such, so that an answer can say that it is blank (Nghi dinh 30/2020, Phu luc I).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.agencies import Agencies
from ingest.dates import DateUnit, find_dates
from ingest.issuer import NUMBER, URGENT, read_issuer
from ingest.joined import Joined, join
from ingest.kinds import LETTER, kind_of_title
from ingest.lines import Line
from ingest.models import Fact, Identity, Source, Span
from ingest.signature import signature_facts
from ingest.text import LOWER, UPPER, canonical, fold
from ingest.zones import Zones

_PERSON = rf"(?:[{UPPER}][{LOWER}]* ){{1,4}}[{UPPER}][{LOWER}]*"
_PLACE_DAY = re.compile(rf"(?P<place>[{UPPER}][^,;:/\d]{{1,40}}),\s*(?P<day>ngày\b.{{0,60}}?năm\s*(?:\d{{4}}|20\d?))")
_BLANK_DAY = re.compile(r"ngày[\s.…]*tháng[\s.…]*(?P<m>\d{1,2})?[\s.…]*năm\s*(?P<y>\d{4})")
_SUBJECT = re.compile(r"(?:v/v|về việc)\s*:?\s*", re.IGNORECASE)
_OFFICE = re.compile(
    rf"((?:Phó )?(?:Chủ tịch|Giám đốc|Bí thư|Thủ tướng|Bộ trưởng|Chánh Văn phòng)[^,;]*?) ({_PERSON})(?= tại| về|"
    rf" kết luận|$)"
)
_MEETING = re.compile(r"cuộc họp|phiên họp|hội nghị|buổi làm việc|cuộc làm việc|giao ban|làm việc với", re.IGNORECASE)
_NAME = re.compile(rf"(?<!\w){_PERSON}(?!\w)")
_NO_NAME = (
    "Phó",
    "Chủ",
    "Bí",
    "Giám",
    "Trưởng",
    "Ủy",
    "Chánh",
    "Thủ",
    "Bộ",
    "Sở",
    "Văn",
    "Ban",
    "Ngày",
    "Trụ",
    "Hội",
    "Thường",
    "Đồng",
)


def read_identity(source: Source, zones: Zones, agencies: Agencies) -> Identity:
    """The identity that a document's own text gives."""
    head = [_joined(source, [line]) for line in zones.head]
    title = _joined(source, zones.title)
    identity = Identity(
        kind=_kind(source, zones),
        subject=_subject(source, zones, title),
        issuer=read_issuer(source, zones, agencies),
        addressees=_listed(source, zones.addressees, r"^\s*(?i:Kính gửi|.{0,80}\bđiện(?=\s*:))\s*:?\s*"),
        recipients=_listed(source, zones.recipients, r"^\s*Nơi nhận\s*:?\s*"),
        urgency=next((_fact(h, 0, len(h.text)) for h in head if fold(h.text) in URGENT and h.text.isupper()), None),
    )
    identity = _number_and_day(identity, [*head, *(_joined(source, a.attached) for a in zones.annexes if a.attached)])
    identity = replace(identity, **signature_facts([_joined(source, [line]) for line in zones.signature]))
    return _event(identity, source, zones, title)


def _joined(source: Source, lines: Sequence[Line]) -> Joined:
    return join(source.text, [line.span for line in lines])


def _fact(joined: Joined, start: int, end: int, value: str | None = None) -> Fact:
    return Fact(value if value is not None else joined.text[start:end], joined.raw(start, end))


def _kind(source: Source, zones: Zones) -> Fact | None:
    if zones.title:
        line = _joined(source, zones.title[:1])
        kind = kind_of_title(line.text)
        return _fact(line, 0, len(line.text), kind) if kind else None
    if zones.addressees:
        line = _joined(source, zones.addressees[:1])
        return _fact(line, 0, min(8, len(line.text)), LETTER)
    return None


def _subject(source: Source, zones: Zones, title: Joined) -> Fact | None:
    if zones.title:
        start = len(zones.title[0].text) + 1
        return _fact(title, start, len(title.text)) if start < len(title.text) else None
    begin = next((i for i, line in enumerate(zones.head) if _SUBJECT.match(canonical(line.text))), None)
    if begin is None:
        return None
    end = begin + 1
    while (
        end < len(zones.head)
        and not _PLACE_DAY.search(zones.head[end].text)
        and not NUMBER.search(zones.head[end].text)
    ):
        end += 1
    joined = _joined(source, zones.head[begin:end])
    return _fact(joined, 0, len(joined.text))


def _listed(source: Source, lines: Sequence[Line], opening: str) -> tuple[Fact, ...]:
    """Dash lists and semicolon lists, one fact an entry."""
    facts: list[Fact] = []
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not line.text.startswith(("-", "–", "+")) and not groups[-1][-1].text.endswith((";", ":", ".")):
            groups[-1].append(line)
        else:
            groups.append([line])
    for group in groups:
        joined = _joined(source, group)
        start = 0
        if match := re.match(opening, joined.text):
            start = match.end()
        for part in re.finditer(r"[^;]+", joined.text[start:]):
            words = part.group()
            left = len(words) - len(words.lstrip(" -–+"))
            right = len(words.rstrip(" ;.,"))
            if right > left:
                facts.append(_fact(joined, start + part.start() + left, start + part.start() + right))
    return tuple(facts)


def _number_and_day(identity: Identity, places: Sequence[Joined]) -> Identity:
    blanks: list[Fact] = []
    for joined in places:
        if identity.number is None and (match := NUMBER.search(joined.text)):
            sign = re.sub(r"^/?(?:19|20)\d\d/", "", match["rest"]).lstrip("/-").strip()
            if match["n"]:
                identity = replace(
                    identity, number=_fact(joined, *match.span(), match["n"] + re.sub(r"\s", "", match["rest"]))
                )
            else:
                blanks.append(_fact(joined, *match.span(), "number"))
            identity = replace(identity, sign=identity.sign or _fact(joined, *match.span("rest"), sign))
        identity = _day(identity, joined, blanks)
    return replace(identity, blanks=tuple(b for b in blanks if getattr(identity, b.value) is None))


def _day(identity: Identity, joined: Joined, blanks: list[Fact]) -> Identity:
    placed = _PLACE_DAY.search(joined.text)
    if placed and identity.place is None and "kèm theo" not in canonical(joined.text):
        place = placed["place"].split("  ")[-1].strip()
        if (own := NUMBER.search(joined.text)) and own.end() <= placed.end("place"):
            place = joined.text[own.end() : placed.end("place")].strip()
        start = placed.end("place") - len(place)
        identity = replace(identity, place=_fact(joined, start, placed.end("place")))
    blank = _BLANK_DAY.search(joined.text)
    if blank and not re.search(r"ngày\s*\d", blank.group()):
        partial = f"{blank['y']}-{int(blank['m']):02}" if blank["m"] else blank["y"]
        blanks.append(_fact(joined, *blank.span(), "day"))
        return replace(identity, partial_day=identity.partial_day or _fact(joined, *blank.span(), partial))
    if identity.day is None and (placed or "kèm theo" in canonical(joined.text)):
        start = placed.start("day") if placed else 0
        for found in find_dates(joined.text[start:]):
            window = found.first.window()
            if found.unit is DateUnit.DAY and window:
                where = Span(start + found.span.start, start + found.span.end)
                return replace(identity, day=_fact(joined, where.start, where.end, window.start.isoformat()))
    return identity


def _event(identity: Identity, source: Source, zones: Zones, title: Joined) -> Identity:
    """The meeting that a conclusion reports: its day, and who presided."""
    opening = _joined(source, zones.body[:8])
    if re.match(r"(?:Sáng |Chiều )?ngày \d", canonical(opening.text), re.IGNORECASE) and _MEETING.search(
        opening.text[:600]
    ):
        found = find_dates(opening.text[:80])
        window = found[0].first.window() if found and found[0].unit is DateUnit.DAY else None
        if window:
            identity = replace(
                identity, event_day=_fact(opening, found[0].span.start, found[0].span.end, window.start.isoformat())
            )
    if identity.event_day is None:
        return identity
    presides = canonical(opening.text[:700]).find("chủ trì")
    names = [
        m for m in _NAME.finditer(opening.text[:700]) if m.end() <= presides and not m.group().startswith(_NO_NAME)
    ]
    if names:
        return replace(identity, presider=_fact(opening, *names[-1].span()))
    if match := _OFFICE.search(title.text):
        return replace(identity, presider=_fact(title, *match.span(2)))
    return identity
