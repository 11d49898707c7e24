"""What the product reads out of real documents against hand labels: identity field by field, task tables row by row.

The labels are one JSON file for each document in ``eval/cases/real``; ``eval/cases/README.md`` describes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.figures import Figure, share
from ingest.errors import BadUse
from ingest.models import Identity, Record, Task, TaskKind
from ingest.text import canonical

CASES = Path(__file__).resolve().parent / "cases" / "real"
_SINGLE = ("kind", "number", "day", "place", "issuer", "subject", "signer", "signer_title")


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row of a task table: group and number as printed ("" for none), the printed lead, the last day or ""."""

    group: str
    number: str
    lead: str
    end: str


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """The labels of one file; an identity field that is None was not labelled, a document without tables has none."""

    file: str
    identity: dict[str, str | None]
    authority: tuple[str, ...]
    rows: tuple[LabelledRow, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one field of a document, or of one of its rows, is right; ``place`` names the row ("III.2.1")."""

    file: str
    field: str
    is_right: bool
    place: str = ""


def read_labels(folder: Path = CASES) -> tuple[LabelledDocument, ...]:
    """All labelled documents by file name; raises BadUse where the folder holds none."""
    found = tuple(_read(path) for path in sorted(folder.glob("*.json")))
    if not found:
        raise BadUse(f"Thư mục {folder} không có nhãn văn bản nào.")
    return found


def _read(path: Path) -> LabelledDocument:
    held = json.loads(path.read_text("utf-8"))
    rows = tuple(LabelledRow(*row) for table in held["tables"] for row in table)
    identity = {name: held["identity"][name] for name in _SINGLE}
    return LabelledDocument(held["file"], identity, tuple(held["identity"]["authority"]), rows)


def verdicts(label: LabelledDocument, record: Record | None) -> Iterator[Verdict]:
    """Every labelled field; all of them wrong where the file could not be read."""
    identity = record.document.identity if record else Identity()
    yield from _identity_verdicts(label, identity)
    tasks = _row_tasks(record) if record else []
    yield Verdict(label.file, "row count", len(tasks) == len(label.rows))
    yield from _row_verdicts(label, tasks, record)


def figures(found: Sequence[Verdict]) -> dict[tuple[str, str], Figure]:
    """Share of right verdicts for each document and field, in order of appearance."""
    keys = dict.fromkeys((verdict.file, verdict.field) for verdict in found)
    return {key: share([v.is_right for v in found if (v.file, v.field) == key]) for key in keys}


def _identity_verdicts(label: LabelledDocument, identity: Identity) -> Iterator[Verdict]:
    for name, expected in label.identity.items():
        if expected is not None:
            fact = getattr(identity, name)
            read = _plain(fact.value) if fact else ""
            right = read.startswith(_plain(expected)) if name == "subject" else read == _plain(expected)
            yield Verdict(label.file, name, right)
    if label.identity["signer"] is not None:
        yield Verdict(label.file, "authority", tuple(fact.value for fact in identity.authority) == label.authority)


def _row_tasks(record: Record) -> list[Task]:
    """Tasks that stand in table rows."""
    rows = {block.spans for block in record.document.blocks if block.cells}
    return [task for task in record.tasks if task.kind in (TaskKind.TASK, TaskKind.TARGET) and task.row in rows]


def _row_verdicts(label: LabelledDocument, tasks: Sequence[Task], record: Record | None) -> Iterator[Verdict]:
    by_place = {(task.group or "", task.number or ""): task for task in tasks}
    text = record.document.source.text if record else ""
    for row in label.rows:
        place = f"{row.group}.{row.number}"
        task = by_place.get((row.group, row.number))
        yield Verdict(label.file, "row", task is not None, place)
        lead = " ".join(text[s.start : s.end] for s in task.spans_of("lead")) if task else ""
        yield Verdict(label.file, "lead", bool(task and task.lead) and _plain(lead) == _plain(row.lead), place)
        end = task.deadline.end.isoformat() if task and task.deadline and task.deadline.end else ""
        yield Verdict(label.file, "deadline", task is not None and end == row.end, place)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", canonical(words)))
