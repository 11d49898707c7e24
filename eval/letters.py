"""How many letters of a transcript were read: by edit distance, all of them and those with Vietnamese marks alone.

What is no letter of the text on either side counts for nothing: a run of white space is one space, dot leaders, ruled
lines of hyphens and the addresses behind links are left out, and letters are compared composed (NFC).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from ingest.text import collapse, nfc

_UNREAD = re.compile(r'[.…_–—-](?:\s?[.…_–—-]){3,}|HYPERLINK "[^"]*"')
_MARKED = re.compile(r"[^\W\d_a-zA-Z]")
_SLACK = 0.1  # by how much of what was read the beginning of a transcript may be shorter or longer
_STEPS = 80  # in which that beginning is sought


@dataclass(frozen=True, slots=True)
class LettersScore:
    """Characters of a transcript, spaces and signs included, and how many must be changed to make it of what was read.

    ``accented`` are its letters with a Vietnamese mark (đ too), ``accented_wrong`` those that were lost or changed.
    """

    count: int
    wrong: int
    accented: int
    accented_wrong: int

    @property
    def right(self) -> float:
        """Share of the characters that is right, what was read besides counted against it; 0 to 1."""
        return _share(self.count, self.wrong)

    @property
    def accented_right(self) -> float:
        """Share of the accented letters that is right; 0 to 1."""
        return _share(self.accented, self.accented_wrong)

    def __add__(self, other: LettersScore) -> LettersScore:
        return LettersScore(
            self.count + other.count,
            self.wrong + other.wrong,
            self.accented + other.accented,
            self.accented_wrong + other.accented_wrong,
        )


def letters(truth: str, read: str) -> LettersScore:
    """Hold what was read against a transcript of the whole."""
    return _scored(_compared(truth), _compared(read))


def letters_of_beginning(truth: str, read: str) -> LettersScore:
    """Hold the first pages of a document against a transcript of all of it, cut off where it fits them best."""
    whole, found = _compared(truth), _compared(read)
    spare = round(_SLACK * len(found))
    ends = range(max(1, len(found) - spare), len(found) + spare + 1, max(1, 2 * spare // _STEPS))
    end = min(ends, key=lambda end: Levenshtein.normalized_distance(whole[:end], found))
    return _scored(whole[:end], found)


def _compared(text: str) -> str:
    return collapse(_UNREAD.sub(" ", nfc(text)))


def _scored(truth: str, read: str) -> LettersScore:
    edits = Levenshtein.editops(truth, read)
    changed = {edit.src_pos for edit in edits if edit.tag != "insert"}
    accented = {match.start() for match in _MARKED.finditer(truth)}
    return LettersScore(len(truth), len(edits), len(accented), len(accented & changed))


def _share(count: int, wrong: int) -> float:
    return max(0.0, 1 - wrong / count) if count else 1.0
