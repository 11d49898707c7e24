"""A question with slips of the keyboard, as it was meant: marks on some words only, letters that sound alike.

A word counts as known where the readable passages print it, or where it belongs to the furniture of questions; it is well
spelt beside a neighbour with which everybody writes it ("thanh niên"). A letter is changed only where that makes neighbours
which the passages print: a term that they lack stays as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.furniture import furniture_words
from ingest.index import Index
from ingest.neighbours import common
from ingest.text import fold, is_unaccented, nfc, words

_WORD = re.compile(r"[^\W\d_]+")
_INITIALS = (
    ("tr", "ch"), ("s", "x"), ("gi", "d"), ("gi", "r"), ("d", "r"), ("l", "n"), ("ngh", "ng"), ("gh", "g"), ("c", "k"), ("d", "v"),
)  # fmt: skip
_FINALS = (("n", "ng"), ("t", "c"))
_TONES = str.maketrans({"\u0309": "\u0303", "\u0303": "\u0309"})  # hỏi and ngã
_PASSES = 2  # a word may be told only by the next one, once that is mended
_FEWEST = 2  # words without their marks: one alone may be a word that the passages lack ("vùng xa")
_SURE = 2  # passages that must print the neighbours before a word that exists is changed


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the passages that a viewer may read."""

    index: Index
    viewer: str | None

    def prints(self, word: str, folded: bool = False) -> int:
        """How many passages print a word, or two neighbours joined by ``_``."""
        token = "_".join(piece for part in word.split("_") for piece in words(part))  # as the index spells it
        return self.index.printed(token, self.viewer, folded)

    def knows(self, word: str) -> bool:
        """Whether it is a word of the passages or of questions."""
        return word in furniture_words() or self.prints(word) > 0


def unmarked(text: str, vocabulary: Vocabulary) -> str:
    """The text without any marks where some of its words lack theirs, else as it is: half the marks mislead."""
    if is_unaccented(text):
        return text
    found = list(_WORD.finditer(text))
    lacking = {
        word
        for at, match in enumerate(found)
        if (word := match.group().lower()).isascii() and (match.group().islower() or match.start() == 0)
        if not _is_written(word, _beside(text, found, at)) and _lacks_marks(word, vocabulary)
    }
    fewest = _FEWEST + (lacking <= common().alone.keys())  # each may be a word that the passages lack
    return "".join(map(_bare, nfc(text))) if len(lacking) >= fewest else text


def mended(text: str, vocabulary: Vocabulary) -> str:
    """The text with confused letters put right: "chiển khai" is "triển khai"; names and codes stay."""
    text = nfc(text)
    for _ in range(0 if is_unaccented(text) else _PASSES):
        again = _pass(text, vocabulary)
        if again == text:
            break
        text = again
    return text


def _pass(text: str, vocabulary: Vocabulary) -> str:
    out, position, mended_before = "", 0, ""
    found = list(_WORD.finditer(text))
    for at, match in enumerate(found):
        before, after = _beside(text, found, at)
        meant = _meant(match.group(), (before and mended_before, after), vocabulary)
        out += text[position : match.start()] + meant
        position, mended_before = match.end(), meant.lower()
    return out + text[position:]


def _beside(text: str, found: Sequence[re.Match[str]], at: int) -> tuple[str, str]:
    """The words before and after one, each empty where more than a space stands between."""
    before = at > 0 and text[found[at - 1].end() : found[at].start()] == " "
    after = at + 1 < len(found) and text[found[at].end() : found[at + 1].start()] == " "
    return found[at - 1].group().lower() if before else "", found[at + 1].group().lower() if after else ""


def _meant(word: str, beside: tuple[str, str], vocabulary: Vocabulary) -> str:
    """The word, or the variant of it that stands beside these neighbours."""
    if len(word) < 2 or not word.islower() or word in furniture_words():
        return word
    if _is_written(word, beside) or _pairs(word, beside, vocabulary):
        return word
    known = vocabulary.prints(word) > 0
    least = _on_every_side if known else _pairs
    scored = [(least(v, beside, vocabulary), v) for v in dict.fromkeys(_variants(word)) if vocabulary.knows(v)]
    best = max(scored, default=(0, word))
    if best[0] >= (_SURE if known else 1):
        return best[1]
    furniture = [v for _, v in scored if v in furniture_words()]
    return furniture[0] if furniture and not known and word not in common().alone else word


def _is_written(word: str, beside: tuple[str, str]) -> bool:
    """Whether everybody writes the word beside one of these neighbours."""
    before, after = (words(w)[0] if w else "" for w in beside)
    spelt = words(word)[0]
    return bool((before and common().together(before, spelt)) or (after and common().together(spelt, after)))


def _pairs(word: str, beside: tuple[str, str], vocabulary: Vocabulary) -> int:
    return sum(_sides(word, beside, vocabulary))


def _on_every_side(word: str, beside: tuple[str, str], vocabulary: Vocabulary) -> int:
    return min(_sides(word, beside, vocabulary), default=0)


def _sides(word: str, beside: tuple[str, str], vocabulary: Vocabulary) -> list[int]:
    """How many passages print the word behind the one before it, and before the one behind it, where there are such."""
    before, after = beside
    pairs = [f"{before}_{word}"] if before else []
    return [vocabulary.prints(pair) for pair in (*pairs, *([f"{word}_{after}"] if after else ()))]


def _variants(word: str) -> Iterator[str]:
    """What a word may be that sounds like this one."""
    for one, other in (*_INITIALS, *((b, a) for a, b in _INITIALS)):
        if word.startswith(one):
            yield other + word[len(one) :]
    for one, other in (*_FINALS, *((b, a) for a, b in _FINALS)):
        if word.endswith(one):
            yield word[: -len(one)] + other
    apart = unicodedata.normalize("NFD", word)
    if (turned := apart.translate(_TONES)) != apart:
        yield nfc(turned)


def _lacks_marks(word: str, vocabulary: Vocabulary) -> bool:
    if len(word) < 2 or vocabulary.knows(word):
        return False
    return word in _folded_furniture() or vocabulary.prints(word, folded=True) > 0


@cache
def _folded_furniture() -> frozenset[str]:
    return frozenset(map(fold, furniture_words()))


def _bare(char: str) -> str:
    return {"đ": "d", "Đ": "D"}.get(char, unicodedata.normalize("NFD", char)[0])
