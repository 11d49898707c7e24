"""One deadline for a whole list: in the words that open it, or in the sentence that closes it.

"Giao Sở X các nhiệm vụ sau, hoàn thành trước ngày ...:" and "Các nhiệm vụ trên hoàn thành trước ngày ..." govern every
duty of the list that names no time of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.binding import Setting
from ingest.deadlines import deadline_of_item
from ingest.joined import join
from ingest.models import Block, Deadline, Spans, Task, TaskKind
from ingest.text import canonical

_WORK = r"(?:nhiệm vụ|nội dung|công việc|phần việc|yêu cầu)"
_CLOSES_LIST = re.compile(
    rf"(?:(?:tất cả )?(?:các|những) )?{_WORK}(?: (?:được )?(?:nêu|giao))?(?: tại \w+ \d+)? (?:trên|nêu trên|này)"
    r"(?: (?:đây|phải|yêu cầu|cần|phải được))* (?:hoàn thành|hoàn tất|thực hiện xong|xong)(?!\w)"
)
_OPENS_LIST = re.compile(rf"{_WORK}[^.;]{{0,160}}:$")


@dataclass(frozen=True, slots=True)
class _Shared:
    """A deadline of a list, and the words that print it."""

    deadline: Deadline
    spans: Spans


def closes_list(text: str) -> bool:
    """Whether a block only sets the time of the duties above it, and is none itself."""
    return _CLOSES_LIST.match(canonical(text[:160])) is not None


def share_deadlines(tasks: Sequence[Task], blocks: Sequence[Block], at: Setting) -> tuple[Task, ...]:
    """The tasks, those without a time of their own with that of their list."""
    closing = [(block, found) for block in blocks if closes_list(block.text) and (found := _shared(block.spans, at))]
    out = list(tasks)
    for i, task in enumerate(tasks):
        if task.deadline is None and task.kind is not TaskKind.CLOSING and task.row:
            after = (found for block, found in closing if _governs(block, task, tasks))
            shared = next(_opening(task, blocks, at), None) or next(after, None)
            if shared:
                evidence = (*task.evidence, ("deadline", shared.spans))
                out[i] = replace(task, deadline=shared.deadline, evidence=evidence)
    return tuple(out)


def _opening(task: Task, blocks: Sequence[Block], at: Setting) -> Iterator[_Shared]:
    """Deadlines of the headings above a task, innermost first, then of the paragraph that opens its list."""
    start = task.row[0].start
    own = next((b for b in blocks if any(s.start <= start < s.end for s in b.spans)), None)
    for spans in reversed(own.section_spans if own else ()):
        if found := _shared(spans, at):
            yield found
    before = [b for b in blocks if b.marker is None and b.text.endswith(":") and b.spans and b.spans[0].start < start]
    for block in reversed(before[-1:]):
        under = task.section[: len(block.section)] == block.section
        if under and _OPENS_LIST.search(canonical(block.text[-240:])) and (found := _shared(block.spans, at)):
            yield found


def _governs(block: Block, task: Task, tasks: Sequence[Task]) -> bool:
    """Whether a closing sentence speaks for a task: of the innermost heading under which a list stands before it."""
    end = block.spans[0].start
    before = [t for t in tasks if t.row and t.row[0].start < end]
    for depth in range(len(block.section), -1, -1):
        listed = [t for t in before if t.section[:depth] == block.section[:depth]]
        if len(listed) > 1:
            return any(t is task for t in listed)
    return False


def _shared(spans: Spans, at: Setting) -> _Shared | None:
    """The deadline of some words, where they ask for completion."""
    joined = join(at.source.text, spans)
    found = deadline_of_item(joined.text, at.year, at.issued)
    if found is None or not found.completes:
        return None
    return _Shared(found.deadline, joined.raw(found.span.start, found.span.end))
