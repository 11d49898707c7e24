"""Printed numbers of table rows and groups ("1", "II", "I.2", "a)") and the order in which they may follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SHAPE = re.compile(r"\(?((?:1[0-8]\d\d|\d{1,3}|[IVXLC]{1,6}|[A-ZĐ])(?:\.\d{1,3}){0,3}|[a-zđ](?=\)))[.)/]{0,2}")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ALPHABET = "abcdđefghiklmnopqrstuvxy"

_DEPTH = {"A": 0, "R": 1, "1": 2, "a": 3}  # of the styles of numbers

FOLLOWS = 0.0  # costs of a transition, see ``order_cost``
SKIPS = 5.0
RESTARTS = 3.0
BREAKS = 9.0


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number: ``text`` without punctuation, ``style`` of each part (1, R, A, a), and the parts' values."""

    text: str
    style: str
    values: tuple[int, ...]

    @property
    def names_groups(self) -> bool:
        """Whether such a number usually heads a group of rows (I, A, I.1) and not a row."""
        return self.style[0] in "RA"


def read_labels(word: str) -> tuple[Label, ...]:
    """Readings of a word as a printed number, the likelier first: "C" is a letter or a Roman hundred."""
    match = _SHAPE.fullmatch(word)
    if match is None:
        return ()
    parts = match[1].split(".")
    readings = [Label(match[1], *reading) for reading in _readings(parts)]
    return tuple(readings)


def read_number(cell: str) -> Label | None:
    """The likeliest reading of a number cell, where "a" alone counts as "a)"."""
    word = cell.strip()
    return next(iter(read_labels(word) or read_labels(f"{word.rstrip('.')})")), None)


def is_inside(label: Label, other: Label | None) -> bool:
    """Whether a number counts the parts of another ("2" and "2.1" or "a", "I" and "1")."""
    if other is None:
        return False
    if other.values[: len(label.values)] == label.values and other.style.startswith(label.style):
        return len(other.values) > len(label.values)
    return _DEPTH[other.style[0]] > _DEPTH[label.style[0]]


def _readings(parts: list[str]) -> Iterable[tuple[str, tuple[int, ...]]]:
    head, rest = parts[0], tuple(int(p) for p in parts[1:])
    tail = "1" * len(rest)
    if head.isdigit():
        yield "1" + tail, (int(head), *rest)
        return
    roman = _roman(head)
    if roman:
        yield "R" + tail, (roman, *rest)
    if len(head) == 1 and head.lower() in _ALPHABET:
        style = "A" if head.isupper() else "a"
        yield style + tail, (_ALPHABET.index(head.lower()) + 1, *rest)


def _roman(text: str) -> int:
    """Value of a well-formed Roman number below 50, else 0."""
    if not re.fullmatch(r"(?:XL|X{0,3})(?:IX|IV|V?I{0,3})", text):
        return 0
    digits = [_ROMAN[c] for c in text]
    return sum(-d if d < n else d for d, n in zip(digits, [*digits[1:], 0], strict=True))


Seen = Mapping[str, tuple[int, ...]]  # the last values of each style, as of some row


def order_cost(seen: Seen, previous: Label | None, label: Label) -> float:
    """How unlikely a number is after what was seen: 0 for the successor, ``BREAKS`` where no order explains it."""
    last = seen.get(label.style)
    if last is None:
        return FOLLOWS if label.values[-1] == 1 else (RESTARTS if not seen else BREAKS)
    same_parent = last[:-1] == label.values[:-1]
    step = label.values[-1] - last[-1]
    if same_parent and step == 1:
        return FOLLOWS
    if label.values[-1] == 1 and last != label.values:
        return FOLLOWS if not same_parent or _is_new_branch(previous, label) else RESTARTS
    return SKIPS if same_parent and step == 2 else BREAKS


def _is_new_branch(previous: Label | None, label: Label) -> bool:
    return previous is None or previous.style != label.style


def advance(seen: Seen, label: Label) -> Seen:
    """What is seen after a number; deeper numbers under an older parent are forgotten."""
    kept = {style: values for style, values in seen.items() if not style.startswith(label.style)}
    return {**kept, label.style: label.values}
