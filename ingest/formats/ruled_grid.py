"""Tables from ruling lines: which cells the lines of a page delimit. Pure geometry, no library.

Lines of a table touch each other. Their coordinates make a grid of base cells; base cells without a line between them
are one cell, so merged cells need no special case. Lines that part nothing (an underline, the second stroke of a double
rule) and columns that have no cell of their own (rows whose borders are a few points apart) leave no trace.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SNAP = 3.0  # points: lines nearer than this are one line
_SLIVER = 6.0  # points: no column narrower than this holds words
_COVERED = 0.7  # share of a base cell's side that a line must cover to part two cells
_MOST_CELLS = 20_000  # base cells of one table; more is a drawing
_MOST_MEETINGS = 500_000  # pairs of rules looked at on one page


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A straight line parallel to an axis: ``at`` is its fixed coordinate, ``start`` <= ``end`` its extent (points)."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Base cells between ascending ``xs`` and ``ys``: ``cells[i][j]`` is the cell number at row i from the top.

    Numbers start at 0 in reading order. ``columns`` are the base columns that have a cell of their own.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]
    columns: tuple[int, ...]

    @property
    def rows(self) -> tuple[tuple[int, ...], ...]:
        """Cell numbers as a reader sees the table: a merged cell stands in each row and column that it covers."""
        return tuple(tuple(row[column] for column in self.columns) for row in self.cells)

    def cell_at(self, x: float, y: float) -> int | None:
        """Number of the cell around a point (y upwards), None outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return None
        cells = self.cells[len(self.ys) - 2 - row]
        if any(cells[kept] == cells[column] for kept in self.columns):
            return cells[column]
        return cells[min(self.columns, key=lambda kept: abs(kept - column))]


def find_tables(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> tuple[RuledTable, ...]:
    """Tables of at least two columns, from the top of the page."""
    across, down = _merged(horizontal), _merged(vertical)
    if len(across) * len(down) > _MOST_MEETINGS:
        return ()
    tables = (_table(*group) for group in _touching(across, down))
    return tuple(sorted((t for t in tables if t is not None), key=lambda t: -t.ys[-1]))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules with snapped coordinates; those on one line that touch are one."""
    merged: list[Rule] = []
    for line in _lines(sorted(rules)):
        at = sum(r.at for r in line) / len(line)
        for rule in sorted(line, key=lambda r: r.start):
            if merged and merged[-1].at == at and rule.start <= merged[-1].end + _SNAP:
                merged[-1] = Rule(at, merged[-1].start, max(merged[-1].end, rule.end))
            else:
                merged.append(Rule(at, rule.start, rule.end))
    return [r for r in merged if r.end - r.start > _SLIVER]


def _lines(rules: Sequence[Rule]) -> list[list[Rule]]:
    lines: list[list[Rule]] = []
    for rule in rules:
        if lines and rule.at - lines[-1][0].at <= _SNAP:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return lines


def _touching(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that meet, directly or through others."""
    parent = list(range(len(across) + len(down)))
    for i, v in enumerate(down, start=len(across)):
        for j, h in enumerate(across):
            meets = h.start - _SNAP <= v.at <= h.end + _SNAP and v.start - _SNAP <= h.at <= v.end + _SNAP
            if meets:
                parent[_root(parent, i)] = _root(parent, j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate((*across, *down)):
        groups.setdefault(_root(parent, i), ([], []))[i >= len(across)].append(rule)
    return [group for group in groups.values() if len(group[1]) >= 2]


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _table(across: list[Rule], down: list[Rule]) -> RuledTable | None:
    left, right = _reach(down, across)
    bottom, top = _reach(across, down)
    # A table cut by the page edge, or without outer borders, is closed by the reach of its own lines.
    across = [*across, Rule(bottom, left, right), Rule(top, left, right)]
    down = [*down, Rule(left, bottom, top), Rule(right, bottom, top)]
    xs, ys = _coordinates(down), _coordinates(across)
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    bars = _bars(down, xs, ys)  # bars[i][j]: a line stands on xs[i] beside row j from the bottom
    floors = _bars(across, ys, xs)  # floors[j][i]: a line lies on ys[j] under column i
    xs, ys = _parting(xs, bars), _parting(ys, floors)
    table = _numbered(xs, ys, _bars(down, xs, ys), _bars(across, ys, xs))
    return table if len(table.columns) >= 2 else None


def _reach(fixed: Sequence[Rule], crossing: Sequence[Rule]) -> tuple[float, float]:
    ends = [r.at for r in fixed] + [e for r in crossing for e in (r.start, r.end)]
    return min(ends), max(ends)


def _coordinates(rules: Iterable[Rule]) -> list[float]:
    return [line[0].at for line in _lines(sorted(rules))]


def _bars(rules: Sequence[Rule], at: Sequence[float], steps: Sequence[float]) -> list[list[bool]]:
    bars = [[False] * (len(steps) - 1) for _ in at]
    for rule in rules:
        line = next((i for i, a in enumerate(at) if abs(a - rule.at) <= _SNAP), None)
        if line is None:
            continue
        for j in range(len(steps) - 1):
            covered = min(rule.end, steps[j + 1]) - max(rule.start, steps[j])
            bars[line][j] |= covered >= _COVERED * (steps[j + 1] - steps[j])
    return bars


def _parting(at: Sequence[float], bars: Sequence[Sequence[bool]]) -> list[float]:
    return [a for a, line in zip(at, bars, strict=True) if any(line)]


def _numbered(xs: list[float], ys: list[float], bars: list[list[bool]], floors: list[list[bool]]) -> RuledTable:
    columns, rows = len(xs) - 1, len(ys) - 1
    parent = list(range(columns * rows))
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column and not bars[column][row]:
                parent[_root(parent, here)] = _root(parent, here - 1)
            if row and not floors[row][column]:
                parent[_root(parent, here)] = _root(parent, here - columns)
    numbers: dict[int, int] = {}
    cells = tuple(
        tuple(numbers.setdefault(_root(parent, row * columns + column), len(numbers)) for column in range(columns))
        for row in reversed(range(rows))
    )
    wide = [column for column in range(columns) if xs[column + 1] - xs[column] >= _SLIVER]
    return RuledTable(tuple(xs), tuple(ys), cells, own_columns(cells, wide))


def own_columns(rows: Sequence[Sequence[int]], columns: Iterable[int]) -> tuple[int, ...]:
    """Of some columns of a table those that do not repeat, in every row, the cell of a neighbour."""
    kept, place = list(columns), 0
    while place < len(kept):
        beside = (*kept[max(0, place - 1) : place], *kept[place + 1 : place + 2])
        if all(row[kept[place]] in [row[other] for other in beside] for row in rows):
            del kept[place]
        else:
            place += 1
    return tuple(kept)
