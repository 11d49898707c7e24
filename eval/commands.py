"""``troly eval``: thin commands. ``commands`` is given the product's parts, so that nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.flags import flags
from eval.options import AnswerOptions, BenchOptions, PlainRagOptions, RetrievalOptions, TaskOptions
from ingest.errors import BadUse

# Everything that a command needs is imported when it runs: `troly --help` has half a second.
if TYPE_CHECKING:
    from assistant.models import Assistant
    from eval.documents import Reader, ReadFile
    from eval.facts import Agencies
    from eval.peers import PlainRag
    from eval.report import Run
    from eval.retrieval_run import SearchTools
    from ingest.models import Embedder

PLAIN_RAG = "plain-rag"


@dataclass(frozen=True, slots=True)
class Product:
    """What the evaluation takes from the product; each part is opened only by the command that needs it."""

    open_assistant: Callable[[Path], Assistant]  # the data folder
    open_embedder: Callable[[], Embedder]
    open_model: Callable[[], Callable[[str], str] | None]  # a prompt in, a reply out; None where none is configured
    open_agencies: Callable[[], Agencies]  # names of bodies in a text
    open_search: Callable[[], SearchTools]
    count_passages: Callable[[Path], int]  # the data folder
    read: Reader


def commands(product: Product) -> typer.Typer:
    """The sub-app, wired to a product."""
    app = typer.Typer(help="Đo chất lượng và tốc độ.", no_args_is_help=True)

    @app.command()
    @flags(AnswerOptions)
    def answers(options: AnswerOptions) -> None:
        """Chấm câu trả lời theo tệp câu hỏi có nhãn."""
        judge_answers(options, product)

    @app.command()
    @flags(TaskOptions)
    def tasks(options: TaskOptions) -> None:
        """Chấm các nhiệm vụ trích được theo tệp nhiệm vụ có nhãn."""
        judge_tasks(options)

    @app.command()
    @flags(RetrievalOptions)
    def retrieval(options: RetrievalOptions) -> None:
        """Chấm phần tìm kiếm trên một bộ dữ liệu có nhãn, bên cạnh từng nửa của nó."""
        measure_search(options, product)

    @app.command()
    @flags(BenchOptions)
    def bench(options: BenchOptions) -> None:
        """Đo tốc độ và bộ nhớ, bên cạnh một RAG thường."""
        measure_speed(options, product)

    @app.command(PLAIN_RAG)
    @flags(PlainRagOptions)
    def plain_rag(options: PlainRagOptions) -> None:
        """Hỏi RAG thường (LangChain); in câu trả lời như `troly ask --json`."""
        ask_plain_rag(options, product)

    return app


def judge_answers(options: AnswerOptions, product: Product) -> None:
    """Questions to the product (or its recorded answers) and, where asked, to the peer."""
    from eval.answer_run import AnswerConfig, fingerprint, run  # noqa: PLC0415
    from eval.answers import Setting  # noqa: PLC0415
    from eval.cases import load_cases  # noqa: PLC0415
    from eval.documents import read_folder  # noqa: PLC0415

    cases = load_cases(options.file)
    if not cases:
        raise BadUse(f"Tệp {options.file.name} không có câu hỏi nào.")
    files = read_folder(options.documents, product.read)
    as_of = options.as_of or date.today()  # the office's own day
    texts = {name: file.text for name, file in files.items()}
    setting = Setting(texts, as_of, options.unit, product.open_agencies())
    assistants = _assistants(options, product, files)
    sha256 = fingerprint(options.file)
    config = AnswerConfig(options.file.name, sha256, tuple(assistants), as_of, options.unit, options.nearest)
    finished, summaries = run(cases, assistants, setting, config)
    _finish(finished, options.out, {one.assistant: one for one in summaries} if options.json else None)


def _assistants(options: AnswerOptions, product: Product, files: dict[str, ReadFile]) -> dict[str, Assistant]:
    if options.peer not in (None, PLAIN_RAG):
        raise BadUse(f"Không có hệ thống so sánh “{options.peer}”; chỉ có {PLAIN_RAG}.")
    assistants = {"troly": _product(options, product)}
    if options.peer:
        assistants[PLAIN_RAG] = _peer(files, product, options.nearest)
    return assistants


def _product(options: AnswerOptions, product: Product) -> Assistant:
    if options.answers is None:
        return product.open_assistant(options.data)
    from eval.cases import RecordedAssistant, load_answers  # noqa: PLC0415

    return RecordedAssistant(load_answers(options.answers))


def _peer(files: dict[str, ReadFile], product: Product, nearest: int, store: Path | None = None) -> PlainRag:
    """The plain RAG; its vectors are kept in ``store`` and taken from there the next time."""
    from eval import peers  # noqa: PLC0415

    embedder = product.open_embedder()
    if store is not None and store.exists():
        return peers.PlainRag(peers.load(store, embedder), nearest, product.open_model())
    index = peers.index({name: file.text for name, file in files.items()}, embedder)
    if store is not None:
        peers.save(index, store)
    return peers.PlainRag(index, nearest, product.open_model())


def judge_tasks(options: TaskOptions) -> None:
    """What ``troly tasks --json`` prints, or printed into a file, against the gold rows."""
    from eval.answer_run import fingerprint  # noqa: PLC0415
    from eval.task_rows import load_gold  # noqa: PLC0415
    from eval.task_run import TaskConfig, predict, run  # noqa: PLC0415

    predicted = predict(options.predicted, options.data, options.unit)
    config = TaskConfig(options.file.name, fingerprint(options.file), str(options.predicted or options.data))
    finished, report = run(load_gold(options.file), predicted, config)
    _finish(finished, options.out, report if options.json else None)


def measure_search(options: RetrievalOptions, product: Product) -> None:
    """The product's search on somebody's collection."""
    from eval.retrieval_run import run  # noqa: PLC0415

    finished, printed = run(options, product.open_search())
    _finish(finished, options.out, printed if options.json else None)


def measure_speed(options: BenchOptions, product: Product) -> None:
    """Whole processes, the product's and the peer's."""
    from eval.bench_run import BenchConfig, Counters, questions_for, run  # noqa: PLC0415
    from eval.documents import read_folder  # noqa: PLC0415

    def pages(folder: Path) -> float:
        return sum(file.pages for file in read_folder(folder, product.read).values())

    texts = tuple(path.read_text("utf-8-sig") for path in sorted(options.documents.glob("*.txt")))
    questions = questions_for(texts, options.questions, options.count)
    config = BenchConfig(str(options.documents.name), len(questions), str(options.questions or "made up"))
    finished, figures = run(options.documents, questions, config, Counters(pages, product.count_passages))
    _finish(finished, options.out, {"figures": figures} if options.json else None)


def ask_plain_rag(options: PlainRagOptions, product: Product) -> None:
    """Build the peer's vectors where there are none, then answer the questions, one JSON line each."""
    from eval.cases import answer_line, load_cases  # noqa: PLC0415
    from eval.documents import read_folder  # noqa: PLC0415

    files = {} if options.store.exists() else read_folder(options.documents, product.read)
    peer = _peer(files, product, options.nearest, options.store)
    as_of = options.as_of or date.today()
    for case in load_cases(options.questions) if options.questions else ():
        typer.echo(answer_line(peer.ask(case.question(as_of, None))))


def _finish(run: Run, out: Path, printed: object) -> None:
    """Write the results, then print the tables, or ``printed`` as JSON where it is not None."""
    from rich.console import Console  # noqa: PLC0415

    from eval.report import as_json, write_run  # noqa: PLC0415

    folder = write_run(out, run)
    if printed is not None:
        typer.echo(as_json(printed))
        return
    console = Console()
    for table in run.tables:
        console.print(table.rich())
    for note in run.notes:
        console.print(note, markup=False)
    console.print(f"Kết quả: {folder}", markup=False)
