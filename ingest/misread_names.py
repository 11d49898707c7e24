"""Registered names among recognised words whose diacritics recognition lost or changed ("cao đăng" for "cao đẳng")."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.agency_names import Directory, Token, tokens
from ingest.text import fold

_LONGEST = 24  # words of a name
_UNMISTAKABLE = 4  # words of a name that no ordinary phrase resembles, written small too ("công ăn" is no police)
_PLAIN = 3  # words of a name that is told at the beginning of a sentence ("Các sơ đồ" are no departments)
_SENTENCE_ENDS = ".;!?)"
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")

Name = tuple[str, ...]


class MisreadNames:
    """Finds the one registered name that differs from the printed words in at most one mark of each word."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._by_fold: defaultdict[Name, list[Name]] = defaultdict(list)
        for name in directory.names:
            self._by_fold[tuple(map(fold, name))].append(name)
        self._first = {name[0] for name in self._by_fold}

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Offset and right spelling (lower case, same length) of each misread word of a name, in an NFC text."""
        found = [token for token in tokens(text) if token.text != "\n"]
        folded = [fold(token.text) for token in found]
        position = 0
        while position < len(found):
            name = self._at(text, found, folded, position) if folded[position] in self._first else ()
            for token, word in zip(found[position:], name, strict=False):
                if token.text != word:
                    yield token.start, word
            position += max(1, len(name))

    def _at(self, text: str, found: list[Token], folded: list[str], position: int) -> Name:
        """The name that begins at a token, the longest there; exact names come before misread ones as long."""
        exact = self._directory.longest(found, position, self._directory.names)
        shortest = exact[1] if exact else 0
        for length in range(min(_LONGEST, len(found) - position), shortest, -1):
            alike = self._by_fold.get(tuple(folded[position : position + length]), ())
            printed = tuple(token.text for token in found[position : position + length])
            meant = [name for name in alike if all(map(_is_slip, printed, name))]
            if meant:
                bodies = {self._directory.names[name].name for name in meant}
                return meant[0] if len(bodies) == 1 and _is_name(text, found, position, length) else ()
        return tuple(token.text for token in found[position : position + shortest])


def _is_slip(printed: str, meant: str) -> bool:
    """Whether two words of the same base letters differ in at most one mark."""
    return printed == meant or sum(map(_marks_apart, printed, meant)) == 1


def _marks_apart(printed: str, meant: str) -> int:
    """How many of the mark that shapes a letter (ă, ô, ơ, đ) and that of its tone differ."""
    if printed == meant:
        return 0
    shape, tone = _parts(printed)
    other_shape, other_tone = _parts(meant)
    return (shape != other_shape) + (tone != other_tone)


def _parts(letter: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in _TONES)
    return "".join(mark for mark in marks if mark not in _TONES), tone


def _is_name(text: str, found: Sequence[Token], position: int, length: int) -> bool:
    """Whether words are written as a name is, so that no ordinary phrase is taken for one."""
    start = found[position].start
    if not text[start].isupper():
        return length >= _UNMISTAKABLE
    before = text[:start].rstrip()[-1:]
    return length >= _PLAIN or (before != "" and before not in _SENTENCE_ENDS)
