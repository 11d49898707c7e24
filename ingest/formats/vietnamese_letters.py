"""Vietnamese letters in one piece, and the syllables they spell: what tells a right reading of bytes from a wrong one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.text import fold

_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn: they make another letter of the vowel
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LOOSE = re.compile("\\w[\u0300-\u036f]+")
_STROKED = re.compile(r"(?<!\w)\w*[ÐƉðɖ]\w*")
_STROKES = str.maketrans("ÐƉðɖ", "ĐĐđđ")
_ONSETS = "b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
_RIMES = (
    "a(?:i|o|u|y|c|ch|m|n|ng|nh|p|t)?|ă(?:c|m|n|ng|p|t)|â(?:u|y|c|m|n|ng|p|t)|e(?:o|c|m|n|ng|p|t)?|ê(?:u|ch|m|n|ng|nh|p|t)?|"
    "i(?:a|u|ch|m|n|nh|p|t)?|[iy]ê(?:u|c|m|n|ng|p|t)|o(?:i|c|m|n|ng|p|t)?|oo(?:c|ng)|ô(?:i|c|m|n|ng|p|t)?|ơ(?:i|m|n|p|t)?|"
    "u(?:a|i|c|m|n|ng|p|t)?|ư(?:a|i|u|c|m|n|ng|t)?|uô(?:i|c|m|n|ng|t)|ươ(?:i|u|c|m|n|ng|p|t)|y(?:nh|t)?|"
    "oa(?:i|o|y|c|ch|m|n|ng|nh|p|t)?|oă(?:c|m|n|ng|p|t)|oe(?:o|m|n|t)?|uâ(?:y|c|n|ng|t)|uê(?:ch|n|nh)?|uơ|"
    "uy(?:a|u|ch|n|nh|p|t)?|uyê(?:n|t)"
)
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_RIMES})")
_BARE_SYLLABLE = re.compile(fold(_SYLLABLE.pattern))
_STOPPED = re.compile("(?:c|ch|p|t)$")
_OF_STOPPED = ("\u0301", "\u0323")  # syllables that end in a stop have only these two tones


def composed(text: str, filler: str = "") -> str:
    """Vietnamese letters in one piece each (NFC), also where their marks stand in the wrong order or twice.

    A Croatian or Icelandic Đ becomes the Vietnamese one it was taken for. ``filler`` makes up for what falls away, and
    then nothing but loose marks is composed.
    """
    text = _LOOSE.sub(lambda m: _joined(m[0]) + filler * (len(m[0]) - len(_joined(m[0]))), text)
    text = _STROKED.sub(lambda m: _stroked(m[0]), text)
    return text if filler else unicodedata.normalize("NFC", text)


@lru_cache(1 << 16)
def is_syllable(word: str) -> bool:
    """Whether a word is a Vietnamese syllable in spelling and tone, in capitals or not."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in letters if mark in _TONES]
    plain = unicodedata.normalize("NFC", "".join(mark for mark in letters if mark not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(plain):
        return False
    return not _STOPPED.search(plain) or (bool(tones) and tones[0] in _OF_STOPPED)


def could_be_syllable(word: str) -> bool:
    """Whether a word in plain small letters may be a Vietnamese syllable typed without its marks."""
    return bool(_BARE_SYLLABLE.fullmatch(word))


def _joined(cluster: str) -> str:
    """A letter and its marks in the order in which they compose."""
    letters = unicodedata.normalize("NFD", cluster)
    once = dict.fromkeys(letters[1:])
    if not set(once) <= {*_SHAPES, *_TONES}:
        return unicodedata.normalize("NFC", cluster)
    return unicodedata.normalize("NFC", letters[0] + "".join(sorted(once, key=lambda mark: mark not in _SHAPES)))


def _stroked(word: str) -> str:
    candidate = word.translate(_STROKES)
    return candidate if candidate.isupper() or is_syllable(candidate) else word
