"""Tasks from running text: the blocks that bind somebody, with role, partners, deadline and receiver of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.binding import (
    Bound,
    Setting,
    by_address,
    by_closing,
    by_heading,
    by_order,
    by_stem,
    group_of,
    opens_with_order,
    task_id,
)
from ingest.deadlines import deadline_of_item
from ingest.duties import is_formula
from ingest.group_items import with_own
from ingest.joined import join
from ingest.labelled import assignments
from ingest.labelled_tasks import labelled_tasks, names_somebody
from ingest.markers import label
from ingest.models import Block, BlockKind, Role, Spans, Task, TaskKind
from ingest.partners import coordinating, role_of, submit_to
from ingest.shared_deadlines import closes_list, share_deadlines
from ingest.text import canonical, fold

CLOSING = "(đoạn kết)"
_NO_DUTY = re.compile(
    r"(?:quan diem|muc dich|muc tieu|yeu cau|nguyen tac|can cu|tinh hinh|thuc trang|ket qua (?:dat|thuc hien|"
    r"trien khai)|danh gia|ton tai|"
    r"han che|nguyen nhan|doi tuong|pham vi|giai thich tu ngu|dac diem|su can thiet)(?:,? [^:]{0,60})?$"
)
_NO_DUTY_BUT = re.compile(
    r"yeu cau (?!chung|ve|doi voi|can dat|$)"
)  # "Yêu cầu Sở Y tế" orders, "Yêu cầu" and "Yêu cầu chung" do not
_INTRODUCES = re.compile(r"(?:như sau|sau đây|sau|chỉ đạo|yêu cầu|đề nghị|giao|kết luận|ý kiến)[^.;]{0,60}:$")
_LEGAL_BASIS = re.compile(
    r"(?:căn cứ|xét|theo) (?:luật|nghị|bộ luật|quyết định|đề nghị|thông tư|đề xuất|tờ trình|chỉ thị|công văn|kết luận)"
)
_ENACTS = re.compile(
    r"(?:ban hành (?:kèm theo|quy|kế)|phê duyệt|sửa đổi|bãi bỏ|(?:quyết định|chỉ thị|quy chế|nghị quyết|"
    r"thông tư) này (?:có hiệu lực|thay thế|quy định))"
)

_OF_ITSELF = re.compile(
    r"(?:kế hoạch|chỉ thị|quyết định|quy chế|nghị quyết|thông báo|kết luận|công văn|công điện|chương trình|hướng dẫn|đề án) này "
    r"(?!giao|yêu cầu|phân công)"
)


def prose_tasks(blocks: Sequence[Block], at: Setting) -> tuple[Task, ...]:
    """Tasks of the body, or of an annex in prose, in reading order."""
    tasks: list[Task] = []
    introduced = False
    labels = [found for found in assignments(blocks) if not at.invites and names_somebody(found, blocks, at)]
    taken = {i for a in labels for i in (*a.targets, *(v.block for v in a.values))}
    closing = _closing_from(blocks)
    for index, block in enumerate(blocks):
        introduced = introduced or bool(_INTRODUCES.search(canonical(block.text[-120:])))
        tasks.extend(
            task for a in labels if a.targets[-1] == index for task in labelled_tasks(a, blocks, at, len(tasks))
        )
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if index in taken or closes_list(block.text) or not _may_assign(block, following):
            continue
        for bound in _bindings(block, at, introduced, index >= closing):
            tasks.append(_task(block, bound, at, len(tasks)))
    return share_deadlines(tasks, blocks, at)


def _closing_from(blocks: Sequence[Block]) -> int:
    """Index after the last numbered or dashed block: what stands there without a number closes the document."""
    marked = [i for i, b in enumerate(blocks) if b.marker is not None or (b.kind is BlockKind.ITEM)]
    return marked[-1] + 1 if marked else len(blocks)


def _may_assign(block: Block, following: Block | None) -> bool:
    if block.kind is BlockKind.HEADING or (
        _LEGAL_BASIS.match(canonical(block.text[:40])) and block.marker is None and not block.section
    ):
        return False
    if any(_describes(title) for title in block.section) or (
        not block.section and _ENACTS.match(canonical(block.text[:80]))
    ):
        return False
    if block.marker is None and _OF_ITSELF.match(canonical(block.text[:40])):
        return False
    opens = block.text.endswith(":")
    if opens and block.marker is None and _INTRODUCES.search(canonical(block.text[-120:])):
        return False
    return not (opens and following is not None and len(following.section) > len(block.section))


def _describes(title: str) -> bool:
    """Whether a heading announces aims, findings or grounds and no duties."""
    content = fold(re.sub(r"^\S{1,10}[.)/-] +", "", title))
    return bool(_NO_DUTY.match(content)) and not _NO_DUTY_BUT.match(content)


def _bindings(block: Block, at: Setting, introduced: bool, last: bool) -> Iterable[Bound]:
    if last and block.marker is None and not block.section:
        closing = by_closing(block, at)
        if closing is not None:
            return (closing,)
    heading = None if at.invites else by_heading(block, at)
    if heading is not None and not opens_with_order(block.text):
        return with_own(heading, block, at)
    ordered = by_order(block, at)
    if ordered:
        return ordered
    one = heading or by_stem(block, at)
    if one is None and introduced and block.marker:
        one = by_address(block, at)
    return (one,) if one is not None and not is_formula(block.text) else ()


def _task(block: Block, bound: Bound, at: Setting, ordinal: int) -> Task:
    start, end = bound.part
    text = block.text[start:end].removesuffix("./." if bound.kind is TaskKind.CLOSING else "")
    joined = join(at.source.text, block.spans)
    offset = max(0, joined.text.find(block.text)) + start
    names = tuple(dict.fromkeys(m.name for m in bound.agencies))
    names_end = 0 if bound.names_end is None else bound.names_end - start
    partners = coordinating(duty := text[names_end:], at.agencies, at.home)
    deadline = deadline_of_item(duty, at.year, at.issued)
    words = joined.raw(offset, offset + len(text))
    evidence: list[tuple[str, Spans]] = [("text", words), ("lead", bound.spans)]
    dated = (deadline.span.start, deadline.span.end) if deadline else None
    for name, part in (("coordinating", partners.phrase), ("deadline", dated)):
        if part:
            evidence.append((name, joined.raw(offset + names_end + part[0], offset + names_end + part[1])))
    whole = (start, end) == (0, len(block.text))
    unnumbered = bound.names_end is not None or block.marker
    return Task(
        id=task_id(block, ordinal, at),
        document_id=at.document_id,
        kind=bound.kind,
        section=(CLOSING,) if bound.kind is TaskKind.CLOSING else block.section,
        number=label(block.marker) or (None if unnumbered else group_of(block)),
        text=text,
        lead=names,
        coordinating=tuple(m.name for m in partners.mentions if m.name not in names),
        implementing=(),
        role=Role.IMPLEMENT if bound.kind is TaskKind.CLOSING else role_of(duty, partners),
        deadline=deadline.deadline if deadline else None,
        result=None,
        value=None,
        basis=None,
        submit_to=tuple(m.name for m in submit_to(duty, at.agencies, at.home) if m.name not in names),
        row=block.spans if whole else words,
        evidence=tuple(evidence),
        annex=at.annex,
        group=group_of(block),
    )
