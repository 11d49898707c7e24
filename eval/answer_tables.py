"""How a run of answers is shown: figures side by side, groups, charts, and every wrong answer with its evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from eval.answers import Verdict
from eval.charts import Chart, by_name
from eval.figures import Figure
from eval.report import Failure, Table, percent
from eval.summary import BY_GROUP, MEANS, MEASURES, Summary


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


def failures(verdicts: Sequence[Verdict], new: Collection[str] = ()) -> tuple[Failure, ...]:
    """Every wrong answer of one assistant, with its evidence."""
    return tuple(_failure(one, one.case.id in new) for one in verdicts if not one.is_right)


def _failure(verdict: Verdict, is_new: bool) -> Failure:
    wrong = [f"status: {verdict.status}"]
    wrong += [f"missing: {' / '.join(group)}" for group in verdict.missing]
    wrong += [f"forbidden: {words}" for words in verdict.forbidden]
    labelled = tuple(f"{quote.document}: {quote.text}" for quote in verdict.case.quotes)
    name, asked = f"{verdict.case.id} {verdict.case.type}", verdict.case.text
    return Failure(name, asked, tuple(wrong), verdict.text, labelled, verdict.quotes, is_new)


def charts(summaries: Sequence[Summary]) -> Iterator[Chart]:
    """All shares side by side, then right answers by type."""
    names = (*(measure.name for measure in MEASURES), *(one.name for one in MEANS))
    yield by_name("Figures with 95 % intervals", {one.assistant: one.figures for one in summaries}, names)
    kinds = {one.assistant: {kind: of["right"] for kind, of in one.by_type.items()} for one in summaries}
    yield by_name("Right by type of question", kinds, tuple(summaries[0].by_type))
