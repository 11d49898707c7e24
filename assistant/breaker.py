"""A circuit breaker: an endpoint that fails again and again is left alone for a while, then tried by one caller."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock


class Breaker:
    """Opens after ``failures`` in a row; after ``rest`` seconds lets one probe through. Safe between threads."""

    def __init__(self, failures: int = 3, rest: float = 30.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._rest, self._clock = failures, rest, clock
        self._failed, self._until = 0, 0.0
        self._lock = Lock()

    def admits(self) -> bool:
        """Whether a call may be made now; while the circuit is open one caller a rest may try."""
        with self._lock:
            if self._failed < self._most:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + self._rest  # this caller probes, the others wait for what it learns
            return True

    def succeeded(self) -> None:
        """The endpoint works: the circuit is closed."""
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        """One failure more; at the last one allowed the rest begins."""
        with self._lock:
            self._failed += 1
            self._until = self._clock() + self._rest
