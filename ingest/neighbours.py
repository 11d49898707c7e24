"""How often words stand alone and beside each other: in a corpus, and in what everybody writes.

The latter are the phrases of ``data/phrases.txt`` and, for less, the words of more than one syllable in the word list
that comes with underthesea (read as a file).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Self

from ingest.text import words

EDGE = ""  # stands where a sentence begins and ends, and for whatever is no word
_PHRASES = Path(__file__).parent / "data" / "phrases.txt"
_WORD_LIST = "corpus/data/Viet22K.txt"
_OF_LIST = 0.2  # what a word of the list counts beside a phrase
_MOST_WORDS = 30_000  # kept of a corpus, the commonest
_MOST_PAIRS = 300_000  # of neighbours likewise; about 6 MB on the disk
_SLACK = 3  # so many times as much is held while a corpus is read
_BREAK = re.compile(r"[;:!?()\n]|\.(?!\w)")

Words = tuple[str, ...]


class Neighbours:
    """Counts of words, and of the words that follow each."""

    def __init__(self, alone: dict[str, float], after: dict[str, dict[str, float]]) -> None:
        self.alone, self.after = alone, after

    @classmethod
    def read(cls, learnt: bytes) -> Self:
        """From what ``learn`` returned, checked by the caller."""
        return cls(*json.loads(learnt))

    def add(self, tokens: Words, weight: float) -> None:
        """Count the words of one phrase or sentence."""
        for word in tokens:
            self.alone[word] = self.alone.get(word, 0) + weight
        for first, second in pairwise(tokens):
            followers = self.after.setdefault(first, {})
            followers[second] = followers.get(second, 0) + weight

    def together(self, first: str, second: str) -> float:
        """How often one word follows another."""
        return self.after[first].get(second, 0) if first in self.after else 0

    def share(self, first: str, second: str) -> float:
        """Of all times that one word stands, the share in which the other follows."""
        return self.after[first].get(second, 0) / self.alone[first] if first in self.after else 0.0


@cache
def phrases() -> tuple[Words, ...]:
    """The common phrases, in words; an office may add its own to the file."""
    lines = _PHRASES.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(words(line)) for line in lines if line and not line.startswith("#"))


@cache
def common() -> Neighbours:
    """Counts of what everybody writes; not to be changed."""
    counts = Neighbours({}, {})
    for phrase in phrases():
        counts.add((EDGE, *phrase, EDGE), 1)
    for line in _listed():
        counts.add(tuple(words(line)), _OF_LIST)
    return counts


def _listed() -> list[str]:
    spec = find_spec("underthesea")
    package = Path(spec.origin).parent if spec and spec.origin else Path()
    lines = (package / _WORD_LIST).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if " " in line]


def learn(texts: Iterable[str]) -> bytes:
    """Count the words and the neighbours in passages; the same bytes for the same passages in the same order."""
    alone: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for part in _BREAK.split(text):
            tokens = [EDGE, *(word if word.isalpha() else EDGE for word in words(part)), EDGE]
            alone.update(tokens)
            pairs.update(pairwise(tokens))
        if len(alone) > _SLACK * _MOST_WORDS:
            alone = Counter(dict(alone.most_common(_MOST_WORDS)))
        if len(pairs) > _SLACK * _MOST_PAIRS:
            pairs = Counter(dict(pairs.most_common(_MOST_PAIRS)))
    kept = dict(sorted(alone.most_common(_MOST_WORDS)))
    together: dict[str, dict[str, int]] = {}
    for (first, second), count in sorted(pairs.most_common(_MOST_PAIRS)):
        if first in kept and second in kept:
            together.setdefault(first, {})[second] = count
    return json.dumps([kept, together], ensure_ascii=False, separators=(",", ":")).encode()
