"""``troly ingest``: files into the register, then the index, with progress for a person."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from assistant import open as opened
from assistant.options import IngestOptions
from assistant.settings import read_settings
from ingest.build import FileReport, Kitchen, Step, files_in, finish, ingest_files
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
    settings = read_settings()
    data = options.data or settings.data
    files = _files(options)
    units = tuple(u.strip() for u in options.visible_to.split(",") if u.strip()) if options.visible_to else None
    kitchen = opened.kitchen(settings, data)
    console = Console(stderr=True)
    with _journal(data), _bar(console) as bar:
        work = bar.add_task("Đọc văn bản", total=len(files))

        def told(report: FileReport) -> None:
            if report.step is Step.READING:
                bar.update(work, description=f"Đọc {report.path.name[:40]}")
            else:
                bar.advance(work)
                bar.console.print(_line(report), highlight=False, markup=False, soft_wrap=True)

        reports = ingest_files(files, kitchen, Visibility(options.unit or settings.unit, units), told)
        taken = [r for r in reports if r.step is Step.DONE]
        published = _publish(kitchen, bar, options.rebuild) if taken or options.rebuild else None
    _summary(console, reports, published)
    return 0 if published else 1


def _files(options: IngestOptions) -> list[Path]:
    """None are needed where only the index is to be made anew."""
    if not options.paths and options.rebuild:
        return []
    if not options.paths:
        raise BadUse("Hãy nêu tệp hoặc thư mục cần nạp, ví dụ: troly ingest van-ban/.")
    return files_in(options.paths)


def _bar(console: Console) -> Bar:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
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
    return f"✓ {report.path.name}: {_OUTCOMES[report.outcome]}, {report.tasks} nhiệm vụ/chỉ tiêu{missing}"


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
    refused = sum(r.step in (Step.REFUSED, Step.WAITING) for r in reports)
    words = f"{len(reports) - refused} văn bản" + (f", {refused} tệp không nạp được" if refused else "")
    if published is not None:
        words += f"; chỉ mục {published.generation}: {published.passages} đoạn, {published.embedded} đoạn mới"
    console.print(words, highlight=False, soft_wrap=True)
    if published is None and refused:
        typer.echo("Không nạp được tệp nào; chỉ mục giữ nguyên.", err=True)
