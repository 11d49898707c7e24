"""Letters read against transcripts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.letters import LettersScore, letters, letters_of_beginning

LINE = "Giao Sở Tài chính chủ trì, phối hợp với các sở, ngành liên quan rà soát, báo cáo trước ngày 30/9/2026."
TEXT = st.text(alphabet="aăâbcdđeêơư ạế.,\n", max_size=60)


def test_what_was_read_letter_for_letter_is_all_right():
    assert letters(LINE, LINE).right == letters(LINE, LINE).accented_right == 1.0


def test_a_lost_mark_is_one_wrong_letter_of_all_and_of_the_accented():
    score = letters("Cao đẳng", "Cao đăng")
    assert score == LettersScore(count=8, wrong=1, accented=2, accented_wrong=1)
    assert score.right == pytest.approx(7 / 8)
    assert score.accented_right == pytest.approx(1 / 2)


def test_a_lost_letter_without_mark_leaves_the_accented_right():
    assert letters("Tài chính", "Tài chnh") == LettersScore(9, 1, 2, 1)
    assert letters("Tài chính", "Tài chín") == LettersScore(9, 1, 2, 0)


def test_words_that_nobody_wrote_count_against_the_reading():
    assert letters("Sở Y tế", "Sở Y tế và") == LettersScore(7, 3, 2, 0)


def test_line_breaks_leaders_and_ruled_lines_are_no_letters():
    assert letters("Số: ....... /UBND\n-------\nHọ tên: ……………", "Số: /UBND Họ\ntên:").right == 1.0
    assert letters("Họ tên: . . . . . . .\nTuổi", "Họ tên: Tuổi").right == 1.0


def test_the_address_behind_a_link_is_not_printed():
    assert letters('gửi về HYPERLINK "mailto:so@tinh.vn" so@tinh.vn', "gửi về so@tinh.vn").right == 1.0


def test_loose_and_composed_accents_are_the_same_letters():
    assert letters(LINE, unicodedata.normalize("NFD", LINE)).right == 1.0


def test_an_empty_transcript_has_nothing_wrong_and_an_empty_reading_nothing_right():
    assert letters("", "").right == letters("", "").accented_right == 1.0
    assert letters(LINE, "").right == letters(LINE, "").accented_right == 0.0


def test_first_pages_are_held_against_the_beginning_of_a_longer_transcript():
    pages = [f"Điều {n}. Cơ quan thứ {n} chịu trách nhiệm thi hành. " for n in range(1, 60)]
    score = letters_of_beginning("".join(pages), "".join(pages[:20]))
    assert score.right == pytest.approx(1.0, abs=0.01)
    assert score.count == pytest.approx(len("".join(pages[:20])), rel=0.02)


def test_scores_of_several_documents_add_up():
    assert letters("Sở Y tế", "Sở Y te") + letters("Sở", "Sơ") == LettersScore(9, 2, 3, 2)


@given(TEXT, TEXT)
def test_shares_stay_between_nothing_and_all(truth: str, read: str):
    score = letters(truth, read)
    assert 0.0 <= score.right <= 1.0
    assert 0.0 <= score.accented_right <= 1.0
    assert score.accented_wrong <= score.accented <= score.count
