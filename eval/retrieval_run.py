"""A whole measurement of search: every system on the same questions, scored by ``ir-measures``."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import ir_measures
from ir_measures import RR, Qrel, R, ScoredDoc, Success, nDCG

from eval.charts import by_name
from eval.collection import Collection, Split, load
from eval.compare import Comparison, compare
from eval.compare import table as comparison_table
from eval.figures import Figure, mean, percentile
from eval.options import RetrievalOptions
from eval.product import Product
from eval.report import Run, Table, short
from eval.retrieval import Engine, Ranking, System
from eval.vector_cache import CachedEmbedder
from ingest.agencies import Agencies
from ingest.errors import BadUse
from ingest.models import Embedder

MEASURES = {
    "recall@10": R @ 10,
    "ndcg@10": nDCG @ 10,
    "mrr@10": RR @ 10,
    "hit@1": Success @ 1,
    "hit@3": Success @ 3,
    "recall@100": R @ 100,
}
FIRST = "troly"
COMPARED = ("recall@10", "hit@1")  # measures whose difference to each half of the search is tested
KEPT = 10  # texts of each ranking kept in rows.jsonl


@dataclass(frozen=True, slots=True)
class RetrievalConfig:
    """What is needed to make the same figures again."""

    collection: str
    texts: int
    questions: int
    split: Split
    stripped: bool
    model: str


@dataclass(frozen=True, slots=True)
class RetrievalRow:
    """One question as one system answered it; ``found`` is its ranking, best first."""

    system: str
    id: str
    kind: str
    question: str
    relevant: tuple[str, ...]
    found: tuple[str, ...]
    values: dict[str, float]
    seconds: float


@dataclass(frozen=True, slots=True)
class SystemFigures:
    """Figures of one system, over all questions and by kind of question; times in seconds."""

    figures: dict[str, Figure]
    by_kind: dict[str, dict[str, Figure]]
    p50_seconds: float
    p95_seconds: float


@dataclass(frozen=True, slots=True)
class SearchTools:
    """What search is measured with; ``cache`` is the folder where vectors are kept between runs."""

    embedder: Embedder
    agencies: Agencies
    cache: Path


def measure_search(options: RetrievalOptions, product: Product) -> tuple[Run, dict[str, object]]:
    """The product's search on somebody's collection; BadUse where it or its part holds no question."""
    tools = product.open_search()
    if options.split not in list(Split):
        raise BadUse(f"Không có phần “{options.split}”; hãy chọn một trong: {', '.join(Split)}.")
    whole, split = load(options.folder), Split(options.split)
    asked = whole.split(split).stripped() if options.strip else whole.split(split)
    if not asked.questions:
        raise BadUse(f"Phần {split} của bộ dữ liệu {options.folder} không có câu hỏi nào.")
    embedder = CachedEmbedder(tools.embedder, options.cache or tools.cache)
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine.over(Path(folder) / "index", whole, embedder, tools.agencies)
        rows = {name: rows_of(name, system, asked) for name, system in engine.systems().items()}
    figures = {name: _figures(found) for name, found in rows.items()}
    config = RetrievalConfig(
        whole.name, len(whole.texts), len(asked.questions), split, options.strip, tools.embedder.name
    )
    every = [row for found in rows.values() for row in found]
    comparisons = _compared(rows)
    charts = (by_name("Search with 95 % intervals", {n: f.figures for n, f in figures.items()}, tuple(MEASURES)),)
    shown = (*_tables(figures), comparison_table(comparisons))
    printed = as_printed(config, figures) | {"comparisons": comparisons}
    return Run("retrieval", config, every, shown, charts=charts), printed


def _compared(rows: Mapping[str, Sequence[RetrievalRow]]) -> list[Comparison]:
    """The product against each half of itself."""
    return [
        compare((f"{FIRST} {measure}", name), _values(rows[FIRST], measure), _values(found, measure))
        for measure in COMPARED
        for name, found in rows.items()
        if name != FIRST
    ]


def _values(rows: Sequence[RetrievalRow], measure: str) -> dict[str, float]:
    return {row.id: row.values[measure] for row in rows}


def rows_of(name: str, system: System, asked: Collection) -> list[RetrievalRow]:
    """Put every question to one system and score what it finds."""
    rankings, seconds = {}, {}
    for question in asked.questions:
        begun = time.perf_counter()
        rankings[question.id] = system(question)
        seconds[question.id] = time.perf_counter() - begun
    scored = score(asked, rankings)
    return [
        RetrievalRow(
            name,
            question.id,
            question.kind,
            question.text,
            tuple(asked.relevant[question.id]),
            _best(rankings[question.id]),
            scored[question.id],
            seconds[question.id],
        )
        for question in asked.questions
    ]


def score(asked: Collection, rankings: Mapping[str, Ranking]) -> dict[str, dict[str, float]]:
    """Every measure of every question, 0 where nothing was found."""
    judged = [Qrel(one.id, text, grade) for one in asked.questions for text, grade in asked.relevant[one.id].items()]
    run = [ScoredDoc(id, text, value) for id, ranking in rankings.items() for text, value in ranking.items()]
    names = {str(measure): name for name, measure in MEASURES.items()}
    values = {one.id: dict.fromkeys(MEASURES, 0.0) for one in asked.questions}
    for found in ir_measures.iter_calc(list(MEASURES.values()), judged, run):
        values[found.query_id][names[str(found.measure)]] = float(found.value)
    return values


def as_printed(config: RetrievalConfig, figures: Mapping[str, SystemFigures]) -> dict[str, object]:
    """The object of ``--json``: the product's figures by name, then everything of every system."""
    first = next(iter(figures.values()))
    return {**{name: figure.value for name, figure in first.figures.items()}, "config": config, "systems": figures}


def _best(ranking: Ranking) -> tuple[str, ...]:
    return tuple(sorted(ranking, key=lambda text: (-ranking[text], text))[:KEPT])


def _figures(rows: Sequence[RetrievalRow]) -> SystemFigures:
    kinds = sorted({row.kind for row in rows if row.kind})
    seconds = sorted(row.seconds for row in rows)
    by_kind = {kind: _means([row for row in rows if row.kind == kind]) for kind in kinds}
    return SystemFigures(_means(rows), by_kind, percentile(seconds, 0.5), percentile(seconds, 0.95))


def _means(rows: Sequence[RetrievalRow]) -> dict[str, Figure]:
    return {name: mean([row.values[name] for row in rows]) for name in MEASURES}


def _tables(figures: Mapping[str, SystemFigures]) -> tuple[Table, ...]:
    head = ("system", *MEASURES, "p50 ms", "p95 ms")
    rows = tuple(
        (
            name,
            *(short(figure) for figure in found.figures.values()),
            f"{found.p50_seconds * 1000:.0f}",
            f"{found.p95_seconds * 1000:.0f}",
        )
        for name, found in figures.items()
    )
    kinds = tuple(
        Table(
            f"{name} by kind of question",
            ("kind", "n", *MEASURES),
            tuple(
                (kind, str(row["hit@1"].count), *(short(figure) for figure in row.values()))
                for kind, row in found.by_kind.items()
            ),
        )
        for name, found in figures.items()
        if found.by_kind
    )
    return (Table("Search [95 % interval]", head, rows), *kinds)
