"""Figures beside what they should reach: the rows of the table that ``troly eval documents`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.report import Table


class Unit(StrEnum):
    """What a figure is; a share should reach its target, all others should stay at or under theirs."""

    SHARE = "share"
    FAULTS = "faults"
    SECONDS = "s"
    MEBIBYTES = "MiB"


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure of a part: ``value`` was counted on ``count`` things, ``wrong`` names those that are not right.

    ``target`` is None where the figure is only told.
    """

    part: str
    name: str
    value: float
    target: float | None
    count: int
    unit: Unit = Unit.SHARE
    wrong: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        if self.target is None:
            return None
        return self.value >= self.target if self.unit is Unit.SHARE else self.value <= self.target


def share_of(part: str, name: str, verdicts: Sequence[tuple[str, bool]], target: float | None) -> Goal:
    """The share of right verdicts, each with the words that name it; an empty one is nothing right."""
    wrong = tuple(words for words, is_right in verdicts if not is_right)
    value = 1 - len(wrong) / len(verdicts) if verdicts else 0.0
    return Goal(part, name, value, target, len(verdicts), wrong=wrong)


def faults(part: str, name: str, wrong: Sequence[str], count: int) -> Goal:
    """Things that must not happen at all, out of ``count`` tried."""
    return Goal(part, name, len(wrong), 0, count, Unit.FAULTS, tuple(wrong))


def table(goals: Sequence[Goal]) -> Table:
    """Target beside figure; the last column says whether it is reached."""
    rows = tuple(
        (
            f"{goal.part}: {goal.name}",
            _shown(goal.value, goal.unit),
            "–" if goal.target is None else _bound(goal.target, goal.unit),
            str(goal.count),
            {True: "yes", False: "no", None: "–"}[goal.is_met],
        )
        for goal in goals
    )
    return Table("Documents", ("figure", "measured", "target", "of", "met"), rows)


def _bound(target: float, unit: Unit) -> str:
    return f"≥ {_shown(target, unit)}" if unit is Unit.SHARE else f"≤ {_shown(target, unit)}"


def _shown(value: float, unit: Unit) -> str:
    if unit is Unit.SHARE:
        return f"{value:.2%}"
    return f"{value:.0f}" if unit is Unit.FAULTS else f"{value:.1f} {unit}" if value < 10 else f"{value:.0f} {unit}"
