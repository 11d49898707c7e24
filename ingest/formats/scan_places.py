"""Places of recognised words on the page as it is displayed: recognition saw it upright, level, and at its own size."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from ingest.formats.extract import Extract
from ingest.places import Box, Places

_Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stance:
    """How a page was put right: turned anticlockwise by ``quarters``, then by ``degrees`` about its middle."""

    quarters: int
    degrees: float


def as_displayed(page: Extract, stance: Stance, shown: _Size) -> Extract:
    """An Extract of one page with its places in points of a page of the size ``shown``."""
    size = page.page_sizes[0]
    lying = size if stance.quarters % 2 == 0 else (size[1], size[0])
    across, down = shown[0] / lying[0], shown[1] / lying[1]

    def moved(box: Box) -> Box:
        box = _slanted(box, size, stance.degrees)
        left, top, right, bottom = _unturned(box, size, stance.quarters)
        return left * across, top * down, right * across, bottom * down

    places = Places.of(replace(place, box=moved(place.box)) for place in page.places)
    return replace(page, page_sizes=(shown,), places=places)


def _slanted(box: Box, size: _Size, degrees: float) -> Box:
    """A box before its page was levelled: of its own size, about the place where its middle was."""
    x, y = (box[0] + box[2] - size[0]) / 2, (box[1] + box[3] - size[1]) / 2
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    right, down = x * cosine - y * sine - x, x * sine + y * cosine - y
    return box[0] + right, box[1] + down, box[2] + right, box[3] + down


def _unturned(box: Box, size: _Size, quarters: int) -> Box:
    """A box before its page, of this size now, was turned anticlockwise."""
    for _ in range(quarters):
        left, top, right, bottom = box
        box, size = (size[1] - bottom, left, size[1] - top, right), (size[1], size[0])
    return box
