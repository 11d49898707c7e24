"""``troly watch``: ingests what is new or changed in a folder, as soon as it has stopped growing."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from pathlib import Path
from threading import Event

import typer
from watchfiles import Change, watch

from assistant.ingesting import once
from assistant.options import WatchOptions
from ingest.errors import BadUse

_TICK = 1_000  # milliseconds between two looks at what is growing
_Sizes = dict[Path, tuple[int, int]]  # size and time of change at the last look


def run(options: WatchOptions) -> None:
    """Ingest the folder, then watch it until interrupted or told to end."""
    if not options.folder.is_dir():
        raise BadUse(f"Không có thư mục «{options.folder}»; hãy kiểm tra lại đường dẫn.")
    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    typer.echo(f"Đang theo dõi {options.folder} (Ctrl+C để dừng)", err=True)
    growing: _Sizes = {}
    is_listed = False
    ticks = watch(options.folder, stop_event=stop, yield_on_timeout=True, rust_timeout=_TICK, raise_interrupt=False)
    for changes in ticks:
        _tell_deleted(changes)
        changed = [Path(path) for change, path in changes if change is not Change.deleted]
        if not is_listed:  # listed when changes are already noticed, so that none falls between
            changed.extend(options.folder.rglob("*"))
            is_listed = True
        if ready := settled(growing, changed):
            once(options, ready)
    typer.echo("Đã dừng theo dõi.", err=True)


def settled(growing: _Sizes, changed: Iterable[Path]) -> list[Path]:
    """Takes out the files that are as they were at the last look; ``changed`` are looked at for the first time."""
    now = {path: _size(path) for path in (*growing, *changed)}
    ready = sorted(path for path, size in now.items() if size is not None and growing.get(path) == size)
    growing.clear()
    growing.update({path: size for path, size in now.items() if size is not None and path not in ready})
    return ready


def _size(path: Path) -> tuple[int, int] | None:
    """None for what is no file, or gone."""
    try:
        entry = path.stat()
    except OSError:
        return None
    if path.name.startswith((".", "~$")):
        return None
    return (entry.st_size, entry.st_mtime_ns) if path.is_file() else None


def _tell_deleted(changes: Iterable[tuple[Change, str]]) -> None:
    for change, path in changes:
        if change is Change.deleted and not Path(path).exists() and not Path(path).name.startswith((".", "~$")):
            typer.echo(
                f"– {Path(path).name}: tệp không còn ở đây; văn bản đã nạp vẫn được giữ (bỏ bằng lệnh troly forget)",
                err=True,
            )
