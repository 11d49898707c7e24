"""The words of Word paragraphs as printed.

Tracked changes are accepted, hidden text and comments are left out, of a field its result is shown, a note is marked by a
raised number. Letters of old fonts become Unicode.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.formats.docx_fields import Fields, is_shown
from ingest.formats.docx_pictures import PLACED, is_picture
from ingest.formats.docx_styles import VALUE, Styles, is_set, value
from ingest.formats.docx_symbols import symbols
from ingest.formats.legacy_letters import LegacyLetters, Piece
from ingest.formats.vietnamese_letters import composed

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWN_TEXT = "{urn:schemas-microsoft-com:vml}textpath"
_PLAIN = {
    qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): "\u00ad",
}  # fmt: skip
_WRAPPERS = {
    qn(f"w:{name}")
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo")
}
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_TYPED = (qn("w:t"), qn("w:softHyphen"))
_ANCHORED = (qn("w:txbxContent"), _DRAWN_TEXT, *PLACED)
_SYMBOL = re.compile(r"(?!D[89A-F])[0-9A-F]{4}", re.IGNORECASE)  # no surrogate
_SOFT_HYPHEN = "\u00ad"  # a letter in TCVN3, elsewhere nothing that is printed
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_Look = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Note:
    """A reference to a footnote or endnote; ``mark`` is how it is printed."""

    kind: str  # "footnote" or "endnote"
    key: str
    mark: str


class Words:
    """Reads paragraphs in order and remembers which notes it met."""

    def __init__(self, styles: Styles, letters: LegacyLetters) -> None:
        self.notes: list[Note] = []
        self._styles = styles
        self._letters = letters
        self._fields = Fields()

    def of(self, paragraph: Element) -> str:
        """The words of a paragraph, without those of its text boxes."""
        style = self._styles.of(paragraph)
        text = self._printed(self._inline(paragraph, style))
        self._fields.end_paragraph()
        return text

    def label(self, label: Piece, paragraph: Element) -> str:
        """The automatic number of a paragraph, in whose font it is printed unless it has its own."""
        if not label.text or label.text.isascii():
            return label.text
        font = label.font or _mark_font(self._styles, paragraph)
        return self._printed([(Piece(label.text, font), str)])

    def is_hidden(self, paragraph: Element) -> bool:
        """Whether the end of a paragraph is hidden text: with no words it is not there at all."""
        mark = paragraph.find(qn("w:pPr"))
        return mark is not None and self._styles.is_on(mark, self._styles.of(paragraph), "w:vanish")

    def _printed(self, pieces: Iterable[tuple[Piece, _Look]]) -> str:
        stretches = groupby(pieces, key=lambda piece: piece[1])
        text = "".join(look(self._letters.unicode([piece for piece, _ in stretch])) for look, stretch in stretches)
        return composed(text).replace(_SOFT_HYPHEN, "")

    def _inline(self, node: Element, style: str | None) -> Iterator[tuple[Piece, _Look]]:
        for child in node:
            if child.tag == qn("w:r"):
                yield from self._run(child, style)
            elif child.tag in _WRAPPERS and is_printed(child):
                yield from self._inline(child, style)
            elif child.tag == _MC + "AlternateContent":
                yield from self._inline(chosen(child), style)
            elif isinstance(child.tag, str) and child.tag.startswith(_MATH):
                yield Piece("".join(t.text or "" for t in child.iter(_MATH + "t"))), str

    def _run(self, run: Element, style: str | None) -> Iterator[tuple[Piece, _Look]]:
        if self._styles.is_on(run, style, "w:vanish"):
            self._fields.meet(run)
            return
        font, look = self._styles.font(run, style), self._look(run, style)
        for child in run:
            self._fields.meet_mark(child)
            if self._fields.are_printed:
                yield from self._character(child, font, look)

    def _look(self, run: Element, style: str | None) -> _Look:
        if value(run.find(qn("w:rPr")), "w:vertAlign") == "superscript":
            return _raised
        return str.upper if self._styles.is_on(run, style, "w:caps") else str

    def _character(self, child: Element, font: str | None, look: _Look) -> Iterator[tuple[Piece, _Look]]:
        if child.tag == qn("w:t"):
            yield Piece(symbols(child.text or "", font), font), look
        elif child.tag in _NOTES:
            yield from self._note(child)
        elif child.tag == qn("w:sym"):
            code, own = child.get(qn("w:char"), ""), child.get(qn("w:font"), font)
            yield Piece(symbols(chr(int(code, 16)), own) if _SYMBOL.fullmatch(code) else "", own), look
        elif child.tag == _MC + "AlternateContent":
            for inner in chosen(child):
                yield from self._character(inner, font, look)
        elif child.tag in _PLAIN:
            yield Piece(_PLAIN[child.tag], font), look

    def _note(self, reference: Element) -> Iterator[tuple[Piece, _Look]]:
        own_mark = is_set(reference.get(qn("w:customMarkFollows"), "0"))
        mark = "" if own_mark else str(1 + sum(bool(note.mark) for note in self.notes))
        self.notes.append(Note(_NOTES[reference.tag], reference.get(qn("w:id"), ""), _raised(mark)))
        yield Piece(mark), _raised


def pieces(root: Element, styles: Styles) -> Iterator[Piece]:
    """All that is typed under an element, a piece for each run and a line end after each paragraph, with its font."""
    for paragraph in root.iter(qn("w:p")):
        style, font = styles.of(paragraph), None
        for run in paragraph.iter(qn("w:r")):
            font = styles.font(run, style)
            typed = (_SOFT_HYPHEN if part.tag == qn("w:softHyphen") else part.text or "" for part in run.iter(*_TYPED))
            yield Piece("".join(typed), font)
        yield Piece("\n", font)


def anchored(paragraph: Element) -> Iterator[Element]:
    """Text boxes, drawn words and pictures of a paragraph, each once: of alternatives only the first, no nested ones."""
    waiting = [] if next(paragraph.iter(*_ANCHORED), None) is None else list(reversed(paragraph))
    while waiting:
        node = waiting.pop()
        if node.tag == qn("w:txbxContent") or is_drawn_text(node) or is_picture(node):
            yield node
        elif node.tag == _MC + "AlternateContent":
            waiting += reversed(chosen(node))
        elif node.tag not in (qn("w:del"), qn("w:moveFrom")):
            waiting += reversed(node)


def is_drawn_text(node: Element) -> bool:
    """Whether this is WordArt of the old kind, as of stamps and watermarks, and no text box."""
    return bool(node.tag == _DRAWN_TEXT and node.get("string"))


def drawn_text(node: Element) -> str:
    """The words of such WordArt."""
    return composed(node.get("string", ""))


def chosen(alternatives: Element) -> Element:
    """The alternative that a present-day Word shows."""
    first = alternatives.find(_MC + "Choice")
    fallback = alternatives.find(_MC + "Fallback")
    return first if first is not None else (fallback if fallback is not None else alternatives)


def is_printed(wrapper: Element) -> bool:
    """Whether what is wrapped is text: not the request of a content control to fill it in, not a page number."""
    if wrapper.tag == qn("w:fldSimple"):
        return is_shown(wrapper.get(qn("w:instr"), ""))
    asking = wrapper.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
    return asking is None or not is_set(asking.get(VALUE))


def _mark_font(styles: Styles, paragraph: Element) -> str | None:
    mark = paragraph.find(qn("w:pPr"))
    return styles.font(paragraph if mark is None else mark, styles.of(paragraph))


def _raised(text: str) -> str:
    return text.translate(SUPERSCRIPTS)
