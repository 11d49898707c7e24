"""How long an answer takes: by intent, by stage, to the first token, with 1 to 32 callers at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice

from assistant import cite
from assistant.ask import look_up
from assistant.models import Question
from assistant.tools import Tools
from assistant.understand import understand
from assistant.verify import verify
from eval import served
from eval.cases import Case, load_cases
from eval.charts import Chart
from eval.figures import Figure, percentile
from eval.options import LatencyOptions
from eval.product import Product
from eval.report import Run, Table
from eval.served import Timed
from ingest.errors import BadUse

WARM_UP = 3  # questions asked before anything is timed
STAGES = ("known", "understand", "look up", "verify", "cite")

Ask = Callable[[str], Timed]


@dataclass(frozen=True, slots=True)
class LatencyConfig:
    """What is needed to make the same figures again."""

    questions: str
    url: str | None
    callers: tuple[int, ...]
    requests: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds over ``count`` answers."""

    count: int
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Level:
    """One number of callers at once: answers per second, failures, and how long answers took."""

    callers: int
    per_second: float
    failed: int
    first_token: Spread
    whole: Spread


@dataclass(frozen=True, slots=True)
class LatencyReport:
    """Everything that was measured; ``stages`` is empty where only an address was given."""

    levels: tuple[Level, ...]
    intents: dict[str, dict[str, Spread]]
    stages: dict[str, Spread]


def measure_latency(options: LatencyOptions, product: Product) -> tuple[Run, LatencyReport]:
    """Put questions to a served app; BadUse where there are none."""
    cases = [case for case in load_cases(options.file) if not case.history]
    if not cases:
        raise BadUse(f"Tệp {options.file.name} không có câu hỏi nào.")
    as_of = options.as_of or date.today()
    with nullcontext(options.url) if options.url else served.serving(options.data) as url:

        def ask(text: str) -> Timed:
            return served.ask(url, text, as_of)

        for case in cases[:WARM_UP]:
            ask(case.text)
        alone = [(case, ask(case.text)) for case in cases]
        levels = tuple(level(callers, cases, ask, options.requests) for callers in options.levels)
    stages = {} if options.url else _stages(cases, product.open_tools(options.data), as_of)
    report = LatencyReport(levels, _intents(alone), stages)
    config = LatencyConfig(options.file.name, options.url, options.levels, options.requests)
    rows = [answer for _, answer in alone]
    return Run("latency", config, rows, tuple(_tables(report)), charts=(_chart(report.levels),)), report


def _chart(levels: Sequence[Level]) -> Chart:
    rows = tuple(
        (f"{one.callers} callers", (Figure(one.whole.count, one.whole.p50), Figure(one.whole.count, one.whole.p95)))
        for one in levels
    )
    return Chart("Whole answer", ("p50", "p95"), rows, max(one.whole.p95 for one in levels) or 1.0, "ms")


def level(callers: int, cases: Sequence[Case], ask: Ask, requests: int) -> Level:
    """So many callers, each with one question at a time, until all requests are answered."""
    texts = [case.text for case in islice(cycle(cases), max(requests, callers))]
    begun = time.perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        answers = list(pool.map(ask, texts))
    seconds = time.perf_counter() - begun
    whole = [answer for answer in answers if not answer.failed]
    return Level(
        callers,
        len(whole) / seconds,
        len(answers) - len(whole),
        spread(answer.first_token for answer in whole),
        spread(answer.done for answer in whole),
    )


def spread(seconds: Iterator[float | None]) -> Spread:
    """Percentiles of what came; zeros where nothing did."""
    ordered = sorted(1000 * one for one in seconds if one is not None)
    if not ordered:
        return Spread(0, 0.0, 0.0)
    return Spread(len(ordered), percentile(ordered, 0.5), percentile(ordered, 0.95))


def _intents(alone: Sequence[tuple[Case, Timed]]) -> dict[str, dict[str, Spread]]:
    names = sorted({case.type for case, _ in alone})
    return {
        name: {
            "first token": spread(answer.first_token for case, answer in alone if case.type == name),
            "whole": spread(answer.done for case, answer in alone if case.type == name),
        }
        for name in names
    }


def _stages(cases: Sequence[Case], tools: Tools, as_of: date) -> dict[str, Spread]:
    """The steps of an answer one by one, inside this process; the first questions only warm up."""
    timed = [stage_seconds(Question(case.text, as_of), tools) for case in (*cases[:WARM_UP], *cases)][WARM_UP:]
    return {name: spread(one[name] for one in timed) for name in STAGES}


def stage_seconds(question: Question, tools: Tools) -> dict[str, float]:
    """Seconds of each stage of one answer, in their order."""
    marks = [time.perf_counter()]
    known = tools.known(question.viewer)
    marks.append(time.perf_counter())
    query = understand(question, known)
    marks.append(time.perf_counter())
    draft = look_up(query, tools)
    marks.append(time.perf_counter())
    checked, _ = verify(draft, query, tools)
    marks.append(time.perf_counter())
    cite.number(checked.lines, question.viewer, tools)
    marks.append(time.perf_counter())
    return {name: marks[at + 1] - marks[at] for at, name in enumerate(STAGES)}


def _tables(report: LatencyReport) -> Iterator[Table]:
    rows = tuple(
        (str(one.callers), f"{one.per_second:.1f}", str(one.failed), *_shown(one.first_token), *_shown(one.whole))
        for one in report.levels
    )
    ends = ("first token p50", "p95", "whole p50", "p95")
    yield Table("Callers at once, ms", ("callers", "answers/s", "failed", *ends), rows)
    kinds = tuple(
        (name, str(found["whole"].count), *_shown(found["first token"]), *_shown(found["whole"]))
        for name, found in report.intents.items()
    )
    yield Table("By intent, one caller, ms", ("intent", "n", *ends), kinds)
    if report.stages:
        stages = tuple((name, str(found.count), *_shown(found)) for name, found in report.stages.items())
        yield Table("By stage, inside the process, ms", ("stage", "n", "p50", "p95"), stages)


def _shown(found: Spread) -> tuple[str, str]:
    return f"{found.p50:.1f}", f"{found.p95:.1f}"
