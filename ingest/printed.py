"""Words as they were recognised, put back where a document was understood with its slips of recognition put right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.joined import join
from ingest.models import Block, Source, Spans, Task


@dataclass(frozen=True, slots=True)
class Printed:
    """``meant`` was understood, ``source`` is what stands there: texts of equal length, the same where nothing slipped."""

    meant: Source
    source: Source

    def words(self, text: str, spans: Spans) -> str:
        """A cleaned piece of the words at some spans, as printed."""
        meant, printed = join(self.meant.text, spans).text, join(self.source.text, spans).text
        at = -1 if meant == printed else meant.find(text)
        return printed[at : at + len(text)] if at >= 0 else text

    def block(self, block: Block) -> Block:
        """A block and its cells as printed."""
        if self.meant is self.source:
            return block
        cells = tuple(replace(cell, text=self.words(cell.text, cell.spans)) for cell in block.cells)
        text = " | ".join(cell.text for cell in cells) if cells else self.words(block.text, block.spans)
        return replace(block, text=text, cells=cells)

    def task(self, task: Task) -> Task:
        """A task whose free texts are as printed; its agencies, dates and number stay as meant."""
        if self.meant is self.source:
            return task
        deadline, due = task.deadline, task.spans_of("deadline")
        return replace(
            task,
            text=self.words(task.text, task.spans_of("text")),
            deadline=deadline and replace(deadline, text=self.words(deadline.text, due)),
            result=task.result and self.words(task.result, task.spans_of("result")),
            value=task.value and self.words(task.value, task.spans_of("value")),
            basis=task.basis and self.words(task.basis, task.spans_of("basis")),
        )
