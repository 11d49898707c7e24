"""One scanned page: its picture is made upright, its tables are found by their lines, its words recognised.

What Tesseract reads is the text of the page, as it stands; each word keeps its place and its confidence.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import mean

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageSequence, UnidentifiedImageError

from ingest.errors import UnreadableFile
from ingest.formats.extract import Composer, Extract
from ingest.formats.pdf_stamps import flattened
from ingest.formats.ruled_grid import Rule, RuledTable, find_tables
from ingest.formats.scan_image import Grey, Ruled, grey_of, levelled, ruled, turned
from ingest.formats.scan_places import Stance, as_displayed
from ingest.formats.scan_words import Line, Word, lines, sideways
from ingest.places import Place, Places

_DPI = 300
_POINT = 72 / _DPI
_MOST_PIXELS = 16_000_000  # A3 at 300 dpi has 17
_MOST_CELLS = 1_500
_MARGIN = 3  # pixels between a cell's lines and its words
_SCRAWL = 0.3  # mean confidence below which a line is a signature or a seal
_UNSURE = 0.6  # and below which a line of a few letters is
_FEW = 4
_GUTTER = 1.6  # heights of a line between two columns
_HEAD_SHARE = 0.3  # of the page, in which the letterhead stands
_MOST_FRAMES = 500

_NO_PICTURE = "Tệp ảnh bị hỏng hoặc không mở được; hãy quét lại hoặc xuất lại tệp rồi nạp lại."


def read_image(blob: bytes) -> Extract:
    """The pages of a picture file, none of them recognised yet; raises UnreadableFile for what is no picture."""
    try:
        with Image.open(io.BytesIO(blob)) as picture:
            sizes = [_size(frame.size) for frame in _frames(picture)]
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableFile(_NO_PICTURE) from error
    return Extract("", (0,) * len(sizes), unread=tuple(range(1, len(sizes) + 1)), page_sizes=tuple(sizes))


def read_scan(blob: bytes, page: int) -> Extract:
    """Recognise one page (from 1) of a PDF or a picture file: an Extract of a single page."""
    picture, shown = _picture(blob, page)
    grey = grey_of(picture)
    quarters = sideways(grey)
    level, degrees = levelled(turned(grey, quarters))
    return as_displayed(_compose(ruled(level)), Stance(quarters, degrees), shown)


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    for number, frame in enumerate(ImageSequence.Iterator(picture)):
        if number == _MOST_FRAMES:
            return
        yield frame


def _size(pixels: tuple[int, int]) -> tuple[float, float]:
    """Points of a page of these proportions, as wide as A4 when upright."""
    return 595.0, round(595.0 * pixels[1] / max(1, pixels[0]), 1)


def _picture(blob: bytes, page: int) -> tuple[NDArray[np.uint8], tuple[float, float]]:
    """The page in blue, green, red, at 300 dpi or as near as its size allows; its size in points."""
    if b"%PDF-" in blob[:1024]:
        raw, _ = flattened(pdfium.PdfDocument(blob), page - 1)
        scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, raw.get_width() * raw.get_height())) ** 0.5)
        pixels = np.asarray(raw.render(scale=scale, may_draw_forms=False).to_numpy()[:, :, :3], np.uint8)
        return pixels, raw.get_size()
    with Image.open(io.BytesIO(blob)) as picture:
        picture.seek(page - 1)
        picture.draft("RGB", picture.size)
        colours = picture.convert("RGB")
    target = max(1.0, 2480 / colours.width) if colours.width < 1600 else 1.0
    scale = min(target, (_MOST_PIXELS / (colours.width * colours.height)) ** 0.5)
    sized = colours.resize((int(colours.width * scale), int(colours.height * scale)), Image.Resampling.LANCZOS)
    return np.ascontiguousarray(np.asarray(sized, np.uint8)[:, :, ::-1]), _size(colours.size)


def _compose(page: Ruled) -> Extract:
    height, width = page.page.shape
    across = [Rule(-(y + h / 2) * _POINT, x * _POINT, (x + w) * _POINT) for x, y, w, h in page.across]
    down = [Rule((x + w / 2) * _POINT, -(y + h) * _POINT, -y * _POINT) for x, y, w, h in page.down]
    tables = [table for table in find_tables(across, down) if len(table.columns) > 1 and len(table.cells) > 1]
    rest = page.clean.copy()
    for table in tables:
        left, top, right, bottom = _pixels(table)
        rest[top:bottom, left:right] = 255
    composer, places = Composer(), list[Place]()
    composer.start_page()
    waiting = sorted(tables, key=lambda table: -table.ys[-1])
    for line in _ordered([line for line in lines(rest) if _is_legible(line)], height):
        while waiting and line[0].top > -waiting[0].ys[-1] / _POINT:
            _table(waiting.pop(0), page.clean, composer, places)
        _write([line], composer.add(_text([line]) + "\n").start, places)
    for table in waiting:
        _table(table, page.clean, composer, places)
    size = (round(width * _POINT, 1), round(height * _POINT, 1))
    return replace(composer.extract(), page_sizes=(size,), places=Places.of(sorted(places, key=lambda p: p.start)))


def _pixels(table: RuledTable) -> tuple[int, int, int, int]:
    ys = sorted(-y / _POINT for y in table.ys)
    return int(table.xs[0] / _POINT), int(ys[0]), int(table.xs[-1] / _POINT) + 1, int(ys[-1]) + 1


def _table(table: RuledTable, page: Grey, composer: Composer, places: list[Place]) -> None:
    cells = _cells(table)
    read = {number: _cell(page, box) for number, box in list(cells.items())[:_MOST_CELLS]}
    words = [_text(read.get(number, [])) for number in range(max(cells) + 1)]
    rows = [[row[column] for column in table.columns] for row in table.cells]
    for number, span in composer.table(rows, words).items():
        _write(read.get(number, []), span.start, places)


def _cells(table: RuledTable) -> dict[int, tuple[int, int, int, int]]:
    """Pixels of each cell: left, top, right, bottom."""
    ys = [-y / _POINT for y in sorted(table.ys, reverse=True)]
    boxes: dict[int, tuple[int, int, int, int]] = {}
    for i, row in enumerate(table.cells):
        for j, number in enumerate(row):
            box = (int(table.xs[j] / _POINT), int(ys[i]), int(table.xs[j + 1] / _POINT), int(ys[i + 1]))
            old = boxes.get(number, box)
            boxes[number] = (min(box[0], old[0]), min(box[1], old[1]), max(box[2], old[2]), max(box[3], old[3]))
    return boxes


def _cell(page: Grey, box: tuple[int, int, int, int]) -> list[Line]:
    left, top, right, bottom = box[0] + _MARGIN, box[1] + _MARGIN, box[2] - _MARGIN, box[3] - _MARGIN
    inside = page[top:bottom, left:right]
    if inside.size < 100 or inside.min() > 140:
        return []
    padded = np.pad(inside, 20, constant_values=255)
    found = (line for line in lines(padded, is_block=True) if any(word.confidence > _SCRAWL for word in line))
    return [tuple(_moved(word, left - 20, top - 20) for word in line) for line in found]


def _moved(word: Word, right: int, down: int) -> Word:
    return Word(word.text, word.left + right, word.top + down, word.right + right, word.bottom + down, word.confidence)


def _is_legible(line: Line) -> bool:
    """Whether a line is print: what a seal or a signature is taken for has no confidence."""
    sure = mean(word.confidence for word in line)
    letters = sum(letter.isalnum() for word in line for letter in word.text)
    return letters > 0 and sure > (_UNSURE if letters < _FEW else _SCRAWL)


def _ordered(found: Sequence[Line], height: int) -> Iterator[Line]:
    """Lines in reading order; the two columns of a letterhead one after the other."""
    left: list[Line] = []
    right: list[Line] = []
    for line in found:
        columns = _columns(line) if line[0].top < _HEAD_SHARE * height else [line]
        if len(columns) == 2:
            left.append(columns[0])
            right.append(columns[1])
            continue
        yield from (*left, *right)
        left, right = [], []
        yield from columns
    yield from (*left, *right)


def _columns(line: Line) -> list[Line]:
    """A line as the columns that it runs through."""
    tall = mean(word.bottom - word.top for word in line)
    cuts = [i for i, (a, b) in enumerate(pairwise(line), start=1) if b.left - a.right > _GUTTER * tall]
    return [line[start:end] for start, end in pairwise([0, *cuts, len(line)])]


def _text(found: Sequence[Line]) -> str:
    return "\n".join(" ".join(word.text for word in line) for line in found)


def _write(found: Sequence[Line], start: int, places: list[Place]) -> None:
    """Note where each word of a text made by ``_text`` stands."""
    for word in (word for line in found for word in line):
        box = (word.left * _POINT, word.top * _POINT, word.right * _POINT, word.bottom * _POINT)
        places.append(Place(start, start + len(word.text), 1, box, word.confidence))
        start += len(word.text) + 1
