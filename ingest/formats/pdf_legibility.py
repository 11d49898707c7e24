"""Whether the letters of a PDF page are the words that are printed on it, or a picture, marks, or words with holes."""

from __future__ import annotations

import re
from collections import Counter

_SCANS = ((0.1, 100), (0.5, 300))  # pictures' share of a page and letters: with fewer than these it is a picture
_LOST_SHARE = 0.02  # of a page's characters
_LETTER_SHARE = 0.5  # of a page's characters; running text has nine in ten
_CAPTION = 20  # characters; fewer tell nothing
_BLANKS = " \r\n\t.…_-–\u00ad\uffff"  # white space, dotted lines, rules
_ENOUGH = 200  # letters of a page: in so many every block of Vietnamese letters occurs
_BASE_SHARE = 0.02  # of đ, ư, ơ, ă among letters; Vietnamese has one in fifteen
_PIECE_SHARE = 0.06  # of words that are a piece of a syllable; sound text has one in a hundred
_BASES = re.compile("[đươăĐƯƠĂ]")
_ACCENTED = re.compile("[\u1ea0-\u1ef9\u0300-\u0323]")  # letters with a tone and a mark of their own; loose accents
_WORD = re.compile(r"(?<!\S)[^\W\d_]+(?!\S)")
_PIECE = re.compile(r"(?<=[^\W\d_] )(?:ng|nh|ch|tr|th|ph|kh|ngh|gi|qu|[bcdđghklmnpqrstvx])(?= [^\W\d_])")


def is_gibberish(letters: str) -> bool:
    """Whether a page's fonts do not name their letters: many unknown ones, or marks in place of letters."""
    kinds = Counter("letter" if mark.isalnum() else "blank" if mark in _BLANKS else _sort_of(mark) for mark in letters)
    printed = kinds.total() - kinds["blank"]
    lost = kinds["lost"] + kinds["private"] // 4  # bullets are private letters too
    return lost > max(3, _LOST_SHARE * printed) or (printed > _CAPTION and kinds["letter"] < _LETTER_SHARE * printed)


def has_holes(letters: str) -> bool:
    """Whether letters of Vietnamese words are missing, as from a font without them: none of U+1EA0-1EF9, or pieces."""
    count = sum(map(str.isalpha, letters))
    if count < _ENOUGH:
        return False
    if len(_BASES.findall(letters)) > _BASE_SHARE * count and not _ACCENTED.search(letters):
        return True
    return len(_PIECE.findall(letters)) > _PIECE_SHARE * len(_WORD.findall(letters))


def is_picture(pictured: float, letters: int) -> bool:
    """Whether a page is a scan: ``pictured`` is the share of it under pictures, ``letters`` are those of its words."""
    return not letters or any(pictured > share and letters < few for share, few in _SCANS)


def _sort_of(mark: str) -> str:
    if mark in "\ufffd\x00":
        return "lost"
    return "private" if "\ue000" <= mark <= "\uf8ff" else "mark"
