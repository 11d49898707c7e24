"""Vietnamese text from before Unicode, or typed with loose accents, as the Unicode that its readers saw.

TCVN3 and VNI live in fonts: the bytes are Latin letters that ``.VnTime`` or ``VNI-Times`` draw as Vietnamese ones. What
a font is called is a hint; what the letters spell decides, since styles name fonts that nobody typed in. Text that is
good Vietnamese, or no Vietnamese at all, is left alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby

from ingest.formats.vietnamese_letters import composed, is_syllable


class Encoding(StrEnum):
    """Encodings of Vietnamese that programs of the 1990s used; the value is what people call them."""

    TCVN3 = "TCVN3"
    VNI = "VNI"
    VISCII = "VISCII"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters as a file holds them and the name of their font, None where the file does not say."""

    text: str
    font: str | None = None


_FONTS = (
    (Encoding.TCVN3, re.compile(r"(?:[A-Z]{6}\+)?(?:(?i:\.vn)|Vn(?=[A-Z]))")),  # PDF programs leave out the dot
    (Encoding.VNI, re.compile(r"(?:[A-Z]{6}\+)?(?i:VNI[- ]?(?=[A-Z]))")),
)
_CAPITALS = re.compile(r"[a-z0-9]H(?=$|[-, ]|Bold|Italic)")  # .VnTimeH draws small letters as capitals
_MODERN = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_OURS = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ"
_STRAY = re.compile(f"(?![{_OURS}{_OURS.lower()}])[\x80-\xff\u2212\u2219]")  # no letter of Vietnamese
_WORD = re.compile("[A-Za-z\x80-\u024f\u1ea0-\u1ef9\u2212\u2219]+")
_GLYPHS = str.maketrans("\u2212\u2219", "\u00ad\u00b7")  # what PDF programs make of the letters ư and ã of TCVN3
_MISREAD = {ord(bytes([code]).decode("cp1258", "ignore") or chr(code)): chr(code) for code in range(0xC0, 0x100)}
_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
_VNI_BESIDES = {"aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ"}  # not in the table of viparse
_FEWEST = 3  # words from which an encoding is told without a font's name
_ENOUGH = 0.6  # share of the words with strange letters that conversion turns into Vietnamese syllables
_SAMPLE = 20_000  # characters; more do not change the verdict


def encoding_of(font: str | None) -> Encoding | None:
    """The encoding that a font's name stands for; None for fonts of Unicode or of nothing in particular."""
    return next((encoding for encoding, name in _FONTS if name.match(font or "")), None)


def may_be_legacy(text: str) -> bool:
    """A quick look: whether there are letters that Unicode Vietnamese has no use for."""
    return bool(_STRAY.search(text))


def guess(text: str) -> Encoding | None:
    """The encoding under which the strange words of a text are Vietnamese syllables; None where it is too close to tell."""
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if not word.isascii() and len(word) > 1]
    if len(words) < _FEWEST or not may_be_legacy(text):
        return None
    good = sum(map(is_syllable, words))
    gains = {encoding: sum(map(is_syllable, map(_converter(encoding), words))) - good for encoding in Encoding}
    best = max(gains, key=lambda encoding: gains[encoding])
    return best if gains[best] >= max(_FEWEST, _ENOUGH * len(words)) else None


def convert(text: str, encoding: Encoding, filler: str = "") -> str:
    """Text of an encoding as Unicode; ``filler`` follows a letter that was written as two, to keep every place."""
    return _converter(encoding, filler)(text)


class LegacyLetters:
    """Converts the text of one document piece by piece, after a look at all of it."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        texts: defaultdict[str | None, list[str]] = defaultdict(list)
        for piece in pieces:
            texts[piece.font].append(piece.text)
        whole = {font: "\n".join(words) for font, words in texts.items()}
        self._misread = {font for font, text in whole.items() if _is_misread(text, font)}
        self._of_fonts = {
            font: encoding_of(font) if font in self._misread else _usual(whole[font], font) for font in whole
        }
        self._converted: Counter[Encoding] = Counter()

    @property
    def encoding(self) -> str | None:
        """Of what was converted so far, the encoding of most letters; None where nothing was."""
        return next((encoding.value for encoding, _ in self._converted.most_common(1)), None)

    def unicode(self, pieces: Sequence[Piece], filler: str = "") -> str:
        """The pieces of a paragraph or cell, in order, as Unicode; a letter may be spread over two pieces."""
        pieces = [Piece(p.text.translate(_MISREAD), p.font) if p.font in self._misread else p for p in pieces]
        together: defaultdict[str | None, str] = defaultdict(str)
        for piece in pieces:
            together[piece.font] += piece.text
        verdicts = {font: self._verdict(text, font) for font, text in together.items()}
        stretches = groupby(pieces, key=lambda piece: (verdicts[piece.font], _is_capital(piece.font)))
        return "".join(
            self._stretch("".join(piece.text for piece in stretch), *kind, filler) for kind, stretch in stretches
        )

    def _verdict(self, text: str, font: str | None) -> Encoding | None:
        return None if _MODERN.search(text) else guess(text) or self._of_fonts.get(font, encoding_of(font))

    def _stretch(self, text: str, encoding: Encoding | None, capital: bool, filler: str) -> str:
        if encoding is None:
            return text
        if not text.isascii():
            self._converted[encoding] += len(text)
        converted = convert(text, encoding, filler)
        return "".join(map(_capital, converted)) if capital else converted


def decoded(blob: bytes) -> tuple[str, Encoding | None] | None:
    """Bytes of an 8-bit Vietnamese text file: the text and its encoding, None for the code page of Windows.

    None alone where no encoding makes Vietnamese of them.
    """
    raw = blob.decode("latin-1")
    encoding = guess(raw)
    if encoding is not None:
        return convert(raw, encoding).translate(_WINDOWS), encoding
    try:
        text = composed(blob.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if not word.isascii()]
    good = sum(map(is_syllable, words))
    return (text, None) if good >= max(1, _ENOUGH * len(words)) else None


def _is_misread(text: str, font: str | None) -> bool:
    """Whether letters of an old font were taken for those of the Vietnamese code page of Windows."""
    encoding, meant = encoding_of(font), text.translate(_MISREAD)
    if encoding is None or meant == text or guess(meant) is not encoding:
        return False
    spelt = (sum(map(is_syllable, _WORD.findall(convert(reading[:_SAMPLE], encoding)))) for reading in (text, meant))
    return next(spelt) < next(spelt)


def _usual(text: str, font: str | None) -> Encoding | None:
    """What a font holds in this document: what its letters spell, else what its name says unless Unicode was typed in it."""
    legacy = " ".join(line for line in text.split("\n") if not _MODERN.search(line))
    found = guess(legacy)
    if found is not None:
        return found
    return None if len(_MODERN.findall(text)) > len(_STRAY.findall(legacy)) else encoding_of(font)


def _capital(letter: str) -> str:
    return letter.upper() if len(letter.upper()) == 1 else letter  # a ligature would grow


def _is_capital(font: str | None) -> bool:
    return encoding_of(font) is Encoding.TCVN3 and bool(_CAPITALS.search(font or ""))


@cache
def _converter(encoding: Encoding, filler: str = "") -> Callable[[str], str]:
    from viparse.normalize.encodings import get_charmap  # most documents need it not

    charmap = get_charmap(encoding.lower())
    table = dict(charmap.pairs if charmap is not None else ())
    if encoding is Encoding.VNI:
        table |= _VNI_BESIDES
        table |= {pair[0] + pair[1].swapcase(): letter for pair, letter in table.items() if len(pair) == 2}
    sequences = re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    beside = f"[{re.escape(''.join(sorted({mark for sequence in table for mark in sequence})))}A-Za-z]"
    substituted = re.compile(f"(?<={beside})[\u2212\u2219]|[\u2212\u2219](?={beside})")

    def converted(text: str) -> str:
        if encoding is Encoding.TCVN3:
            text = substituted.sub(lambda m: m[0].translate(_GLYPHS), text)
        return sequences.sub(lambda m: table[m[0]] + filler * (len(m[0]) - 1), text)

    return converted
