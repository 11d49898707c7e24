"""The picture of a scanned page made ready for recognition: grey without red seals, upright, its ruling lines found.

Coordinates are pixels from the top left corner; nothing here knows letters.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
"""Shape (height, width): brightness, 255 is paper."""

Line = tuple[int, int, int, int]
"""Left, top, width, height of a ruling line."""

_STEEPEST = 6.0  # degrees of skew that are put right
_STEP = 0.25
_SMALL = 900  # pixels: width at which skew is measured
_LEVEL = 0.2  # degrees that need no turning
_SHORTEST = (0.05, 0.035)  # of the page's width and height: a ruling line
_PIECE = 60  # pixels of a line between two breaks
_BROKEN = 25  # pixels of a gap in a line
_THICKEST = 14  # pixels


@dataclass(frozen=True, slots=True)
class Ruled:
    """A page, the same with its ruling lines painted over, and where they are."""

    page: Grey
    clean: Grey
    across: tuple[Line, ...]
    down: tuple[Line, ...]


def grey_of(page: NDArray[np.uint8]) -> Grey:
    """The red channel of a page (blue, green, red): red seals vanish, black letters under them stay."""
    return np.ascontiguousarray(page[:, :, 2])


def turned(page: Grey, quarters: int) -> Grey:
    """The page turned by so many quarters, anticlockwise."""
    return np.ascontiguousarray(np.rot90(page, quarters))


def levelled(page: Grey) -> tuple[Grey, float]:
    """The page turned about its middle so that its lines are level, and by how many degrees anticlockwise; same size."""
    angle = _skew(page)
    if abs(angle) < _LEVEL:
        return page, 0.0
    return np.asarray(_rotated(page, angle), np.uint8), angle


def ruled(page: Grey) -> Ruled:
    """Find the ruling lines of a page, and paint them over."""
    height, width = page.shape
    ink = _ink(page)
    across = _opened(ink, int(_SHORTEST[0] * width), is_flat=True)
    down = _opened(ink, int(_SHORTEST[1] * height), is_flat=False)
    lines = cv2.dilate(cv2.bitwise_or(across, down), np.ones((5, 5), np.uint8))
    clean = np.where(lines > 0, 255, page).astype(np.uint8)
    return Ruled(page, clean, _boxes(across, is_flat=True), _boxes(down, is_flat=False))


def _ink(page: Grey) -> Grey:
    dark = cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 51, 15)
    return np.asarray(dark, np.uint8)


def _skew(page: Grey) -> float:
    """Degrees by which the page must be turned: the rows of ink stand out most when they are level."""
    scale = _SMALL / page.shape[1]
    ink = _ink(np.asarray(cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8))

    def sharpness(angle: float) -> float:
        rows = _rotated(ink, angle, border=0).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 1, 1.0), key=sharpness)
    return float(max(np.arange(coarse - 1, coarse + 1 + _STEP, _STEP), key=sharpness))


def _rotated(page: Grey, angle: float, border: int = 255) -> Grey:
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(
        cv2.warpAffine(
            page, turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=border
        ),
        np.uint8,
    )


def _opened(ink: Grey, length: int, *, is_flat: bool) -> Grey:
    """Ink that runs straight on for a length; what runs on for less than a piece is letters."""

    def kernel(run: int) -> Grey:
        return np.ones((1, run) if is_flat else (run, 1), np.uint8)

    pieces = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel(_PIECE))
    whole = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, kernel(_BROKEN))
    return np.asarray(cv2.morphologyEx(whole, cv2.MORPH_OPEN, kernel(length)), np.uint8)


def _boxes(lines: Grey, *, is_flat: bool) -> tuple[Line, ...]:
    _, _, facts, _ = cv2.connectedComponentsWithStats(lines)
    boxes = (tuple(int(side) for side in row[:4]) for row in facts[1:])
    return tuple((x, y, w, h) for x, y, w, h in boxes if (h if is_flat else w) <= _THICKEST)
