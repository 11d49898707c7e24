"""Which files need reading: new ones, changed ones, those another program read, and what was left unfinished.

A file is known by its entry on the disk, then by the hash of its bytes; one that only moved is not read again.
"""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest import files, store
from ingest.agencies import Agencies
from ingest.files import Given, Stamp, State
from ingest.models import Visibility
from ingest.reading_version import reading_version
from ingest.register import Register
from ingest.reports import FileReport, Step
from ingest.store import Outcome

_MOVED = "tệp được đổi tên hoặc chuyển chỗ, không phải đọc lại"


@dataclass(frozen=True, slots=True)
class Plan:
    """``queue``: to be read, in order; ``known``: what there is to say of the others."""

    queue: list[Given] = field(default_factory=list)
    known: list[FileReport] = field(default_factory=list)

    @classmethod
    def of(cls, given: Sequence[Path], visibility: Visibility, register: Register, agencies: Agencies) -> Plan:
        """For whoever holds the lock of the data folder; the queue is written down before it is begun."""
        with register.writing() as connection:
            files.requeue(connection)
            held = files.every(connection)
        planner = _Planner(held, register.hashes_by_document(), visibility, reading_version(agencies))
        plan, wanted = cls(), []
        for path in given:
            one = planner.given(path)
            wanted.append(one.key)
            if report := planner.known(one, path, register):
                plan.known.append(report)
            else:
                plan.queue.append(one)
        left = [one for one in held.values() if one.state is State.QUEUED and not one.archive]
        plan.queue.extend(one for one in left if one.key not in wanted)
        with register.writing() as connection:
            files.put(connection, plan.queue)
        return plan


def bereft(register: Register) -> list[Given]:
    """Files whose document is gone because another file of the same content became a different one."""
    documents = register.hashes_by_document()
    with register.reading() as view:
        held = files.every(view).values()
    return [one for one in held if one.document_id and not one.archive and one.document_id not in documents]


@dataclass(frozen=True, slots=True)
class _Planner:
    held: dict[tuple[str, str], Given]
    documents: dict[str, str]  # id to the hash of its file
    visibility: Visibility
    version: str

    def given(self, path: Path) -> Given:
        try:
            stamp = Stamp.of(path, self.version)
        except OSError:
            stamp = None  # reading it will say why
        return Given(str(path.resolve()), self.visibility, _account(), stamp=stamp)

    def known(self, one: Given, path: Path, register: Register) -> FileReport | None:
        """What to say of a file that need not be read; None where it must be."""
        if one.stamp is None:
            return None
        former = self.held.get(one.key)
        if former is None:
            return self._moved(one, path, register)
        if not self._is_held(former):
            return None
        if not former.is_settled(one.stamp, self.visibility):
            if not self._same(former, one, path):
                return None
            with register.writing() as connection:
                files.put(connection, [replace(former, stamp=one.stamp)])
        return _report(former, path)

    def _is_held(self, former: Given) -> bool:
        return former.document_id is None or former.document_id in self.documents

    def _same(self, former: Given, one: Given, path: Path) -> bool:
        """Whether bytes and reader are the same, whatever the clock of the disk says."""
        if former.stamp is None or one.stamp is None or not former.is_dealt_with(self.visibility):
            return False
        if (former.stamp.size, former.stamp.version) != (one.stamp.size, self.version):
            return False
        return _sha256(path) == former.sha256

    def _moved(self, one: Given, path: Path, register: Register) -> FileReport | None:
        """A file that was known under a name which is gone."""
        for former in self.held.values():
            is_like = former.document_id and self._is_held(former) and not former.archive
            if is_like and not Path(former.path).exists() and self._same(former, one, path):
                with register.writing() as connection:
                    store.rename(connection, str(former.document_id), one.path, path.name)
                    store.advance(connection)
                    files.drop(connection, [former])
                    files.put(connection, [replace(former, path=one.path, stamp=one.stamp)])
                return FileReport(path, Step.DONE, Outcome.UNCHANGED, former.tasks, note=_MOVED)
        return None


def _report(former: Given, path: Path) -> FileReport:
    if former.state in (State.REFUSED, State.QUARANTINED):
        return FileReport(path, Step.REFUSED, problem=former.reason)
    return FileReport(path, Step.DONE, Outcome.UNCHANGED, former.tasks, note=former.reason)


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a number without a name, as in some containers
        return "?"
