"""Whom the words of a block bind (rules R1-R4, R6, R7 of the assignment grammar).

R1 heading scope, R2 run-in heading, R3 "Giao X ...", "X có trách nhiệm ...", R4 "Đề nghị X ...", R6 the closing order,
R7 the addressees of an official letter where nothing else binds. R5, tables, is ``ingest.assign_rows``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.agencies import Agencies, Mention
from ingest.agency_names import Kind
from ingest.clauses import duties, openings, sentences
from ingest.duties import asks_report, is_duty, is_formula
from ingest.joined import join
from ingest.markers import label, title_label, without_label
from ingest.models import Block, Identity, Source, Spans, TaskKind
from ingest.text import canonical, fold

_ORDER = re.compile(r"(giao|yêu cầu|đề nghị|phân công)(?: cho)? (?=\S)")
_HEADED = re.compile(r"(giao|yêu cầu|đề nghị|phân công|đối với|trách nhiệm của|nhiệm vụ của)(?: cho)? (?=\S)")
_ORDER_INSIDE = re.compile(r"(?<!\w)(giao|yêu cầu|đề nghị|phân công)(?: cho)? (?=\S)")
_NO_ORDER = re.compile(
    r"(?:xét|theo|các|những|được|đã|nội dung|văn bản|tờ trình|kiến nghị|có|sự|ý kiến|của|nhiệm vụ|việc|tại|"
    r"mục đích|đáp ứng|"
    r"đúng|thực hiện|đạt|hồ sơ|người) $"
)
_MEETING = re.compile(r"ban (?!quản|chỉ|dân|tổ)")  # "giao ban tháng 6": in small letters, no body
_EXPLAINED = re.compile(r"\s*\([^()]*\)$")  # "Các chủ rừng là tổ chức (Ban quản lý rừng ...)"
_WHICH_OF_THEM = re.compile(r" (?:có|nơi|đang|chưa|nằm|được|bị|thuộc|trong|ven)(?!\w).*$")
_PASSIVE = re.compile(
    r"(?:việc|nhiệm vụ|nội dung|công tác|công việc|phần việc|hạng mục)(?!\w)"
    r"(?:(?!(?<!\w)(?:đã|đang|vừa|từng)(?!\w))[^.;:])*?(?<!\w)do (?=\w)"
)
_DONE_BY = re.compile(
    r" (?:chủ trì|thực hiện|đảm nhận|đảm nhiệm|phụ trách|làm đầu mối|tổ chức|chịu trách nhiệm)(?!\w)"
    r"(?!(?: \w+){0,3} (?:đã|đang)(?!\w))"
)
_COMPLETE = 0.95  # share of a heading that names of bodies take up
_OF_DEPARTMENT = ("so ", "phong ", "chi cuc ", "trung tam ", "truong ", "cong an ")
_NO_ORDERS = frozenset({"bao cao", "to trinh"})


@dataclass(frozen=True, slots=True)
class Bound:
    """Who is bound, by which words, what kind of assignment that makes, and which part [start, end) of the block."""

    agencies: tuple[Mention, ...]
    spans: Spans
    kind: TaskKind
    part: tuple[int, int]
    names_end: int | None = None  # where the duty begins, when the part opens with the bodies; None under a heading


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rules know of the document beside the block they read."""

    document_id: str
    source: Source
    identity: Identity
    agencies: Agencies
    home: str | None  # "xã X" where a commune issued it
    year: int | None
    annex: str | None = None  # label of the annex being read: "Phụ lục II"
    code: str = ""  # its short form in task ids: "PL2"

    @property
    def invites(self) -> bool:
        """Whether the document is an invitation: the bodies that head its items come, they are not bound."""
        return self.identity.kind is not None and fold(self.identity.kind.value) == "giay moi"

    @property
    def issued(self) -> date | None:
        """The day of the document, where it prints one."""
        return date.fromisoformat(self.identity.day.value) if self.identity.day else None


def by_order(block: Block, at: Setting) -> tuple[Bound, ...]:
    """R3, R4: every "Giao X ...", "Đề nghị X ...", "X có trách nhiệm ..." of a block, each with its own sentences."""
    found: list[Bound] = []
    for start, end in duties(block.text):
        bound = _in_sentence(block, start, end, at)
        if bound is not None:
            found.append(bound)
        elif found and found[-1].part[1] <= start:
            found[-1] = replace(found[-1], part=(found[-1].part[0], end))
    return tuple(found)


def opens_with_order(text: str) -> bool:
    """Whether a block itself says whom it binds, against the heading above it."""
    match = _ORDER.match(canonical(text[:40]))
    return match is not None and match[1] != "đề nghị"


def by_heading(block: Block, at: Setting) -> Bound | None:
    """R1, R2: the innermost heading that is a list of bodies."""
    for title, spans in zip(reversed(block.section), reversed(block.section_spans), strict=True):
        content = without_label(title).rstrip(" :.;")
        order = _HEADED.match(canonical(content))
        named = content[order.end() :] if order else content
        named = _EXPLAINED.sub("", named)
        if at.agencies.completeness(named) < _COMPLETE:
            named = _closed(named, at.agencies)
        if len(named) < 700 and at.agencies.completeness(named) >= _COMPLETE:
            mentions = at.agencies.read_list(named, at.home)
            joined = join(at.source.text, spans)
            found = joined.text.find(named)
            where = joined.raw(found, found + len(named)) if found >= 0 else spans
            return Bound(*_meant(mentions, where, at), _kind(order), (0, len(block.text)))
    return None


def _closed(named: str, agencies: Agencies) -> str:
    """A heading without the clause that says which of a group are meant: "UBND các xã, phường có dự án đi qua"."""
    clause = _WHICH_OF_THEM.search(canonical(named))
    groups = agencies.read_list(named[: clause.start()]) if clause else ()
    return named[: clause.start()] if clause and groups and all(m.kind is Kind.GROUP for m in groups) else named


def by_stem(block: Block, at: Setting) -> Bound | None:
    """A dash under "3. Giao X ...": the item above binds it."""
    for title, spans in zip(reversed(block.section), reversed(block.section_spans), strict=True):
        content = without_label(title)
        bound = _in_sentence(replace(block, text=content, spans=spans), 0, len(content), at)
        if bound is not None:
            return replace(bound, part=(0, len(block.text)), names_end=None)
    return None


def by_address(block: Block, at: Setting) -> Bound | None:
    """R7: the letter's addressees; who gets a report or a proposal is not ordered by it."""
    if at.identity.kind is not None and fold(at.identity.kind.value) in _NO_ORDERS:
        return None
    mentions = _addressees(at)
    spans = tuple(span for fact in at.identity.addressees for span in fact.spans)
    return Bound(mentions, spans, TaskKind.TASK, (0, len(block.text))) if mentions else None


def by_closing(block: Block, at: Setting) -> Bound | None:
    """R6: whom the closing paragraph asks for a report; "triển khai thực hiện" alone asks nothing."""
    for start, end in sentences(block.text):
        bound = _in_sentence(block, start, end, at) or _after_condition(block, start, end, at)
        to_groups = bound is not None and all(m.kind is Kind.GROUP for m in bound.agencies)
        if bound is not None and to_groups and asks_report(block.text[start:end]):
            return replace(bound, kind=TaskKind.CLOSING, part=(0, len(block.text)), names_end=None)
    return None


def _in_sentence(block: Block, start: int, end: int, at: Setting) -> Bound | None:
    lowered = canonical(block.text[start:end])
    for order in _ORDER_INSIDE.finditer(lowered):
        mentions = at.agencies.read_prefix(block.text[:end], start + order.end(), at.home)
        is_order = not _NO_ORDER.search(lowered[: order.start()]) and not _MEETING.match(
            block.text, start + order.end()
        )
        if not mentions or not is_order:
            continue
        duty = duty_after(block.text[:end], mentions[-1].end, at)
        return None if is_formula(duty) else _bound(block, mentions, (start, end), _kind(order), at)
    for opening in openings(lowered) if block.marker or block.section else (0,):
        mentions = at.agencies.read_prefix(block.text[:end], start + opening, at.home)
        if mentions and is_duty(duty_after(block.text[:end], mentions[-1].end, at), block.marker is not None):
            bound = _bound(block, mentions, (start, end), TaskKind.TASK, at)
            return replace(bound, names_end=None) if opening else bound
    return _passive(block, start, end, at)


def duty_after(text: str, names_end: int, at: Setting) -> str:
    """What follows the bodies, and the province that may be named behind the last one."""
    return text[at.agencies.directory.place_after(canonical(text), names_end) :]


def _passive(block: Block, start: int, end: int, at: Setting) -> Bound | None:
    """ "Việc ... do X chủ trì": the body stands behind its duty."""
    lowered = canonical(block.text[start:end])
    for match in _PASSIVE.finditer(lowered):
        mentions = at.agencies.read_prefix(block.text[:end], start + match.end(), at.home)
        if match.start() == 0 and mentions and _DONE_BY.match(lowered, mentions[-1].end - start):
            return _bound(block, mentions, (start, end), TaskKind.TASK, at)
    return None


def _after_condition(block: Block, start: int, end: int, at: Setting) -> Bound | None:
    """ "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo ...": the subject stands after a comma."""
    for comma in re.finditer(r", (?=\w)", block.text[start:end]):
        where = start + comma.end()
        mentions = at.agencies.read_prefix(block.text[:end], where, at.home)
        if mentions and mentions[0].start <= where + 4 and is_duty(block.text[mentions[-1].end : end], False):
            return _bound(block, mentions, (start, end), TaskKind.CLOSING, at)
    return None


def _bound(block: Block, mentions: Sequence[Mention], part: tuple[int, int], kind: TaskKind, at: Setting) -> Bound:
    joined = join(at.source.text, block.spans)
    offset = max(0, joined.text.find(block.text))
    spans = joined.raw(offset + mentions[0].start, offset + mentions[-1].end)
    return Bound(*_meant(mentions, spans, at), kind, part, mentions[-1].end)


def _kind(order: re.Match[str] | None) -> TaskKind:
    return TaskKind.REQUEST if order and order[1] == "đề nghị" else TaskKind.TASK


def _addressees(at: Setting) -> tuple[Mention, ...]:
    return tuple(m for fact in at.identity.addressees for m in at.agencies.read_list(fact.value, at.home))


def _meant(mentions: Sequence[Mention], spans: Spans, at: Setting) -> tuple[tuple[Mention, ...], Spans]:
    """Bodies bound and their words, with those the letter is written to in the place of general words that mean them."""
    written_to = _addressees(at)
    general = [m for m in mentions if written_to and _means_addressees(m, written_to, at)]
    if not general:
        return tuple(mentions), spans
    printed = tuple(span for fact in at.identity.addressees for span in fact.spans)
    bodies = (body for mention in mentions for body in (written_to if mention in general else (mention,)))
    return tuple(bodies), (*spans, *printed)


def _means_addressees(mention: Mention, written_to: Sequence[Mention], at: Setting) -> bool:
    """ "Các Sở" are the departments written to; in a letter of a department or a commune "các đơn vị" are, too."""
    if mention.kind is not Kind.GROUP:
        return False
    if mention.end - mention.start == len("các Sở"):
        return all(body.name.startswith("Sở ") for body in written_to)
    issuer = fold(at.identity.issuer.value) if at.identity.issuer else ""
    local = at.home is not None or issuer.startswith(_OF_DEPARTMENT)
    return (
        local
        and mention.name.startswith("Các cơ quan, đơn vị")
        and bool(at.agencies.directory.members.get(mention.name))
    )


def group_of(block: Block) -> str | None:
    """Printed number of the innermost numbered heading."""
    return next((found for title in reversed(block.section) if (found := title_label(title))), None)


def task_id(block: Block, ordinal: int, at: Setting) -> str:
    """Printed numbers from the annex down to the item; the ordinal stands for a dash."""
    path = [found for title in block.section if (found := title_label(title))]
    own = label(block.marker) or f"n{ordinal + 1}"
    return f"{at.document_id}-" + ".".join(part.replace(" ", "") for part in (at.code, *path, own) if part)
