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

from ingest import originals
from ingest.agencies import Agencies
from ingest.directive import understand
from ingest.errors import StorageFailure, TrolyError
from ingest.files import State
from ingest.formats.archive import Member
from ingest.formats.read import read_bytes
from ingest.formats.sandbox import Exceeded
from ingest.models import Record, Source, Visibility
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


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a file needs; ``folder`` is where originals are kept."""

    folder: Path
    agencies: Agencies
    gate: Gate = stopped


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: its record, or a state with the sentence why not. ``is_marked``: the gate stopped it."""

    sha256: str
    state: State
    record: Record | None = None
    problem: str | None = None
    is_marked: bool = False


def take(member: Member, visibility: Visibility, reader: Reader, told: Callable[[State], None]) -> Taken:
    """Read one file; never raises for what the file itself may hold."""
    sha256 = hashlib.sha256(member.blob).hexdigest()
    if member.problem is not None:
        return Taken(sha256, State.REFUSED, problem=member.problem)
    try:
        return _taken(member, visibility, reader, told)
    except (Exceeded, StorageFailure, OSError, MemoryError) as problem:  # another attempt may do
        return Taken(sha256, State.FAILED, problem=_sentence(problem))
    except TrolyError as problem:
        return Taken(sha256, State.REFUSED, problem=str(problem))
    except Exception as problem:  # a document is hostile data: whatever it breaks, its neighbours go on
        _log.error("cannot understand %s: %s", sha256[:12], _trace(problem))
        return Taken(sha256, State.REFUSED, problem=_BROKEN)


def _taken(member: Member, visibility: Visibility, reader: Reader, told: Callable[[State], None]) -> Taken:
    source = read_bytes(member.name, member.blob)
    if stop := reader.gate(source):
        state = State.QUARANTINED if stop.waits else State.REFUSED
        return Taken(source.sha256, state, problem=stop.sentence, is_marked=True)
    originals.keep(reader.folder, source, member.blob)
    told(State.EXTRACTING)
    record = understand(source, document_id(source.sha256, visibility.owner), reader.agencies, visibility)
    return Taken(source.sha256, State.EMBEDDING, record)


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
