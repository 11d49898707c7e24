"""The files as they were given, kept under the hash of their bytes: ``originals/ab/abcdef….pdf``, never written twice."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from ingest.models import Document, Media, Source

FOLDER = "originals"
_ENDINGS = {Media.TEXT: "txt", Media.MARKDOWN: "md", Media.ODF: "odt"}
_UNFINISHED = ".part"


def keep(folder: Path, source: Source, blob: bytes) -> None:
    """Store a file's bytes: written beside, flushed, renamed, so that a name never stands for half a file."""
    place = _place(folder, source)
    if _is_whole(place, source.sha256):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f"{place.name}.{os.getpid()}{_UNFINISHED}")
    with beside.open("wb") as file:
        file.write(blob)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)
    handle = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def original(folder: Path, document: Document) -> Path | None:
    """Where a document's file lies; None where it is gone or its bytes are no longer those that were read."""
    place = _place(folder, document.source)
    return place if _is_whole(place, document.source.sha256) else None


def sweep(folder: Path, wanted: Iterable[str]) -> int:
    """Delete what no document needs: files of other hashes than ``wanted``, and unfinished ones; how many."""
    needed, gone = frozenset(wanted), 0
    for path in folder.glob("??/*"):
        if path.name.partition(".")[0] not in needed or path.name.endswith(_UNFINISHED):
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _place(folder: Path, source: Source) -> Path:
    ending = _ENDINGS.get(source.media, source.media.value)
    return folder / source.sha256[:2] / f"{source.sha256}.{ending}"


def _is_whole(place: Path, sha256: str) -> bool:
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False
