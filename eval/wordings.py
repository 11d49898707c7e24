"""The same question typed in other ways: what officials do on phones, with Telex off, in a hurry.

Each wording is a pure function of the question; a wording that changes nothing is not asked again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from eval.cases import Case

DATA = Path(__file__).parent / "data"

Wording = Callable[[str], str]

_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_SHAPES = {"\u0302": "", "\u0306": "w", "\u031b": "w"}  # a circumflex doubles its letter instead
_WORD = re.compile(r"\w+")
_PLACED = {  # traditional and modern places of the mark in an open syllable
    f"{first[0]}{second}": f"{first[mark]}{bare}"
    for first, bare, seconds in (("oòóỏõọ", "a", "àáảãạ"), ("oòóỏõọ", "e", "èéẻẽẹ"), ("uùúủũụ", "y", "ỳýỷỹỵ"))
    for mark, second in enumerate(seconds, start=1)
}
_MOVED = {**_PLACED, **{modern: old for old, modern in _PLACED.items()}}
_SLIPS = (("ngh", "ng"), ("tr", "ch"), ("ch", "tr"), ("s", "x"), ("x", "s"), ("gi", "d"), ("d", "gi"), ("l", "n"))
_SLIP_EVERY = 4  # one word in so many of those that can be


def stripped(text: str) -> str:
    """No diacritics at all."""
    return "".join(map(_bare, unicodedata.normalize("NFC", text)))


def half_stripped(text: str) -> str:
    """Every second word without diacritics."""
    return _every(text, 2, stripped)


def tones_moved(text: str) -> str:
    """Tone marks in the other of the two places in use: "hoà" for "hòa"."""
    pattern = "|".join(map(re.escape, sorted(_MOVED, key=len, reverse=True)))
    return re.sub(rf"(?<![qQ])(?:{pattern})(?!\w)", lambda match: _MOVED[match.group()], text)


def abbreviated(text: str) -> str:
    """Common words in their short forms."""
    for long, short in _pairs("short_forms.tsv"):
        text = re.sub(rf"(?<!\w){re.escape(long)}(?!\w)", short.replace("\\", r"\\"), text, flags=re.IGNORECASE)
    return text


def misspelt(text: str) -> str:
    """Confused consonants in one lower-case word of four: ch for tr, s for x; names, signs and numbers stay."""
    return _every(text, _SLIP_EVERY, _slip)


def telex(text: str) -> str:
    """One word of four as its keys, where the input method was off: "nhieemj vuj"."""
    return _every(text, _SLIP_EVERY, _keys)


def paraphrased(text: str) -> str:
    """Other words for what is asked; the topic stays."""
    lowered = text
    for pattern, words in _pairs("synonyms.tsv"):
        lowered = re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", words, lowered, count=1, flags=re.IGNORECASE)
    return lowered


WORDINGS: Mapping[str, Wording] = {
    "stripped": stripped,
    "half stripped": half_stripped,
    "tones moved": tones_moved,
    "abbreviated": abbreviated,
    "misspelt": misspelt,
    "telex": telex,
    "paraphrased": paraphrased,
}


def reworded(case: Case, name: str) -> tuple[str, ...]:
    """The question of a case in one wording, hand-made ones beside; none where it would be the same."""
    made = (WORDINGS[name](case.text), *(case.paraphrases if name == "paraphrased" else ()))
    return tuple(text for text in dict.fromkeys(made) if text != case.text)


def _bare(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0]
    return {"đ": "d", "Đ": "D"}.get(base, base)


def _every(text: str, step: int, change: Wording) -> str:
    """Change one word of so many, counting those that the change changes."""
    seen = 0

    def changed(match: re.Match[str]) -> str:
        nonlocal seen
        new = change(match.group())
        seen += new != match.group()
        return new if seen % step == 1 or step == 1 else match.group()

    return _WORD.sub(changed, unicodedata.normalize("NFC", text))


def _slip(word: str) -> str:
    if not word.islower() or len(word) < 3:
        return word
    return next((new + word[len(old) :] for old, new in _SLIPS if word.startswith(old)), word)


def _keys(word: str) -> str:
    """A word as Telex keys, its tone last; words without diacritics stay."""
    keys, tone = "", ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        elif char in _SHAPES:
            keys += _SHAPES[char] or keys[-1].lower()
        elif char in "đĐ":
            keys += {"đ": "dd", "Đ": "Dd"}[char]
        else:
            keys += char
    return keys + tone


@cache
def _pairs(name: str) -> tuple[tuple[str, str], ...]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    rows = (line.split("\t", 1) for line in lines if "\t" in line and not line.startswith("#"))
    return tuple((first, second) for first, second in rows)
