"""Tasks from running text: whom a sentence binds, and to what (rules R1-R4, R6, R7 of the assignment grammar).

R1 heading scope, R2 run-in heading, R3 "Giao X ...", "X có trách nhiệm ...", R4 "Đề nghị X ...", R6 the closing order,
R7 the addressees of an official letter where nothing else binds. R5, tables, is ``ingest.assign_rows``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.agencies import Agencies, Mention
from ingest.deadlines import deadline_of_item
from ingest.joined import Joined, join
from ingest.markers import label
from ingest.models import Block, BlockKind, Identity, Role, Source, Spans, Task, TaskKind
from ingest.partners import coordinating, role_of, submit_to
from ingest.text import canonical, fold

CLOSING = "(đoạn kết)"
_ORDER = re.compile(r"(giao|yêu cầu|đề nghị|phân công|chỉ đạo)(?: cho)? (?=\S)", re.IGNORECASE)
_DUTY = re.compile(
    r"[ ,:]*(?:theo chức năng[^:;.]{0,40}?[ ,:]+)?(?:(?:có|chịu) trách nhiệm|chủ trì|là (?:cơ quan|đơn vị) (?:chủ trì|đầu mối|thường trực)|"
    r"làm (?:cơ quan )?đầu mối|tham mưu|khẩn trương|chủ động|tiếp tục|phối hợp|tổ chức|triển khai|rà soát|xây dựng|hướng dẫn|thực hiện)"
)
_FORMULA = re.compile(r"(?:báo cáo|gửi |gui |trước ngày|chậm nhất|định kỳ|tổng hợp|hằng tháng|hàng tháng|hằng quý|hằng năm)")
_NO_DUTY = ("quan diem", "muc dich", "muc tieu", "yeu cau", "can cu", "tinh hinh", "ket qua dat", "danh gia", "ton tai", "han che", "nguyen nhan", "kinh phi", "doi tuong", "pham vi")
_INTRODUCES = re.compile(r"(?:như sau|sau đây|sau|chỉ đạo|yêu cầu|đề nghị|giao|kết luận|ý kiến)[^.;]{0,60}:$")
_REPORTED = re.compile(r"(?:sau khi|trên cơ sở|xét|căn cứ|thực hiện|theo) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bound:
    """Who is bound, by which words, and what kind of assignment that makes."""

    agencies: tuple[Mention, ...]
    spans: Spans
    kind: TaskKind = TaskKind.TASK
    by_heading: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rules know of the document beside the block they read."""

    document_id: str
    source: Source
    identity: Identity
    agencies: Agencies
    home: str | None  # "xã Sơn Tịnh" where a commune issued it
    year: int | None


def prose_tasks(blocks: Sequence[Block], at: Setting) -> tuple[Task, ...]:
    """Tasks of the body in reading order."""
    tasks: list[Task] = []
    introduced = False
    for index, block in enumerate(blocks):
        introduced = introduced or bool(_INTRODUCES.search(canonical(block.text)))
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if not _may_assign(block, following):
            continue
        bound = _binding(block, at, introduced)
        if bound is not None:
            tasks.append(_task(block, bound, at, len(tasks)))
    return tuple(tasks)


def _may_assign(block: Block, following: Block | None) -> bool:
    if block.kind is BlockKind.HEADING:
        return False
    if any(fold(title).split(". ", 1)[-1].startswith(_NO_DUTY) for title in block.section):
        return False
    only_opens = block.text.endswith(":") and following is not None and len(following.section) > len(block.section)
    return not only_opens


def _binding(block: Block, at: Setting, introduced: bool) -> Bound | None:
    text = block.text
    closing = text.endswith("./.") and block.marker is None
    if closing:
        return _closing(block, at) or None
    ordered = _inline(block, at)
    if ordered is not None and (block.kind is BlockKind.ITEM or introduced or not _REPORTED.match(text)):
        heading = _heading(block, at)
        return heading if heading is not None and not _opens_with_order(text) else ordered
    heading = _heading(block, at)
    if heading is not None and (block.marker or introduced or block.kind is BlockKind.ITEM or len(block.section) > 0):
        return heading
    inherited = _stem(block, at)
    if inherited is not None:
        return inherited
    return _addressees(block, at) if introduced and block.marker else None


def _opens_with_order(text: str) -> bool:
    return bool(_ORDER.match(canonical(text)))


def _heading(block: Block, at: Setting) -> Bound | None:
    """R1, R2: the innermost heading that is a list of bodies."""
    for title, spans in zip(reversed(block.section), reversed(block.section_spans), strict=True):
        content = re.sub(r"^(?:[IVXL]+|\d[\d.]*|[a-zđ])[.)/]\s+", "", title).rstrip(" :.;")
        order = _ORDER.match(canonical(content))
        named = content[order.end() :] if order else content
        if at.agencies.completeness(named) >= 0.95:
            mentions = at.agencies.read_list(named, at.home)
            kind = TaskKind.REQUEST if order and order[1].lower() == "đề nghị" else TaskKind.TASK
            joined = join(at.source.text, spans)
            found = joined.text.find(named)
            return Bound(mentions, joined.raw(found, found + len(named)) if found >= 0 else spans, kind)
    return None


def _inline(block: Block, at: Setting) -> Bound | None:
    """R3, R4: "Giao X ...", "Đề nghị X ...", "X có trách nhiệm ...", at the start of the sentence."""
    text = block.text
    order = _ORDER.match(canonical(text))
    start = order.end() if order else 0
    mentions = at.agencies.read_prefix(text, start, at.home)
    if not mentions or mentions[0].start > start + 4:
        return None
    end = mentions[-1].end
    if order is None and not _DUTY.match(canonical(text), end):
        return None
    joined = _joined(block, at)
    offset = joined.text.find(text)
    kind = TaskKind.REQUEST if order and order[1].lower() == "đề nghị" else TaskKind.TASK
    return Bound(mentions, joined.raw(offset + mentions[0].start, offset + end), kind, by_heading=False)


def _stem(block: Block, at: Setting) -> Bound | None:
    """A dash under "3. Giao X ...": the item above binds it."""
    for title, spans in zip(reversed(block.section), reversed(block.section_spans), strict=True):
        content = re.sub(r"^(?:[IVXL]+|\d[\d.]*|[a-zđ])[.)/]\s+", "", title)
        parent = Block(BlockKind.ITEM, block.zone, content, spans)
        bound = _inline(parent, at)
        if bound is not None:
            return bound
    return None


def _closing(block: Block, at: Setting) -> Bound | None:
    """R6: the closing order counts where it asks for more than "triển khai thực hiện"."""
    lowered = canonical(block.text)
    if not _ORDER.match(lowered) or not _FORMULA.search(lowered):
        return None
    bound = _inline(block, at)
    return Bound(bound.agencies, bound.spans, TaskKind.CLOSING, by_heading=False) if bound else None


def _addressees(block: Block, at: Setting) -> Bound | None:
    """R7: the letter's addressees."""
    facts = at.identity.addressees
    mentions = [m for f in facts for m in at.agencies.read_list(f.value, at.home)]
    if not mentions:
        return None
    return Bound(tuple(mentions), tuple(s for f in facts for s in f.spans))


def _joined(block: Block, at: Setting) -> Joined:
    return join(at.source.text, block.spans)


def _task(block: Block, bound: Bound, at: Setting, ordinal: int) -> Task:
    text = block.text.removesuffix("./.") if bound.kind is TaskKind.CLOSING else block.text
    partners = coordinating(text, at.agencies, at.home)
    names = tuple(dict.fromkeys(m.name for m in bound.agencies))
    joined = _joined(block, at)
    offset = max(0, joined.text.find(text))
    deadline = deadline_of_item(text, at.year)
    receivers = submit_to(text, at.agencies)
    role = Role.IMPLEMENT if bound.kind is TaskKind.CLOSING else role_of(_after_names(text, bound), partners)
    evidence: list[tuple[str, Spans]] = [("text", joined.raw(offset, offset + len(text))), ("lead", bound.spans)]
    if partners.phrase:
        evidence.append(("coordinating", joined.raw(offset + partners.phrase[0], offset + partners.phrase[1])))
    if deadline:
        evidence.append(("deadline", joined.raw(offset + deadline.span.start, offset + deadline.span.end)))
    return Task(
        id=f"{at.document_id}-{_label(block, ordinal)}",
        document_id=at.document_id,
        kind=bound.kind,
        section=(CLOSING,) if bound.kind is TaskKind.CLOSING else block.section,
        number=label(block.marker) or (_group(block) if block.marker is None and bound.by_heading else None),
        text=text,
        lead=names,
        coordinating=tuple(m.name for m in partners.mentions if m.name not in names),
        implementing=(),
        role=role,
        deadline=deadline.deadline if deadline else None,
        result=None,
        value=None,
        basis=None,
        submit_to=tuple(m.name for m in receivers if m.name not in names),
        row=block.spans,
        evidence=tuple(evidence),
        group=_group(block),
    )


def _after_names(text: str, bound: Bound) -> str:
    """The duty itself, where the sentence opens with the body that it binds."""
    return text if bound.by_heading else re.sub(r"^[\s,:]+", "", text[bound.agencies[-1].end :])


def _group(block: Block) -> str | None:
    """Printed number of the innermost numbered heading."""
    for title in reversed(block.section):
        match = re.match(r"([IVXL]+|\d[\d.]*|[a-zđ])[.)/]", title)
        if match:
            return match[1].rstrip(".")
    return None


def _label(block: Block, ordinal: int) -> str:
    path = [m[1].rstrip(".") for t in block.section if (m := re.match(r"([IVXL]+|\d[\d.]*|[a-zđ])[.)/]", t))]
    return ".".join([*path, label(block.marker) or f"n{ordinal + 1}"])
