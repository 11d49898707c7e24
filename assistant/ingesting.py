"""``troly ingest``: files into the register, then the index, with progress for a person."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from assistant import open as opened
from assistant.options import IngestOptions, WatchOptions
from assistant.settings import Settings, read_settings
from ingest.build import REGISTER, FileReport, Kitchen, Step, files_in, finish, ingest_files, unfinished
from ingest.errors import BadUse
from ingest.models import Visibility
from ingest.publish import Progress, Published
from ingest.register import Outcome

JOURNAL = "troly.log"
_OUTCOMES = {
    Outcome.ADDED: "đã nạp",
    Outcome.REPLACED: "đã thay bản cũ",
    Outcome.UNCHANGED: "không thay đổi",
    Outcome.VISIBILITY_CHANGED: "đã đổi quyền xem",
}


def run(options: IngestOptions) -> int:
    """Exit status: 0 when every file was taken, 1 when none was."""
    return once(options, options.paths or [], workers=options.workers, rebuild=options.rebuild)


def once(
    options: IngestOptions | WatchOptions, paths: Sequence[Path], *, workers: int | None = None, rebuild: bool = False
) -> int:
    """Ingest these files and what was left unfinished; the exit status as of ``run``."""
    settings = read_settings()
    data = options.data or settings.data
    files = files_in(paths) if paths else []
    units = tuple(u.strip() for u in options.visible_to.split(",") if u.strip()) if options.visible_to else None
    if not files and not rebuild and not _is_there(settings, data):
        raise BadUse("Hãy nêu tệp hoặc thư mục cần nạp, ví dụ: troly ingest van-ban/.")
    kitchen = opened.kitchen(settings, data, workers=workers)
    is_left = unfinished(kitchen)
    if not files and not rebuild and not is_left:
        raise BadUse("Không còn tệp nào đang chờ; hãy nêu tệp hoặc thư mục cần nạp, ví dụ: troly ingest van-ban/.")
    console = Console(stderr=True)
    with _journal(data), _bar(console) as bar:
        work = bar.add_task("Đọc văn bản", total=len(files))

        def told(report: FileReport) -> None:
            if report.step is Step.READING:
                bar.update(work, description=f"Đọc {report.path.name[:40]}")
            elif report.step is Step.RECOGNISING:
                words = f"Nhận dạng {report.path.name[:40]}, trang {report.page}/{report.pages}"
                bar.update(work, description=words)
            else:
                bar.advance(work)
                bar.console.print(_line(report), highlight=False, markup=False, soft_wrap=True)

        reports = ingest_files(files, kitchen, Visibility(options.unit or settings.unit, units), told)
        taken = [r for r in reports if r.step is Step.DONE]
        published = _publish(kitchen, bar, rebuild) if taken or rebuild or is_left else None
    _summary(console, reports, published)
    return 0 if published else 1


def _is_there(settings: Settings, data: Path) -> bool:
    return bool(settings.database) or (data / REGISTER).exists()


class _Rate(ProgressColumn):
    """Files a minute so far."""

    def render(self, task: Task) -> Text:
        """Empty until something is done."""
        return Text(f"{task.speed * 60:.0f}/phút" if task.speed else "")


def _bar(console: Console) -> Bar:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    return Bar(*columns, console=console, transient=True, disable=not sys.stderr.isatty())


def _publish(kitchen: Kitchen, bar: Bar, anew: bool) -> Published:
    embedding = bar.add_task("Dựng chỉ mục", total=None)

    def told(progress: Progress) -> None:
        bar.update(embedding, completed=progress.done, total=progress.total)

    return finish(kitchen, told, anew=anew)


def _line(report: FileReport) -> str:
    if report.outcome is None:
        return f"✗ {report.path.name}: {report.problem}"
    pages = ", ".join(map(str, report.unread))
    missing = f"; không đọc được trang {pages} (ảnh quét), câu trả lời sẽ thiếu phần này" if pages else ""
    note = f" ({report.note})" if report.note else ""
    return f"✓ {report.path.name}: {_OUTCOMES[report.outcome]}, {report.tasks} nhiệm vụ/chỉ tiêu{missing}{note}"


@contextmanager
def _journal(data: Path) -> Iterator[None]:
    """What went wrong inside, for whoever maintains the machine; a person at the console reads sentences."""
    handler = logging.FileHandler(data / JOURNAL, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    logger = logging.getLogger("ingest")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        handler.close()


def _summary(console: Console, reports: list[FileReport], published: Published | None) -> None:
    refused = sum(r.step is Step.REFUSED for r in reports)
    words = f"{len(reports) - refused} văn bản" + (f", {refused} tệp không nạp được" if refused else "")
    if published is not None:
        words += f"; chỉ mục {published.generation}: {published.passages} đoạn, {published.embedded} đoạn mới"
    console.print(words, highlight=False, soft_wrap=True)
    if published is None and refused:
        typer.echo("Không nạp được tệp nào; chỉ mục giữ nguyên.", err=True)
