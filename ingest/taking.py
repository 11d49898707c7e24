"""One file from its bytes to what the register keeps of it, in the one order that is safe:

read, judge, keep the original, understand. Nothing of a file that the gate stops is written or logged.
"""

from __future__ import annotations

import hashlib
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ingest import kept_pages, originals
from ingest.agencies import Agencies
from ingest.directive import understand
from ingest.errors import StorageFailure, TrolyError
from ingest.files import State
from ingest.formats.archive import Member
from ingest.formats.extract import Extract
from ingest.formats.read import read_bytes
from ingest.formats.sandbox import Exceeded
from ingest.kept_pages import KeptPages
from ingest.models import Media, Record, Source, Visibility
from ingest.secrecy import stopped

_log = logging.getLogger(__name__)
_BROKEN = "Không hiểu được cấu trúc tệp này (lỗi nội bộ đã ghi vào troly.log); các tệp khác vẫn được nạp."


class Stopped(Protocol):
    """What a gate says of a file that may not be taken: for good, or ``waits`` until it can be judged."""

    @property
    def waits(self) -> bool:
        """Whether the file may be taken later."""

    @property
    def sentence(self) -> str:
        """Why, in words that tell nothing of its content."""


Gate = Callable[[Source], Stopped | None]


class Told(Protocol):
    """Who is told how far a file came; ``page`` of ``pages`` is the one that is being recognised."""

    def __call__(self, state: State, page: int | None = None, pages: int | None = None) -> None:
        """Called before the step that the state names."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a file needs: the data folder, names of bodies, the version that they and the code make."""

    data: Path
    agencies: Agencies
    version: str
    gate: Gate = stopped


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: its record, or a state with the sentence why not. ``is_marked``: the gate stopped it."""

    sha256: str
    state: State
    record: Record | None = None
    problem: str | None = None
    is_marked: bool = False


def take(member: Member, visibility: Visibility, reader: Reader, told: Told) -> Taken:
    """Read one file; never raises for what the file itself may hold."""
    sha256 = hashlib.sha256(member.blob).hexdigest()
    if member.problem is not None:
        return Taken(sha256, State.REFUSED, problem=member.problem)
    try:
        return _taken(member, visibility, reader, _Pages(sha256, reader, told))
    except (Exceeded, StorageFailure, OSError, MemoryError) as problem:  # another attempt may do
        return Taken(sha256, State.FAILED, problem=_sentence(problem))
    except TrolyError as problem:
        return Taken(sha256, State.REFUSED, problem=str(problem))
    except Exception as problem:  # a document is hostile data: whatever it breaks, its neighbours go on
        _log.error("cannot understand %s: %s", sha256[:12], _trace(problem))
        return Taken(sha256, State.REFUSED, problem=_BROKEN)


def _taken(member: Member, visibility: Visibility, reader: Reader, pages: _Pages) -> Taken:
    source = read_bytes(member.name, member.blob, pages.recognise)
    if stop := reader.gate(source):
        state = State.QUARANTINED if stop.waits else State.REFUSED
        return Taken(source.sha256, state, problem=stop.sentence, is_marked=True)
    originals.keep(reader.data / originals.FOLDER, source, member.blob)
    pages.told(State.EXTRACTING)
    record = understand(source, document_id(source.sha256, visibility.owner), reader.agencies, visibility)
    return Taken(source.sha256, State.EMBEDDING, record)


@dataclass(frozen=True, slots=True)
class _Pages:
    """The recognition of one file's pages: told of, and kept for the next process once the gate has seen the page."""

    sha256: str
    reader: Reader
    told: Told

    def recognise(self, document: Extract, page: int, recognise: Callable[[], Extract]) -> Extract:
        self.told(State.RECOGNISING, page, len(document.page_starts))
        kept = KeptPages(self.reader.data / kept_pages.FOLDER, self.sha256, self.reader.version)
        if (known := kept.get(page)) is not None:
            return known
        read = recognise()
        alone = Source("", self.sha256, Media.IMAGE, read.text, (0,), places=read.places, asides=document.asides)
        if self.reader.gate(alone) is None:
            kept.put(page, read)
        return read


def document_id(sha256: str, owner: str) -> str:
    """The same bytes of the same owner are the same document; two units may each hold a copy."""
    return hashlib.sha256(f"{owner}\0{sha256}".encode()).hexdigest()[:12]


def _sentence(problem: BaseException) -> str:
    if isinstance(problem, TrolyError):
        return str(problem)
    return f"Máy chưa đọc được tệp này ({type(problem).__name__}); hãy kiểm tra đĩa và bộ nhớ rồi nạp lại."


def _trace(problem: Exception) -> str:
    """Where it happened, without its message, which may quote the document."""
    steps = traceback.extract_tb(problem.__traceback__)
    return f"{type(problem).__name__} at " + " > ".join(f"{Path(s.filename).name}:{s.lineno}" for s in steps)
