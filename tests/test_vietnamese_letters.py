"""Letters in one piece, and the syllables they spell."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.vietnamese_letters import composed, is_syllable

SYLLABLES = [
    "quyết",
    "định",
    "nghiên",
    "cứu",
    "giường",
    "gìn",
    "khuỷu",
    "xoong",
    "ngoằn",
    "uỷ",
    "ủy",
    "yếu",
    "Ủy",
    "ĐẢNG",
    "thuở",
    "nghiêng",
]


@pytest.mark.parametrize(
    ("loose", "whole"),
    [
        ("So\u031b\u0309 No\u0323\u0302i vu\u0323", "Sở Nội vụ"),
        ("a\u0301\u0302", "ấ"),  # the tone before the shape
        ("á\u0302n", "ấn"),
        ("ấ\u0301", "ấ"),  # twice
        ("QÐ-TTg, ÐẢNG, ðảng, Ɖiều", "QĐ-TTg, ĐẢNG, đảng, Điều"),
        ("Guðrún, ö\u0301", "Guðrún, ö\u0301"),
    ],
)
def test_accents_come_to_rest_on_their_letter(loose: str, whole: str) -> None:
    assert composed(loose) == whole


def test_every_letter_keeps_its_place_where_a_filler_is_given() -> None:
    assert composed("So\u031b\u0309 là", "\uffff") == "Sở\uffff\uffff là"


@given(st.lists(st.sampled_from(SYLLABLES)).map(" ".join), st.sampled_from(["NFC", "NFD"]))
def test_good_text_is_good_in_any_form(text: str, form: str) -> None:
    assert composed(unicodedata.normalize(form, text)) == text


@pytest.mark.parametrize("word", SYLLABLES)
def test_what_is_spelt_right_is_a_syllable(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["đât", "hộc\u0301", "Seđor", "fụ", "ngh", "cña", "thuaán", "ucb"])
def test_what_is_spelt_wrong_is_none(word: str) -> None:
    assert not is_syllable(word)
