"""Signs of the fonts Symbol and Wingdings as the Unicode signs that they draw."""

from __future__ import annotations

import re

_PRIVATE = re.compile("[\uf020-\uf0ff]")
_SYMBOL = {
    0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xA7: "♣", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "\u00d7", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xC5: "⊕", 0xC6: "∅", 0xCE: "∈", 0xD0: "∠",
    0xD6: "√", 0xDB: "⇔", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x76: "❖", 0x9F: "•",
    0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_LETTERS = "abgdezhqiklmnxoprstufcyw"
_GREEK = dict(zip(map(ord, _LETTERS), "αβγδεζηθικλμνξοπρστυφχψω", strict=True))


def symbols(text: str, font: str | None) -> str:
    """Text with the private letters of symbol fonts replaced by the signs they draw; in other fonts by the letters meant."""
    return _PRIVATE.sub(lambda m: _sign(m[0], font), text)


def _sign(letter: str, font: str | None) -> str:
    code, name = ord(letter) & 0xFF, (font or "").lower()
    if name.startswith("wingdings"):
        return _WINGDINGS.get(code, letter)
    if name.startswith("symbol"):
        return (
            _SYMBOL.get(code) or _GREEK.get(code) or (chr(code) if chr(code) in " 0123456789()+,./:;<=>%" else letter)
        )
    return chr(code) if name else letter
