"""Numbers stamped as pictures into the head of a PDF: recognised where they fill a gap, left alone elsewhere."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from makers import SHARED
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.formats.pdf_reader import read_pdf
from ingest.formats.recognition import can_recognise

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
pytestmark = pytest.mark.skipif(
    not (can_recognise() and FONT.exists()), reason="needs Tesseract's Vietnamese and the DejaVu fonts"
)


def stamp(words: str) -> ImageReader:
    """A stamped number as a picture with a transparent ground."""
    picture = Image.new("RGBA", (240, 80), (255, 255, 255, 0))
    ImageDraw.Draw(picture).text((10, 5), words, (20, 20, 60, 255), ImageFont.truetype(str(FONT), 54))
    return ImageReader(picture)


def letter(*stamps: tuple[float, float, str], number: str = "Số:               /UBND-VX") -> bytes:
    """The head of a letter; each stamp is a picture of 60 by 20 points at its place."""
    registerFont(TTFont("Serif", str(FONT)))
    written = io.BytesIO()
    canvas = Canvas(written, (595, 842))
    canvas.setFont("Serif", 12)
    canvas.drawString(72, 760, "ỦY BAN NHÂN DÂN TỈNH BẮC SƠN")
    canvas.drawString(72, 730, number)
    canvas.drawString(300, 730, "Bắc Sơn, ngày          tháng          năm 2026")
    canvas.drawString(72, 690, "V/v rà soát trạm y tế xã trên địa bàn tỉnh")
    for x, y, words in stamps:
        canvas.drawImage(stamp(words), x, y, 60, 20, mask="auto")
    canvas.save()
    return written.getvalue()


def test_number_day_and_month_go_into_their_gaps_and_are_known_as_recognised() -> None:
    extract = read_pdf(letter((98, 726, "1274"), (390, 726, "18"), (462, 726, "05")))
    assert "Số: 1274/UBND-VX" in extract.text
    assert "Bắc Sơn, ngày 18 tháng 05 năm 2026" in extract.text
    sure = {extract.text[place.start : place.end]: place.confidence for place in extract.places}
    assert (sure["Số:"], sure["tháng"]) == (None, None)
    assert min(sure["18"] or 0, sure["05"] or 0) >= 0.6


def test_a_picture_elsewhere_and_a_number_that_is_printed_change_nothing() -> None:
    plain = read_pdf(letter()).text
    assert read_pdf(letter((72, 600, "1274"))).text == plain
    printed = read_pdf(letter((98, 726, "99"), number="Số: 12/UBND-VX")).text
    assert "Số: 12/UBND-VX" in printed and "99" not in printed


def test_what_is_no_number_stays_a_gap() -> None:
    assert "Số: /UBND-VX" in read_pdf(letter((98, 726, "~ _ ~"))).text


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not here")
def test_a_real_letter_gets_back_the_number_and_the_day_of_its_stamps() -> None:
    extract = read_pdf((SHARED / "real" / "digital_congvan_blank_number_cidfont.pdf").read_bytes())
    assert "Số: 2118/PCCC&CNCH-P6" in extract.text and "ngày 24 tháng 06 năm 2026" in extract.text
    at = extract.text.index("2118")
    assert next(extract.places.within(at, at + 4)).confidence
