"""Pages drawn for recognition: text in a serif face at 300 dpi, ruled tables, seals."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as c
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.formats.recognition import can_recognise

FACE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
needs_recognition = pytest.mark.skipif(
    not (can_recognise() and FACE.exists()), reason="needs Tesseract's Vietnamese data and a serif face"
)
A4 = (2480, 3508)  # pixels at 300 dpi


class Page:
    """A white page to write on; ``at`` is left and top in pixels."""

    def __init__(self, size: tuple[int, int] = A4) -> None:
        self.picture = Image.new("RGB", size, "white")
        self._draw = ImageDraw.Draw(self.picture)

    def write(self, at: tuple[int, int], words: str, height: int = 50, ink: str = "black") -> Page:
        self._draw.text(at, words, font=ImageFont.truetype(FACE, height), fill=ink)
        return self

    def lines(self, words: str, left: int = 300, top: int = 300, pitch: int = 80) -> Page:
        for number, line in enumerate(words.splitlines()):
            self.write((left, top + pitch * number), line)
        return self

    def table(self, columns: list[int], rows: list[int], cells: list[list[str]]) -> Page:
        """Ruled at the pixels of ``columns`` and ``rows``."""
        for x in columns:
            self._draw.line((x, rows[0], x, rows[-1]), "black", 4)
        for y in rows:
            self._draw.line((columns[0], y, columns[-1], y), "black", 4)
        for y, row in zip(rows, cells, strict=False):
            for x, words in zip(columns, row, strict=False):
                self.lines(words, x + 20, y + 20, 70)
        return self

    def seal(self, centre: tuple[int, int], radius: int = 210) -> Page:
        """A red ring with a star's worth of ink in it, over what is written; black letters stay dark under it."""
        over = Image.new("RGB", self.picture.size, "white")
        draw, (x, y) = ImageDraw.Draw(over), centre
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(225, 40, 50), width=14)
        draw.ellipse((x - 60, y - 60, x + 60, y + 60), fill=(225, 40, 50))
        mixed = np.minimum(np.asarray(self.picture), np.asarray(over))
        self.picture = Image.fromarray(mixed)
        self._draw = ImageDraw.Draw(self.picture)
        return self

    def turned(self, degrees: float) -> Page:
        """The picture turned anticlockwise; by quarters the page grows to hold it."""
        self.picture = self.picture.rotate(
            degrees, resample=Image.Resampling.BICUBIC, expand=degrees % 90 == 0, fillcolor="white"
        )
        return self

    def file(self, kind: str = "PDF") -> bytes:
        """The page as a PDF or a picture file."""
        out = io.BytesIO()
        self.picture.save(out, kind, resolution=300)
        return out.getvalue()


def annotated(scan: bytes, picture: Image.Image, box: tuple[float, float, float, float]) -> bytes:
    """A PDF with a picture put upon its first page as a stamp annotation; ``box`` is left, bottom, right, top in points."""
    document, drawn = pdfium.PdfDocument(scan), io.BytesIO()
    picture.convert("RGB").save(drawn, "JPEG")
    page = document[0]
    image = pdfium.PdfImage(c.FPDFPageObj_NewImageObj(document.raw), page=page, pdf=document)
    image.load_jpeg(drawn)
    image.set_matrix(pdfium.PdfMatrix().scale(box[2] - box[0], box[3] - box[1]).translate(box[0], box[1]))
    note = c.FPDFPage_CreateAnnot(page.raw, c.FPDF_ANNOT_STAMP)
    c.FPDFAnnot_SetRect(note, c.FS_RECTF(box[0], box[3], box[2], box[1]))
    c.FPDFAnnot_AppendObject(note, image.raw)
    c.FPDFPage_CloseAnnot(note)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
