"""Blocks and task rows become passages: what is embedded and searched, and the words that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.data_rows import spelled_out
from ingest.joined import join
from ingest.models import Annex, Block, BlockKind, Document, Fact, Passage, Spans, Task
from ingest.sentences import sentences

_NAMES = {"lead": "Chủ trì", "coordinating": "Phối hợp", "implementing": "Thực hiện"}


def title_of(document: Document) -> str:
    """How a document is called in search and in answers: kind, number and subject."""
    identity = document.identity
    parts = [fact.value for fact in (identity.kind, identity.number) if fact]
    subject = [identity.subject.value] if identity.subject else []
    return " ".join([*parts, *subject]) or document.source.name


def passages(document: Document, tasks: Sequence[Task]) -> tuple[Passage, ...]:
    """In reading order: head facts, blocks of the text, footnotes, annex titles and rows of the tables."""
    title = title_of(document)
    by_row = {task.row: task for task in tasks}
    out: list[Passage] = []
    for block in document.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            continue
        task = by_row.get(block.spans)
        if block.kind is BlockKind.ROW and task is not None:
            out.append(_of_row(document, task, title, len(out)))
        else:
            out.append(_of_block(document, block, title, task, len(out)))
    for number, note in document.footnotes:
        out.append(_passage(document, f"{title} > Chú thích {number}", note, (note.spans,), len(out)))
    for annex in document.annexes:
        out.append(_of_annex(document, annex, title, len(out)))
    shown = {passage.spans for passage in out}
    for task in tasks:
        if task.row not in shown:  # part of a block, or a heading that labelled lines assign
            out.append(_of_row(document, task, title, len(out)))
    out.extend(_of_facts(document, title, len(out)))
    return tuple(out)


def _of_block(document: Document, block: Block, title: str, task: Task | None, ordinal: int) -> Passage:
    context = " > ".join([title, *block.section])
    if task is None and (row := spelled_out(block)) is not None:
        return _passage(document, context, replace(block, text=row[0], spans=row[1]), (block.spans,), ordinal)
    joined = join(document.source.text, block.spans)
    parts = tuple(joined.raw(start, end) for start, end in sentences(joined.text))
    passage = _passage(document, context, block, tuple(p for p in parts if p), ordinal)
    return passage if task is None else _with_task(passage, task)


def _passage(document: Document, context: str, block: Block, parts: tuple[Spans, ...], ordinal: int) -> Passage:
    return Passage(
        id=f"{document.id}:{ordinal}",
        document_id=document.id,
        context=context,
        text=block.text,
        spans=block.spans,
        section=block.section,
        page=document.source.page_of(block.spans[0].start) if block.spans else None,
        sentences=parts,
    )


def _with_task(passage: Passage, task: Task) -> Passage:
    return Passage(
        passage.id, passage.document_id, passage.context, passage.text, passage.spans, passage.section, passage.page,
        passage.sentences, task.id,
    )  # fmt: skip


def _of_annex(document: Document, annex: Annex, title: str, ordinal: int) -> Passage:
    text = f"{annex.label}. {annex.title}" if annex.title else annex.label
    return Passage(
        f"{document.id}:{ordinal}", document.id, title, text, annex.spans, (annex.label,),
        document.source.page_of(annex.spans[0].start) if annex.spans else None, (annex.spans,),
    )  # fmt: skip


def _of_row(document: Document, task: Task, title: str, ordinal: int) -> Passage:
    """A row as one passage, its columns spelled out: apart, a cell says nothing."""
    number = f"Nhiệm vụ {task.number}: " if task.number else ""
    said = [number + task.text]
    said += [
        f"{_NAMES[k]}: {'; '.join(v)}"
        for k, v in (("lead", task.lead), ("coordinating", task.coordinating), ("implementing", task.implementing))
        if v
    ]
    said += [
        f"{name}: {value}"
        for name, value in (("Kết quả", task.result), ("Chỉ tiêu", task.value), ("Văn bản giao", task.basis))
        if value
    ]
    if task.deadline:
        said.append(f"Thời hạn: {task.deadline.text}")
    return Passage(
        f"{document.id}:{ordinal}", document.id, " > ".join([title, *task.section]), ". ".join(said), task.row,
        task.section, document.source.page_of(task.row[0].start), (task.row,), task.id,
    )  # fmt: skip


def _of_facts(document: Document, title: str, ordinal: int) -> Iterable[Passage]:
    """Recipients and addressees are lists outside the text; each list is one passage."""
    identity = document.identity
    for name, facts in (("Kính gửi", identity.addressees), ("Nơi nhận", identity.recipients)):
        spans = tuple(span for fact in facts for span in fact.spans)
        if spans:
            yield Passage(
                f"{document.id}:{ordinal}", document.id, f"{title} > {name}", f"{name}: " + "; ".join(_values(facts)),
                spans, (name,), document.source.page_of(spans[0].start), tuple(f.spans for f in facts),
            )  # fmt: skip
            ordinal += 1


def _values(facts: Iterable[Fact]) -> Iterable[str]:
    return (fact.value for fact in facts)
