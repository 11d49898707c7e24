"""Telex keystrokes left in the text ("nhieejm vuj" for "nhiệm vụ"): undone where only that makes a syllable."""

from __future__ import annotations

import re
import unicodedata

from ingest.formats.vietnamese_letters import is_syllable
from ingest.text import nfc

# What a syllable looks like without its marks: typed on a plain keyboard it is no slip.
_PLAIN = re.compile(
    r"(?!.*(?:aa|ee|oo))(?:ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|[bcdghklmnprstvx])?(?:ieu|yeu|uoi|uou|oai|oay|oao|oeo|uay|uyu|uye|uya|[aeiou][aeiouy]|uy|ye|[aeiouy])(?:ch|nh|ng|[cmnpt])?"
)
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_TONE = re.compile(r"(?<=[aeiouyw])([sfrxj])|(?<=[aeiouyw][cmnpt])([sfrxj])|(?<=[aeiouyw][cn][hg])([sfrxj])")
_DOUBLED = (
    ("dd", "đ"),
    ("uow", "ươ"),
    ("uwow", "ươ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
_VOWEL = re.compile("[aeiouyăâêôơư]")
_WORD = re.compile(r"[A-Za-z]+")
_FEWEST = 2  # words so typed before the text counts as telex


def undone(text: str) -> str:
    """The text as it was meant; unchanged where fewer than two words, of more than three, can only be telex."""
    words = [m.group() for m in _WORD.finditer(text)]
    slips = {w for w in words if not w.isupper() and not _PLAIN.fullmatch(w.lower()) and _meant(w.lower())}
    if len(slips) < min(_FEWEST, max(1, len(words) - 2)):
        return text
    return nfc(_WORD.sub(lambda m: _restored(m.group()) if m.group() in slips else m.group(), text))


def _restored(word: str) -> str:
    meant = _meant(word.lower()) or word
    return meant[0].upper() + meant[1:] if word[0].isupper() else meant


def _meant(word: str) -> str | None:
    """The syllable that the keystrokes spell, or None where they spell none."""
    tones = ["".join(groups) for groups in _TONE.findall(word)]
    if len(tones) > 1:
        return None
    bare = _TONE.sub("", word)
    for keys, letter in _DOUBLED:
        bare = bare.replace(keys, letter)
    bare = _moved_mark(bare)
    spelled = _toned(bare, _TONES[tones[0]]) if tones and _VOWEL.search(bare) else bare
    return spelled if spelled != word and is_syllable(spelled) else None


def _moved_mark(word: str) -> str:
    """A mark typed after the coda: "tiengse" is not spelled so, "tienge" is "tiêng", "duongw" is "dương"."""
    if word.endswith("w") and "uo" in word:
        return word[:-1].replace("uo", "ươ", 1)
    match = re.fullmatch(r"(.*?)([aeo])(.*[^aeo])\2", word)
    return match[1] + {"a": "â", "e": "ê", "o": "ô"}[match[2]] + match[3] if match else word


def _toned(syllable: str, tone: str) -> str:
    """The tone on the vowel with a mark, else on the last of two before a coda, else on the first of the pair."""
    start = 2 if re.match(r"(?:qu|gi(?=[aeouăâêôơư]))", syllable) else 0
    places = [i for i, c in enumerate(syllable) if i >= start and c in "aeiouyăâêôơư"]
    marked = [i for i in places if syllable[i] in "ăâêôơư"]
    if marked:
        at = marked[-1]
    elif len(places) > 2 or (len(places) == 2 and places[-1] != len(syllable) - 1):
        at = places[1]
    else:
        at = places[0]
    return unicodedata.normalize("NFC", syllable[: at + 1] + tone + syllable[at + 1 :])
