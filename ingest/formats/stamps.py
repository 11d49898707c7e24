"""Words of stamps: coloured ink or a frame on a page, small pictures; read the way up that the stamp was put.

Only the secrecy gate uses them: what is read here is no text of the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

import cv2
import numpy as np
import tesserocr
from numpy.typing import NDArray
from PIL import Image

from ingest.formats.recognition import data_folder

Pixels = NDArray[np.uint8]
"""Shape (height, width, 3): blue, green, red; or (height, width): brightness."""

_COLOURED = 70  # saturation (of 255) of ink that is no toner
_PAPER = 225  # brightness of the darkest channel
_MOST_PIXELS = 9_000_000
_MOST_STAMPS = 12
_SMALLEST = (48, 20)  # pixels at 300 dpi: width and height of a word
_LARGEST_SHARE = 0.35  # of a page
_WHOLE_PAGE = 1_000_000  # pixels; a smaller picture may be nothing but the stamp
_FRAME_SMALLEST, _FRAME_LARGEST = (90, 45), (1200, 400)  # pixels at 200 to 300 dpi: long and short side of a frame
_RECTANGULAR = 0.8  # share that a frame fills of the rectangle around it
_TALL = 48  # pixels: height at which a line is read
_FRAME = 0.85  # a figure reaching over this share of both sides of a stamp is its frame
_DUST = 6  # pixels


def stamp_words(page: Pixels) -> list[str]:
    """What stamps on a page (rendered at 300 dpi) say, a line each: those of coloured ink, and framed ones of any."""
    fitted = _fitting(page)
    grey = _grey(fitted)
    return [line for stamp in chain(_coloured_stamps(fitted, grey), _framed_stamps(grey)) for line in _read(stamp)]


def has_colour(page: Pixels) -> bool:
    """Whether a page (of any size) bears ink of a colour."""
    return bool(cv2.countNonZero(_coloured(page)) > page.shape[0] * page.shape[1] / 20_000)


def picture_words(blob: bytes) -> list[str]:
    """What a picture says where it is a stamp, or bears stamps; [] for what is no picture."""
    page = _decoded(blob)
    return [] if page is None else crop_words(page)


def page_words(blob: bytes) -> list[str]:
    """The same for a picture whose text is read anyway: of one as large as a page only the stamps."""
    page = _decoded(blob)
    if page is None:
        return []
    return crop_words(page) if page.shape[0] * page.shape[1] < _WHOLE_PAGE else stamp_words(page)


def crop_words(picture: Pixels) -> list[str]:
    """What a small picture says, in whatever ink, and the coloured stamps on it."""
    fitted = _fitting(picture)
    return [*_read(_grey(fitted)), *stamp_words(fitted)]


def _decoded(blob: bytes) -> Pixels | None:
    page = cv2.imdecode(np.frombuffer(blob, np.uint8), cv2.IMREAD_COLOR) if blob else None
    return None if page is None else np.asarray(page, np.uint8)


def _fitting(page: Pixels) -> Pixels:
    excess = page.shape[0] * page.shape[1] / _MOST_PIXELS
    if excess <= 1:
        return page
    return np.asarray(cv2.resize(page, None, fx=excess**-0.5, fy=excess**-0.5, interpolation=cv2.INTER_AREA), np.uint8)


def _grey(page: Pixels) -> Pixels:
    """Brightness of the darkest channel, in which ink of any colour is dark."""
    blue, green, red = cv2.split(page)
    return np.asarray(cv2.min(cv2.min(blue, green), red), np.uint8)


def _coloured(page: Pixels) -> Pixels:
    """255 where there is ink of a colour."""
    saturation = cv2.extractChannel(cv2.cvtColor(page, cv2.COLOR_BGR2HSV), 1)
    return np.asarray(
        cv2.bitwise_and(cv2.compare(saturation, _COLOURED, cv2.CMP_GT), cv2.compare(_grey(page), _PAPER, cv2.CMP_LT)),
        np.uint8,
    )


def _coloured_stamps(page: Pixels, grey: Pixels) -> Iterator[Pixels]:
    """Each patch of coloured ink, grey on white, turned until its long side lies flat."""
    ink = _coloured(page)
    near = cv2.dilate(ink, np.ones((15, 25), np.uint8))
    only = np.where(cv2.dilate(ink, np.ones((5, 5), np.uint8)) > 0, grey, 255).astype(np.uint8)
    contours, _ = cv2.findContours(near, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:_MOST_STAMPS]:
        size, turn = _flat(contour)
        if (
            size[0] < _SMALLEST[0]
            or size[1] < _SMALLEST[1]
            or (ink.size > _WHOLE_PAGE and size[0] * size[1] > _LARGEST_SHARE * ink.size)
        ):
            continue
        yield _turned(only, size, turn)


def _framed_stamps(grey: Pixels) -> Iterator[Pixels]:
    """Each rectangle that stands alone and is of the size of a stamp, as a copier gives it, turned like the others."""
    _, ink = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    contours, _ = cv2.findContours(
        cv2.dilate(ink, np.ones((3, 3), np.uint8)), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
    )
    found = 0
    for contour in contours:
        size, turn = _flat(contour)
        is_sized = all(low < side < high for side, low, high in zip(size, _FRAME_SMALLEST, _FRAME_LARGEST, strict=True))
        if is_sized and cv2.contourArea(contour) > _RECTANGULAR * size[0] * size[1] and found < _MOST_STAMPS:
            found += 1
            yield _turned(grey, size, turn)


def _flat(contour: NDArray[np.generic]) -> tuple[tuple[float, float], NDArray[np.float64]]:
    """The sides of the rectangle around a figure, the long one first, and the turn that lays it flat at the origin."""
    centre, size, angle = cv2.minAreaRect(contour)
    if size[0] < size[1]:
        size, angle = (size[1], size[0]), angle - 90
    turn = cv2.getRotationMatrix2D(centre, angle, 1.0)
    turn[:, 2] += np.array(size) / 2 - np.array(centre)
    return (float(size[0]), float(size[1])), np.asarray(turn, np.float64)


def _turned(page: Pixels, size: tuple[float, float], turn: NDArray[np.float64]) -> Pixels:
    whole = (int(size[0]), int(size[1]))
    flat = cv2.warpAffine(
        page, turn, whole, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255.0,)
    )
    return np.asarray(flat, np.uint8)


def _read(stamp: Pixels) -> list[str]:
    """Lines of a patch lying flat, either way up, or standing on either end where it is nearly square."""
    letters = _without_frame(stamp)
    turns = [0, 2] if letters.shape[1] > 1.8 * letters.shape[0] else [0, 1, 2, 3]
    return [line for quarter in turns for line in _recognised(np.ascontiguousarray(np.rot90(letters, quarter)))]


def _without_frame(stamp: Pixels) -> Pixels:
    """The letters alone, grey on white."""
    _, ink = cv2.threshold(stamp, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    if not ink.any():
        return stamp
    _, _, wide, high = cv2.boundingRect(ink)
    count, labels, facts, _ = cv2.connectedComponentsWithStats(ink)
    is_letter = np.zeros(count, bool)
    for label in range(1, count):
        width, height, area = facts[label][2:5]
        is_frame = width > _FRAME * wide or (height > _FRAME * high and width < _SMALLEST[1])
        is_letter[label] = area >= _DUST and not is_frame
    kept = is_letter[labels].astype(np.uint8)
    if not kept.any():
        return stamp
    left, top, width, height = cv2.boundingRect(kept)
    alone = np.where(cv2.dilate(kept, np.ones((3, 3), np.uint8)) > 0, stamp, 255).astype(np.uint8)
    return alone[top : top + height, left : left + width]


def _recognised(letters: Pixels) -> list[str]:
    api = _api()
    if api is None:
        return []
    scale = _TALL / letters.shape[0] if letters.shape[0] < 3 * _TALL else 1.0
    sized = cv2.resize(
        letters, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    )
    padded = cv2.copyMakeBorder(sized, 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=255)
    api.SetImage(Image.fromarray(padded))
    return [line.strip() for line in str(api.GetUTF8Text()).splitlines() if line.strip()]


@cache
def _api() -> tesserocr.PyTessBaseAPI | None:
    """Tesseract for a block of lines; None where the data of Vietnamese is not installed."""
    folder = data_folder()
    if folder is None:
        return None
    return tesserocr.PyTessBaseAPI(path=str(folder), lang="vie", psm=tesserocr.PSM.SINGLE_BLOCK)
