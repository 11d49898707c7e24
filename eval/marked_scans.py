"""A page as a scanner or a copier gives it, with a stamp in ink."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf")
_SIZE = (1654, 2339)  # A4 at 200 dpi
_PAPER, _TONER = (252, 251, 248), (20, 20, 20)
_INKS = {"red": (200, 30, 40), "blue": (30, 50, 180), "black": (30, 30, 30)}
_STAMP_AT = (200, 150)


def can_draw() -> bool:
    """Whether this machine has the font that such pages are drawn with."""
    return _FONT.exists()


def scan(text: str, mark: str = "", colour: str = "red", angle: float = 0.0, form: str = "png") -> bytes:
    """A picture file of a text, or a PDF of it; a framed ``mark`` in the ink ``colour`` stands above it, turned by ``angle`` degrees."""
    page = Image.new("RGB", _SIZE, _PAPER)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(_FONT), 30)
    for number, line in enumerate(text.splitlines()):
        draw.text((160, 500 + 70 * number), line, font=font, fill=_TONER)
    if mark:
        drawn = _stamp(mark, (*_INKS[colour], 255)).rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
        page.paste(drawn, _STAMP_AT, drawn)
    return _saved(page, form)


def stamp(words: str) -> bytes:
    """The stamp alone, as a picture that is put into a document."""
    drawn = _stamp(words, (*_INKS["red"], 255))
    page = Image.new("RGB", (drawn.width + 20, drawn.height + 20), _PAPER)
    page.paste(drawn, (10, 10), drawn)
    return _saved(page, "png")


def _stamp(words: str, ink: tuple[int, int, int, int]) -> Image.Image:
    font = ImageFont.truetype(str(_FONT), 44)
    stamp = Image.new("RGBA", (int(font.getlength(words)) + 50, 90), (0, 0, 0, 0))
    pen = ImageDraw.Draw(stamp)
    pen.rectangle((3, 3, stamp.width - 4, 86), outline=ink, width=4)
    pen.text((25, 16), words, font=font, fill=ink)
    return stamp


def _saved(picture: Image.Image, form: str) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, form, dpi=(200, 200), resolution=200)
    return kept.getvalue()
