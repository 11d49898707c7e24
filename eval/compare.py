"""Is the difference between two systems on the same questions more than chance? Paired bootstrap and McNemar's test."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from typing import Any

import numpy as np

from eval.figures import RESAMPLES, Figure, mean, resampled
from eval.report import Table, signed

Outcomes = Mapping[str, float]
"""A value of each question by its id: 1 right, 0 wrong, or anything between."""

CHANCE = 0.05  # a difference with a smaller p is called real


@dataclass(frozen=True, slots=True)
class Comparison:
    """``difference`` is the first minus the second; ``better`` and ``worse`` are ids of questions that changed."""

    first: str
    second: str
    difference: Figure
    better: tuple[str, ...]
    worse: tuple[str, ...]
    p_bootstrap: float
    p_mcnemar: float


def compare(named: tuple[str, str], first: Outcomes, second: Outcomes) -> Comparison:
    """Over the questions that both answered; with none in common every p is 1."""
    common = [id for id in first if id in second]
    changes = [first[id] - second[id] for id in common]
    better = tuple(id for id, change in zip(common, changes, strict=True) if change > 0)
    worse = tuple(id for id, change in zip(common, changes, strict=True) if change < 0)
    p_bootstrap, p_mcnemar = paired_bootstrap(changes), mcnemar(len(better), len(worse))
    return Comparison(*named, mean(changes), better, worse, p_bootstrap, p_mcnemar)


def paired_bootstrap(changes: list[float]) -> float:
    """Two-sided p: how often resampled means of the differences, shifted to none, are as far from 0 as theirs."""
    if not any(changes):
        return 1.0
    values = np.array(changes)
    middle = values.mean()
    beyond = int((np.abs(resampled(values - middle)) >= abs(middle) - 1e-12).sum())
    return (beyond + 1) / (RESAMPLES + 1)


def mcnemar(better: int, worse: int) -> float:
    """Exact two-sided p of so many questions changing each way, were both ways equally likely."""
    changed = better + worse
    if not changed:
        return 1.0
    tail = sum(comb(changed, few) for few in range(min(better, worse) + 1)) / 2**changed
    return min(1.0, float(2 * tail))


def last_run(out: Path, task: str, **config: object) -> Path | None:
    """The newest finished run of a task whose configuration has these values; None where there is none."""
    for folder in sorted((out / task).glob("*"), key=lambda path: path.name, reverse=True):
        try:
            held = json.loads((folder / "config.json").read_text("utf-8"))
        except (OSError, ValueError):
            continue
        if all(held.get(name) == value for name, value in config.items()) and (folder / "rows.jsonl").is_file():
            return folder
    return None


def outcomes_of(folder: Path, assistant: str) -> dict[str, float]:
    """What one assistant got right in an earlier run, by question."""
    return {row["id"]: float(row["right"]) for row in _rows(folder) if row.get("assistant") == assistant}


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in (folder / "rows.jsonl").read_text("utf-8").splitlines())


def table(comparisons: Sequence[Comparison]) -> Table:
    """One line for each pair."""
    rows = tuple(
        (
            f"{one.first} − {one.second}",
            signed(one.difference),
            f"{len(one.better)} / {len(one.worse)}",
            f"{one.p_bootstrap:.4f}",
            f"{one.p_mcnemar:.4f}",
            "yes" if max(one.p_bootstrap, one.p_mcnemar) < CHANCE else "no",
        )
        for one in comparisons
    )
    head = ("first − second", "difference [95 %]", "better / worse", "p bootstrap", "p McNemar", "real")
    return Table("Paired tests", head, rows)
