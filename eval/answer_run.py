"""A whole evaluation of answers: several assistants on one file of questions, as tables and rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.models import Assistant
from eval.answers import Setting, Verdict, judge_all
from eval.cases import Case
from eval.compare import Comparison, compare, outcomes_of
from eval.compare import table as comparison_table
from eval.figures import RESAMPLES, SEED, Figure
from eval.report import Run, Table, percent
from eval.stability import Stability, stability
from eval.summary import BY_GROUP, MEANS, MEASURES, Summary, summarise


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

    def printed(self) -> dict[str, object]:
        """The object of ``--json``: each assistant by its name, then the comparisons."""
        named = {summary.assistant: summary for summary in self.summaries}
        return {**named, "comparisons": self.comparisons, "stability": self.stability}


def run(
    cases: Sequence[Case],
    assistants: Mapping[str, Assistant],
    setting: Setting,
    config: AnswerConfig,
    earlier: Path | None = None,
) -> tuple[Run, AnswerReport]:
    """Put every case to every assistant, to the first as often as configured; ``earlier`` is the folder of a run."""
    judged = {name: judge_all(cases, assistant, setting) for name, assistant in assistants.items()}
    first = next(iter(assistants))
    again = [judge_all(cases, assistants[first], setting) for _ in range(config.runs - 1)]
    report = AnswerReport(
        tuple(summarise(name, verdicts) for name, verdicts in judged.items()),
        tuple(_comparisons(judged, earlier)),
        stability([judged[first], *again]) if again else None,
    )
    rows = [row(name, verdict) for name, verdicts in judged.items() for verdict in verdicts]
    shown = (*tables(report.summaries), *_more(report))
    return Run("answers", config, rows, shown, notes(report.summaries)), report


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
    if report.stability is not None:
        held = report.stability
        rows = (
            ("same verdict", percent(held.same_verdict)),
            ("same ending", percent(held.same_status)),
            ("same words", percent(held.same_words)),
            ("flips", ", ".join(held.flips) or "none"),
        )
        yield Table(f"Stability over {held.runs} runs", ("figure", "troly"), rows)


def tables(summaries: Sequence[Summary]) -> tuple[Table, ...]:
    """All figures side by side, then the groups of each assistant."""
    groups = [
        table
        for summary in summaries
        for table in (_groups(summary, "type", summary.by_type), _groups(summary, "language", summary.by_lang))
    ]
    return (_overall(summaries), *groups)


def notes(summaries: Sequence[Summary]) -> tuple[str, ...]:
    """Examples of facts that nothing cited bears out."""
    return tuple(
        f"{summary.assistant}, {example.case_id}: “{example.fact}” stands in no cited place"
        for summary in summaries
        for example in summary.unsupported_examples
    )


def _overall(summaries: Sequence[Summary]) -> Table:
    shares = [
        (_label(measure.name, measure.aim), [percent(s.figures[measure.name]) for s in summaries])
        for measure in MEASURES
    ]
    shares += [(one.name, [percent(s.figures[one.name]) for s in summaries]) for one in MEANS]
    counts = [
        ("gold quotes cited", [f"{s.gold_quotes_found} of {s.gold_quotes}" for s in summaries]),
        ("quotes not verbatim", [f"{s.quotes_not_verbatim} of {s.quotes}" for s in summaries]),
        ("facts unsupported", [f"{s.facts_unsupported} of {s.facts}" for s in summaries]),
        ("marks without a citation", [str(s.fabricated) for s in summaries]),
        ("statements that claim nothing", [f"{s.not_claiming} beside {s.claims}" for s in summaries]),
        ("words per answer, median", [f"{s.answer_words:.0f}" for s in summaries]),
        ("p50 seconds", [f"{s.p50_seconds:.3f}" for s in summaries]),
        ("p95 seconds", [f"{s.p95_seconds:.3f}" for s in summaries]),
        ("endings", [", ".join(f"{name} {count}" for name, count in s.statuses.items()) for s in summaries]),
    ]
    head = ("figure [95 % interval]", *(summary.assistant for summary in summaries))
    return Table("Answers", head, tuple((name, *cells) for name, cells in shares + counts))


def _label(name: str, aim: str) -> str:
    return f"{name} (lower is better)" if aim == "low" else name


def _groups(summary: Summary, group: str, figures: Mapping[str, Mapping[str, Figure]]) -> Table:
    rows = tuple((name, *(percent(of_group[measure]) for measure in BY_GROUP)) for name, of_group in figures.items())
    return Table(f"{summary.assistant} by {group}", (group, *BY_GROUP), rows)


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
