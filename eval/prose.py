"""Tasks of running text of invented directives (``eval/cases/directives``), held against labels by hand (``eval/cases/prose``)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.figures import Figure, share
from ingest.models import Task
from ingest.text import canonical

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Label:
    """One duty as a person reads it: words it contains, who is bound, and its ISO day or its words in time."""

    says: str
    lead: frozenset[str]
    coordinating: frozenset[str]
    due: str | None


@dataclass(frozen=True, slots=True)
class Directive:
    """A text with all its duties; ``part`` is "tune" or "report"."""

    name: str
    part: str
    text: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class ProseScore:
    """Shares over all labels; ``false`` are the tasks that no label asks for."""

    found: Figure
    lead: Figure
    coordinating: Figure
    due: Figure
    false: int
    wrong: tuple[str, ...]  # one line per difference


def load(cases: Path = CASES) -> tuple[Directive, ...]:
    """Every directive that has labels, by name."""
    return tuple(_directive(path) for path in sorted((cases / "prose").glob("*.json")))


def _directive(path: Path) -> Directive:
    printed = json.loads(path.read_text(encoding="utf-8"))
    text = (path.parents[1] / "directives" / f"{path.stem}.txt").read_text(encoding="utf-8")
    labels = tuple(
        Label(row["says"], frozenset(row["lead"]), frozenset(row["coordinating"]), row["due"])
        for row in printed["tasks"]
    )
    return Directive(path.stem, printed["part"], text, labels)


def score(directives: Iterable[Directive], read: Callable[[Directive], Sequence[Task]]) -> ProseScore:
    """Read each directive and add up; a task belongs to the label whose words it contains, the shortest first."""
    marks: list[tuple[bool, bool, bool, bool]] = []
    wrong: list[str] = []
    false = 0
    for directive in directives:
        left = sorted(read(directive), key=lambda task: len(task.text))
        for label in directive.labels:
            task = next((t for t in left if canonical(label.says) in canonical(t.text)), None)
            if task is not None:
                left.remove(task)
            marks.append(_marks(label, task))
            wrong.extend(_wrong(directive, label, task, marks[-1]))
        false += len(left)
        wrong.extend(f"{directive.name}: false: {', '.join(task.lead)}: {task.text[:80]}" for task in left)
    columns = [share(column) for column in zip(*marks, strict=True)] if marks else [share(())] * 4
    return ProseScore(columns[0], columns[1], columns[2], columns[3], false, tuple(wrong))


def _marks(label: Label, task: Task | None) -> tuple[bool, bool, bool, bool]:
    if task is None:
        return False, False, False, False
    return True, label.lead == {*task.lead}, label.coordinating == {*task.coordinating}, label.due == due_of(task)


def due_of(task: Task) -> str | None:
    """The last day as ISO; the printed words where no day is known."""
    if task.deadline is None:
        return None
    return task.deadline.end.isoformat() if task.deadline.end else task.deadline.text


def _wrong(directive: Directive, label: Label, task: Task | None, marks: Sequence[bool]) -> Iterable[str]:
    if task is None:
        yield f"{directive.name}: missed: {label.says}"
    elif not all(marks):
        got = (sorted(task.lead), sorted(task.coordinating), due_of(task))
        want = (sorted(label.lead), sorted(label.coordinating), label.due)
        yield f"{directive.name}: {label.says}: {got} for {want}"
