"""``troly eval``: a table of commands. Each is imported when it runs: `troly --help` has half a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer

from assistant.flags import flags
from eval import options as o

if TYPE_CHECKING:
    from eval.product import Product
    from eval.report import Run


@dataclass(frozen=True, slots=True)
class Command:
    """One command; ``step`` is "module:function", a function of its options and the product.

    The function returns its Run with what ``--json`` prints, or None where it has printed everything itself.
    """

    name: str
    options: type[Any]
    step: str
    help: str


WIDE = 160  # columns of what is printed into a file or a pipe


COMMANDS = (
    Command("answers", o.AnswerOptions, "eval.asking:judge_answers", "Chấm câu trả lời theo tệp câu hỏi có nhãn."),
    Command(
        "refusal",
        o.RefusalOptions,
        "eval.asking:judge_refusals",
        "Chấm việc từ chối: đúng lúc, đúng lý do, không thừa.",
    ),
    Command(
        "robustness",
        o.QuestionOptions,
        "eval.robustness:judge_robustness",
        "Chấm cùng câu hỏi khi gõ không dấu, viết tắt, sai chính tả, diễn đạt khác.",
    ),
    Command(
        "injection",
        o.InjectionOptions,
        "eval.injection_run:judge_injection",
        "Thử các lời chen vào câu hỏi, lịch sử và văn bản; mã thoát 1 khi một lời đạt ý.",
    ),
    Command("tasks", o.TaskOptions, "eval.task_run:judge_tasks", "Chấm các nhiệm vụ trích được theo tệp có nhãn."),
    Command(
        "documents",
        o.DocumentOptions,
        "eval.document_run:judge_documents",
        "Đo việc đọc văn bản, bên cạnh mức phải đạt: sổ đăng ký, chữ, dấu mật, tệp hỏng, dừng đột ngột.",
    ),
    Command(
        "retrieval",
        o.RetrievalOptions,
        "eval.retrieval_run:measure_search",
        "Chấm phần tìm kiếm trên một bộ dữ liệu có nhãn, bên cạnh từng nửa của nó.",
    ),
    Command(
        "latency",
        o.LatencyOptions,
        "eval.latency:measure_latency",
        "Đo thời gian trả lời của một troly đang phục vụ: theo loại câu hỏi, theo bước, 1 đến 32 người hỏi cùng lúc.",
    ),
    Command("bench", o.BenchOptions, "eval.bench_run:measure_speed", "Đo tốc độ và bộ nhớ, bên cạnh một RAG thường."),
    Command(
        "gate", o.GateOptions, "eval.gate:judge_gate", "Cổng chặn: bộ câu hỏi nhỏ cố định; mã thoát 1 khi dưới ngưỡng."
    ),
    Command("check", o.CheckOptions, "eval.check:check_cases", "Soát nhãn: trích dẫn có thật, các trường khớp nhau."),
    Command(
        "plain-rag",
        o.PlainRagOptions,
        "eval.systems:ask_plain_rag",
        "Hỏi RAG thường (LangChain); in câu trả lời như `troly ask --json`.",
    ),
)


def commands(product: Callable[[], Product]) -> typer.Typer:
    """The sub-app; the product is opened by the command that runs."""
    app = typer.Typer(help="Đo chất lượng và tốc độ.", no_args_is_help=True)
    for command in COMMANDS:
        app.command(command.name, help=command.help)(flags(command.options)(_runner(command, product)))
    return app


def _runner(command: Command, product: Callable[[], Product]) -> Callable[[Any], None]:
    def run(options: Any) -> None:  # noqa: ANN401  # each command has its own
        module, _, function = command.step.partition(":")
        finished = getattr(import_module(module), function)(options, product())
        if finished is not None:
            ran, printed = finished
            _finish(ran, printed, options)

    return run


def _finish(run: Run, printed: object, options: Any) -> None:  # noqa: ANN401  # as above; all have out and json
    """Write the results, then print the tables, or ``printed`` as one JSON object; a failed run ends with 1."""
    from rich.console import Console  # noqa: PLC0415

    from eval.report import as_json, write_run  # noqa: PLC0415

    folder = write_run(options.out, run)
    if options.json:
        typer.echo(as_json(printed))
    else:
        console = Console()
        if not console.is_terminal:
            console.width = WIDE
        for table in run.tables:
            console.print(table.rich())
        for note in run.notes:
            console.print(note, markup=False)
        console.print(f"Kết quả: {folder}", markup=False)
    if run.failed:
        raise typer.Exit(1)
