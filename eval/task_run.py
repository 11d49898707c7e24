"""A whole evaluation of extracted tasks, as tables and rows."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench import TROLY, run_child
from eval.figures import Figure
from eval.options import TaskOptions
from eval.product import Product
from eval.report import Run, Table, fingerprint, percent
from eval.task_rows import Row, load_gold, load_predicted
from eval.tasks import FIELDS, SIMILAR, Alignment, Difference, TaskSummary, align, differences, summarise

PER_DOCUMENT = ("lead", "coordinating", "deadline", "role", "task_no", "kind")


@dataclass(frozen=True, slots=True)
class TaskConfig:
    """What is needed to make the same figures again."""

    gold: str
    gold_sha256: str
    predicted: str
    similar: float = SIMILAR


@dataclass(frozen=True, slots=True)
class TaskReport:
    """Figures over all documents and of each."""

    overall: TaskSummary
    by_document: dict[str, TaskSummary]
    differences: tuple[Difference, ...]


def run(gold: Sequence[Row], predicted: Sequence[Row], config: TaskConfig) -> tuple[Run, TaskReport]:
    """Align, compare and add up; documents without gold rows are left out."""
    alignments = align(gold, predicted)
    by_document = {alignment.document: summarise([alignment]) for alignment in alignments}
    report = TaskReport(summarise(alignments), by_document, differences(alignments))
    tables = (_documents(report), _fields(report.overall), _differences(report.differences))
    return Run("tasks", config, _rows(alignments, report.differences), tables), report


def judge_tasks(options: TaskOptions, _product: Product) -> tuple[Run, TaskReport]:
    """What ``troly tasks --json`` prints, or printed into a file, against the gold rows."""
    predicted = predict(options.predicted, options.data, options.unit)
    config = TaskConfig(options.file.name, fingerprint(options.file), str(options.predicted or options.data))
    return run(load_gold(options.file), predicted, config)


def predict(path: Path | None, data: Path, unit: str | None) -> tuple[Row, ...]:
    """The rows in a file, or those that ``troly tasks --json`` prints now."""
    if path is not None:
        return load_predicted(path)
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "tasks.jsonl"
        viewer = ("--unit", unit) if unit else ()
        printed.write_text(run_child((str(TROLY), "tasks", "--json", "--data", str(data), *viewer)).printed, "utf-8")
        return load_predicted(printed)


def _rows(alignments: Sequence[Alignment], found: Sequence[Difference]) -> list[object]:
    return [*(pair for alignment in alignments for pair in alignment.pairs), *found]


def _documents(report: TaskReport) -> Table:
    head = ("document", "gold", "found rows", "recall", "precision", *PER_DOCUMENT)
    named = [*report.by_document.items(), ("all", report.overall)]
    rows = tuple(
        (
            name,
            str(summary.gold),
            str(summary.predicted),
            _short(summary.recall),
            _short(summary.precision),
            *(_short(summary.fields[field]) for field in PER_DOCUMENT),
        )
        for name, summary in named
    )
    return Table("Tasks: share of the gold rows on which a field agrees", head, rows)


def _short(figure: Figure) -> str:
    return "–" if figure.value is None else f"{figure.value:.3f}"


def _fields(summary: TaskSummary) -> Table:
    rows = tuple((name, percent(summary.fields[name]), percent(summary.matched_fields[name])) for name in FIELDS)
    ends = (("recall", percent(summary.recall), ""), ("precision", percent(summary.precision), ""))
    return Table("Fields [95 % interval]", ("field", "of gold rows", "of found rows"), (*ends, *rows))


def _differences(found: Sequence[Difference]) -> Table:
    head = ("document", "gold row", "field", "gold", "predicted", "text")
    rows = tuple(
        (one.document, one.gold_id, one.field, one.gold[:120], one.predicted[:120], one.text[:60]) for one in found
    )
    return Table(f"Differences ({len(found)})", head, rows)
