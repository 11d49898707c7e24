"""Roles in the words of a task: who coordinates, who advises whom, who receives the report (domain grammar 2.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.agencies import Agencies, Mention
from ingest.agency_names import Kind
from ingest.models import Role
from ingest.text import canonical

_WITH = re.compile(
    r"(?<!\w)(?:phối hợp|phối, kết hợp|hợp đồng tác chiến)(?: chặt chẽ| kịp thời| thường xuyên)?,?(?: (?:với|cùng|"
    r"cùng với|giữa))?(?= )"
)
_LEADS = re.compile(
    r"(?:\W*(?:tiếp tục|khẩn trương|chủ động)\W+)?(?:(?:đồng )?chủ trì|làm đầu mối|là (?:cơ quan )?(?:đầu mối|thường trực)|"
    r"chịu trách nhiệm chính)"
)
_LEADS_INSIDE = re.compile(r"(?<!\w)chủ trì,? (?:phối hợp|tham mưu|tổ chức|xây dựng|hướng dẫn|theo dõi|cùng)")
_COORDINATES = re.compile(
    r"\W*(?:(?:chủ động|tích cực|thường xuyên|khẩn trương|tăng cường|tiếp tục)\W+)*phối hợp(?!\w)"
)
_ADVISES = re.compile(r"(?<!\w)tham mưu(?!\w)")
_ADVISES_FIRST = re.compile(
    r"(?:[^,.;]{0,60}[,;] ?)?(?:(?:chủ động|khẩn trương|kịp thời|tiếp tục|rà soát)[, ]+)*tham mưu(?!\w)"
)
_REPORTS = re.compile(
    r"(?<!\w)(?:gửi(?: về)?|(?:báo cáo|tổng hợp)(?:(?: [^.;,]{0,60}?)? (?:về|gửi|cho|với|lên))?|\(qua|thông qua"
    r"|(?<!công )(?<!chương )(?<!quy )(?<!tờ )(?<!quá )(?<!lộ )(?<!lập )(?<!tiến )trình)(?= )"
)


@dataclass(frozen=True, slots=True)
class Partners:
    """Coordinating bodies with the characters that name them, in the order printed, each once."""

    mentions: tuple[Mention, ...]
    phrase: tuple[int, int] | None  # from the first partner's first to its last character


def coordinating(text: str, agencies: Agencies, home: str | None = None) -> Partners:
    """Bodies after "phối hợp (với)", up to the verb of the duty; the recipient of "tham mưu" is no partner."""
    lowered = canonical(text)
    mentions: list[Mention] = []
    for match in _WITH.finditer(lowered):
        start = match.end() + 1
        if lowered[start : start + 4] == "các " and not agencies.read_prefix(text, start, home):
            start += 4
        mentions.extend(m for m in agencies.read_prefix(text, start, home) if m.name not in {x.name for x in mentions})
    named = tuple(mentions)
    return Partners(named, (named[0].start, named[-1].end) if named else None)


def role_of(text: str, partners: Partners) -> Role:
    """What the addressee of a bullet does; a bullet that only tells it to coordinate is no lead."""
    lowered = canonical(text)
    if _LEADS.match(lowered) or _LEADS_INSIDE.search(lowered[:120]):
        return Role.LEAD
    opening = _COORDINATES.match(lowered)
    if opening and partners.phrase and partners.phrase[0] <= opening.end() + 12:
        named = any(m.kind is not Kind.GROUP for m in partners.mentions)
        return Role.ADVISE if not named and _ADVISES.search(lowered) else Role.COORDINATE
    if _ADVISES_FIRST.match(lowered) or _ADVISES.search(lowered[:140]):
        return Role.ADVISE
    return Role.IMPLEMENT


def submit_to(text: str, agencies: Agencies, home: str | None = None) -> tuple[Mention, ...]:
    """Bodies that receive the result: "gửi X", "báo cáo X", "về X", "(qua X)"."""
    lowered = canonical(text)
    found: list[Mention] = []
    for match in _REPORTS.finditer(lowered):
        start = match.end() + 1
        found.extend(
            m
            for m in agencies.read_prefix(text, start, home)[:2]
            if m.kind is not Kind.GROUP and m.name not in {x.name for x in found}
        )
    return tuple(found)
