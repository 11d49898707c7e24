"""Sentences of running text."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sentences import sentences


def split(text):
    return [text[start:end] for start, end in sentences(text)]


def test_sentences_end_at_their_stops():
    assert split("Sở Y tế báo cáo. Sở Nội vụ tổng hợp.") == ["Sở Y tế báo cáo.", "Sở Nội vụ tổng hợp."]


def test_an_article_number_ends_no_sentence():
    assert split("Điều 5. Giao Sở Y tế báo cáo.") == ["Điều 5. Giao Sở Y tế báo cáo."]


def test_a_day_with_slashes_ends_no_sentence():
    assert split("Hoàn thành trước ngày 08/4/2026. Gửi báo cáo.")[0] == "Hoàn thành trước ngày 08/4/2026."


def test_an_empty_text_has_none():
    assert sentences("") == ()


def test_words_without_a_stop_are_one_sentence():
    assert split("Sở Y tế báo cáo") == ["Sở Y tế báo cáo"]


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="Sở Y tế.,;:/ 0123\n", max_size=80))
def test_sentences_of_any_text_lie_in_it_in_order_and_do_not_overlap(text):
    found = sentences(text)
    assert all(0 <= start <= end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
