"""What a web page shows, in reading order: paragraphs with the marks of their lists, and the tables between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

_SKIPPED = {
    "script", "style", "noscript", "template", "head", "nav", "select", "textarea", "button", "object", "svg", "iframe",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
}  # fmt: skip
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_UNMARKED = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
_OWN_MARK = re.compile(r"\s*[-–+*•]")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LINE = "\v"  # a line end that the page asks for, while others are blanks
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DEEPEST = 200  # elements within elements
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

IsTable = Callable[[HtmlElement], bool]


def flow(node: HtmlElement, is_table: IsTable) -> Iterator[str | HtmlElement]:
    """Paragraphs and tables of an element; what ``is_table`` refuses is read cell by cell."""
    waiting: list[str] = []
    for piece in (*_pieces(node, is_table, 0), None):
        if isinstance(piece, str):
            waiting.append(piece)
            continue
        words = _joined(waiting)
        waiting = []
        if words:
            yield words
        if piece is not None:
            yield piece


def words_of(cell: HtmlElement) -> str:
    """What a table's cell shows, a paragraph a line."""
    return "\n".join(piece for piece in flow(cell, lambda _: False) if isinstance(piece, str))


def _joined(pieces: list[str]) -> str:
    lines = _BLANKS.sub(" ", "".join(pieces)).split(_LINE)
    return "\n".join(line.strip(" ") for line in lines).strip("\n")


def _pieces(node: HtmlElement, is_table: IsTable, depth: int) -> Iterator[str | HtmlElement | None]:
    """Words, tables, and None where a paragraph begins or ends."""
    if depth > _DEEPEST:
        yield node.text_content()
    elif node.tag == "br":
        yield _LINE
    elif node.tag == "table" and is_table(node):
        yield node
    elif node.tag in _INLINE:
        yield from _inside(node, is_table, depth)
    else:
        yield None
        if node.tag == "li":
            yield _mark(node)
        yield from _inside(node, is_table, depth)
        yield None


def _inside(node: HtmlElement, is_table: IsTable, depth: int) -> Iterator[str | HtmlElement | None]:
    yield _words(node, node.text)
    for child in node:
        if isinstance(child.tag, str) and not _is_hidden(child):
            yield from _pieces(child, is_table, depth + 1)
        yield _words(node, child.tail)


def _words(node: HtmlElement, words: str | None) -> str:
    if not words:
        return ""
    if node.tag == "sup":
        return words.translate(_RAISED) if words.strip().isdigit() else words
    return words.replace("\n", _LINE) if node.tag == "pre" else words.replace(_LINE, " ")


def _is_hidden(node: HtmlElement) -> bool:
    return node.tag in _SKIPPED or node.get("hidden") is not None or bool(_HIDING.search(node.get("style", "")))


def _mark(item: HtmlElement) -> str:
    """The printed mark of a list item and the blank after it."""
    whole = item.getparent()
    style = f"{whole.get('style', '')};{item.get('style', '')}"
    if _UNMARKED.search(style):
        return ""
    if whole.tag != "ol":
        return "" if _OWN_MARK.match(item.text_content()[:20]) else "- "
    number = _integer(whole.get("start"), 1) - 1
    for other in whole.iterchildren("li"):
        number = _integer(other.get("value"), number + 1)
        if other is item:
            break
    return f"{_printed(number, whole.get('type', '1'))}. "


def _integer(words: str | None, otherwise: int) -> int:
    return int(words) if words is not None and re.fullmatch(r"-?\d{1,6}", words) else otherwise


def _printed(number: int, kind: str) -> str:
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I") and 1 <= number < 40:
        words = ""
        for value, letters in _ROMAN:
            words += letters * (number // value)
            number %= value
        return words if kind == "i" else words.upper()
    return str(number)
