"""Recognised pages of files that are not done yet: a killed ingest goes on with a scan where it was.

``pages/HASH-VERSION/12.json`` is page 12 of the file with these bytes, as this version of the readers recognised it.
The pages of a file go when it is dealt with, all of them when an ingest ends.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import get_ident

from ingest.formats.extract import Extract, dumps, loads

FOLDER = "pages"
_UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class KeptPages:
    """The pages of one file, as one version of the readers recognised them."""

    folder: Path
    sha256: str
    version: str

    def get(self, page: int) -> Extract | None:
        """A page (from 1), or None where it was not kept whole."""
        try:
            return loads(self._place(page).read_text("utf-8"))
        except (OSError, ValueError):
            return None

    def put(self, page: int, read: Extract) -> None:
        """Keep a page if the disk lets us: written beside and renamed, so that a name never stands for half a page."""
        place = self._place(page)
        beside = place.with_suffix(f".{get_ident()}{_UNFINISHED}")  # two copies of a scan may be read at once
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(dumps(read), "utf-8")
            beside.replace(place)

    def _place(self, page: int) -> Path:
        return self.folder / f"{self.sha256}-{self.version}" / f"{page}.json"


def drop(folder: Path, sha256: str) -> None:
    """Let go of the pages of a file, whatever recognised them."""
    for place in folder.glob(f"{sha256}-*"):
        shutil.rmtree(place, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Let go of all pages."""
    shutil.rmtree(folder, ignore_errors=True)
