"""Extracted tasks held against hand-made rows: which were found, and in which fields they differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from eval.figures import Figure, share
from eval.matcher import canonical
from eval.task_rows import Row

SIMILAR = 75.0  # of 100; in the gold files only duties that repeat each other word for word in part come above it
LONG_ENOUGH = 40  # characters from which a text that stands whole inside another is the same task cut short


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold row with the predicted row that says the same; score of 100."""

    gold: Row
    predicted: Row
    score: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """One document: the pairs, and what each side has alone."""

    document: str
    pairs: tuple[Pair, ...]
    missed: tuple[Row, ...]
    extra: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs. ``field`` is "missed" or "extra" for a whole row; then the other side's value is empty."""

    document: str
    gold_id: str
    field: str
    gold: str
    predicted: str
    text: str


FIELDS: dict[str, Callable[[Row], object]] = {
    "kind": lambda row: row.kind,
    "task_no": lambda row: row.number,
    "role": lambda row: row.role,
    "lead": lambda row: row.lead,
    "coordinating": lambda row: row.coordinating,
    "deadline": lambda row: row.due,
    "deadline.kind": lambda row: row.due.kind,
    "deadline.op": lambda row: row.due.op,
    "deadline.start": lambda row: row.due.start,
    "deadline.end": lambda row: row.due.end,
    "deadline.recurrence": lambda row: row.due.recurrence,
}


def align(gold: Sequence[Row], predicted: Sequence[Row]) -> tuple[Alignment, ...]:
    """Pair the rows of each document that has gold rows, one to one, the most similar first."""
    documents = dict.fromkeys(row.document for row in gold)
    return tuple(
        _align_document(
            name,
            [row for row in gold if row.document == name],
            [row for row in predicted if row.document == name],
        )
        for name in documents
    )


def _align_document(name: str, gold: Sequence[Row], predicted: Sequence[Row]) -> Alignment:
    pairs: list[Pair] = []
    left, right = set(range(len(gold))), set(range(len(predicted)))
    for score, row, column in _candidates(gold, predicted):
        if row in left and column in right:
            pairs.append(Pair(gold[row], predicted[column], score))
            left.remove(row)
            right.remove(column)
    missed, extra = tuple(gold[place] for place in sorted(left)), tuple(predicted[place] for place in sorted(right))
    return Alignment(name, tuple(pairs), missed, extra)


def _candidates(gold: Sequence[Row], predicted: Sequence[Row]) -> list[tuple[float, int, int]]:
    """Score and places of each similar pair, best first; equal texts go by their number, then by their order."""
    if not gold or not predicted:
        return []
    first, second = [_plain(row.text) for row in gold], [_plain(row.text) for row in predicted]
    scores = process.cdist(first, second, scorer=_similarity, score_cutoff=SIMILAR)
    found = [
        (float(scores[row][column]), row, column)
        for row in range(len(gold))
        for column in range(len(predicted))
        if scores[row][column] >= SIMILAR
    ]
    apart = len(predicted) / len(gold)
    return sorted(
        found,
        key=lambda pair: (
            -round(pair[0]),
            gold[pair[1]].number != predicted[pair[2]].number,
            abs(pair[1] * apart - pair[2]),
        ),
    )


def _similarity(first: str, second: str, *, score_cutoff: float | None = None, **_: object) -> float:
    """Edit similarity of 100; a long text inside a longer one counts nearly as the same."""
    whole = fuzz.ratio(first, second, score_cutoff=score_cutoff)
    if min(len(first), len(second)) < LONG_ENOUGH:
        return whole
    return max(whole, 0.95 * fuzz.partial_ratio(first, second, score_cutoff=score_cutoff))


def _plain(text: str) -> str:
    """Words only: canonical, without punctuation and Markdown."""
    return " ".join(re.findall(r"\w+", canonical(text)))


def differences(alignments: Iterable[Alignment]) -> tuple[Difference, ...]:
    """Every row that one side lacks and every field that disagrees, in the order of the gold rows."""
    found: list[Difference] = []
    for alignment in alignments:
        name = alignment.document
        found += [Difference(name, row.id, "missed", row.text, "", row.text) for row in alignment.missed]
        found += [Difference(name, "", "extra", "", row.text, row.text) for row in alignment.extra]
        found += [
            Difference(name, pair.gold.id, field, _shown(read(pair.gold)), _shown(read(pair.predicted)), pair.gold.text)
            for pair in sorted(alignment.pairs, key=lambda pair: pair.gold.id)
            for field, read in FIELDS.items()
            if field != "deadline" and read(pair.gold) != read(pair.predicted)
        ]
    return tuple(found)


def _shown(value: object) -> str:
    if isinstance(value, frozenset):
        return "; ".join(sorted(value))
    if isinstance(value, tuple):
        return " ".join(f"{name}={item}" for name, item in value)
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class TaskSummary:
    """Figures of one document or of all. ``fields`` are shares of the gold rows: a missed row disagrees in every field.

    ``matched_fields`` are shares of the rows that were found.
    """

    gold: int
    predicted: int
    recall: Figure
    precision: Figure
    fields: dict[str, Figure]
    matched_fields: dict[str, Figure]


def summarise(alignments: Sequence[Alignment]) -> TaskSummary:
    """Add up alignments, of one document or of many."""
    pairs = [pair for alignment in alignments for pair in alignment.pairs]
    missed = sum(len(alignment.missed) for alignment in alignments)
    extra = sum(len(alignment.extra) for alignment in alignments)
    agreed = {name: [read(pair.gold) == read(pair.predicted) for pair in pairs] for name, read in FIELDS.items()}
    return TaskSummary(
        gold=len(pairs) + missed,
        predicted=len(pairs) + extra,
        recall=share([True] * len(pairs) + [False] * missed),
        precision=share([True] * len(pairs) + [False] * extra),
        fields={name: share(outcomes + [False] * missed) for name, outcomes in agreed.items()},
        matched_fields={name: share(outcomes) for name, outcomes in agreed.items()},
    )
