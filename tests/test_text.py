"""Folding, the old tone placement, word tokens: one function each for corpus and question."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text import canonical, clean, fold, folded_words, is_unaccented, looks_like_syllable, nfc, words


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ủy ban", "ủy ban"),
        ("Uỷ ban", "ủy ban"),
        ("hoá", "hóa"),
        ("thuý", "thúy"),
        ("Quý II", "quý ii"),
        ("QUỶ", "quỷ"),
        ("quỳ", "quỳ"),
        ("hoàn thành", "hoàn thành"),
        ("khoẻ", "khỏe"),
        ("2026 – 2030", "2026 - 2030"),
    ],
)
def test_tones_stand_where_the_old_rule_puts_them_but_never_on_the_u_of_qu(written, expected):
    assert canonical(written) == expected


def test_folding_takes_diacritics_and_keeps_the_length():
    assert fold("Đặc khu Lý Sơn – 2026") == "dac khu ly son - 2026"


@given(st.text(max_size=60))
def test_folding_and_canonical_form_keep_offsets(text):
    assert len(fold(text)) == len(canonical(text)) == len(nfc(text))


@given(st.text(alphabet="aăâeêioôơuưyđ áàảãạộửqgh", max_size=30))
def test_canonical_form_is_the_same_for_both_unicode_forms_and_stays_itself(text):
    assert canonical(unicodedata.normalize("NFD", text)) == canonical(text)
    assert canonical(canonical(text)) == canonical(text)


def test_numbers_keep_their_separators_in_one_token():
    assert words("Lý Sơn: 1.500,5 tỷ") == ["lí", "sơn", "1.500,5", "tỉ"]


def test_folded_words_are_the_words_without_diacritics():
    assert folded_words("Sở Nội vụ") == ["so", "noi", "vu"]


def test_a_text_typed_on_a_plain_keyboard_is_known_as_such():
    assert is_unaccented("So Khoa hoc")
    assert not is_unaccented("Sở Khoa học")


def test_markdown_goes_and_words_stay():
    assert clean("**1. Sở\n Tài chính** (<https://a.vn>)") == "1. Sở Tài chính (https://a.vn)"


@pytest.mark.parametrize(("token", "answer"), [("cat", True), ("stc", False), ("thuongxuyen", False)])
def test_codes_are_told_from_syllables(token, answer):
    assert looks_like_syllable(token) is answer
