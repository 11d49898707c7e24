"""The product's way from a file to a record, as the evaluation takes it: step by step, each file read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.formats.archive import Member
from ingest.models import Record, Source
from ingest.taking import Stopped


@dataclass(frozen=True, slots=True)
class Steps:
    """The product's steps; all but ``stopped`` may raise UnreadableFile."""

    opened: Callable[[Path], Iterator[Member]]
    read: Callable[[str, bytes], Source]
    understand: Callable[[Source], Record]
    stopped: Callable[[Source], Stopped | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """The steps with a memory: recognising a scan takes minutes, and several parts ask for it."""

    steps: Steps
    _sources: dict[Path, Source | None] = field(default_factory=dict)

    def source(self, path: Path) -> Source | None:
        """What the product reads of a file; None where it refuses."""
        if path not in self._sources:
            try:
                self._sources[path] = self.steps.read(path.name, path.read_bytes())
            except UnreadableFile:
                self._sources[path] = None
        return self._sources[path]

    def record(self, path: Path) -> Record | None:
        """What the product understands of a file; None where it refuses."""
        source = self.source(path)
        return None if source is None else self.steps.understand(source)
