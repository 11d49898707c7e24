"""Pictures of scanned pages made ready for recognition: pages of black and white alone get soft letters."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from scans import Page, needs_recognition

from eval.letters import letters
from ingest.formats.scan_image import grey_of, has_shades, ruled, softened
from ingest.formats.scan_reader import read_scan
from ingest.formats.scan_words import Word, without_guesses

WORDS = "Tổ chức thẩm định điều kiện về an ninh, trật tự"


def pixels(picture: Image.Image) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.asarray(picture.convert("RGB"), np.uint8)


def test_a_fax_has_no_shades_and_a_photograph_has() -> None:
    page = Page((800, 300)).lines(WORDS, 20, 100).picture
    assert not has_shades(grey_of(pixels(page.convert("1"))))
    assert has_shades(grey_of(pixels(page.point(lambda shade: 30 + shade * 3 // 4))))


def test_an_empty_page_counts_as_one_with_shades() -> None:
    assert has_shades(grey_of(pixels(Image.new("RGB", (60, 40), "white"))))


def test_softened_letters_keep_their_place_and_the_page_its_ruling_lines() -> None:
    page = ruled(grey_of(pixels(Page((800, 300)).table([40, 700], [40, 240], [["Số"]]).picture.convert("1"))))
    soft = softened(page)
    assert (soft.page is page.page, soft.across, soft.down) == (True, page.across, page.down)
    before, after = (np.argwhere(picture < 128).mean(axis=0) for picture in (page.clean, soft.clean))
    assert after == pytest.approx(before, abs=1.5)
    assert len(np.unique(soft.clean)) > 20 > len(np.unique(page.clean))


@needs_recognition
def test_the_accents_of_a_coarse_page_of_black_and_white_are_read() -> None:
    page = Page((1700, 700)).lines("\n".join([WORDS] * 4), 100, 100).picture
    coarse = page.resize((1133, 467), Image.Resampling.LANCZOS).convert("1", dither=Image.Dither.NONE)
    made = Page()
    made.picture = coarse.convert("RGB").resize((1700, 700), Image.Resampling.BICUBIC)
    read = letters(" ".join([WORDS] * 4), read_scan(made.file("PNG"), 1).text)
    assert read.right > 0.95 and read.accented_right > 0.9


def test_what_is_read_into_dots_to_write_on_is_no_word() -> None:
    read = [
        ("tên:", 0.9), ("..........-«Ă", 0.1), ("Ăn", 0.2), ("HS", 0.0), ("sinh", 0.9),
        ("kỷ", 0.2), (".......", 0.8), ("kh", 0.1), ("năm", 0.9),
    ]  # fmt: skip
    words = tuple(Word(text, 0, 0, 9, 9, sure) for text, sure in read)
    assert [word.text for word in without_guesses(words)] == ["tên:", "..........", "sinh", "kỷ", ".......", "năm"]
