"""Vietnamese text as the corpus and the question are both compared: NFC, folding, word tokens, cleaning.

Everything here is pure. ``fold`` keeps the length of an NFC text, so offsets found in the folded text are
offsets of the text itself.
"""

from __future__ import annotations

import re
import unicodedata

FOLDING_VERSION = "4"  # part of the index manifest: a change of words, tokens or pieces asks for a rebuild

_TONES = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_TONE = re.compile("(?<!q)(" + "|".join(_TONES) + r")(?!\w)")  # "quý": its u belongs to the consonant
_FINAL_Y = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_SYLLABLE_Y = re.compile(r"[hklmstv][yýỳỷỹỵ]")
_MARKDOWN = re.compile(r"\*\*|__(?=\S)|^#{1,6} |</?sup>|^---$|<(?=https?://)|(?<=[\w/])>(?=[\s).,;]|$)", re.MULTILINE)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012–—−", "-"))
_MARKS = ("Mn",)
_ACCENTED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
LOWER = "a-z" + _ACCENTED  # for character classes: the range à-ỹ holds capitals too
UPPER = "A-Z" + _ACCENTED.upper()
_VOWELS = re.compile(r"[aeiouy]")


def nfc(text: str) -> str:
    """Composed form (NFC); the form in which everything is compared."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


class _Folded(dict[int, str]):
    """Folded form of each code point, worked out when first met; what ``str.translate`` looks up in."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = "".join(c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) not in _MARKS)
        lowered = "d" if char in "đĐ" else _DASHES.get(code, base.lower())
        folded = self[code] = lowered if isinstance(lowered, str) and len(lowered) == 1 else char
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Lower case without diacritics, one character for each character of ``nfc(text)``; dashes become hyphens."""
    return nfc(text).translate(_FOLDED)


def is_unaccented(text: str) -> bool:
    """Whether a text carries no Vietnamese diacritics at all, as when typed on a plain keyboard."""
    lowered = nfc(text).lower()
    return lowered.translate(_DASHES) == fold(lowered)


def canonical(text: str) -> str:
    """Lower case NFC with the old tone placement (``hoá`` -> ``hóa``), same length as ``nfc(text)``."""
    composed = nfc(text)
    lowered = composed.lower()
    if len(lowered) != len(composed):  # a few foreign capitals grow
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in composed)
    return _TONE.sub(lambda m: _TONES[m[1]], lowered).translate(_DASHES)


def words(text: str) -> list[str]:
    """Word tokens for the lexical index: canonical, ``lý`` = ``lí``, numbers with their separators kept whole."""
    return [
        token.translate(_FINAL_Y) if len(token) == 2 and _SYLLABLE_Y.match(token) else token
        for token in _WORD.findall(canonical(text))
    ]


def folded_words(text: str) -> list[str]:
    """The tokens of ``words`` without diacritics."""
    return [fold(token) for token in words(text)]


def collapse(text: str) -> str:
    """Every run of white space as one space, none at the ends."""
    return " ".join(text.split())


def clean(raw: str) -> str:
    """Raw words as a reader expects them: Markdown marks and line breaks gone, nothing else changed."""
    return collapse(_MARKDOWN.sub("", nfc(raw)))


def looks_like_syllable(token: str) -> bool:
    """Whether a folded token could be a Vietnamese syllable; ``stc`` could not, ``cat`` could."""
    return bool(_VOWELS.search(token)) and len(token) <= 7
