"""Words of a PDF page that no reader of it sees: drawn in no ink, in white on white, or outside the page.

They are no content: a scan's invisible layer is somebody's recognition, and what is hidden on purpose is meant for machines.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as c

if TYPE_CHECKING:
    from ingest.formats.pdf_page import Box, Shape

_NO_INK = (c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP)
_WHITE = 250  # of 255; a colour no darker cannot be read on paper

Drawn = tuple["Shape", "Box"]


def hidden_texts(texts: Iterable[Drawn], backs: Sequence[Drawn], size: tuple[float, float]) -> set[int]:
    """Addresses of the text objects that cannot be seen; ``backs`` are the pictures and figures of the page."""
    return {_address(shape) for shape, box in texts if _is_hidden(shape, box, backs, size)}


def blanked(text_page: pdfium.PdfTextPage, letters: str, hidden: set[int]) -> str:
    """The letters of a page with a space in place of each that belongs to a hidden object."""
    if not hidden:
        return letters
    shown = (
        letter.isspace() or not (owner := c.FPDFText_GetTextObject(text_page.raw, i)) or _address(owner) not in hidden
        for i, letter in enumerate(letters)
    )
    return "".join(letter if visible else " " for letter, visible in zip(letters, shown, strict=True))


def _is_hidden(shape: Shape, box: Box, backs: Sequence[Drawn], size: tuple[float, float]) -> bool:
    left, bottom, right, top = box
    if right < 0 or top < 0 or left > size[0] or bottom > size[1]:
        return True
    if c.FPDFTextObj_GetTextRenderMode(shape) in _NO_INK:
        return True
    x, y = (left + right) / 2, (bottom + top) / 2
    return _is_white(shape) and not any(
        b[0] <= x <= b[2] and b[1] <= y <= b[3] and not _is_white(back) for back, b in backs
    )


def _is_white(shape: Shape) -> bool:
    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    if not c.FPDFPageObj_GetFillColor(shape, red, green, blue, opaque):
        return False
    return min(red.value, green.value, blue.value) >= _WHITE or opaque.value == 0


def _address(shape: Shape) -> int:
    return ctypes.addressof(shape.contents)
