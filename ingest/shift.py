"""Works through the queue: files are read side by side, and what comes of them is kept one by one.

Parsers run in a process for each reader (``ingest.formats.sandbox``); a thread here waits for it and then understands
what it read. The thread that called writes the register.
"""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path

from ingest import files, kept_pages
from ingest.errors import StorageFailure, UnreadableFile
from ingest.files import Given, State
from ingest.formats.archive import Member, opened
from ingest.register import Register
from ingest.reports import FileReport, Step
from ingest.store import Outcome
from ingest.taking import Reader, Taken, take

_ATTEMPTS = 3
_TWIN = "nội dung trùng với tệp «{name}»"
_ARCHIVE = "gói nén gồm {count} tệp"


@dataclass(frozen=True, slots=True)
class _Job:
    given: Given
    member: Member


class Shift:
    """One run over a queue; ``kept`` is called after each file."""

    def __init__(
        self, register: Register, reader: Reader, report: Callable[[FileReport], None], kept: Callable[[], None]
    ) -> None:
        self._register = register
        self._reader = reader
        self._report = report
        self._kept = kept
        self.reports: list[FileReport] = []

    def tell(self, report: FileReport) -> None:
        """Say and remember what became of a file."""
        self.reports.append(report)
        self._report(report)

    def work(self, queue: list[Given], workers: int) -> None:
        """Until nothing is left: a file that the machine failed comes again at the end, up to three times in all."""
        jobs, again = self._jobs(queue), deque[_Job]()
        running: dict[Future[Taken], _Job] = {}
        with ThreadPoolExecutor(max(1, workers)) as pool:
            while True:
                while len(running) < workers and (job := next(jobs, None) or (again and again.popleft()) or None):
                    running[pool.submit(self._take, job)] = job
                if not running:
                    break
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    taken = future.result()
                    again.extend(left := self._keep(running.pop(future), taken))
                    if not left:
                        kept_pages.drop(self._reader.data / kept_pages.FOLDER, taken.sha256)
                    self._kept()
        self._close_archives(queue)

    def _jobs(self, queue: list[Given]) -> Iterator[_Job]:
        """The files themselves, or the members of archives, opened when their turn comes."""
        for given in queue:
            path = Path(given.path)
            self._report(FileReport(path, Step.READING))
            try:
                for member in opened(path):
                    is_file = member.name == unicodedata.normalize("NFC", path.name)
                    inside = replace(given, path=str(path.parent / member.name), archive=given.path, stamp=None)
                    yield _Job(given if is_file else inside, member)
            except UnreadableFile as problem:
                self._refuse(given, Taken("", State.REFUSED, problem=str(problem)))

    def _take(self, job: _Job) -> Taken:
        def told(state: State, page: int | None = None, pages: int | None = None) -> None:
            self._put(replace(job.given, state=state, page=page, pages=pages))
            if page is not None:
                self._report(FileReport(Path(job.given.path), Step.RECOGNISING, page=page, pages=pages))

        told(State.READING)
        return take(job.member, job.given.visibility, self._reader, told)

    def _keep(self, job: _Job, taken: Taken) -> list[_Job]:
        """Into the register, or the reason why not; what is to be tried again."""
        given = replace(job.given, sha256=taken.sha256, attempts=job.given.attempts + 1)
        if taken.record is not None:
            try:
                self._save(given, taken)
                return []
            except StorageFailure as problem:
                taken = replace(taken, state=State.FAILED, record=None, problem=str(problem))
            except UnreadableFile as problem:
                taken = replace(taken, state=State.REFUSED, record=None, problem=str(problem))
        if taken.state is State.FAILED and given.attempts < _ATTEMPTS:
            self._put(replace(given, state=State.QUEUED, reason=taken.problem))
            return [_Job(given, job.member)]
        self._refuse(given, taken)
        return []

    def _save(self, given: Given, taken: Taken) -> None:
        record = taken.record
        if record is None:
            return
        source, twin = record.document.source, self._register.path_of(record.document.id)
        is_twin = twin is not None and twin < given.path and Path(twin).exists() and not given.archive
        note = _TWIN.format(name=Path(str(twin)).name) if is_twin else None
        outcome = Outcome.UNCHANGED if is_twin else self._register.save(record, given.path)
        self._put(
            replace(
                given,
                state=State.EMBEDDING,
                document_id=record.document.id,
                pages=len(source.page_starts) or None,
                tasks=len(record.tasks),
                reason=note,
            )
        )
        tasks, unread = len(record.tasks), source.unread
        self.tell(FileReport(Path(given.path), Step.DONE, outcome, tasks, unread=unread, note=note))

    def _refuse(self, given: Given, taken: Taken) -> None:
        refused = replace(given, state=taken.state, reason=taken.problem, document_id=None)
        if taken.is_marked:  # not even its name is kept
            with self._register.writing() as connection:
                files.drop(connection, [given])
            refused = replace(refused, path=f"sha256:{taken.sha256}", archive=None, stamp=None)
        self._put(refused)
        if taken.is_marked:
            self._register.compact()
        self.tell(FileReport(Path(given.path), Step.REFUSED, problem=taken.problem))

    def _close_archives(self, queue: list[Given]) -> None:
        """An archive is dealt with when all its members are."""
        with self._register.writing() as connection:
            held = files.every(connection)
            for given in queue:
                inside = [one for one in held.values() if one.archive == given.path and one.key[0] == given.key[0]]
                if inside:
                    tasks, words = sum(one.tasks for one in inside), _ARCHIVE.format(count=len(inside))
                    files.put(connection, [replace(given, state=State.EMBEDDING, tasks=tasks, reason=words)])

    def _put(self, given: Given) -> None:
        with self._register.writing() as connection:
            files.put(connection, [given])
