"""A whole evaluation of answers: several assistants on one file of questions, as tables and rows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.models import Assistant
from eval.answers import Setting, Verdict, judge_all
from eval.cases import Case
from eval.figures import RESAMPLES, SEED, Figure
from eval.report import Run, Table, percent
from eval.summary import BY_GROUP, MEASURES, Summary, summarise


@dataclass(frozen=True, slots=True)
class AnswerConfig:
    """What is needed to make the same figures again."""

    questions: str
    questions_sha256: str
    assistants: tuple[str, ...]
    as_of: date
    unit: str | None
    nearest: int
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
    seconds: float
    answer: str


def fingerprint(path: Path) -> str:
    """SHA-256 of a file that was read."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(
    cases: Sequence[Case], assistants: Mapping[str, Assistant], setting: Setting, config: AnswerConfig
) -> tuple[Run, tuple[Summary, ...]]:
    """Put every case to every assistant."""
    judged = {name: judge_all(cases, assistant, setting) for name, assistant in assistants.items()}
    summaries = tuple(summarise(name, verdicts) for name, verdicts in judged.items())
    rows = [_row(name, verdict) for name, verdicts in judged.items() for verdict in verdicts]
    return Run("answers", config, rows, tables(summaries), notes(summaries)), summaries


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
    counts = [
        ("gold quotes cited", [f"{s.gold_quotes_found} of {s.gold_quotes}" for s in summaries]),
        ("quotes not verbatim", [f"{s.quotes_not_verbatim} of {s.quotes}" for s in summaries]),
        ("facts unsupported", [f"{s.facts_unsupported} of {s.facts}" for s in summaries]),
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


def _row(assistant: str, verdict: Verdict) -> AnswerRow:
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
        seconds=verdict.seconds,
        answer=verdict.text,
    )
