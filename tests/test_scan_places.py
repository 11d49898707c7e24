"""Words of a page that was scanned askew or lying on its side are placed where the page, as it is displayed, shows them."""

from __future__ import annotations

import io
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from ingest.formats.extract import Extract
from ingest.formats.recognition import can_recognise
from ingest.formats.scan_image import turned
from ingest.formats.scan_places import Stance, as_displayed
from ingest.formats.scan_reader import read_scan
from ingest.places import Place, Places

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@given(st.integers(0, 3), st.integers(0, 50), st.integers(0, 30), st.integers(1, 9), st.integers(1, 9))
def test_a_word_of_a_turned_page_goes_back_to_where_it_stood(quarters, left, top, width, height):
    page = np.zeros((40, 60), np.uint8)
    page[top : top + height, left : left + width] = 255
    upright = turned(page, quarters)
    rows, columns = np.nonzero(upright)
    box = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    size = (float(upright.shape[1]), float(upright.shape[0]))
    read = Extract("Sở", (0,), page_sizes=(size,), places=Places.of([Place(0, 2, 1, box, 0.9)]))
    shown = as_displayed(read, Stance(quarters, 0.0), (120.0, 80.0))
    assert next(iter(shown.places)).box == (2 * left, 2 * top, 2 * (left + width), 2 * (top + height))
    assert shown.page_sizes == ((120.0, 80.0),)


@pytest.mark.skipif(not (can_recognise() and FONT.exists()), reason="needs Tesseract's Vietnamese and the DejaVu fonts")
def test_a_word_of_a_page_scanned_askew_is_marked_where_the_scan_shows_it():
    page, written = Image.new("L", (1654, 2339), 255), io.BytesIO()
    for number in range(12):
        words = "Các sở, ban, ngành tiếp tục thực hiện nhiệm vụ được giao trong năm"
        ImageDraw.Draw(page).text((150, 300 + 90 * number), words, 0, ImageFont.truetype(str(FONT), 36))
    corner = (150 - 827, 300 - 1169.5)  # of the first word, from the middle of the page
    page.rotate(4, Image.Resampling.BICUBIC, fillcolor=255).save(written, "PNG")
    found = next(iter(read_scan(written.getvalue(), 1).places)).box
    cosine, sine = math.cos(math.radians(4)), math.sin(math.radians(4))
    expected = (827 + corner[0] * cosine + corner[1] * sine, 1169.5 - corner[0] * sine + corner[1] * cosine)
    assert found[:2] == pytest.approx([side * 595 / 1654 for side in expected], abs=6)
