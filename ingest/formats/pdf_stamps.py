"""What was stamped upon a PDF page when it was signed: number and date, and the block that tells who signed.

Such words stand in the appearance of an annotation, not in the page. A number or date goes where it is printed, into the
gap of its line; the block of a signature is no part of the document's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.formats.pdf_letters import Line, around

if TYPE_CHECKING:
    from ingest.formats.pdf_layout import Block

_Block = TypeVar("_Block", bound="Block")
_SIGNER = re.compile(r"(?:Được ký bởi|Ký số bởi|Ký bởi|Người ký|(?:Digitally )?signed by)\b", re.IGNORECASE)
_OTHERS = re.compile(r"(?:Ngày ký|Thời gian ký|E-?mail|Cơ quan|Date|Reason|Location)\s*:", re.IGNORECASE)
_MOST_LINES = 8  # of the block of a signature
_NEAR = 4  # line heights between a line and a stamp that continues it


def flattened(document: pdfium.PdfDocument, number: int) -> tuple[pdfium.PdfPage, int | None]:
    """A page (from 0) with its visible annotations drawn upon it; how many characters are its own, None for all.

    Raises:
        pdfium.PdfiumError: the page cannot be opened.
    """
    page = document[number]
    if c.FPDFPage_GetAnnotCount(page.raw) < 1:
        return page, None
    own = page.get_textpage().count_chars()
    if c.FPDFPage_Flatten(page.raw, c.FLAT_NORMALDISPLAY) != c.FLATTEN_SUCCESS:
        return page, None
    page.close()
    return document[number], own


def without_signatures(blocks: Sequence[_Block]) -> list[_Block]:
    """Blocks without those that say who signed the file and when: they are known from the signature itself."""
    kept: list[_Block] = []
    i = 0
    while i < len(blocks):
        size = _signature_lines(blocks[i : i + _MOST_LINES])
        if not size:
            kept.append(blocks[i])
        i += size or 1
    return kept


def _signature_lines(blocks: Sequence[Block]) -> int:
    """How many of the blocks, from the first on, are one signature's; 0 where no signature begins."""
    if not (isinstance(blocks[0], Line) and _SIGNER.match(blocks[0].text)):
        return 0
    named = [i for i, block in enumerate(blocks) if isinstance(block, Line) and _OTHERS.search(block.text)]
    return named[-1] + 1 if named else 0


def place_stamps(stamps: Sequence[Line], blocks: Sequence[Block]) -> list[Block]:
    """Blocks with each stamp in the line whose gap it fills, else under the line it stands below."""
    placed = list(blocks)
    for stamp in stamps:
        level = [(gap, i) for i, block in enumerate(placed) if (gap := _gap(stamp, block)) is not None]
        if level:
            at = min(level)[1]
            placed[at] = _filled(placed[at], stamp)
        else:
            placed.insert(_below(stamp, placed), stamp)
    return placed


def _gap(stamp: Line, block: Block) -> float | None:
    """Points between a stamp and the line at its height, 0 within it; None where they are no one line."""
    if not isinstance(block, Line):
        return None
    left, bottom, right, top = stamp.box
    high = top - bottom
    shared = min(top, block.box[3]) - max(bottom, block.box[1])
    gap = max(0.0, block.box[0] - right, left - block.box[2])
    return gap if shared > high / 2 and gap < _NEAR * high else None


def _filled(line: Block, stamp: Line) -> Line:
    """A line with a stamp before the first word that stands right of it; a sign goes on with its slash or dash."""
    if not isinstance(line, Line):
        return stamp
    middle = stamp.box[0] + stamp.box[2]
    before = [word for word in line.words if word.box[0] + word.box[2] < middle]
    after = line.words[len(before) :]
    head = line.text[: before[-1].end] + " " if before else ""
    rest = line.text[after[0].start :] if after else ""
    text = head + stamp.text + ("" if not rest or rest[0] in "/-" else " ")
    moved = len(text) - (after[0].start if after else 0)
    words = (*before, *stamp.moved(len(head)), *(w._replace(start=w.start + moved, end=w.end + moved) for w in after))
    return Line(text + rest, around((line.box, stamp.box)), words)


def _below(stamp: Line, blocks: Sequence[Block]) -> int:
    """Where a stamp of its own goes: after the nearest block straight above it, else after the nearest above."""
    left, _, right, top = stamp.box
    above = [
        (block.box[0] >= right or block.box[2] <= left, block.box[1] - top, i)
        for i, block in enumerate(blocks)
        if block.box[1] + block.box[3] > stamp.box[1] + top
    ]
    return min(above)[2] + 1 if above else 0
