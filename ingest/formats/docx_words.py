"""The words of Word paragraphs as printed.

Tracked changes are accepted, hidden text is left out, a note is marked by a raised number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VAL = qn("w:val")
_PLAIN = {qn(name): text for name, text in (("w:tab", "\t"), ("w:ptab", "\t"), ("w:br", "\n"), ("w:cr", "\n"))} | {
    qn("w:noBreakHyphen"): "-"
}
_WRAPPERS = {
    qn(f"w:{name}")
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo")
}
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_SYMBOL = re.compile(r"(?!D[89A-F])[0-9A-F]{4}", re.IGNORECASE)  # no surrogate
_OFF = ("0", "false", "off", "none")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Words:
    """Reads paragraphs in order and remembers which notes they refer to."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []  # ("footnote" or "endnote", id), in order of reference

    def of(self, paragraph: Element) -> str:
        """The words of a paragraph, without those of its text boxes."""
        return "".join(self._inline(paragraph))

    def _inline(self, node: Element) -> Iterator[str]:
        for child in node:
            if child.tag == qn("w:r"):
                yield from self._run(child)
            elif child.tag in _WRAPPERS:
                yield from self._inline(child)
            elif child.tag == _MC + "AlternateContent":
                yield from self._inline(chosen(child))
            elif isinstance(child.tag, str) and child.tag.startswith(_MATH):
                yield "".join(t.text or "" for t in child.iter(_MATH + "t"))

    def _run(self, run: Element) -> Iterator[str]:
        properties = run.find(qn("w:rPr"))
        if _is_on(properties, "w:vanish"):
            return
        raised = properties is not None and any(
            place.get(_VAL) == "superscript" for place in properties.findall(qn("w:vertAlign"))
        )
        capitals = _is_on(properties, "w:caps")
        for child in run:
            text = self._character(child)
            text = text.translate(SUPERSCRIPTS) if raised else text
            yield text.upper() if capitals else text

    def _character(self, child: Element) -> str:
        if child.tag == qn("w:t"):
            return child.text or ""
        if child.tag in _NOTES:
            if child.get(qn("w:customMarkFollows")) not in (None, *_OFF):
                return ""
            self.notes.append((_NOTES[child.tag], child.get(qn("w:id"), "")))
            return str(len(self.notes)).translate(SUPERSCRIPTS)
        if child.tag == qn("w:sym"):
            code = child.get(qn("w:char"), "")
            return chr(int(code, 16)) if _SYMBOL.fullmatch(code) else ""
        if child.tag == _MC + "AlternateContent":
            return "".join(self._character(inner) for inner in chosen(child))
        return _PLAIN.get(child.tag, "")


def boxes(paragraph: Element) -> Iterator[Element]:
    """Contents of the text boxes anchored in a paragraph, each once: of alternatives only the first, no nested ones."""
    waiting = list(reversed(paragraph))
    while waiting:
        node = waiting.pop()
        if node.tag == qn("w:txbxContent"):
            yield node
        elif node.tag == _MC + "AlternateContent":
            waiting += reversed(chosen(node))
        elif node.tag not in (qn("w:del"), qn("w:moveFrom")):
            waiting += reversed(node)


def chosen(alternatives: Element) -> Element:
    """The alternative that a present-day Word shows."""
    first = alternatives.find(_MC + "Choice")
    fallback = alternatives.find(_MC + "Fallback")
    return first if first is not None else (fallback if fallback is not None else alternatives)


def _is_on(properties: Element | None, name: str) -> bool:
    switch = properties.find(qn(name)) if properties is not None else None
    return switch is not None and switch.get(_VAL) not in _OFF
