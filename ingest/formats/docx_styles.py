"""What Word paragraphs and runs inherit from the styles of a document (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

VALUE = qn("w:val")
_OFF = ("0", "false", "off", "none")
_tag = cache(qn)
_LONGEST_CHAIN = 20  # styles based on styles
_FONT = (qn("w:hAnsi"), qn("w:ascii"), qn("w:hAnsiTheme"), qn("w:asciiTheme"))


class Styles:
    """The styles of a document by their names."""

    def __init__(self, styles: Element | None) -> None:
        all_styles = [] if styles is None else list(styles.iter(qn("w:style")))
        self._styles = {style.get(qn("w:styleId")): style for style in all_styles}
        ordinary = (s for s in all_styles if s.get(qn("w:type")) == "paragraph" and is_set(s.get(qn("w:default"), "0")))
        self._ordinary = next((style.get(qn("w:styleId")) for style in ordinary), None)
        self._base = (
            None if styles is None else styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        )
        self._inherited: dict[tuple[str | None, str | None], list[Element]] = {}

    def of(self, paragraph: Element) -> str | None:
        """The style of a paragraph; the ordinary one where it names none."""
        return value(paragraph.find(_tag("w:pPr")), "w:pStyle") or self._ordinary

    def chain(self, name: str | None) -> Iterator[tuple[str, Element]]:
        """A style and those it is based on, nearest first, each with its name."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if name is None or style is None:
                return
            yield name, style
            name = value(style, "w:basedOn")

    def is_on(self, run: Element, style: str | None, switch: str) -> bool:
        """Whether a switch of character formatting ("w:vanish", "w:caps") holds for a run in a paragraph of a style."""
        found = (properties.find(_tag(switch)) for properties in self._formats(run, style))
        return next((is_set(mark.get(VALUE)) for mark in found if mark is not None), False)

    def font(self, run: Element, style: str | None) -> str | None:
        """The font of a run's Latin letters; None where it is the one of the theme or not said."""
        for properties in self._formats(run, style):
            fonts = properties.find(_tag("w:rFonts"))
            names = {} if fonts is None else {place: fonts.get(place) for place in _FONT if fonts.get(place)}
            if names:
                return names.get(_FONT[0]) or names.get(_FONT[1])
        return None

    def _formats(self, run: Element, style: str | None) -> Iterator[Element]:
        """Character formatting of a run, or of a paragraph's mark: its own, then what styles give."""
        own = run.find(_tag("w:rPr"))
        if own is not None:
            yield own
        key = (value(own, "w:rStyle"), style)
        if key not in self._inherited:
            chains = [
                format for name in key for _, bearer in self.chain(name) for format in bearer.findall(_tag("w:rPr"))
            ]
            self._inherited[key] = chains if self._base is None else [*chains, self._base]
        yield from self._inherited[key]


def value(element: Element | None, name: str) -> str | None:
    """The value of a child; None where there is no such child."""
    child = None if element is None else element.find(_tag(name))
    return None if child is None else child.get(VALUE)


def is_set(switch: str | None) -> bool:
    """Whether the value of a switch means on; a switch without a value does."""
    return switch not in _OFF
