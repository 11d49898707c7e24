"""Number, day and month that were stamped as pictures when a file was signed: recognised in the gap that they fill.

A number is taken only where two looks at it, at two sizes, agree: a wrong one is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module

import numpy as np
import pypdfium2 as pdfium

from ingest.formats.pdf_layout import Block
from ingest.formats.pdf_letters import Line, Word
from ingest.formats.pdf_page import Box
from ingest.formats.recognition import can_recognise

# A gap: what stands left of it, nothing but dots, what stands right of it.
_GAP = re.compile(r"(Số\s*:|ngày|tháng)[\s.…_]*(?=/|tháng\b|năm\b)", re.IGNORECASE)
_LOOKS = (150 / 72, 200 / 72)  # pixels for a point: digits of 20 to 30 pixels, which are read best
_ROOM = 0.25  # of the line's height, above and below it
_TALLEST = 5  # line heights of a stamped number's picture; a seal or a page is higher
_SURE = 0.6


def pictured_numbers(page: pdfium.PdfPage, pictures: Sequence[Box], blocks: Sequence[Block]) -> list[Line]:
    """Numbers in gaps of lines that a picture lies over; each word knows how sure its recognition is."""
    found = [gap for gap in _gaps(blocks) if any(_covers(picture, gap) for picture in pictures)]
    if not found or not can_recognise():
        return []
    return [line for line in (_number(page, gap) for gap in found) if line is not None]


def _gaps(blocks: Sequence[Block]) -> Iterator[Box]:
    for line in (block for block in blocks if isinstance(block, Line)):
        for gap in _GAP.finditer(line.text):
            before = [word for word in line.words if word.start < gap.end(1)]
            after = [word for word in line.words if word.end > gap.end()]
            if before and after and before[-1].box[2] < after[0].box[0]:
                yield before[-1].box[2], before[-1].box[1], after[0].box[0], before[-1].box[3]


def _covers(picture: Box, gap: Box) -> bool:
    """Whether a picture no higher than a stamped number lies over a gap."""
    middle = (gap[1] + gap[3]) / 2
    is_low = picture[3] - picture[1] < _TALLEST * (gap[3] - gap[1])
    return is_low and picture[1] < middle < picture[3] and picture[0] < gap[2] and picture[2] > gap[0]


def _number(page: pdfium.PdfPage, gap: Box) -> Line | None:
    left, bottom, right, top = gap
    room = _ROOM * (top - bottom)
    crop = (left, bottom - room, page.get_width() - right, page.get_height() - top - room)
    read = import_module("ingest.formats.scan_words").number
    looks = [read(np.asarray(page.render(scale=s, crop=crop, grayscale=True).to_numpy(), np.uint8)) for s in _LOOKS]
    text, confidence = looks[0][0], min(sure for _, sure in looks)
    if not text.isdigit() or confidence < _SURE or any(other != text for other, _ in looks):
        return None
    return Line(text, gap, (Word(0, len(text), gap, confidence),))
