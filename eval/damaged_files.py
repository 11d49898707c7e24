"""What the readers make of damaged and hostile files: how many are read or refused, how long it takes, how much memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Event, Thread
from types import TracebackType

from eval.damage import SECRET, Case
from eval.processes import below, resident
from ingest.errors import UnreadableFile
from ingest.formats.archive import Member

SLOW = 100.0  # seconds; the limits of the reader and of the converter end a file before
_PAUSE = 0.02  # seconds between two looks at memory

Opened = Callable[[Path], Iterator[Member]]
ReadText = Callable[[str, bytes], str]


class Ending(StrEnum):
    """What became of a file."""

    READ = "read"
    REFUSED = "refused"  # with a sentence
    BROKEN = "broken"  # an exception that is no refusal, or no sentence: a fault of ours


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file: its ending, what was said, seconds, and the most memory of all processes below ours in bytes."""

    name: str
    ending: Ending
    said: str
    seconds: float
    peak: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All files together; ``lost`` are sound neighbours that were not read."""

    files: int
    read: int
    refused: int
    broken: tuple[str, ...]
    slow: tuple[str, ...]
    lost: tuple[str, ...]
    slowest: float  # seconds
    peak: int  # bytes


def judge(cases: Iterable[Case], folder: Path, opened: Opened, read_text: ReadText) -> Iterator[Outcome]:
    """Make each file in the folder, read it and take it away; ``opened`` and ``read_text`` are the product's."""
    for case in cases:
        path = folder / case.name
        path.write_bytes(case.make())
        with _Watch() as watch:
            ending, said = _attempt(path, opened, read_text)
        path.unlink()
        yield Outcome(case.name, ending, said, watch.seconds, watch.peak)


def figures(cases: Iterable[Case], outcomes: Iterable[Outcome]) -> Figures:
    """What the outcomes come to."""
    found, sound = list(outcomes), {case.name for case in cases if case.sound}
    return Figures(
        files=len(found),
        read=sum(one.ending is Ending.READ for one in found),
        refused=sum(one.ending is Ending.REFUSED for one in found),
        broken=tuple(one.name for one in found if one.ending is Ending.BROKEN),
        slow=tuple(one.name for one in found if one.seconds > SLOW),
        lost=tuple(one.name for one in found if one.name in sound and one.ending is not Ending.READ),
        slowest=max((one.seconds for one in found), default=0.0),
        peak=max((one.peak for one in found), default=0),
    )


def _attempt(path: Path, opened: Opened, read_text: ReadText) -> tuple[Ending, str]:
    """The best ending of a file's members: an archive is read when one of them is."""
    said, ending = "", Ending.REFUSED
    try:
        for member in opened(path):
            problem = member.problem or _problem(member, read_text)
            if problem is None:
                ending = Ending.READ
            else:
                said = problem
    except UnreadableFile as refused:
        said = str(refused)
    except Exception as fault:  # that is what is looked for
        return Ending.BROKEN, repr(fault)
    if said and not _is_sentence(said):
        return Ending.BROKEN, said
    return ending, said


def _problem(member: Member, read_text: ReadText) -> str | None:
    try:
        text = read_text(member.name, member.blob)
    except UnreadableFile as refused:
        return str(refused)
    if SECRET in text:
        raise ValueError("a file of this machine came into the text")
    text.encode()  # raises where half a character would reach the register
    return None


def _is_sentence(said: str) -> bool:
    return said.endswith(".") and "\n" not in said and not said.isascii()


class _Watch:
    """Time, and the memory of every process below this one."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.peak = 0
        self._done = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Watch:
        self._start = time.monotonic()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.seconds = time.monotonic() - self._start
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while True:
            self.peak = max(self.peak, sum(map(resident, below(Path("/proc/self")))))
            if self._done.wait(_PAUSE):
                return
