"""The folder of an embedding model that is ready for use, and how to see that it is whole.

    <cache>/models/<name>/checksum.json           what it is, SHA-256 and size of every other file
    <cache>/models/<name>/model.onnx              int8, from token ids to a unit vector
    <cache>/models/<name>/tokenizer.json
    <cache>/models/<name>/sentence-transformers/  the same model in float32, only for the model of the package

A folder gets its name only when it is complete (``ingest.model``) and never changes afterwards. Sizes are compared
whenever it is opened, the SHA-256 of a file when the file is loaded: a flipped bit would load without a word.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.errors import StorageFailure

DEFAULT = "e5-small"
MANIFEST = "checksum.json"
ONNX = "model.onnx"
TOKENIZER = "tokenizer.json"
FORMAT = 1  # raised when the same source would give other files; older folders are built anew


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the files do not say themselves. ``max_tokens`` counts the special tokens too."""

    dimension: int
    max_tokens: int
    query_prefix: str
    passage_prefix: str


@dataclass(frozen=True, slots=True)
class FileSum:
    """One file; ``name`` is relative, with slashes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A complete model. ``source`` tells a changed source folder from the one it was built from."""

    path: Path
    setting: str
    source: str
    recipe: Recipe
    files: tuple[FileSum, ...]

    @property
    def name(self) -> str:
        """Model, quantisation and a digest of all that decides the vectors: ``e5-small/int8/1a2b3c4d``."""
        decisive = [self.sum_of(ONNX).sha256, self.sum_of(TOKENIZER).sha256, json.dumps(asdict(self.recipe))]
        return f"{_label(self.setting)}/int8/{hashlib.sha256(' '.join(decisive).encode()).hexdigest()[:8]}"

    def sum_of(self, name: str) -> FileSum:
        """The expected sum of one file."""
        return next(file for file in self.files if file.name == name)

    def checked(self, name: str) -> Path:
        """Path of a file whose SHA-256 has just been compared (0.15 s for 120 MB)."""
        path, expected = self.path / name, self.sum_of(name)
        try:
            if file_sum(self.path, path) == expected:
                return path
        except OSError as error:
            raise _damaged(self.setting, name) from error
        raise _damaged(self.setting, name)

    def verify(self) -> None:
        """Compare every file with its SHA-256."""
        for file in self.files:
            self.checked(file.name)


def default_cache() -> Path:
    """Where built models are kept: ``TROLY_CACHE``, else ``~/.cache/troly``."""
    named = os.environ.get("TROLY_CACHE")
    return Path(named).expanduser() if named else Path.home() / ".cache" / "troly"


def folder_of(setting: str, cache: Path) -> Path:
    """Where the model of a setting belongs; different settings never share a folder."""
    if setting == DEFAULT:
        return cache / "models" / DEFAULT
    whole = str(Path(setting).resolve()) if Path(setting).is_dir() else setting
    return cache / "models" / f"{_label(setting)}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def find(setting: str, cache: Path) -> ModelFolder:
    """The built model of a setting, its files present and of the right size."""
    path = folder_of(setting, cache)
    if not (path / MANIFEST).is_file():
        raise StorageFailure(
            f"Chưa có mô hình nhúng “{setting}” trong {cache}: hãy chạy make setup (mô hình khác: python -m ingest.model TÊN)."
        )
    folder = _read_manifest(path, setting)
    for file in folder.files:
        held = path / file.name
        if not held.is_file() or held.stat().st_size != file.size:
            raise _damaged(setting, file.name)
    return folder


def write_manifest(path: Path, setting: str, source: str, recipe: Recipe) -> ModelFolder:
    """Seal the files of a folder that is being built."""
    inside = sorted(file for file in path.rglob("*") if file.is_file() and file != path / MANIFEST)
    folder = ModelFolder(path, setting, source, recipe, tuple(file_sum(path, file) for file in inside))
    (path / MANIFEST).write_bytes(_dump(folder))
    return folder


def file_sum(root: Path, path: Path) -> FileSum:
    """Size and SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return FileSum(path.relative_to(root).as_posix(), digest, path.stat().st_size)


def fingerprint(paths: Iterable[Path]) -> str:
    """Names, sizes and times of source files, as one digest: what a cheap look can tell of a change."""
    seen = sorted((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in paths)
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16]


def _label(setting: str) -> str:
    """The last part of a path or hub name, safe as a file name."""
    return re.sub(r"[^a-z0-9._-]+", "-", Path(setting).name.lower())[:40].strip(".-") or "model"


def _dump(folder: ModelFolder) -> bytes:
    """The manifest, its own SHA-256 on the first line of the object so that no digit in it can change unseen."""
    body = {
        "format": FORMAT,
        "setting": folder.setting,
        "source": folder.source,
        "recipe": asdict(folder.recipe),
        "files": [asdict(file) for file in folder.files],
    }
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return json.dumps({"sha256": digest, **body}, ensure_ascii=False, indent=1).encode()


def _read_manifest(path: Path, setting: str) -> ModelFolder:
    try:
        raw = (path / MANIFEST).read_bytes()
        body = json.loads(raw)
        files = tuple(FileSum(**file) for file in body["files"])
        folder = ModelFolder(path, setting, body["source"], Recipe(**body["recipe"]), files)
        if body["format"] != FORMAT:
            raise StorageFailure(
                f"Mô hình nhúng “{setting}” do bản cũ dựng: hãy chạy make setup (mô hình khác: python -m ingest.model TÊN)."
            )
        whole = body["setting"] == setting and _dump(folder) == raw
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(setting, MANIFEST) from error
    if not whole or {ONNX, TOKENIZER} - {file.name for file in files}:
        raise _damaged(setting, MANIFEST)
    return folder


def _damaged(setting: str, name: str) -> StorageFailure:
    return StorageFailure(f"Mô hình nhúng “{setting}” bị hỏng (tệp {name}): hãy chạy make setup để dựng lại.")
