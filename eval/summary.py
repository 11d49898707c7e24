"""Verdicts in, figures out: over all questions, by type and by language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from eval.answers import Verdict
from eval.figures import Figure, mean, percentile, share

EXAMPLES = 20


@dataclass(frozen=True, slots=True)
class Measure:
    """A named share: of the verdicts it ``counts``, those that it finds ``good``. ``aim`` is "high" or "low"."""

    name: str
    counts: Callable[[Verdict], bool]
    good: Callable[[Verdict], bool]
    aim: str = "high"


def _answerable(verdict: Verdict) -> bool:
    return verdict.case.labels.answerable


MEASURES = (
    Measure("right", lambda _: True, lambda v: v.is_right),
    Measure("answerable right", _answerable, lambda v: v.is_right),
    Measure("answerable right, cited right", _answerable, lambda v: v.is_right and v.cites_right),
    Measure("citation right", lambda v: bool(v.case.quotes) and v.gives_facts, lambda v: v.cites_right),
    Measure("every quote verbatim", lambda v: bool(v.quotes), lambda v: not v.not_verbatim),
    Measure("every fact supported", lambda v: v.facts > 0, lambda v: not v.unsupported),
    Measure("refused rightly", lambda v: not _answerable(v), lambda v: v.is_right),
    Measure("over-refused", _answerable, lambda v: v.refuses, aim="low"),
)


@dataclass(frozen=True, slots=True)
class Mean:
    """A named mean of what is measured of single answers; answers of which it is None do not count."""

    name: str
    value: Callable[[Verdict], float | None]


MEANS = (
    Mean("citation precision", lambda v: v.citing.precision),
    Mean("citation recall", lambda v: v.citing.recall),
    Mean("weighted support", lambda v: mean(v.citing.support).value),
    Mean("list completeness", lambda v: v.completeness),
    Mean("truthfulness", lambda v: v.truth),
)
BY_GROUP = ("right", "answerable right, cited right", "over-refused")


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A fact that nothing cited bears out."""

    case_id: str
    fact: str


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of one assistant on one file of questions; times in seconds, words per answer at the median."""

    assistant: str
    questions: int
    figures: dict[str, Figure]
    by_type: dict[str, dict[str, Figure]]
    by_lang: dict[str, dict[str, Figure]]
    statuses: dict[str, int]
    quotes: int
    quotes_not_verbatim: int
    gold_quotes: int
    gold_quotes_found: int
    facts: int
    facts_unsupported: int
    claims: int
    not_claiming: int  # statements that claim nothing and are left out of the citation figures
    fabricated: int  # marks without a citation
    unsupported_examples: tuple[Unsupported, ...]
    answer_words: float
    p50_seconds: float
    p95_seconds: float


def summarise(assistant: str, verdicts: Sequence[Verdict]) -> Summary:
    """Add up a run of at least one verdict."""
    seconds = sorted(verdict.seconds for verdict in verdicts)
    lacking = [Unsupported(verdict.case.id, fact) for verdict in verdicts for fact in verdict.unsupported]
    answerable = [verdict for verdict in verdicts if _answerable(verdict)]
    return Summary(
        assistant=assistant,
        questions=len(verdicts),
        figures=_figures(verdicts),
        by_type=_grouped(verdicts, lambda verdict: verdict.case.type),
        by_lang=_grouped(verdicts, lambda verdict: verdict.case.lang),
        statuses=_tally(verdict.status for verdict in verdicts),
        quotes=sum(len(verdict.quotes) for verdict in verdicts),
        quotes_not_verbatim=sum(len(verdict.not_verbatim) for verdict in verdicts),
        gold_quotes=sum(len(verdict.case.quotes) for verdict in answerable),
        gold_quotes_found=sum(verdict.gold_found for verdict in answerable),
        facts=sum(verdict.facts for verdict in verdicts),
        facts_unsupported=len(lacking),
        claims=sum(len(verdict.citing.support) for verdict in verdicts),
        not_claiming=sum(verdict.citing.excluded for verdict in verdicts),
        fabricated=sum(verdict.citing.fabricated for verdict in verdicts),
        unsupported_examples=tuple(lacking[:EXAMPLES]),
        answer_words=percentile(sorted(len(verdict.text.split()) for verdict in verdicts), 0.5),
        p50_seconds=percentile(seconds, 0.5),
        p95_seconds=percentile(seconds, 0.95),
    )


def _figures(verdicts: Sequence[Verdict]) -> dict[str, Figure]:
    shares = {
        measure.name: share([measure.good(verdict) for verdict in verdicts if measure.counts(verdict)])
        for measure in MEASURES
    }
    values = {one.name: [one.value(verdict) for verdict in verdicts] for one in MEANS}
    return shares | {name: mean([value for value in found if value is not None]) for name, found in values.items()}


def _grouped(verdicts: Sequence[Verdict], group: Callable[[Verdict], str]) -> dict[str, dict[str, Figure]]:
    names = sorted({group(verdict) for verdict in verdicts})
    return {name: _figures([verdict for verdict in verdicts if group(verdict) == name]) for name in names}


def _tally(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
