"""A question with slips of the keyboard, as it was meant: marks on some words only, letters that sound alike.

A word counts as known where the readable passages print it, or where it belongs to the furniture of questions. A letter is
changed only where that makes neighbours which the passages print: a term that they lack stays as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.furniture import furniture_words
from ingest.index import Index
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
    bare = (m.group() for m in _WORD.finditer(text) if m.group().isascii() and (m.group().islower() or m.start() == 0))
    lacking = sum(_lacks_marks(word.lower(), vocabulary) for word in dict.fromkeys(bare))
    return "".join(map(_bare, nfc(text))) if lacking >= _FEWEST else text


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
    out, position, before = "", 0, ""
    found = list(_WORD.finditer(text))
    for at, match in enumerate(found):
        gap = text[position : match.start()]
        before = before if gap == " " else ""
        joined = at + 1 < len(found) and text[match.end() : found[at + 1].start()] == " "
        after = found[at + 1].group().lower() if joined else ""
        meant = _meant(match.group(), (before, after), vocabulary)
        out += gap + meant
        position, before = match.end(), meant.lower()
    return out + text[position:]


def _meant(word: str, beside: tuple[str, str], vocabulary: Vocabulary) -> str:
    """The word, or the variant of it that stands beside these neighbours."""
    if len(word) < 2 or not word.islower() or word in furniture_words() or _pairs(word, beside, vocabulary):
        return word
    known = vocabulary.prints(word) > 0
    scored = [(_pairs(v, beside, vocabulary), v) for v in dict.fromkeys(_variants(word)) if vocabulary.knows(v)]
    best = max(scored, default=(0, word))
    if best[0] >= (_SURE if known else 1):
        return best[1]
    common = [v for _, v in scored if v in furniture_words()]
    return common[0] if common and not known else word


def _pairs(word: str, beside: tuple[str, str], vocabulary: Vocabulary) -> int:
    before, after = beside
    first = vocabulary.prints(f"{before}_{word}") if before else 0
    return first + (vocabulary.prints(f"{word}_{after}") if after else 0)


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
