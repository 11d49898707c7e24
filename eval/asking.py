"""``troly eval answers`` and ``refusal``: labelled questions put to the product and its peers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.models import Assistant
from eval import answer_run, refusals
from eval.answer_run import AnswerConfig
from eval.answer_tables import failures
from eval.answers import Setting, judge_all
from eval.cases import Case, load_cases
from eval.compare import last_run
from eval.documents import read_folder
from eval.judge import Judge
from eval.options import AnswerOptions, QuestionOptions, RefusalOptions
from eval.product import Product
from eval.report import Run, fingerprint
from eval.systems import assistants
from ingest.errors import BadUse

JUDGED = "judge.jsonl"  # replies of model judges, kept beside the results


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions with everything that they are asked with."""

    cases: Sequence[Case]
    assistants: Mapping[str, Assistant]
    setting: Setting
    config: AnswerConfig


def prepare(options: QuestionOptions, product: Product, recorded: Path | None = None, runs: int = 1) -> Asking:
    """Read questions and documents and open the systems, the product's ``recorded`` answers in its place where given.

    BadUse where there is nothing to ask.
    """
    cases = load_cases(options.file)
    if not cases:
        raise BadUse(f"Tệp {options.file.name} không có câu hỏi nào.")
    files = read_folder(options.documents, product.read)
    as_of = options.as_of or date.today()  # the office's own day
    setting = Setting({name: file.text for name, file in files.items()}, as_of, options.unit, product.open_agencies())
    asked = assistants(options, product, files, recorded)
    config = AnswerConfig(
        questions=options.file.name,
        questions_sha256=fingerprint(options.file),
        assistants=tuple(asked),
        as_of=as_of,
        unit=options.unit,
        nearest=options.nearest,
        runs=runs,
    )
    return Asking(cases, asked, setting, config)


def judge_answers(options: AnswerOptions, product: Product) -> tuple[Run, object]:
    """Every measure of the answers, and the change since the last run over the same questions."""
    asking = prepare(options, product, options.answers, options.runs)
    earlier = options.against or last_run(options.out, "answers", questions_sha256=asking.config.questions_sha256)
    judge = Judge(options.judge, product.open_model(options.judge), options.out / JUDGED) if options.judge else None
    beside = answer_run.Beside(earlier, judge)
    run, report = answer_run.run(asking.cases, asking.assistants, asking.setting, asking.config, beside)
    return run, report.printed()


def judge_refusals(options: RefusalOptions, product: Product) -> tuple[Run, object]:
    """Who is declined, for which reason, and who without need."""
    asking = prepare(options, product, options.answers)
    judged = {name: judge_all(asking.cases, one, asking.setting) for name, one in asking.assistants.items()}
    summaries = [refusals.summarise(name, verdicts) for name, verdicts in judged.items()]
    rows = [answer_run.row(name, verdict) for name, verdicts in judged.items() for verdict in verdicts]
    first = next(iter(judged.values()))
    wrong = failures([one for one in first if one.refuses or not one.case.labels.answerable])
    run = Run("refusal", asking.config, rows, refusals.tables(summaries), failures=wrong)
    return run, {summary.assistant: summary for summary in summaries}
