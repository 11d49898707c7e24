"""Refusals: who is declined rightly and for the right reason, and who is declined without need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models import AnswerStatus
from eval.answers import FAILED, Verdict
from eval.figures import Figure, mean, share
from eval.report import Table, percent

ANSWERABLE = "answerable"


@dataclass(frozen=True, slots=True)
class RefusalSummary:
    """Figures of one assistant. ``confusion`` counts endings by class of question: a type, or "answerable".

    ``precision`` is the share of refusals that were due, ``recall`` the share of questions without an answer that were
    refused, both together ``f1``; ``right_reason`` looks only at questions whose labels name the ending.
    """

    assistant: str
    recall: Figure
    precision: Figure
    f1: float | None
    over_refusal: Figure
    right_reason: Figure
    truthfulness: Figure
    confusion: dict[str, dict[str, int]]
    wrongly_answered: tuple[str, ...]
    wrongly_refused: tuple[str, ...]


def summarise(assistant: str, verdicts: Sequence[Verdict]) -> RefusalSummary:
    """Add up a run over questions with and without an answer."""
    answerable = [verdict for verdict in verdicts if verdict.case.labels.answerable]
    others = [verdict for verdict in verdicts if not verdict.case.labels.answerable]
    refused = [verdict for verdict in verdicts if verdict.refuses]
    recall = share([verdict.is_right for verdict in others])
    precision = share([not verdict.case.labels.answerable for verdict in refused])
    named = [verdict for verdict in others if verdict.case.statuses]
    return RefusalSummary(
        assistant=assistant,
        recall=recall,
        precision=precision,
        f1=_f1(recall.value, precision.value),
        over_refusal=share([verdict.refuses for verdict in answerable]),
        right_reason=share([verdict.status in verdict.case.statuses for verdict in named]),
        truthfulness=mean([float(verdict.truth) for verdict in verdicts]),
        confusion=_confusion(verdicts),
        wrongly_answered=tuple(verdict.case.id for verdict in others if not verdict.is_right),
        wrongly_refused=tuple(verdict.case.id for verdict in answerable if verdict.refuses),
    )


def _f1(recall: float | None, precision: float | None) -> float | None:
    if recall is None or precision is None:
        return None
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _confusion(verdicts: Sequence[Verdict]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for verdict in verdicts:
        name = ANSWERABLE if verdict.case.labels.answerable else verdict.case.type
        counts.setdefault(name, Counter())[verdict.status] += 1
    return {name: dict(counts[name]) for name in sorted(counts, key=lambda name: (name != ANSWERABLE, name))}


def tables(summaries: Sequence[RefusalSummary]) -> tuple[Table, ...]:
    """All figures side by side, then endings by class of question."""
    rows = (
        ("refused rightly (recall)", [percent(one.recall) for one in summaries]),
        ("refusals that were due (precision)", [percent(one.precision) for one in summaries]),
        ("F1", ["–" if one.f1 is None else f"{one.f1:.3f}" for one in summaries]),
        ("over-refused (lower is better)", [percent(one.over_refusal) for one in summaries]),
        ("right reason", [percent(one.right_reason) for one in summaries]),
        ("truthfulness (+1, 0, −1)", [percent(one.truthfulness) for one in summaries]),
    )
    head = ("figure [95 % interval]", *(one.assistant for one in summaries))
    overall = Table("Refusals", head, tuple((name, *cells) for name, cells in rows))
    return (overall, *(_endings(one) for one in summaries))


def _endings(summary: RefusalSummary) -> Table:
    seen = {status for counts in summary.confusion.values() for status in counts}
    endings = [name for name in (*map(str, AnswerStatus), FAILED) if name in seen]
    rows = tuple(
        (name, *(str(counts.get(ending, 0)) for ending in endings)) for name, counts in summary.confusion.items()
    )
    return Table(f"{summary.assistant}: endings by kind of question", ("kind", *endings), rows)
