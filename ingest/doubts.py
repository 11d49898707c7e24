"""How sure each task is, and why not: what the register inferred, and what the page does not say outright."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.calendar_parts import DateUnit
from ingest.dates import dates_in
from ingest.deadlines import deadline_in_text
from ingest.grammar import prepare
from ingest.models import Deadline, DeadlineKind, Identity, Source, Spans, Task, TaskKind
from ingest.slips import Slip, within, words_around
from ingest.text import canonical

DOUBTFUL = 0.8  # below it a task carries its reason
_OPEN_GROUP = re.compile(r"liên quan|được (?:giao|phân công|phân giao)|chủ trì|có tên")
_POINTER = re.compile(
    r"(?:nhiệm vụ|nội dung|công việc)[^.;]{0,60} (?:tại|ở|trong|theo|như) (?:các )?(?:phụ lục|mục|điểm|khoản|bảng|danh mục)"
)
_RULES = frozenset({"hiến pháp", "bộ luật", "luật", "pháp lệnh", "nghị định", "thông tư", "thông tư liên tịch"})
_PLACED = frozenset({DeadlineKind.DATE, DeadlineKind.MONTH, DeadlineKind.QUARTER, DeadlineKind.RECURRING})
_LONG = 900  # characters; longer items usually hold several duties

Reason = tuple[float, str]  # how sure the task still is, 0 to 1, and the sentence for a person


def with_doubts(
    tasks: Sequence[Task], source: Source, identity: Identity, slips: Sequence[Slip] = ()
) -> tuple[Task, ...]:
    """The tasks with ``confidence``; ``doubt`` is the gravest reason where that falls below ``DOUBTFUL``."""
    return tuple(_weighed(task, source, identity, slips) for task in tasks)


def _weighed(task: Task, source: Source, identity: Identity, slips: Sequence[Slip]) -> Task:
    reasons = [
        *_of_slips(task, source, slips),
        *_of_kind(identity),
        *_of_letters(task, source),
        *_of_lead(task, identity),
        *_of_deadline(task),
        *_of_text(task),
    ]
    confidence = 1.0
    for share, _ in reasons:
        confidence *= share
    gravest = min(reasons, default=None)
    doubt = gravest[1] if gravest and confidence < DOUBTFUL else None
    return replace(task, confidence=round(confidence, 2), doubt=doubt)


def _of_kind(identity: Identity) -> Iterator[Reason]:
    if identity.kind is not None and canonical(identity.kind.value) in _RULES:
        yield 0.7, "Văn bản quy phạm pháp luật nêu trách nhiệm chung, không phải nhiệm vụ giao riêng."


def _of_letters(task: Task, source: Source) -> Iterator[Reason]:
    read = source.confidence_of(task.row)
    if read is not None:
        yield max(0.0, min(1.0, read)), "Chữ được nhận dạng từ ảnh quét, cần đối chiếu với bản gốc."


def _of_slips(task: Task, source: Source, slips: Sequence[Slip]) -> Iterator[Reason]:
    """One reason however many words were misread, the first of them stands for all; a stop read as a comma is none."""
    spans = (*task.row, *(span for _, spans in task.evidence for span in spans))
    telling = [slip for slip in within(slips, spans) if slip.meant.isalnum()]
    for slip in telling[:1]:
        read, meant = words_around(source.text, slip)
        yield 0.75, f"Bản quét nhận dạng là «{read}», được hiểu là «{meant}», cần đối chiếu với bản gốc."


def _of_lead(task: Task, identity: Identity) -> Iterator[Reason]:
    where = task.spans_of("lead")
    if not task.lead and not task.implementing:
        yield 0.6, "Văn bản không nêu cơ quan thực hiện của nhiệm vụ này."
    elif task.kind is TaskKind.CLOSING:
        return
    elif any(_inside(fact.spans, where) for fact in identity.addressees):
        yield 0.7, "Cơ quan thực hiện suy từ nơi kính gửi, không đứng trong câu."
    elif where and not _inside(where, task.row):
        yield 0.9, "Cơ quan thực hiện suy từ đề mục, không đứng trong câu."
    if any(_OPEN_GROUP.search(canonical(name)) for name in task.lead):
        yield 0.7, "Cơ quan thực hiện là một nhóm mở, văn bản không nêu tên từng đơn vị."


def _of_deadline(task: Task) -> Iterator[Reason]:
    deadline, where = task.deadline, task.spans_of("deadline")
    if deadline is None:
        return
    if where and not _inside(where, task.row):
        yield 0.75, "Thời hạn chung của cả danh mục, không đứng trong câu."
    if deadline.kind is DeadlineKind.DATE and deadline.end and _lacks_year(deadline):
        yield 0.75, "Thời hạn không ghi năm, năm lấy theo ngày của văn bản."
    if task.annex is None and len(_dated(task.text)) > 1:
        yield 0.7, "Câu nêu nhiều thời hạn, mỗi thời hạn có thể cho một phần việc."


def _lacks_year(deadline: Deadline) -> bool:
    printed = [found for found in dates_in(prepare(deadline.text)) if found.unit is DateUnit.DAY]
    return bool(printed) and not any(found.has_year for found in printed)


def _dated(text: str) -> set[str]:
    return {found.deadline.text for found in deadline_in_text(text, None) if found.deadline.kind in _PLACED}


def _of_text(task: Task) -> Iterator[Reason]:
    if _POINTER.search(canonical(task.text)):
        yield 0.75, "Nội dung cụ thể nằm ở phụ lục hoặc mục khác mà câu dẫn tới."
    if len(task.text) > _LONG:
        yield 0.75, "Đoạn văn dài, có thể gồm nhiều nhiệm vụ."


def _inside(inner: Spans, outer: Spans) -> bool:
    return bool(inner) and all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)
