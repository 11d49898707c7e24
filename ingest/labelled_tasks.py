"""Tasks of plans that name who and when in labelled lines ("Cơ quan chủ trì: ...", "Thời gian hoàn thành: ...")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.binding import Setting, group_of, task_id
from ingest.cell_bodies import cell_bodies
from ingest.deadlines import deadline_in_cell
from ingest.joined import join
from ingest.labelled import Assignment, Labelled
from ingest.markers import label, without_label
from ingest.models import Block, BlockKind, Role, Spans, Task, TaskKind


def names_somebody(assignment: Assignment, blocks: Sequence[Block], at: Setting) -> bool:
    """Whether the labels of a set name a body at all."""
    return any(_bodies(assignment.value(name), blocks, at) for name in ("lead", "implementing"))


def labelled_tasks(assignment: Assignment, blocks: Sequence[Block], at: Setting, made: int) -> Iterator[Task]:
    """One task for each paragraph or item that the labels govern."""
    for count, index in enumerate(assignment.targets):
        yield _task(assignment, blocks, index, at, made + count)


def _task(assignment: Assignment, blocks: Sequence[Block], index: int, at: Setting, ordinal: int) -> Task:
    block = blocks[index]
    heading = block.kind is BlockKind.HEADING
    own_words = block.text[: assignment.until].rstrip(" (-–+")
    text = without_label(own_words) if heading else own_words
    joined = join(at.source.text, block.spans)
    offset = max(0, joined.text.find(text))
    values = {name: assignment.value(name) for name in ("lead", "coordinating", "implementing", "deadline", "result")}
    lead, partners, implementing = (_bodies(values[n], blocks, at) for n in ("lead", "coordinating", "implementing"))
    deadline = values["deadline"]
    words = _words(deadline, blocks)
    where: list[tuple[str, Spans]] = [("text", joined.raw(offset, offset + len(text)))]
    where += [(name, _spans(value, blocks, at)) for name, value in values.items() if value]
    own = label(block.marker)
    names = lead or implementing
    return Task(
        id=task_id(block, ordinal, at),
        document_id=at.document_id,
        kind=TaskKind.TASK,
        section=block.section,
        number=own or (None if block.marker else group_of(block)),
        text=text,
        lead=names,
        coordinating=tuple(n for n in partners if n not in names),
        implementing=implementing if lead else (),
        role=Role.LEAD if lead else Role.IMPLEMENT,
        deadline=deadline_in_cell(words, at.year) if words else None,
        result=_words(values["result"], blocks) or None,
        value=None,
        basis=None,
        submit_to=(),
        row=block.spans,
        evidence=tuple(where),
        annex=at.annex,
        group=group_of(block),
    )


def _words(value: Labelled | None, blocks: Sequence[Block]) -> str:
    return blocks[value.block].text[value.start : value.end] if value else ""


def _bodies(value: Labelled | None, blocks: Sequence[Block], at: Setting) -> tuple[str, ...]:
    return cell_bodies(_words(value, blocks), at)


def _spans(value: Labelled, blocks: Sequence[Block], at: Setting) -> Spans:
    block = blocks[value.block]
    joined = join(at.source.text, block.spans)
    offset = max(0, joined.text.find(block.text))
    return joined.raw(offset + value.start, offset + value.end)
