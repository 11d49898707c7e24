"""Words of a picture by Tesseract, with the Vietnamese data that the system provides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import tesserocr
from numpy.typing import NDArray
from PIL import Image

from ingest.formats.recognition import data_folder

_RESOLUTION = 300
_PAPER = 30  # pixels of paper around a piece
_SURE = 3.0  # of Tesseract's own scale of orientation; upright pages of text have 10 and more


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: pixels from the top left corner of the page; ``confidence`` from 0 to 1."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


Line = tuple[Word, ...]


def lines(page: NDArray[np.uint8], *, is_block: bool = False) -> list[Line]:
    """Lines of words in the order in which Tesseract reads them; ``is_block``: the picture is one block of text."""
    api = _api()
    api.SetPageSegMode(tesserocr.PSM.SINGLE_BLOCK if is_block else tesserocr.PSM.AUTO)
    api.SetImage(Image.fromarray(page))
    api.SetSourceResolution(_RESOLUTION)
    api.Recognize()
    found: list[Line] = []
    line: list[Word] = []
    for item in tesserocr.iterate_level(api.GetIterator(), tesserocr.RIL.WORD):
        if item.IsAtBeginningOf(tesserocr.RIL.TEXTLINE) and line:
            found.append(tuple(line))
            line = []
        if item.Empty(tesserocr.RIL.WORD):
            continue
        text = item.GetUTF8Text(tesserocr.RIL.WORD)
        if text.strip():
            left, top, right, bottom = item.BoundingBox(tesserocr.RIL.WORD)
            line.append(Word(text, left, top, right, bottom, item.Confidence(tesserocr.RIL.WORD) / 100))
    return [*found, tuple(line)] if line else found


def number(piece: NDArray[np.uint8]) -> tuple[str, float]:
    """The digits on a small grey piece of a page, and how sure they are from 0 to 1; empty where there are none."""
    api = _api()
    api.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
    api.SetVariable("tessedit_char_whitelist", "0123456789")
    try:
        api.SetImage(Image.fromarray(np.pad(piece.reshape(piece.shape[:2]), _PAPER, constant_values=255)))
        text = api.GetUTF8Text().strip()
        return text, min(api.AllWordConfidences(), default=0) / 100
    finally:
        api.SetVariable("tessedit_char_whitelist", "")


def sideways(page: NDArray[np.uint8]) -> int:
    """Quarters by which the page must be turned anticlockwise to stand upright; 0 where that cannot be told."""
    folder = data_folder()
    if folder is None or not (folder / "osd.traineddata").exists():
        return 0
    with tesserocr.PyTessBaseAPI(path=str(folder), lang="osd", psm=tesserocr.PSM.OSD_ONLY) as api:
        api.SetImage(Image.fromarray(page))
        api.SetSourceResolution(_RESOLUTION)
        told = api.DetectOrientationScript()
    if not told or told["orient_conf"] < _SURE:
        return 0
    return int(told["orient_deg"]) // 90 % 4


@cache
def _api() -> tesserocr.PyTessBaseAPI:
    return tesserocr.PyTessBaseAPI(path=str(data_folder()), lang="vie", oem=tesserocr.OEM.LSTM_ONLY)
