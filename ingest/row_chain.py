"""Where the rows and groups of a lost table begin.

A row begins at its printed number, at a group's number, or, unnumbered, where the last column of the row before has
closed. Which of these beginnings are true is decided together with the readings of the rows between them: the cheapest
chain wins.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.cell_costs import CellCosts, opens_like_body
from ingest.cell_search import UNREAD, Reading, read_row
from ingest.cell_words import time_like
from ingest.columns import AGENCY_COLUMNS
from ingest.labels import FOLLOWS, Label, Seen, advance, order_cost, read_labels
from ingest.models import Column, Span
from ingest.row_pieces import Layout, Piece
from ingest.table_lines import Line

_REACH = 8  # beginnings after a row's own that may end it
_MOST_WORDS = 500  # of one row
_PIECES = 3  # pages that one row is read over
_UNNUMBERED = 6.0
_VOID = 1.5  # the same after an emptied number cell
_SENTENCE = 3.0  # a number that a lower-case word follows on its line
_GROUP = 1.0
_ROW_AS_GROUP = 8.0
_GROUP_AS_ROW = 4.0
_TITLE_WORDS = 16
_PASSED = 3.0  # a number in order that begins no row
_GOOD = 4.0  # a reading that needs no other tried beside it
_EASY = 8.0  # readings above this cost teach no widths
_SAMPLED = 16  # rows from which the column widths are learnt


@dataclass(frozen=True, slots=True)
class Beginning:
    """A line at which a row or group may begin; ``label`` None for an unnumbered row."""

    line: int
    label: Label | None
    cost: float


@dataclass(frozen=True, slots=True)
class Part:
    """A run of lines read as a row (with cells) or as a group (without)."""

    start: Beginning
    end: int
    cost: float
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Chain:
    """The best way to read everything up to a beginning."""

    cost: float = 0.0
    seen: Seen = field(default_factory=dict)
    last: Label | None = None
    part: Part | None = None  # the one that ends here
    previous: Chain | None = None


class Reader:
    """Reads the lines of one table, given the widths of its columns."""

    def __init__(self, lines: Sequence[Line], layout: Layout, costs: CellCosts) -> None:
        self._lines = lines
        self._layout = layout
        self._costs = costs
        self._starts = list(self._find_starts())

    def easy_parts(self) -> Iterator[Part]:
        """Rows between numbers in order, on one page: enough to learn the widths from."""
        seen: Seen = {}
        last: Label | None = None
        chain: list[Beginning] = []
        for start in self._starts:
            if start.label is not None and not start.cost and order_cost(seen, last, start.label) == FOLLOWS:
                seen, last = advance(seen, start.label), start.label
                chain.append(start)
        ends = [*(s.line for s in chain[1:]), len(self._lines)]
        rows = [(s, e) for s, e in zip(chain, ends, strict=False) if s.label and not s.label.names_groups]
        whole = [(s, e) for s, e in rows if not any(line.page for line in self._lines[s.line + 1 : e])]
        parts = (self._read_part(start, end, _EASY) for start, end in whole[:: 1 + len(whole) // _SAMPLED])
        yield from (part for part in parts if part is not None and part.reading is not None and part.cost < UNREAD)

    def best_chain(self) -> Chain:
        """The cheapest chain of rows and groups that uses every line."""
        total = len(self._starts)
        chains: list[Chain | None] = [None] * (total + 1)
        if total:
            chains[0] = self._entered(Chain(), self._starts[0])
        for i in range(total):
            chain = chains[i]
            if chain is None:
                continue
            for j, part in self._parts_from(i, chain):
                longer = Chain(chain.cost + part.cost, chain.seen, chain.last, part, chain)
                following = self._entered(longer, self._starts[j]) if j < total else longer
                known = chains[j]
                if known is None or following.cost < known.cost:
                    chains[j] = following
        return chains[total] or Chain()

    def _entered(self, chain: Chain, start: Beginning) -> Chain:
        """The chain charged for a beginning, its number noted."""
        if start.label is None:
            return Chain(chain.cost + start.cost, chain.seen, chain.last, chain.part, chain.previous)
        cost = chain.cost + start.cost + order_cost(chain.seen, chain.last, start.label)
        return Chain(cost, advance(chain.seen, start.label), start.label, chain.part, chain.previous)

    def _parts_from(self, i: int, chain: Chain) -> Iterator[tuple[int, Part]]:
        """Parts that begin at a beginning, with the index of the beginning that ends each. A good reading up to the
        next number in order is taken at once; others are tried only as far as they could be better."""
        start = self._starts[i]
        ends = [(j, self._line(j)) for j in range(i + 1, min(i + 1 + _REACH, len(self._starts) + 1))]
        ends = [(j, end) for j, end in ends if end > start.line]
        sure = [(j, end) for j, end in ends if j == len(self._starts) or self._follows(chain, self._starts[j])]
        nearest = sure[0] if sure else ends[-1]
        limit = UNREAD
        if sure:
            part = self._read_part(start, nearest[1], limit)
            yield nearest[0], part
            if part.cost <= _GOOD:
                return
            limit = part.cost
        for j, end in (pair for pair in ends if pair < nearest or pair in sure[1:2]):
            part = self._read_part(start, end, limit - _PASSED * (j > nearest[0]))
            if j <= nearest[0] or part.cost < UNREAD:
                yield j, Part(part.start, part.end, part.cost + _PASSED * (j > nearest[0]), part.reading)

    def _line(self, j: int) -> int:
        return self._starts[j].line if j < len(self._starts) else len(self._lines)

    def _follows(self, chain: Chain, other: Beginning) -> bool:
        """Whether a beginning prints the number that comes next."""
        if other.label is None or other.cost:
            return False
        return order_cost(chain.seen, chain.last, other.label) == FOLLOWS

    def _read_part(self, start: Beginning, end: int, limit: float) -> Part:
        """The run of lines as a row or as a group, whichever is cheaper."""
        lines = [self._lines[start.line].after(start.label is not None), *self._lines[start.line + 1 : end]]
        group = self._group_cost(start, lines)
        grouped = Part(start, end, group, None)
        if group <= _GROUP:
            return grouped
        reading = self._read_cells(lines, limit)
        if start.label is not None and start.label.names_groups:
            reading = Reading(reading.cost + _GROUP_AS_ROW, reading.parts)
        return grouped if group < reading.cost else Part(start, end, reading.cost, reading)

    def _read_cells(self, lines: Sequence[Line], limit: float) -> Reading:
        """The row's cells; a run that is too long or cannot be read is all text, at a high cost."""
        cuts = [0, *(n for n in range(1, len(lines)) if lines[n].page), len(lines)]
        cuts = [*cuts[:_PIECES], len(lines)]
        runs = [[line for line in lines[a:b] if line.words] for a, b in itertools.pairwise(cuts)]
        pieces = [Piece(run, self._layout, n > 0) for n, run in enumerate(r for r in runs if r)]
        if 0 < sum(len(piece.words) for piece in pieces) <= _MOST_WORDS:
            reading = read_row(pieces, self._layout, self._costs, limit)
            if reading is not None:
                return reading
        words = tuple(Span(line.words[0].start, line.words[-1].end) for line in lines if line.words)
        at = self._layout.columns.index(Column.TEXT)
        return Reading(UNREAD, tuple(words if n == at else () for n in range(len(self._layout.columns))))

    def _group_cost(self, start: Beginning, lines: Sequence[Line]) -> float:
        words = sum(len(line.words) for line in lines)
        if start.label is None or not words:
            return UNREAD
        cost = _GROUP if start.label.names_groups else _ROW_AS_GROUP
        cost += 0.4 * max(0, words - _TITLE_WORDS) + 3.0 * sum(line.page for line in lines[1:])
        first = next(line for line in lines if line.words)
        return cost + 2.0 * first.words[0].text[0].islower()

    def _find_starts(self) -> Iterator[Beginning]:
        for n, line in enumerate(self._lines):
            labels = read_labels(line.words[0].text)
            follower = line.words[1].text if len(line.words) > 1 else ""
            cost = _SENTENCE if follower[:1].islower() else 0.0
            for label in labels:
                yield Beginning(n, label, cost)
            if not labels and (n == 0 or self._may_begin(n)):
                yield Beginning(n, None, _VOID if line.void else _UNNUMBERED)

    def _may_begin(self, n: int) -> bool:
        """Whether an unnumbered row may begin here: a capital after a closed last column."""
        line = self._lines[n]
        if not line.words[0].text[0].isupper():
            return False
        return line.void or self._closes(n)

    def _closes(self, n: int) -> bool:
        """Whether the words just before a line close the last telling column."""
        telling = [column for column in self._layout.columns if column not in (Column.NOTE, Column.OTHER)]
        if not telling:
            return False
        for back in range(1, min(6, n + 1)):
            text = " ".join(line.text for line in self._lines[n - back : n])
            if telling[-1] is Column.DEADLINE and _ends_with_time(text):
                return True
            listed = telling[-1] in AGENCY_COLUMNS and text[-1] not in ",;" and opens_like_body(text)
            if listed and self._costs.completeness(text) >= 1.0:
                return True
        return False


def _ends_with_time(text: str) -> bool:
    words = text.split()
    return any(time_like(" ".join(words[-n:])) >= 1.0 for n in range(1, min(4, len(words)) + 1))
