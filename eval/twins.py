"""Copies of one directive as Word, PDF and scan: each must give the register that its text gives.

``eval/cases/twins.json`` names the copies of each text; hand-made rows are the measure, and where a text has none the
rows that are read from the text itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.task_json import task_line
from eval.goals import Goal, share_of
from eval.reading import Reading
from eval.task_rows import Row, load_gold, read_predicted
from eval.tasks import FIELDS, Alignment, align
from ingest.models import Record

_TWINS = Path(__file__).parent / "cases" / "twins.json"
_COPIES = {"Word": ("{}.docx", 0.99), "PDF": ("{}.pdf", 0.99), "scan": ("{}-scan.pdf", 0.95)}
_FIELDS = ("lead", "deadline")


def twins(shared: Path, reading: Reading) -> Iterator[Goal]:
    """Rows, leads and deadlines of each kind of copy, over all texts that have one."""
    gold = load_gold(shared / "gold" / "tasks.json")
    names: dict[str, str] = json.loads(_TWINS.read_text("utf-8"))
    wanted = {text: [row for row in gold if row.document == text] for text in names}
    for text in names:
        wanted[text] = wanted[text] or _rows(reading.record(shared / "directives" / text), text)
    for kind, (form, target) in _COPIES.items():
        copies = {text: shared / "documents" / form.format(stem) for text, stem in names.items()}
        held = {text: path for text, path in copies.items() if path.exists()}
        found = [
            alignment
            for text, path in held.items()
            for alignment in align(wanted[text], _rows(reading.record(path), text))
        ]
        if held:
            yield from _goals(kind, found, target)


def _rows(record: Record | None, document: str) -> list[Row]:
    """The tasks of a record as those of the text that it is a copy of."""
    if record is None:
        return []
    lines = "\n".join(task_line(task, record.document) for task in record.tasks)
    return [replace(row, document=document) for row in read_predicted(lines)]


def _goals(kind: str, found: Sequence[Alignment], target: float) -> Iterator[Goal]:
    part = "registers"
    missed = [(f"missed: {row.id} {row.text[:80]}", False) for one in found for row in one.missed]
    extra = [(f"extra: {row.text[:80]}", False) for one in found for row in one.extra]
    pairs = [pair for one in found for pair in one.pairs]
    right = [(pair.gold.id, True) for pair in pairs]
    yield share_of(part, f"{kind}, rows found", [*right, *missed], target)
    yield share_of(part, f"{kind}, rows that are tasks", [*right, *extra], target)
    for name in _FIELDS:
        read = FIELDS[name]
        verdicts = [
            (f"{pair.gold.id}: {read(pair.predicted)} for {read(pair.gold)}", read(pair.gold) == read(pair.predicted))
            for pair in pairs
        ]
        yield share_of(part, f"{kind}, {name}", [*verdicts, *missed], target)
