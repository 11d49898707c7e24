"""Cleaned words that still know where they stand in the raw text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ingest.joined import join, merge, trim
from ingest.models import Span


def test_lines_join_with_one_space_and_become_one_span():
    raw = "chuyển \n\n đổi số"
    joined = join(raw, [Span(0, 8), Span(10, 16)])
    assert joined.text == "chuyển đổi số"
    assert joined.spans == (Span(0, 16),)


def test_markdown_and_footnote_marks_are_left_out():
    assert join("**Bộ Chính trị¹** về", [Span(0, 20)]).text == "Bộ Chính trị về"


def test_a_square_metre_is_no_footnote_mark():
    assert join("diện tích 100 m² và 2 km²", [Span(0, 25)]).text == "diện tích 100 m² và 2 km²"


def test_a_raised_number_that_stands_alone_is_read_as_a_number():
    assert join("trước ngày 30 tháng ¹¹) báo cáo", [Span(0, 31)]).text == "trước ngày 30 tháng 11) báo cáo"


def test_a_glued_footnote_digit_is_dropped_where_it_is_told_so():
    raw = "ngày 30/12/20251 và"
    assert join(raw, [Span(0, len(raw))], [Span(15, 16)]).text == "ngày 30/12/2025 và"


def test_words_map_back_to_two_spans_where_something_foreign_stands_between():
    raw = "Sở Tài | trang 2 | chính"
    joined = join(raw, [Span(0, 6), Span(19, 24)])
    assert joined.text == "Sở Tài chính"
    assert joined.raw(0, 12) == (Span(0, 6), Span(19, 24))


def test_nothing_maps_to_nothing():
    assert join("abc", [Span(0, 3)]).raw(2, 2) == ()


def test_spans_lose_the_space_at_their_ends():
    assert trim("  Sở Y tế \n", Span(0, 11)) == Span(2, 9)


def test_spans_with_only_markup_between_become_one():
    assert merge("**a** **b**", [Span(2, 3), Span(8, 9)]) == (Span(2, 9),)


@given(st.text(alphabet="aĐộ \n*¹²0m.;-(", max_size=80))
def test_every_character_maps_back_to_an_equal_one(raw):
    joined = join(raw, [Span(0, len(raw))])
    assert len(joined.text) == len(joined.offsets)
    for char, offset in zip(joined.text, joined.offsets, strict=True):
        assert raw[offset].isspace() if char == " " else raw[offset] == char or raw[offset] in "⁰¹²³⁴⁵⁶⁷⁸⁹"


@given(st.text(max_size=60))
def test_decomposed_letters_come_out_composed_with_offsets_in_order(raw):
    joined = join(unicodedata.normalize("NFD", raw), [Span(0, len(unicodedata.normalize("NFD", raw)))])
    assert list(joined.offsets) == sorted(joined.offsets)
