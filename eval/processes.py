"""Processes as Linux shows them under ``/proc``: who descends from whom, and how much memory each holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_ENDED = ("Z", "X")  # ended, and not yet asked for by its parent


def below(process: Path) -> Iterator[Path]:
    """Every process that descends from one, given as ``/proc/<number>``."""
    for task in process.glob("task/*/children"):
        for child in _words(task):
            yield Path("/proc") / child
            yield from below(Path("/proc") / child)


def resident(process: Path) -> int:
    """Bytes in memory; 0 for a process that has ended."""
    lines = _words(process / "status")
    return int(lines[lines.index("VmRSS:") + 1]) * 1024 if "VmRSS:" in lines else 0


def is_running(process: Path) -> bool:
    """Whether it has not ended."""
    lines = _words(process / "status")
    return "State:" in lines and lines[lines.index("State:") + 1] not in _ENDED


def _words(path: Path) -> list[str]:
    try:
        return path.read_text().split()
    except OSError:
        return []
