"""The gate of continuous integration: a small fixed set of questions, and figures that may not fall below a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from eval import answer_run
from eval.asking import prepare
from eval.options import GateOptions
from eval.product import Product
from eval.report import Run, Table
from eval.summary import Summary
from ingest.errors import BadUse

DAY = date(2026, 5, 10)  # as of which the fixed questions are asked


@dataclass(frozen=True, slots=True)
class Threshold:
    """One line: what the figure is, what it must be ("≥ 0.97"), and whether it is."""

    figure: str
    wanted: str
    found: float
    holds: bool


def judge_gate(options: GateOptions, product: Product) -> tuple[Run, dict[str, object]]:
    """Ask the fixed questions; the run fails where a threshold does not hold."""
    asking = prepare(replace(options, as_of=options.as_of or DAY), product)
    run, report = answer_run.run(asking.cases, asking.assistants, asking.setting, asking.config)
    lines = tuple(thresholds(report.summaries[0], read_thresholds(options.thresholds)))
    failed = not all(line.holds for line in lines)
    rows = tuple((line.figure, line.wanted, f"{line.found:.3f}", "yes" if line.holds else "NO") for line in lines)
    table = Table("Gate", ("figure", "wanted", "found", "holds"), rows)
    finished = Run("gate", run.config, run.rows, (table,), charts=run.charts, failures=run.failures, failed=failed)
    return finished, {"passed": not failed, "thresholds": lines}


def read_thresholds(path: Path) -> Mapping[str, Any]:
    """The thresholds of a file; BadUse where it is not in their form."""
    try:
        held = json.loads(path.read_text("utf-8"))
        if isinstance(held, dict) and set(held) <= {"at least", "at most", "none"}:
            return held
    except (OSError, ValueError) as error:
        raise BadUse(f"Không đọc được tệp ngưỡng {path}: {error}.") from error
    raise BadUse(f"Tệp ngưỡng {path} chỉ nhận các khóa “at least”, “at most” và “none”.")


def thresholds(summary: Summary, wanted: Mapping[str, Any]) -> Iterator[Threshold]:
    """Every threshold held against the figures; one that was not measured does not hold."""
    for name, least in wanted.get("at least", {}).items():
        value = _figure(summary, name)
        yield Threshold(name, f"≥ {least}", value if value is not None else 0.0, value is not None and value >= least)
    for name, most in wanted.get("at most", {}).items():
        value = _figure(summary, name)
        yield Threshold(name, f"≤ {most}", value if value is not None else 1.0, value is not None and value <= most)
    counts = asdict(summary)
    for name in wanted.get("none", ()):
        if not isinstance(counts.get(name), int):
            raise BadUse(f"Không có số đếm “{name}” để đặt ngưỡng.")
        yield Threshold(name, "0", float(counts[name]), counts[name] == 0)


def _figure(summary: Summary, name: str) -> float | None:
    if name not in summary.figures:
        raise BadUse(f"Không có chỉ số “{name}” để đặt ngưỡng.")
    return summary.figures[name].value
