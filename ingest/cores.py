"""How many processor cores this process may really use."""

from __future__ import annotations

import math
import os
from pathlib import Path

_SYSTEM = Path("/sys")


def available(system: Path = _SYSTEM) -> int:
    """Physical cores of the allowed processors, less where a container's quota allows less; at least 1."""
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return max(1, min(_physical(system, sorted(allowed)), _quota(system)))


def _physical(system: Path, processors: list[int]) -> int:
    """Hyper-threads of one core share a list of siblings; a processor without one counts for itself."""
    return len(
        {_read(system / f"devices/system/cpu/cpu{p}/topology/thread_siblings_list") or str(p) for p in processors}
    )


def _quota(system: Path) -> int:
    """Cores granted by the control group (``cpu.max``: microseconds of each period), rounded up."""
    granted, _, period = _read(system / "fs/cgroup/cpu.max").partition(" ")
    if not granted.isdigit() or not period.isdigit() or int(period) == 0:
        return os.cpu_count() or 1
    return math.ceil(int(granted) / int(period))


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
