"""Letters of a PDF page whose fonts are older than Unicode, and accents that stand apart, in one piece each."""

from __future__ import annotations

import ctypes
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.formats.legacy_letters import LegacyLetters, Piece, may_be_legacy
from ingest.formats.vietnamese_letters import composed

FILLER = "\uffff"
_LONGEST_NAME = 200  # bytes


def in_unicode(text_page: pdfium.PdfTextPage, letters: str) -> tuple[str, str | None]:
    """The letters of a page, each in its old place, and the encoding they were converted from, None where none was.

    ``letters[i]`` is the character with index i; ``FILLER`` stands where nothing is left of one.
    """
    if not may_be_legacy(letters):
        return composed(letters, FILLER), None
    fonts = groupby(range(len(letters)), key=lambda i: _font(text_page, i))
    pieces = [Piece("".join(letters[i] for i in places), font) for font, places in fonts]
    legacy = LegacyLetters(pieces)
    return composed(legacy.unicode(pieces, FILLER), FILLER), legacy.encoding


def _font(text_page: pdfium.PdfTextPage, i: int) -> str | None:
    """The font of a character; None for white space that pdfium adds."""
    name, flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
    length = c.FPDFText_GetFontInfo(text_page.raw, i, name, _LONGEST_NAME, flags)
    return name.value.decode("utf-8", "replace") if 0 < length <= _LONGEST_NAME else None
