"""One row of a table whose cells were flushed column by column: which words belong to which column.

The cheapest reading is searched over how far each piece of the row has been read after each column. A row cut by a page
has two pieces, before and after the break, each flushed in column order; they are read together, so that the halves of
every cell fit each other.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.cell_costs import CellCosts
from ingest.models import Spans
from ingest.row_pieces import Layout, Piece

_SHORT = 2.5  # a cell goes on after the page although its part before it ended above the foot
_NEVER = 1e6
_STEPS = 60_000  # bound of the search for one row
UNREAD = 30.0  # cost of a row that could not be read


@dataclass(frozen=True, slots=True)
class Reading:
    """Spans of each column's words (one per line fragment) and what the reading costs; lower is surer."""

    cost: float
    parts: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """How far each piece is read after some columns, and the most lines a cell took on the first page."""

    column: int
    place: tuple[int, ...]
    tallest: int


@dataclass(frozen=True, slots=True)
class _Step:
    """A cell read from one state to the next; its cost is a lower bound until ``text`` has been rated."""

    cost: float
    state: _State
    before: _State | None
    text: str | None


class _Search:
    """Best-first search for the cheapest reading; the agency grammar is asked only on promising paths."""

    def __init__(self, pieces: Sequence[Piece], layout: Layout, costs: CellCosts) -> None:
        self._pieces = pieces
        self._layout = layout
        self._costs = costs
        self._goal = tuple(len(piece.words) for piece in pieces)
        alone = len(pieces) == 1
        self._ahead = [self._least_ahead(piece, alone) for piece in pieces]

    def run(self, limit: float) -> Reading | None:
        """The cheapest way to share out all words; None when none below the limit is found in time."""
        begin = _State(0, (0,) * len(self._pieces), 0)
        came: dict[_State, _State | None] = {}
        ticket = itertools.count()
        queue = [(0.0, next(ticket), _Step(0.0, begin, None, None))]
        while queue and next(ticket) < _STEPS:
            least, _, step = heapq.heappop(queue)
            if least >= limit:
                return None
            if step.state in came:
                continue
            step, rose = self._rated(step)
            if rose:
                heapq.heappush(queue, (step.cost + self._least(step.state), next(ticket), step))
                continue
            came[step.state] = step.before
            if step.state.column == len(self._layout.columns):
                return Reading(step.cost, self._traced(came, step.state))
            for following in self._steps(step):
                if following.state not in came:
                    heapq.heappush(queue, (following.cost + self._least(following.state), next(ticket), following))
        return None

    def _rated(self, step: _Step) -> tuple[_Step, bool]:
        """The step at its full cost, and whether that is more than was thought."""
        if step.text is None:
            return step, False
        column = self._layout.columns[step.state.column - 1]
        more = self._costs.of(column, step.text) - self._costs.bound(column, step.text)
        return _Step(step.cost + more, step.state, step.before, None), more > 0

    def _steps(self, step: _Step) -> Iterator[_Step]:
        """All cells that the next column may take."""
        before = step.state
        column, last = before.column, before.column + 1 == len(self._layout.columns)
        options = [piece.moves(column, start) for piece, start in zip(self._pieces, before.place, strict=True)]
        for chosen in itertools.product(*options):
            ends = tuple(end for end, _ in chosen)
            if last and ends != self._goal:
                continue
            cost = step.cost + sum(cost for _, cost in chosen)
            text = " ".join(p.text(s, e) for p, s, e in zip(self._pieces, before.place, ends, strict=True) if e > s)
            tallest = before.tallest
            if len(ends) > 1:
                cost += self._turning_cost(column, before, ends)
                tallest = max(tallest, self._pieces[0].height(before.place[0], ends[0]))
            cost += self._costs.bound(self._layout.columns[column], text)
            yield _Step(cost, _State(column + 1, ends, tallest), before, text)

    def _turning_cost(self, column: int, before: _State, ends: tuple[int, ...]) -> float:
        """What page breaks inside a cell cost: its first part must fill its line and reach the foot of the page."""
        runs = [(p, s, e) for p, s, e in zip(self._pieces, before.place, ends, strict=True) if e > s]
        cost = 0.0
        for (piece, start, end), (following, begin, _) in itertools.pairwise(runs):
            cost += piece.turning_cost(column, start, end, following.texts[begin])
        first = self._pieces[0].height(before.place[0], ends[0])
        return cost + _SHORT * (ends[1] > before.place[1] and first < before.tallest - 1)

    def _least(self, state: _State) -> float:
        """A lower bound of what the columns still to be read will cost."""
        return sum(ahead[state.column][at] for ahead, at in zip(self._ahead, state.place, strict=True))

    def _least_ahead(self, piece: Piece, alone: bool) -> list[list[float]]:
        """For each column and place of a piece, the least cost of its lines (read alone, of its cells) from there."""
        count, size = len(self._layout.columns), len(piece.words)
        ahead = [[_NEVER] * (size + 1) for _ in range(count + 1)]
        ahead[count][size] = 0.0
        for column in reversed(range(count)):
            role = self._layout.columns[column]
            for start in piece.places:
                for end, cost in piece.moves(column, start):
                    total = cost + ahead[column + 1][end]
                    if total < ahead[column][start]:
                        total += self._costs.bound(role, piece.text(start, end)) if alone else 0.0
                        ahead[column][start] = min(total, ahead[column][start])
        return ahead

    def _traced(self, came: dict[_State, _State | None], state: _State) -> tuple[Spans, ...]:
        """Spans of the cells along the path that led to a state."""
        parts: list[Spans] = []
        before = came[state]
        while before is not None:
            runs = zip(self._pieces, before.place, state.place, strict=True)
            parts.append(tuple(span for piece, s, e in runs for span in piece.fragments(s, e)))
            state, before = before, came[before]
        return tuple(reversed(parts))


def read_row(pieces: Sequence[Piece], layout: Layout, costs: CellCosts, limit: float) -> Reading | None:
    """The cheapest way to share out all words among the columns in order; None when none costs less than ``limit``."""
    return _Search(pieces, layout, costs).run(limit)
