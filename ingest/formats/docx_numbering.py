"""Automatic numbers of Word paragraphs as Word prints them: "1.", "a)", "II.3", "-".

Task grammar hangs on these marks, and they stand in no text run (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.formats.docx_styles import VALUE, Styles, is_set, value
from ingest.formats.legacy_letters import Piece

_PLACE = re.compile(r"%([1-9])")
_KEPT_BULLETS = "-\u2013\u2014+*\u2022"
_DEEPEST = 9  # levels
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts and prints; ``restarts`` names the level (1-based) that sets it back, 0 none."""

    start: int
    format: str
    text: str
    glued: bool
    legal: bool
    style: str | None
    restarts: int | None
    font: str | None


class Numbering:
    """Counts the paragraphs of a document in order: ``label`` must be asked once for each."""

    def __init__(self, numbering: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}  # list -> abstract list, whose counters lists share
        self._starts: dict[str, dict[int, int]] = {}  # list -> level -> first number, used once
        self._overrides: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._learn(numbering)

    def label(self, paragraph: Element) -> Piece:
        """The printed mark with the blank after it, and its font if it has its own; empty for a paragraph without one."""
        number, depth = self._place(paragraph)
        levels = self._abstract.get(self._lists.get(number, ""), {}) | self._overrides.get(number, {})
        level = levels.get(depth)
        if level is None:
            return Piece("")
        counts = self._count(number, depth, levels)
        if level.format == "bullet":
            mark = level.text if _is_kept(level.text) else "-"
        else:
            mark = _PLACE.sub(lambda m: _printed(levels, counts, int(m[1]) - 1, level), level.text)
        return Piece(mark + ("" if level.glued or not mark else " "), level.font)

    def _learn(self, numbering: Element) -> None:
        links: dict[str, str] = {}
        styled: dict[str, str] = {}
        for abstract in numbering.iter(qn("w:abstractNum")):
            key = abstract.get(qn("w:abstractNumId"), "")
            self._abstract[key] = {_depth(level): _level(level) for level in abstract.findall(qn("w:lvl"))}
            if (link := value(abstract, "w:numStyleLink")) is not None:
                links[key] = link
            if (own := value(abstract, "w:styleLink")) is not None:
                styled[own] = key
        for key, link in links.items():
            self._abstract[key] = self._abstract.get(styled.get(link, ""), {})
        for number in numbering.iter(qn("w:num")):
            self._learn_list(number)

    def _learn_list(self, number: Element) -> None:
        key = number.get(qn("w:numId"), "")
        self._lists[key] = value(number, "w:abstractNumId") or ""
        for override in number.findall(qn("w:lvlOverride")):
            depth = _depth(override)
            if (start := value(override, "w:startOverride")) is not None:
                self._starts.setdefault(key, {})[depth] = _number(start)
            if (level := override.find(qn("w:lvl"))) is not None:
                self._overrides.setdefault(key, {})[depth] = _level(level)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """List and level of a paragraph, its own or its style's; no list is ``0``, as in Word."""
        number, depth, bearer = None, None, None
        for style, holder in (("", paragraph), *self._styles.chain(self._styles.of(paragraph))):
            properties = holder.find(qn("w:pPr"))
            own = None if properties is None else properties.find(qn("w:numPr"))
            depth, number, bearer = depth or value(own, "w:ilvl"), value(own, "w:numId"), style
            if number is not None:
                break
        if number is None:
            return "0", 0
        if depth is not None:
            return number, _number(depth)
        levels = self._abstract.get(self._lists.get(number, ""), {})
        return number, next((d for d, level in levels.items() if level.style and level.style == bearer), 0)

    def _count(self, number: str, depth: int, levels: dict[int, _Level]) -> dict[int, int]:
        counts = self._counts.setdefault(self._lists.get(number, ""), {})
        start = self._starts.get(number, {}).pop(depth, None)
        if start is not None:
            counts[depth] = start
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        for deeper in [d for d in counts if d > depth]:
            restarts = levels[deeper].restarts if deeper in levels else None
            if restarts is None or depth < restarts:
                del counts[deeper]
        return counts


def _printed(levels: dict[int, _Level], counts: dict[int, int], depth: int, asking: _Level) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    count = counts.setdefault(depth, level.start)
    return _FORMATS.get("decimal" if asking.legal else level.format, str)(count)


def _level(element: Element) -> _Level:
    legal, fonts = element.find(qn("w:isLgl")), element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    restarts = value(element, "w:lvlRestart")
    return _Level(
        start=_number(value(element, "w:start") or "1"),
        format=_format(element),
        text=value(element, "w:lvlText") or "",
        glued=value(element, "w:suff") == "nothing",
        legal=legal is not None and is_set(legal.get(VALUE)),
        style=value(element, "w:pStyle"),
        restarts=None if restarts is None else _number(restarts),
        font=None if fonts is None else fonts.get(qn("w:hAnsi")) or fonts.get(qn("w:ascii")),
    )


def _format(element: Element) -> str:
    """How a level counts; after a format of newer programs stands a plainer one for all."""
    formats = list(element.iter(qn("w:numFmt")))
    return formats[-1].get(VALUE, "decimal") if formats else "decimal"


def _is_kept(bullet: str) -> bool:
    """Whether a bullet is printed in our text as it is: a mark that officials type themselves, or a word."""
    return bool(bullet) and (bullet in _KEPT_BULLETS or (len(bullet) > 1 and any(map(str.isalpha, bullet))))


def _depth(element: Element) -> int:
    return min(_number(element.get(qn("w:ilvl"), "0")), _DEEPEST - 1)


def _number(printed: str) -> int:
    return min(int(printed), 1_000_000) if re.fullmatch(r"\d{1,9}", printed) else 0


def _letters(count: int) -> str:
    """a ... z, aa, bb: Word repeats the letter."""
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 100) if count > 0 else ""


def _roman(count: int) -> str:
    pieces = []
    for worth, letters in _ROMAN:
        pieces.append(letters * min(count // worth, 100))
        count %= worth
    return "".join(pieces)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "none": lambda count: "",
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedCircle": lambda count: chr(0x2460 + count - 1) if 1 <= count <= 20 else str(count),
}
