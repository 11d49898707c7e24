"""Figures from many verdicts: means with a bootstrap interval, percentiles of times."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 2000
SEED = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """A share of ``count`` things with its 95 % interval; all None when there is nothing to count."""

    count: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


def share(outcomes: Sequence[bool], seed: int = SEED) -> Figure:
    """How many of the outcomes are true, with the 2.5 and 97.5 percentiles of resampled means."""
    if not outcomes:
        return Figure(0)
    if len(set(outcomes)) == 1:  # every resample is the same
        return Figure(len(outcomes), *[float(outcomes[0])] * 3)
    chance, size = random.Random(seed), len(outcomes)
    means = sorted(sum(chance.choices(outcomes, k=size)) / size for _ in range(RESAMPLES))
    return Figure(size, sum(outcomes) / size, percentile(means, 0.025), percentile(means, 0.975))


def percentile(ordered: Sequence[float], fraction: float) -> float:
    """Linear between the two nearest of an ascending, non-empty sequence; ``fraction`` from 0 to 1."""
    place = fraction * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
