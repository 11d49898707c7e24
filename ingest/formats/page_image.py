"""A page as a picture, for the reader who wants to see the words where they were printed."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
from PIL import Image

from ingest.formats.pdf_stamps import flattened

_SCALE = 2.0  # pixels for a point: 144 dpi
_MOST_PIXELS = 4_000_000  # an A3 page at that scale
_COLOURS = 256  # of a palette: a third of the bytes, and nobody sees it on a page of text


def page_image(blob: bytes, page: int) -> bytes:
    """A page (from 1) of a PDF or a picture file as a PNG; raises whatever the library does where it cannot be drawn."""
    drawn = _of_pdf(blob, page) if b"%PDF-" in blob[:1024] else _of_picture(blob, page)
    written = io.BytesIO()
    drawn.convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(written, "PNG")
    return written.getvalue()


def _of_pdf(blob: bytes, page: int) -> Image.Image:
    raw, _ = flattened(pdfium.PdfDocument(blob), page - 1)
    scale = min(_SCALE, (_MOST_PIXELS / max(1.0, raw.get_width() * raw.get_height())) ** 0.5)
    drawn: Image.Image = raw.render(scale=scale, may_draw_forms=False).to_pil()  # annotations are the page's own by now
    return drawn


def _of_picture(blob: bytes, page: int) -> Image.Image:
    with Image.open(io.BytesIO(blob)) as picture:
        picture.seek(page - 1)
        shown = picture.convert("RGB")
    scale = min(1.0, (_MOST_PIXELS / (shown.width * shown.height)) ** 0.5)
    return shown.resize((max(1, int(shown.width * scale)), max(1, int(shown.height * scale))))
