"""The bench from end to end: command lines of both systems in a temporary folder, measured one after the other."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from eval.bench import TROLY, Amount, Commands, Figure, compare, made_up_questions, measure, question_lines, table
from eval.cases import load_cases
from eval.documents import read_folder
from eval.options import BenchOptions
from eval.product import Product
from eval.reading_bench import ROUNDS, Peer, plan_time, rates, samples, tables
from eval.report import Run
from ingest.errors import BadUse


@dataclass(frozen=True, slots=True)
class BenchConfig:
    """What is needed to make the same figures again."""

    documents: str
    questions: int
    source: str  # the question file, or "made up"
    python: str = sys.version.split()[0]


@dataclass(frozen=True, slots=True)
class ReadingConfig:
    """The same for the reading of files alone."""

    rounds: int = ROUNDS
    python: str = sys.version.split()[0]


@dataclass(frozen=True, slots=True)
class Counters:
    """How to count what was read: pages of the files in a folder, passages of a finished troly store."""

    pages: Callable[[Path], float]
    passages: Callable[[Path], int]


def measure_speed(options: BenchOptions, product: Product) -> tuple[Run, dict[str, object]]:
    """The reading of files, then whole processes, the product's and the peer's."""
    steps = product.open_steps()
    planned = plan_time(steps)
    found = tuple(rates(samples(options.shared), steps, peers()))
    if options.reading:
        made = Run("bench", ReadingConfig(), (planned, *found), tables(found, planned))
        return made, {"plan": planned, "reading": found}
    finished, figures = _processes(options, product)
    whole = replace(finished, rows=(planned, *found, *figures), tables=(*tables(found, planned), *finished.tables))
    return whole, {"plan": planned, "reading": found, "figures": figures}


def peers() -> dict[str, Peer]:
    """Readers of PDF that troly is measured beside."""
    from eval import pdf_peers  # noqa: PLC0415  # libraries of the development environment

    return {
        "pypdfium2": pdf_peers.with_pdfium,
        "pypdf": pdf_peers.with_pypdf,
        "pdfplumber": pdf_peers.with_pdfplumber,
    }


def _processes(options: BenchOptions, product: Product) -> tuple[Run, tuple[Figure, ...]]:
    def pages(folder: Path) -> float:
        return sum(file.pages for file in read_folder(folder, product.read).values())

    texts = tuple(path.read_text("utf-8-sig") for path in sorted(options.documents.glob("*.txt")))
    questions = questions_for(texts, options.questions, options.count)
    config = BenchConfig(str(options.documents.name), len(questions), str(options.questions or "made up"))
    return run(options.documents, questions, config, Counters(pages, product.count_passages))


def questions_for(texts: tuple[str, ...], path: Path | None, count: int) -> tuple[str, ...]:
    """The questions of a labelled file, or made-up ones."""
    if path is not None:
        return tuple(case.text for case in load_cases(path))
    return made_up_questions(texts, count)


def run(
    documents: Path,
    questions: tuple[str, ...],
    config: BenchConfig,
    counters: Counters,
    program: Path = TROLY,
) -> tuple[Run, tuple[Figure, ...]]:
    """Measure both systems; counting comes last, because it loads libraries into the parent."""
    if not questions:
        raise BadUse("Không có câu hỏi nào để đo: hãy đưa tệp câu hỏi bằng --questions.")
    with tempfile.TemporaryDirectory(prefix="troly-bench-") as folder:
        work = Path(folder)
        (work / "questions.jsonl").write_text(question_lines(questions), "utf-8")
        (work / "one.jsonl").write_text(question_lines(questions[:1]), "utf-8")
        troly = measure(troly_commands(program, documents, work, questions[0]))
        peer = measure(peer_commands(program, documents, work))
        pages = counters.pages(documents)
        ours = Amount(pages, counters.passages(work / "data"))
        theirs = Amount(pages, len(json.loads((work / "store.json").read_text("utf-8"))))
    figures = compare(troly, peer, (ours, theirs))
    return Run("bench", config, figures, (table(figures),)), figures


def troly_commands(program: Path, documents: Path, work: Path, question: str) -> Commands:
    """The product's own command lines."""
    data = ("--data", str(work / "data"))
    troly = str(program)
    return Commands(
        start=(troly, "--help"),
        ingest=(troly, "ingest", str(documents), *data),
        first_ask=(troly, "ask", question, *data, "--json"),
        ask_all=(troly, "ask", "--questions", str(work / "questions.jsonl"), *data, "--json"),
    )


def peer_commands(program: Path, documents: Path, work: Path) -> Commands:
    """The plain RAG's command lines; it keeps its vectors in one file between them."""
    peer = (str(program), "eval", "plain-rag", "--documents", str(documents), "--store", str(work / "store.json"))
    return Commands(
        start=(),
        ingest=peer,
        first_ask=(*peer, "--questions", str(work / "one.jsonl")),
        ask_all=(*peer, "--questions", str(work / "questions.jsonl")),
    )
