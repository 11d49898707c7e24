"""The opposite of folding: what a question typed without diacritics or in initials says, in the corpus's own words.

"cai cach tthc" becomes "cải cách thủ tục hành chính" where the corpus writes so. Counts of words and of neighbours in
the corpus, with the common phrases of ``data/phrases.txt`` behind them, are the language model; the likeliest reading
of the whole question is taken (Viterbi). It is searched with, never shown: only words that everybody may read count.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from math import log
from pathlib import Path

from ingest.formats.vietnamese_letters import could_be_syllable
from ingest.text import fold, words

_PHRASES = Path(__file__).parent / "data" / "phrases.txt"
_MOST_WORDS = 30_000  # kept of a corpus, the commonest
_MOST_PAIRS = 300_000  # of neighbours likewise; about 6 MB on the disk
_SLACK = 3  # so many times as much is held while a corpus is read
_EDGE = ""  # stands where a sentence begins and ends, and for whatever is no word
_BREAK = re.compile(r"[;:!?()\n]|\.(?!\w)")
_NEIGHBOUR = 0.85  # weight of the neighbour's counts against those of the word alone
_AS_TYPED = 6.0  # log odds that a word without diacritics is meant so where others carry them
_BEAM = 40  # readings kept at each step
_SHORT = range(2, 8)  # letters of a short form
_TWO_LETTERS = ("ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr")
_READINGS = 3  # of one short form, told apart by the words around it
_OFTEN = 2.5  # 2 would weigh only how seldom two words stand apart; more prefers terms that are common
_FIRM = -5.0  # log odds for each pair of words, below which they are no term

Reading = tuple[str, ...]
Scored = tuple[float, Reading]


@cache
def _common() -> tuple[tuple[str, ...], ...]:
    lines = _PHRASES.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(words(line)) for line in lines if line and not line.startswith("#"))


def learn(texts: Iterable[str]) -> bytes:
    """Count the words and the neighbours in passages; the same bytes for the same passages in the same order."""
    alone: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for part in _BREAK.split(text):
            tokens = [_EDGE, *(word if word.isalpha() else _EDGE for word in words(part)), _EDGE]
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


class Unfolder:
    """A bigram model of syllables."""

    def __init__(self, learnt: bytes) -> None:
        """From what ``learn`` returned, checked by the caller."""
        alone, together = json.loads(learnt)
        self._alone: Counter[str] = Counter(alone)
        self._after: dict[str, dict[str, int]] = defaultdict(dict, together)
        for phrase in _common():
            self._count((_EDGE, *phrase, _EDGE))
        self._total = self._alone.total()
        self._written: dict[str, list[str]] = defaultdict(list)  # spellings of a folded word
        self._begins: dict[str, list[str]] = defaultdict(list)  # words by their first letter, diacritics aside
        for word in sorted(self._alone):
            self._written[fold(word)].append(word)
            self._begins[fold(word[:1])].append(word)
        self._opens, self._closes = self._bounds()

    def _count(self, tokens: Reading) -> None:
        self._alone.update(tokens)
        for first, second in pairwise(tokens):
            self._after[first][second] = self._after[first].get(second, 0) + 1

    def _bounds(self) -> tuple[dict[str, float], dict[str, float]]:
        """Log odds that a term can begin with a word, and end: low where the same neighbour stands there always."""
        before: dict[str, int] = {}
        for first, followers in self._after.items():
            if first != _EDGE:
                for second, count in followers.items():
                    before[second] = max(count, before.get(second, 0))
        behind = {first: max((n for w, n in f.items() if w), default=0) for first, f in self._after.items()}
        return self._apart(before), self._apart(behind)

    def _apart(self, commonest: Mapping[str, int]) -> dict[str, float]:
        return {word: log(1 - commonest.get(word, 0) / (count + 1)) for word, count in self._alone.items()}

    def __call__(self, text: str, plain: bool) -> str:
        """The likeliest reading, in lower case; the text itself where that is the same.

        ``plain``: the question was typed without any diacritics, so that every word may lack its own.
        """
        typed = words(text)
        best: dict[str, Scored] = {_EDGE: (0.0, ())}
        for word in typed:
            step: dict[str, Scored] = {}
            for score, reading in self._readings(word, plain):
                came = max(
                    (before + self._likelihood(last, reading[0]), so_far) for last, (before, so_far) in best.items()
                )
                found = (came[0] + score, came[1] + reading)
                step[reading[-1]] = max(found, step.get(reading[-1], found))
            best = dict(sorted(step.items(), key=lambda item: item[1], reverse=True)[:_BEAM])
        read = list(max(best.values())[1])
        return text if read == typed else " ".join(read)

    def _likelihood(self, first: str, second: str) -> float:
        follows = self._after[first].get(second, 0) / self._alone[first] if first in self._after else 0.0
        stands = (self._alone[second] + 0.1) / (self._total + 0.1 * len(self._alone))
        return log(_NEIGHBOUR * follows + (1 - _NEIGHBOUR) * stands)

    def _readings(self, word: str, plain: bool) -> Iterable[Scored]:
        """What one typed word may stand for, each with its own score."""
        if fold(word) != word:
            return [(0.0, (word,))]
        if word in self._written:
            return [(0.0 if plain or spelt == word else -_AS_TYPED, (spelt,)) for spelt in {word, *self._written[word]}]
        if len(word) in _SHORT and word.isascii() and word.isalpha() and not could_be_syllable(word):
            return self._written_out(word) or [(0.0, (word,))]
        return [(0.0, (word,))]

    def _written_out(self, short: str) -> list[Scored]:
        """Terms of the corpus with these initials; the firmest first: its words seldom stand without each other."""
        partial: list[list[Scored]] = [[] for _ in range(len(short) + 1)]
        partial[0] = [(0.0, ())]
        for at, letter in enumerate(short):
            begun = [found for found in partial[at] if len(found[1]) == 1]
            firmest = sorted((found for found in partial[at] if len(found[1]) != 1), reverse=True)[:_BEAM]
            for score, reading in (*begun, *firmest):
                for word, gain in self._next(reading, letter):
                    for size in _sizes(fold(word), short[at:]):
                        partial[at + size].append((score + gain, (*reading, word)))
        whole = [
            (score + self._closes[reading[-1]], reading)
            for score, reading in partial[-1]
            if len(reading) > 1 and score / (len(reading) - 1) > _FIRM
        ]
        return sorted(whole, reverse=True)[:_READINGS]

    def _next(self, reading: Reading, letter: str) -> Iterator[tuple[str, float]]:
        if not reading:
            yield from ((word, self._opens[word]) for word in self._begins[letter])
            return
        last = reading[-1]
        for word, count in self._after[last].items():
            if fold(word[:1]) == letter:
                yield word, log(count**_OFTEN / (self._alone[last] * self._alone[word]))


def _sizes(word: str, rest: str) -> Iterator[int]:
    """How many letters of a short form a word may stand for: its first, its first two where they are one sound, all."""
    yield 1
    if word.startswith(_TWO_LETTERS) and rest.startswith(word[:2]):
        yield 2
    if len(word) > 2 and rest.startswith(word):
        yield len(word)
