"""The story of an ingest: find files, leave out what is known, read side by side, keep one by one, publish."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from ingest import cores, files, kept_pages, originals
from ingest.agencies import Agencies
from ingest.errors import BadUse
from ingest.generations import alone
from ingest.models import Embedder, Visibility
from ingest.plan import Plan, bereft
from ingest.publish import Progress, Published, publish
from ingest.reading_version import reading_version
from ingest.register import Register
from ingest.reports import FileReport, Step
from ingest.secrecy import stopped
from ingest.shift import Shift
from ingest.taking import Gate, Reader, document_id

__all__ = ["FileReport", "Step", "document_id"]

INDEX = "index"  # folder of the index inside the data folder
REGISTER = "register.sqlite"
_SKIPPED = (".", "~$")  # hidden files and Word's lock files


@dataclass(frozen=True, slots=True)
class Kitchen:
    """What an ingest works with. ``workers`` files are read at once; 0 is one for each core.

    A long run publishes what it has each ``every`` seconds, so that it can be asked about before the run ends.
    """

    data: Path
    register: Register
    agencies: Agencies
    embedder: Embedder
    workers: int = 0
    gate: Gate = stopped
    every: float = 300.0


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files that are meant, folders walked in name order; raises BadUse for a path that does not exist."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise BadUse(f"Không có tệp hay thư mục «{path}»; hãy kiểm tra lại đường dẫn.")
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        found.extend(p for p in inside if not p.name.startswith(_SKIPPED))
    if not found:
        raise BadUse("Không có tệp nào để nạp trong các đường dẫn đã cho.")
    return list(dict.fromkeys(found))


def ingest_files(
    given: Sequence[Path], kitchen: Kitchen, visibility: Visibility, report: Callable[[FileReport], None]
) -> list[FileReport]:
    """These files and what an earlier run left unfinished, into the register; one bad file never stops the others.

    Each file is kept in its own transaction, so a killed run loses no more than the files it was reading.
    """
    folder, register = kitchen.data / originals.FOLDER, kitchen.register
    with locked(kitchen):
        plan = Plan.of(given, visibility, register, kitchen.agencies)
        reader = Reader(kitchen.data, kitchen.agencies, reading_version(kitchen.agencies), kitchen.gate)
        shift = Shift(register, reader, report, _Interim(kitchen, time.monotonic()).publish)
        for known in plan.known:
            shift.tell(known)
        workers = kitchen.workers or cores.available()
        shift.work(plan.queue, workers)
        shift.work(bereft(register), workers)
        originals.sweep(folder, register.hashes())
        kept_pages.sweep(kitchen.data / kept_pages.FOLDER)
    return shift.reports


def unfinished(kitchen: Kitchen) -> bool:
    """Whether an earlier run left something to do."""
    with kitchen.register.reading() as view:
        states = {given.state for given in files.every(view).values()}
    return not states <= {files.State.PUBLISHED, files.State.REFUSED, files.State.QUARANTINED}


def finish(kitchen: Kitchen, progress: Callable[[Progress], None], *, anew: bool = False) -> Published:
    """The index, brought up to the register (or made ``anew`` all the same) and swapped in whole."""
    with locked(kitchen):
        return _published(kitchen, progress, anew=anew)


def _published(kitchen: Kitchen, progress: Callable[[Progress], None], *, anew: bool = False) -> Published:
    made = publish(kitchen.data / INDEX, kitchen.register, kitchen.embedder, progress, anew=anew)
    with kitchen.register.writing() as connection:
        files.published(connection)
    return made


@dataclass(slots=True)
class _Interim:
    kitchen: Kitchen
    last: float

    def publish(self) -> None:
        """Where the time has come."""
        if time.monotonic() - self.last >= self.kitchen.every:
            _published(self.kitchen, lambda _: None)
            self.last = time.monotonic()


def locked(kitchen: Kitchen) -> AbstractContextManager[object]:
    """One ingest at a time in a data folder; the lock ends with its process, however that ends."""
    kitchen.data.mkdir(parents=True, exist_ok=True)
    return alone(kitchen.data / "ingest.lock")
