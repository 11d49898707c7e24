"""The story of an ingest: find files, read, understand, keep, publish."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest.agencies import Agencies
from ingest.directive import understand
from ingest.errors import BadUse, TrolyError, UnreadableFile
from ingest.formats.archive import Member, opened
from ingest.formats.read import read_bytes
from ingest.models import Embedder, Visibility
from ingest.publish import Progress, Published, publish
from ingest.register import Outcome, Register
from ingest.secrecy import stopped

INDEX = "index"  # folder of the index inside the data folder
REGISTER = "register.sqlite"
_log = logging.getLogger(__name__)
_SKIPPED = (".", "~$")  # hidden files and Word's lock files


class Step(StrEnum):
    """How far a file came."""

    READING = "reading"
    DONE = "done"
    REFUSED = "refused"
    WAITING = "waiting"  # in quarantine: not kept until it can be read


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: an Outcome, or the sentence why not."""

    path: Path
    step: Step
    outcome: Outcome | None = None
    tasks: int = 0
    problem: str | None = None
    unread: tuple[int, ...] = ()  # pages, from 1, that could not be read


@dataclass(frozen=True, slots=True)
class Kitchen:
    """What an ingest works with."""

    data: Path
    register: Register
    agencies: Agencies
    embedder: Embedder


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
    files: Sequence[Path], kitchen: Kitchen, visibility: Visibility, report: Callable[[FileReport], None]
) -> list[FileReport]:
    """Each file into the register in its own transaction; one bad file never stops the others."""
    reports: list[FileReport] = []
    for path in files:
        report(FileReport(path, Step.READING))
        for outcome in _documents_of(path, kitchen, visibility):
            reports.append(outcome)
            report(outcome)
    return reports


def _documents_of(path: Path, kitchen: Kitchen, visibility: Visibility) -> Iterator[FileReport]:
    """One report for a file, several for an archive, whose members have paths as if it were a folder."""
    try:
        for member in opened(path):
            yield _one(path.parent / member.name, member, kitchen, visibility)
    except UnreadableFile as problem:
        yield FileReport(path, Step.REFUSED, problem=str(problem))


def _one(path: Path, member: Member, kitchen: Kitchen, visibility: Visibility) -> FileReport:
    if member.problem is not None:
        return FileReport(path, Step.REFUSED, problem=member.problem)
    try:
        source = read_bytes(member.name, member.blob)
        if stop := stopped(source):  # before anything of it is kept
            return FileReport(path, Step.WAITING if stop.waits else Step.REFUSED, problem=stop.sentence)
        record = understand(source, document_id(source.sha256, visibility.owner), kitchen.agencies, visibility)
        outcome = kitchen.register.save(record, path.resolve())
    except TrolyError as problem:
        return FileReport(path, Step.REFUSED, problem=str(problem))
    except Exception:  # a document is hostile data: whatever it breaks, its neighbours go on
        _log.exception("cannot understand %s", path.name)
        return FileReport(
            path,
            Step.REFUSED,
            problem="Không hiểu được cấu trúc tệp này (lỗi nội bộ đã ghi vào troly.log); các tệp khác vẫn được nạp.",
        )
    return FileReport(path, Step.DONE, outcome, len(record.tasks), unread=source.unread)


def finish(kitchen: Kitchen, progress: Callable[[Progress], None], *, anew: bool = False) -> Published:
    """The index, brought up to the register (or made ``anew`` all the same) and swapped in whole."""
    kitchen.data.mkdir(parents=True, exist_ok=True)
    return publish(kitchen.data / INDEX, kitchen.register, kitchen.embedder, progress, anew=anew)


def document_id(sha256: str, owner: str) -> str:
    """The same bytes of the same owner are the same document; two units may each hold a copy."""
    return hashlib.sha256(f"{owner}\0{sha256}".encode()).hexdigest()[:12]
