"""Does a question get the same answer however it is typed? Each wording beside the questions as they were written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.models import Assistant
from eval.answers import Setting, right
from eval.asking import prepare
from eval.cases import Case
from eval.charts import Chart
from eval.compare import Comparison, compare
from eval.figures import Figure, mean
from eval.options import QuestionOptions
from eval.product import Product
from eval.report import Run, Table, percent, signed
from eval.wordings import WORDINGS, reworded


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in one wording, as kept in rows.jsonl."""

    assistant: str
    id: str
    wording: str
    question: str
    status: str
    right: bool


@dataclass(frozen=True, slots=True)
class Parity:
    """One wording: shares right of the questions that it changes, in it and as written, and the paired difference.

    ``lost`` are questions that were right as written and no longer are, ``won`` the other way round.
    """

    wording: str
    right: Figure
    as_written: Figure
    difference: Comparison

    @property
    def lost(self) -> tuple[str, ...]:
        """Ids of questions that this wording spoils."""
        return self.difference.worse


def judge_robustness(options: QuestionOptions, product: Product) -> tuple[Run, object]:
    """Every question in every wording to every system."""
    asking = prepare(options, product)
    askers = {name: Asker(name, assistant, asking.setting, []) for name, assistant in asking.assistants.items()}
    found = {name: parities(asking.cases, asker) for name, asker in askers.items()}
    tables = tuple(_table(name, parity) for name, parity in found.items())
    notes = tuple(
        f"{name}, {one.wording}: lost {', '.join(one.lost)}" for name, held in found.items() for one in held if one.lost
    )
    rows = [row for asker in askers.values() for row in asker.rows]
    return Run("robustness", asking.config, rows, tables, notes, charts=tuple(map(_chart, found.items()))), found


def _chart(named: tuple[str, Sequence[Parity]]) -> Chart:
    name, found = named
    rows = tuple((one.wording, (one.right, one.as_written)) for one in found)
    return Chart(f"{name}: right however it is typed", ("in this wording", "as written"), rows)


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks one system and keeps what came of it in ``rows``."""

    name: str
    assistant: Assistant
    setting: Setting
    rows: list[Asked]

    def ask(self, case: Case, text: str, wording: str = "as written") -> float:
        """1 where the answer to a case in these words is right, else 0."""
        is_right, status = right(replace(case, text=text), self.assistant, self.setting)
        self.rows.append(Asked(self.name, case.id, wording, text, status, is_right))
        return float(is_right)


def parities(cases: Sequence[Case], asker: Asker) -> tuple[Parity, ...]:
    """Each wording over the questions that it changes; a question in several wordings counts as their mean."""
    written = {case.id: asker.ask(case, case.text) for case in cases}
    found = []
    for name in WORDINGS:
        changed = {}
        for case in cases:
            if outcomes := [asker.ask(case, text, name) for text in reworded(case, name)]:
                changed[case.id] = sum(outcomes) / len(outcomes)
        before = {id: written[id] for id in changed}
        difference = compare((name, "as written"), changed, before)
        found.append(Parity(name, mean(list(changed.values())), mean(list(before.values())), difference))
    return tuple(found)


def _table(name: str, parity: Sequence[Parity]) -> Table:
    head = ("wording", "right [95 %]", "same questions as written", "difference [95 %]", "lost / won", "p")
    rows = tuple(
        (
            one.wording,
            percent(one.right),
            percent(one.as_written),
            signed(one.difference.difference),
            f"{len(one.difference.worse)} / {len(one.difference.better)}",
            f"{one.difference.p_mcnemar:.3f}",
        )
        for one in parity
    )
    return Table(f"{name}: right however it is typed", head, rows)
