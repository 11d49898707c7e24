"""How wide the columns of a lost table were, learnt from where its lines break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.models import Spans
from ingest.table_lines import SPACE, Line, width

_MARGIN = 0.6  # share of the way from the widest line towards the narrowest that did not fit
_MOST = 0.25  # of the widest line, the way looked at
_FEWEST = 3  # lines from which a width is learnt


@dataclass(frozen=True, slots=True)
class Sample:
    """A printed line of a column and, where the cell goes on, how wide it would be with the next word."""

    column: int
    printed: int
    refused: int | None


def sample_lines(lines: Sequence[Line], parts: Sequence[Spans]) -> Iterator[Sample]:
    """Samples of a row read on one page."""
    words = {w.start: w for line in lines for w in line.words}
    for column, spans in enumerate(parts):
        for n, span in enumerate(spans):
            inside = [w.text for start, w in words.items() if span.start <= start < span.end]
            printed = width(" ".join(inside))
            follows = words.get(spans[n + 1].start) if n + 1 < len(spans) else None
            yield Sample(column, printed, printed + SPACE + width(follows.text) if follows else None)


def estimate(samples: Sequence[Sample]) -> int | None:
    """The width that fewest lines exceed and fewest broken lines could have used; None from too few lines."""
    if len(samples) < _FEWEST:
        return None
    printed = sorted(s.printed for s in samples)
    refused = sorted(s.refused for s in samples if s.refused is not None)

    def misfits(limit: int) -> float:
        return sum(p > limit for p in printed) + 0.7 * sum(r <= limit for r in refused)

    fitted = min(sorted(set(printed), reverse=True), key=misfits)
    beyond = next((r for r in refused if r > fitted), fitted)
    return fitted + int(_MARGIN * min(beyond - fitted, _MOST * fitted))
