"""Seals and blocks of signatures that were put upon a scan when it was signed: annotations, which cover its words.

The recognition of a page takes them away, never what may be a mark of secrecy: a mark in black stays on the page, one in
colour is read by the secrecy gate, which looks at all annotations.
"""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.formats.pdf_stamps import flattened, says_who_signed
from ingest.formats.stamps import has_colour
from ingest.text import fold

_SEAL = 60  # points; seals of the state are 36 mm wide, a stamped number is lower
_ROUND = 1.6  # sides of what is round, with a signature beside it
_SECRET = "mat"  # "Mật", "Độ mật", folded

_Box = tuple[float, float, float, float]  # left, bottom, right, top in points


def without_seals(blob: bytes, number: int) -> pdfium.PdfPage:
    """A page (from 0) with its visible annotations drawn upon it, but for seals and blocks of signatures.

    Raises:
        pdfium.PdfiumError: the page cannot be opened.
    """
    document = pdfium.PdfDocument(blob)
    page = document[number]
    boxes = _annotation_boxes(page)
    if boxes:
        drawn, _ = flattened(pdfium.PdfDocument(blob), number)
        for at in reversed([at for at, box in enumerate(boxes) if _is_seal(drawn, box)]):
            c.FPDFPage_RemoveAnnot(page.raw, at)
    return flattened(document, number)[0]


def _annotation_boxes(page: pdfium.PdfPage) -> list[_Box]:
    """One for each annotation, an empty one where it has none."""
    boxes = []
    for at in range(c.FPDFPage_GetAnnotCount(page.raw)):
        annotation, box = c.FPDFPage_GetAnnot(page.raw, at), c.FS_RECTF()
        c.FPDFAnnot_GetRect(annotation, box)
        c.FPDFPage_CloseAnnot(annotation)
        boxes.append((box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)))
    return boxes


def _is_seal(drawn: pdfium.PdfPage, box: _Box) -> bool:
    """Whether what is drawn in a box says who signed, or says nothing and is coloured and of the shape of a seal."""
    width, height = drawn.get_size()
    words = drawn.get_textpage().get_text_bounded(*box)
    if words.strip():
        return says_who_signed(words) and _SECRET not in fold(words)
    left, bottom, right, top = max(0.0, box[0]), max(0.0, box[1]), min(width, box[2]), min(height, box[3])
    shorter, longer = sorted((right - left, top - bottom))
    if shorter < _SEAL or longer > _ROUND * shorter:
        return False
    picture = drawn.render(crop=(left, bottom, width - right, height - top)).to_numpy()
    return has_colour(np.ascontiguousarray(picture[:, :, :3], np.uint8))
