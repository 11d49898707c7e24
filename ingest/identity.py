"""Who issued a document, under which number, when, about what; every value with the words it was read from.

Number and date are nullable: an office stamps them when it signs, and the text layer keeps the blank draft. A blank
place that is printed is kept as such, so that an answer can say that it is blank (Nghi dinh 30/2020, Phu luc I).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace

from ingest.agencies import Agencies
from ingest.collected_title import with_title_facts
from ingest.dates import DateUnit, find_dates
from ingest.effect import effect_facts
from ingest.issuer import MOTTO, URGENT, read_issuer
from ingest.joined import Joined, join
from ingest.kinds import LETTER, kind_of_quiet_title, kind_of_title
from ingest.lines import Line
from ingest.models import Fact, Identity, Source
from ingest.number_line import NUMBER, PLACE_DAY, blank_day, blank_number, day_of, number_of, place_of, whole_lines
from ingest.signature import signature_facts
from ingest.text import LOWER, UPPER, canonical, fold
from ingest.zones import Zones

UNPRINTED = 0.9  # confidence of the kind of a letter, which prints none
_PERSON = rf"(?:[{UPPER}][{LOWER}]* ){{1,4}}[{UPPER}][{LOWER}]*"
_SUBJECT = re.compile(r"(?:v/v|về việc)\s*:?\s*", re.IGNORECASE)
_ATTACHED = re.compile(r"\s*\((?:Ban hành )?kèm theo ", re.IGNORECASE)  # below the title of a regulation
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
    identity = _number_and_day(
        identity,
        [
            *(_joined(source, lines) for lines in whole_lines(zones.head)),
            *(_joined(source, a.attached) for a in zones.annexes if a.attached),
        ],
    )
    if zones.title:
        identity = with_title_facts(identity, title, len(zones.title[0].text), agencies)
    identity = replace(identity, **signature_facts([_joined(source, [line]) for line in zones.signature]))
    identity = replace(identity, **effect_facts(_joined(source, zones.body), identity.day))
    return _as_sure_as_read(_event(identity, source, zones, title), source)


def _as_sure_as_read(identity: Identity, source: Source) -> Identity:
    """No value is surer than the recognition of its words."""

    def sure(fact: Fact) -> Fact:
        read = source.confidence_of(fact.spans)
        return fact if read is None else replace(fact, confidence=min(fact.confidence, read))

    if not len(source.places):
        return identity
    for field in fields(Identity):
        held = getattr(identity, field.name)
        surer = tuple(map(sure, held)) if isinstance(held, tuple) else held and sure(held)
        identity = replace(identity, **{field.name: surer})  # type: ignore[arg-type]  # of the field's own type
    return identity


def _joined(source: Source, lines: Sequence[Line]) -> Joined:
    return join(source.text, [line.span for line in lines])


def _fact(joined: Joined, start: int, end: int, value: str | None = None) -> Fact:
    return Fact(value if value is not None else joined.text[start:end], joined.raw(start, end))


def _kind(source: Source, zones: Zones) -> Fact | None:
    if zones.title:
        line = _joined(source, zones.title[:1])
        kind = kind_of_title(line.text) or kind_of_quiet_title(line.text)
        return _fact(line, 0, len(line.text), kind) if kind else None
    if zones.addressees:
        line = _joined(source, zones.addressees[:1])
        return replace(_fact(line, 0, min(8, len(line.text)), LETTER), confidence=UNPRINTED)
    return None


def _subject(source: Source, zones: Zones, title: Joined) -> Fact | None:
    if zones.title:
        start = len(zones.title[0].text) + 1
        end = attached.start() if (attached := _ATTACHED.search(title.text, start)) else len(title.text)
        return _fact(title, start, end) if start < end else None
    begin = next((i for i, line in enumerate(zones.head) if _SUBJECT.match(canonical(line.text))), None)
    if begin is None:
        return None
    lines = [zones.head[begin]]
    for line in zones.head[begin + 1 :]:
        if line.right and not lines[0].right:
            continue  # the motto beside the narrow lines of a letter's subject
        if NUMBER.search(line.text) or PLACE_DAY.search(line.text) or _ends_subject(line):
            break
        lines.append(line)
    joined = _joined(source, lines)
    return _fact(joined, 0, len(joined.text))


def _ends_subject(line: Line) -> bool:
    folded = fold(line.text)
    return folded.startswith(MOTTO) or (folded in URGENT and line.text.isupper())


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
        if identity.number is None and (found := number_of(joined)):
            number, sign = found
            identity = replace(identity, number=number, sign=identity.sign or sign)
            if number is None:
                blanks.append(blank_number(joined))
        identity = replace(identity, place=identity.place or place_of(joined))
        if blank := blank_day(joined):
            blanks.append(blank[0])
            identity = replace(identity, partial_day=identity.partial_day or blank[1])
        elif identity.day is None:
            identity = replace(identity, day=day_of(joined))
    return replace(identity, blanks=tuple(b for b in blanks if getattr(identity, b.value) is None))


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
