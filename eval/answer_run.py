"""A whole evaluation of answers: several assistants on one file of questions, as tables and rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.models import Assistant
from eval.answer_tables import charts, failures, notes, tables
from eval.answers import Setting, Verdict, judge_all
from eval.cases import Case
from eval.compare import Comparison, compare, outcomes_of
from eval.compare import table as comparison_table
from eval.figures import RESAMPLES, SEED
from eval.judge import Agreement, Judge, agreement
from eval.report import Run, Table, percent
from eval.stability import Stability, stability
from eval.summary import Summary, summarise


@dataclass(frozen=True, slots=True)
class AnswerConfig:
    """What is needed to make the same figures again."""

    questions: str
    questions_sha256: str
    assistants: tuple[str, ...]
    as_of: date
    unit: str | None
    nearest: int
    runs: int = 1
    resamples: int = RESAMPLES
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One judged answer as kept in rows.jsonl."""

    assistant: str
    id: str
    type: str
    lang: str
    question: str
    status: str
    right: bool
    cites_right: bool
    gold_quotes: int
    gold_found: int
    missing: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    quotes: tuple[str, ...]
    not_verbatim: tuple[str, ...]
    facts: int
    unsupported: tuple[str, ...]
    truth: int
    citation_precision: float | None
    citation_recall: float | None
    unsupported_claims: tuple[str, ...]
    gold: tuple[str, ...]  # the labelled places, "file: words"
    seconds: float
    answer: str


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """What a run found: each assistant, the first against the others and its last run, and its own repeatability."""

    summaries: tuple[Summary, ...]
    comparisons: tuple[Comparison, ...]
    stability: Stability | None  # of the first assistant; None where everything was asked once
    agreement: Agreement | None = None  # of a model judge with the labels, over the first assistant's answers

    def printed(self) -> dict[str, object]:
        """The object of ``--json``: each assistant by its name, then the comparisons."""
        named = {summary.assistant: summary for summary in self.summaries}
        return {**named, "comparisons": self.comparisons, "stability": self.stability, "judge": self.agreement}


@dataclass(frozen=True, slots=True)
class Beside:
    """What a run is held against besides its labels: the folder of an earlier run, a model judge."""

    earlier: Path | None = None
    judge: Judge | None = None


ALONE = Beside()


def run(
    cases: Sequence[Case],
    assistants: Mapping[str, Assistant],
    setting: Setting,
    config: AnswerConfig,
    beside: Beside = ALONE,
) -> tuple[Run, AnswerReport]:
    """Put every case to every assistant, to the first as often as configured."""
    judged = {name: judge_all(cases, assistant, setting) for name, assistant in assistants.items()}
    first = next(iter(assistants))
    again = [judge_all(cases, assistants[first], setting) for _ in range(config.runs - 1)]
    report = AnswerReport(
        tuple(summarise(name, verdicts) for name, verdicts in judged.items()),
        tuple(_comparisons(judged, beside.earlier)),
        stability([judged[first], *again]) if again else None,
        agreement(beside.judge, judged[first]) if beside.judge else None,
    )
    rows = [row(name, verdict) for name, verdicts in judged.items() for verdict in verdicts]
    shown = (*tables(report.summaries), *_more(report))
    return (
        Run(
            "answers",
            config,
            rows,
            shown,
            notes(report.summaries),
            charts=tuple(charts(report.summaries)),
            failures=failures(judged[first], _worse(report, beside.earlier)),
        ),
        report,
    )


def _worse(report: AnswerReport, earlier: Path | None) -> frozenset[str]:
    """Questions that the last run had right."""
    if earlier is None or not report.comparisons or not report.comparisons[-1].second.endswith(earlier.name):
        return frozenset()
    return frozenset(report.comparisons[-1].worse)


def _comparisons(judged: Mapping[str, Sequence[Verdict]], earlier: Path | None) -> Iterator[Comparison]:
    right = {name: {one.case.id: float(one.is_right) for one in verdicts} for name, verdicts in judged.items()}
    first, *others = right
    for name in others:
        yield compare((first, name), right[first], right[name])
    if earlier is not None and (before := outcomes_of(earlier, first)):
        yield compare((first, f"{first} {earlier.name}"), right[first], before)


def _more(report: AnswerReport) -> Iterator[Table]:
    if report.comparisons:
        yield comparison_table(report.comparisons)
    if report.agreement is not None:
        yield report.agreement.table()
    if report.stability is not None:
        held = report.stability
        rows = (
            ("same verdict", percent(held.same_verdict)),
            ("same ending", percent(held.same_status)),
            ("same words", percent(held.same_words)),
            ("flips", ", ".join(held.flips) or "none"),
        )
        yield Table(f"Stability over {held.runs} runs", ("figure", "troly"), rows)


def row(assistant: str, verdict: Verdict) -> AnswerRow:
    """What is kept of one verdict."""
    case = verdict.case
    return AnswerRow(
        assistant=assistant,
        id=case.id,
        type=case.type,
        lang=case.lang,
        question=case.text,
        status=verdict.status,
        right=verdict.is_right,
        cites_right=verdict.cites_right,
        gold_quotes=len(case.quotes),
        gold_found=verdict.gold_found,
        missing=verdict.missing,
        forbidden=verdict.forbidden,
        quotes=verdict.quotes,
        not_verbatim=verdict.not_verbatim,
        facts=verdict.facts,
        unsupported=verdict.unsupported,
        truth=verdict.truth,
        citation_precision=verdict.citing.precision,
        citation_recall=verdict.citing.recall,
        unsupported_claims=verdict.citing.unsupported,
        gold=tuple(f"{quote.document}: {quote.text}" for quote in case.quotes),
        seconds=verdict.seconds,
        answer=verdict.text,
    )
