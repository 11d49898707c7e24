"""What an ingest tells of each file while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest.store import Outcome


class Step(StrEnum):
    """How far a file came."""

    READING = "reading"
    RECOGNISING = "recognising"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: an Outcome, or the sentence why not. ``note`` says what else there is to know."""

    path: Path
    step: Step
    outcome: Outcome | None = None
    tasks: int = 0
    problem: str | None = None
    unread: tuple[int, ...] = ()  # pages, from 1, that could not be read
    note: str | None = None
    page: int | None = None  # of ``pages``, the one that is being recognised
    pages: int | None = None
