"""The opposite of folding: what a question typed without diacritics or in initials says, in the corpus's own words.

"cai cach tthc" becomes "cải cách thủ tục hành chính" where the corpus writes so. Counts of neighbouring words in the
corpus, and in what everybody writes, are the language model; the likeliest readings of the whole question are taken
(beam search). They are searched with, never shown: only words that everybody may read count.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from math import log

from ingest.formats.vietnamese_letters import could_be_syllable
from ingest.neighbours import EDGE, Neighbours, Words, common, phrases
from ingest.text import fold, words

_CORPUS, _COMMON, _ALONE = 0.65, 0.2, 0.15  # weights: neighbours in the corpus, neighbours in common, the word alone
_AS_TYPED = 6.0  # log odds that a word without diacritics is meant so where others carry them
_BEAM = 16  # readings kept at each step
_SAME_END = 2  # of them that end in one word: what follows cannot tell these apart
_KEPT = 2  # readings of a question
_CLOSE = 2.0  # log odds by which the second may be less likely
_SHORT = range(2, 8)  # letters of a short form
_SHORT_KEPT = 3  # readings of one short form, told apart by the words around it
_SHORT_BEAM = 40
_FIRM_PHRASE = -2.0  # how firm a common phrase is taken to be
_FIRM = -5.0  # log odds for each pair of words, below which they are no term
_TWO_LETTERS = ("ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr")
_VOWELS = re.compile("[aeiouy]")
_REMEMBERED = 4_096  # typed words whose readings are kept

_NOTHING: Mapping[str, str] = {}

Scored = tuple[float, Words]


class Unfolder:
    """A bigram model of syllables."""

    def __init__(self, learnt: bytes) -> None:
        """From what ``ingest.neighbours.learn`` returned, checked by the caller."""
        self._corpus, self._common = Neighbours.read(learnt), common()
        self._alone: Counter[str] = Counter(self._corpus.alone)
        self._alone.update(self._common.alone)
        self._total = sum(self._alone.values()) + 0.1 * len(self._alone)
        self._written: dict[str, list[str]] = defaultdict(list)  # spellings of a folded word
        self._begins: dict[str, list[str]] = defaultdict(list)  # words by their first letter, diacritics aside
        for word in sorted(self._alone):
            self._written[fold(word)].append(word)
            self._begins[fold(word[:1])].append(word)
        self._phrases: dict[str, list[Words]] = defaultdict(list)  # by their initials
        for phrase in phrases():
            self._phrases["".join(fold(word[0]) for word in phrase)].append(phrase)
        self._opens, self._closes = self._bounds()
        self._readings = lru_cache(_REMEMBERED)(self._read)

    def _bounds(self) -> tuple[dict[str, float], dict[str, float]]:
        """Log odds that a term can begin with a word, and end: low where the same neighbour stands there always."""
        before: dict[str, float] = {}
        behind: dict[str, float] = {}
        for first, followers in self._corpus.after.items():
            for second, count in followers.items():
                if first != EDGE:
                    before[second] = max(count, before.get(second, 0))
                if second != EDGE:
                    behind[first] = max(count, behind.get(first, 0))
        return self._apart(before), self._apart(behind)

    def _apart(self, commonest: Mapping[str, float]) -> dict[str, float]:
        alone = self._corpus.alone
        return {word: log(1 - commonest.get(word, 0) / (count + 1)) for word, count in alone.items()}

    def __call__(self, text: str, plain: bool, known: Mapping[str, str] = _NOTHING) -> tuple[str, ...]:
        """The likeliest readings, the best first, in lower case; the text itself where that is the same.

        ``plain``: the question was typed without any diacritics, so that every word may lack its own. ``known``
        are short forms and what they stand for, where the words around them do not say otherwise.
        """
        typed = words(text)
        held: list[Scored] = [(0.0, ())]
        for word in typed:
            grown = [
                (before + score + self._joined(so_far[-1] if so_far else EDGE, reading), so_far + reading)
                for score, reading in self._meant(word, plain, known)
                for before, so_far in held
            ]
            held = _spread(sorted(grown, reverse=True))
        close = [list(reading) for score, reading in held[:_KEPT] if score >= held[0][0] - _CLOSE]
        return tuple(text if read == typed else " ".join(read) for read in close)

    def _joined(self, last: str, reading: Words) -> float:
        """Log odds of a reading after a word; those of a term itself are known, only its first word is met here."""
        met = log(
            _CORPUS * self._corpus.share(last, reading[0])
            + _COMMON * self._common.share(last, reading[0])
            + _ALONE * self._stands(reading[0])
        )
        return met if len(reading) == 1 else met - log(self._stands(reading[0]))

    def _stands(self, word: str) -> float:
        return (self._alone[word] + 0.1) / self._total

    def _meant(self, word: str, plain: bool, known: Mapping[str, str]) -> list[Scored]:
        """What one typed word may stand for, each with its own score; the word itself where nothing else is known."""
        read = self._readings(word, plain)
        if word in known:
            term = tuple(words(known[word]))
            read = [*read, (self._met(term), term)]
        return read or [(0.0, (word,))]

    def _read(self, word: str, plain: bool) -> list[Scored]:
        if not (word.isascii() and word.isalpha()) or (word in self._alone and not plain):
            return [(0.0, (word,))]
        if word in self._written:
            spellings = {word, *self._written[word]}
            return [(0.0 if plain or spelt == word else -_AS_TYPED, (spelt,)) for spelt in sorted(spellings)]
        return self._written_out(word) if len(word) in _SHORT and not could_be_syllable(word) else []

    def _written_out(self, short: str) -> list[Scored]:
        """Terms with these initials, each by how firm and how common it is."""
        terms = dict.fromkeys(self._phrases.get(short, ()), _FIRM_PHRASE)
        for firmness, reading in self._firmest(short):
            terms[reading] = max(firmness, terms.get(reading, firmness))
        return [(firmness + self._met(reading), reading) for reading, firmness in terms.items()]

    def _met(self, term: Words) -> float:
        """Log odds of a term: those of its rarest pair in the corpus."""
        rarest = (
            min(self._corpus.together(*pair) for pair in pairwise(term))
            if len(term) > 1
            else self._corpus.alone.get(term[0], 0)
        )
        return log((rarest + 0.5) / self._total)

    def _firmest(self, short: str) -> list[Scored]:
        """Terms of the corpus with these initials; the firmest first: its words seldom stand without each other."""
        partial: list[list[Scored]] = [[] for _ in range(len(short) + 1)]
        partial[0] = [(0.0, ())]
        for at, letter in enumerate(short):
            begun = [found for found in partial[at] if len(found[1]) == 1]
            firmest = sorted((found for found in partial[at] if len(found[1]) != 1), reverse=True)[:_SHORT_BEAM]
            for score, reading in (*begun, *firmest):
                for word, gain in self._next(reading, letter):
                    for size in _sizes(fold(word), short[at:]):
                        partial[at + size].append((score + gain, (*reading, word)))
        whole = [
            (score + self._closes[reading[-1]], reading)
            for score, reading in partial[-1]
            if len(reading) > 1 and score / (len(reading) - 1) > _FIRM
        ]
        return sorted(whole, reverse=True)[:_SHORT_KEPT]

    def _next(self, reading: Words, letter: str) -> Iterator[tuple[str, float]]:
        alone = self._corpus.alone
        if not reading:
            yield from ((word, self._opens[word]) for word in self._begins[letter] if word in alone)
            return
        last = reading[-1]
        for word, count in self._corpus.after.get(last, {}).items():
            if fold(word[:1]) == letter:
                yield word, log(count**2 / (alone[last] * alone[word]))


def _spread(grown: list[Scored]) -> list[Scored]:
    """The first of the readings, few with one end."""
    ends: Counter[str] = Counter()
    held: list[Scored] = []
    for scored in grown:
        last = scored[1][-1]
        ends[last] += 1
        if ends[last] <= _SAME_END:
            held.append(scored)
        if len(held) == _BEAM:
            break
    return held


def _sizes(word: str, rest: str) -> set[int]:
    """How many letters of a short form a word may stand for.

    Its first; its first two where they are one sound; its consonants ("trc", "mn" of "mini"); all.
    """
    consonants = _VOWELS.sub("", word)
    shorter = {word, consonants, word[:2] if word.startswith(_TWO_LETTERS) else ""}
    return {1} | {len(form) for form in shorter if len(form) > 1 and rest.startswith(form)}
