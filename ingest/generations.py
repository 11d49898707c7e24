"""The index folder: whole generations side by side, and one small file that names the current one.

    index/CURRENT                             name of a generation
    index/generations/<name>/manifest.json    SHA-256 and size of every other file, what it was made from
    index/generations/<name>/...              never changed once it has this name

A generation is built under another name, flushed to the disk, renamed, and only then named in CURRENT (written
beside and renamed; both folders flushed: Pillai et al., OSDI 2014). A reader therefore finds the old or the new one,
whole. Flipped bits are found by the manifest, which carries its own SHA-256 as well.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import IndexMismatch, StorageFailure

KEPT = 2  # the current generation and one to fall back to
REBUILD = "hãy tạo lại bằng lệnh: troly ingest --rebuild"
_NAME = re.compile(r"\d{8}-[0-9a-f]{8}")
_BUILDING = "building-"
_MANIFEST = "manifest.json"


class Damaged(IndexMismatch):
    """A generation whose files do not fit its manifest; another one may do."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a generation was made from: model, folding of words, revision of the register, how much."""

    model: str
    dimension: int
    folding: str
    revision: str
    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class FileSum:
    """One file of a generation; ``name`` is relative, with slashes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """A sealed generation."""

    generation: str
    made: Made
    files: tuple[FileSum, ...]

    def dump(self) -> bytes:
        """The one byte sequence for this manifest, its own SHA-256 first."""
        body = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1).encode()
        return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def current(folder: Path) -> str | None:
    """Name of the current generation, None where there is none to read."""
    try:
        name = (folder / "CURRENT").read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if _NAME.fullmatch(name) else None


def candidates(folder: Path) -> list[str]:
    """Generations worth opening: the current one, then the others, newest first."""
    named = current(folder)
    others = [name for name in reversed(_sealed(folder)) if name != named]
    return [named, *others] if named else others


def place(folder: Path, name: str) -> Path:
    """Where a generation lies."""
    return folder / "generations" / name


def read_manifest(folder: Path, name: str) -> Manifest:
    """The manifest of a generation; Damaged unless it is whole and its own."""
    try:
        raw = (place(folder, name) / _MANIFEST).read_bytes()
        _, _, body = raw.partition(b"\n")
        fields = json.loads(body)
        files = tuple(FileSum(**file) for file in fields["files"])
        manifest = Manifest(fields["generation"], Made(**fields["made"]), files)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(name, _MANIFEST) from error
    if manifest.dump() != raw or manifest.generation != name:
        raise _damaged(name, _MANIFEST)
    return manifest


def read_file(folder: Path, manifest: Manifest, file: str) -> bytes:
    """A file's bytes, checked: what is used is what was checked."""
    expected = next((sums for sums in manifest.files if sums.name == file), None)
    try:
        raw = (place(folder, manifest.generation) / file).read_bytes()
    except OSError as error:
        raise _damaged(manifest.generation, file) from error
    if expected is None or _sum(file, raw) != expected:
        raise _damaged(manifest.generation, file)
    return raw


def check(folder: Path, manifest: Manifest, files: Iterable[str]) -> None:
    """Compare files with the manifest; Damaged names the first that differs."""
    for file in files:
        read_file(folder, manifest, file)


@contextmanager
def writer(folder: Path) -> Iterator[None]:
    """Be the only writer; sweeps away what an interrupted one left."""
    (folder / "generations").mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "writer.lock", timeout=0):
            _sweep(folder)
            yield
    except Timeout as error:
        raise StorageFailure(
            "Một tiến trình khác đang cập nhật chỉ mục; hãy thử lại khi tiến trình đó xong."
        ) from error


def alone(lock: Path) -> FileLock:
    """Waits until no other process holds this lock; it ends with its holder, however that ends."""
    return FileLock(lock)


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """An empty folder to build in; gone afterwards unless it was moved."""
    path = folder / "generations" / f"{_BUILDING}{secrets.token_hex(4)}"
    path.mkdir()
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def next_name(folder: Path) -> str:
    """A name that sorts after all others, whatever the clock says."""
    taken = [*_sealed(folder), current(folder) or "0"]
    return f"{max(int(name.partition('-')[0]) for name in taken) + 1:08d}-{secrets.token_hex(4)}"


def seal(path: Path, name: str, made: Made) -> None:
    """Write the manifest of what lies in ``path`` and flush everything to the disk."""
    inside = sorted(file for file in path.rglob("*") if file.is_file())
    sums = tuple(_sum(file.relative_to(path).as_posix(), file.read_bytes()) for file in inside)
    (path / _MANIFEST).write_bytes(Manifest(name, made, sums).dump())
    for file in (*inside, path / _MANIFEST, *(folder for folder in path.rglob("*") if folder.is_dir()), path):
        _flush(file)


def move(folder: Path, path: Path, name: str) -> None:
    """Give a sealed generation its name; it is not current yet."""
    path.rename(place(folder, name))
    _flush(folder / "generations")


def point(folder: Path, name: str) -> None:
    """Make a generation the current one."""
    beside = folder / "CURRENT.new"
    beside.write_text(f"{name}\n", "ascii")
    _flush(beside)
    beside.replace(folder / "CURRENT")
    _flush(folder)


def prune(folder: Path, kept: int = KEPT) -> None:
    """Delete all but the newest ``kept`` generations. Readers that hold an old one keep it open."""
    for name in _sealed(folder)[:-kept]:
        shutil.rmtree(place(folder, name), ignore_errors=True)


def _sealed(folder: Path) -> list[str]:
    """Names of generations, oldest first."""
    inside = folder / "generations"
    return sorted(path.name for path in inside.iterdir() if _NAME.fullmatch(path.name)) if inside.is_dir() else []


def _sweep(folder: Path) -> None:
    for path in (folder / "generations").glob(f"{_BUILDING}*"):
        shutil.rmtree(path, ignore_errors=True)


def _sum(name: str, raw: bytes) -> FileSum:
    return FileSum(name, hashlib.sha256(raw).hexdigest(), len(raw))


def _flush(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open folders and flushes them by itself
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _damaged(generation: str, file: str) -> Damaged:
    return Damaged(f"Chỉ mục {generation} bị hỏng (tệp {file}); {REBUILD}")
