"""The files that questions are about, read again for the evaluation: quotes are held against these texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import BadUse, UnreadableFile
from ingest.models import Source

PAGE_CHARACTERS = 2000  # a page of a format without pages, about one printed page of an administrative document

Reader = Callable[[Path], Source]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Extracted text and how many pages it fills."""

    text: str
    pages: float


def read_folder(folder: Path, read: Reader) -> dict[str, ReadFile]:
    """Every readable file of a folder, by file name; text files byte for byte, others as the product reads them."""
    if not folder.is_dir():
        raise BadUse(f"Không có thư mục văn bản {folder}.")
    found = {}
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        held = _read(path, read)
        if held is not None:
            found[path.name] = held
    if not found:
        raise BadUse(f"Thư mục {folder} không có văn bản nào đọc được.")
    return found


def _read(path: Path, read: Reader) -> ReadFile | None:
    """One file, or None where the product cannot read it either."""
    try:
        if path.suffix.lower() in (".txt", ".md"):
            text = path.read_text("utf-8-sig")
            return ReadFile(text, len(text) / PAGE_CHARACTERS)
        source = read(path)
    except (OSError, UnicodeDecodeError, UnreadableFile):
        return None
    return ReadFile(source.text, len(source.page_starts) or len(source.text) / PAGE_CHARACTERS)
