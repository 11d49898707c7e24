"""Figures from many verdicts: means with a bootstrap interval, percentiles of times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 10_000
SEED = 20
_AT_ONCE = 2_000_000  # values drawn at once: 16 MB


@dataclass(frozen=True, slots=True)
class Figure:
    """A share or mean of ``count`` things with its 95 % interval; all None when there is nothing to count."""

    count: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


def share(outcomes: Sequence[bool], seed: int = SEED) -> Figure:
    """How many of the outcomes are true, as ``mean``."""
    return mean([float(outcome) for outcome in outcomes], seed)


def mean(values: Sequence[float], seed: int = SEED) -> Figure:
    """The mean, with the 2.5 and 97.5 percentiles of resampled means."""
    if not values:
        return Figure(0)
    if len(set(values)) == 1:  # every resample is the same
        return Figure(len(values), *[float(values[0])] * 3)
    low, high = np.percentile(resampled(np.array(values, np.float64), seed), (2.5, 97.5)).tolist()
    return Figure(len(values), sum(values) / len(values), low, high)


def resampled(values: NDArray[np.float64], seed: int = SEED) -> NDArray[np.float64]:
    """Means of as many values drawn with replacement, ``RESAMPLES`` times: shape (RESAMPLES,)."""
    chance, size = np.random.default_rng(seed), len(values)
    rows = max(1, _AT_ONCE // size)
    parts = [min(rows, RESAMPLES - start) for start in range(0, RESAMPLES, rows)]
    return np.concatenate([values[chance.integers(0, size, (part, size))].mean(axis=1) for part in parts])


def percentile(ordered: Sequence[float], fraction: float) -> float:
    """Linear between the two nearest of an ascending, non-empty sequence; ``fraction`` from 0 to 1."""
    place = fraction * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
