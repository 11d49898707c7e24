"""The header of a table whose columns stand apart by spaces: names over one or more lines, some over several columns."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.column_names import known_role
from ingest.columns import names_the_number
from ingest.labels import read_labels
from ingest.models import Spans
from ingest.spaced_lines import Gap, Placed, SpacedLine
from ingest.table_parts import spoken

_FEWEST = 3  # columns
_FEWEST_KNOWN = 2
_MOST_ABOVE = 3  # lines of names above the one that names the number
_MOST_BELOW = 5


@dataclass(frozen=True, slots=True)
class SpacedHeader:
    """Lines ``first`` to ``end`` hold the names. ``names`` and ``over`` are its one or two printed rows."""

    first: int
    end: int
    rows: tuple[tuple[Spans, ...], ...]
    gaps: tuple[Gap, ...]
    counts: bool  # whether the first column numbers the rows


def header_at(text: str, lines: Sequence[SpacedLine], n: int) -> SpacedHeader | None:
    """The header one of whose lines is this one; None where it names no columns."""
    counts = _names_number(text, lines, n)
    if len(lines[n].chunks) < _FEWEST or not (counts or _known(text, lines[n])):
        return None
    first, end = _above(text, lines, n), _below(text, lines, n, counts)
    rows = [line.chunks for line in lines[first:end]]
    wide = {
        chunk: below for n, row in enumerate(rows) for chunk in row if (below := _below_name(chunk, row, rows[n + 1 :]))
    }
    columns = _columns([chunk for row in rows for chunk in row if chunk not in wide])
    if len(columns) < _FEWEST:
        return None
    gaps = tuple((_right(a), _left(b)) for a, b in itertools.pairwise(columns))
    return SpacedHeader(first, end, _rows(columns, wide), gaps, counts)


def _names_number(text: str, lines: Sequence[SpacedLine], n: int) -> bool:
    words = spoken(text, [lines[n].chunks[0].span]).split()
    if words == ["Số"] and n + 1 < len(lines):
        words += spoken(text, [lines[n + 1].chunks[0].span]).split()
    return names_the_number(words) == len(words)


def _known(text: str, line: SpacedLine) -> bool:
    names = [spoken(text, [chunk.span]) for chunk in line.chunks]
    return sum(known_role(name) is not None for name in names) >= _FEWEST_KNOWN


def _above(text: str, lines: Sequence[SpacedLine], n: int) -> int:
    """The first line of names: those above the number's name stand to its right, each over few columns."""
    first = n
    edge = lines[n].chunks[0].right
    while first > 0 and n - first < _MOST_ABOVE and not lines[first].apart:
        above = lines[first - 1]
        title = len(above.chunks) == 1 and sum(_overlap(above.chunks[0], c) for c in lines[n].chunks) > 1
        number = spoken(text, [above.chunks[0].span]) == "Số"
        if title or (above.chunks[0].left < edge and not number):
            break
        first -= 1
    return first


def _below(text: str, lines: Sequence[SpacedLine], n: int, counts: bool) -> int:
    """The line after the last one of names."""
    end = n + 1
    while end < len(lines) and end - n <= _MOST_BELOW and not lines[end].apart:
        if not counts and not _goes_on(lines[n], lines[end], text):
            break
        word = lines[end].words[0]
        if read_labels(text[word.span.start : word.span.end]) and word.left < lines[n].chunks[1].left:
            break
        end += 1
    return end


def _goes_on(line: SpacedLine, below: SpacedLine, text: str) -> bool:
    """Whether a line without numbers still belongs to the names: fewer words, none with a capital."""
    return len(below.chunks) < len(line.chunks) and all(text[c.span.start].islower() for c in below.chunks)


def _overlap(a: Placed, b: Placed) -> bool:
    return a.left < b.right and b.left < a.right


def _below_name(chunk: Placed, row: Sequence[Placed], lower: Sequence[Sequence[Placed]]) -> tuple[Placed, ...]:
    """The names of one lower line that a name stands over, where they are several."""
    for line in lower:
        covered = tuple(other for other in line if _overlap(chunk, other))
        free = [other for other in line if not any(_overlap(other, c) for c in row if c is not chunk)]
        if len(covered) > 1:
            return covered
        for pair in itertools.pairwise(free):
            if _is_between(chunk, *pair):
                return pair
    return ()


def _is_between(chunk: Placed, left: Placed, right: Placed) -> bool:
    """Whether a name is centred over two others."""
    middles = [(place.left + place.right) / 2 for place in (left, chunk, right)]
    return abs(middles[1] - (middles[0] + middles[2]) / 2) < (middles[2] - middles[0]) / 4


def _columns(chunks: Sequence[Placed]) -> list[list[Placed]]:
    """Names by column, those one below the other together."""
    columns: list[list[Placed]] = []
    for chunk in sorted(chunks, key=lambda c: c.left):
        if columns and chunk.left < _right(columns[-1]):
            columns[-1].append(chunk)
        else:
            columns.append([chunk])
    return columns


def _left(column: Sequence[Placed]) -> int:
    return min(chunk.left for chunk in column)


def _right(column: Sequence[Placed]) -> int:
    return max(chunk.right for chunk in column)


def _rows(
    columns: Sequence[Sequence[Placed]], wide: Mapping[Placed, Sequence[Placed]]
) -> tuple[tuple[Spans, ...], ...]:
    """One row of names, two where some stand over several columns."""
    names = [tuple(sorted(chunk.span for chunk in column)) for column in columns]
    if not wide:
        return (tuple(names),)
    upper: list[Spans] = list(names)
    lower: list[Spans] = [() for _ in names]
    for chunk, covered in wide.items():
        below = [n for n, column in enumerate(columns) if any(c in column for c in covered)]
        for n in below:
            lower[n], upper[n] = names[n], (chunk.span,) if n == below[0] else ()
    return tuple(upper), tuple(lower)


def repeats(text: str, lines: Sequence[SpacedLine], n: int, header: SpacedHeader) -> int:
    """How many lines print the names again from a line on; 0 where they do not."""
    count = header.end - header.first
    again = lines[n : n + count]
    asked = [spoken(text, [word.span for word in line.words]) for line in lines[header.first : header.end]]
    return count if [spoken(text, [word.span for word in line.words]) for line in again] == asked else 0
