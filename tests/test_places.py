"""Where words stand: places are packed, looked up by characters, and cross the process border unchanged."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.extract import Extract, dumps, loads
from ingest.models import Signature, Source, Span
from ingest.places import Part, Place, Places
from ingest.source import Media

WORDS = "Sở Y tế chủ trì"
PLACED = Places.of(
    (
        Place(0, 2, 1, (85, 100, 97, 114)),
        Place(3, 4, 1, (100, 100, 108, 114), 0.91),
        Place(5, 7, 1, (111, 100, 123, 114), 0.62),
        Place(8, 11, 2, (85, 80, 107, 94), 0.97),
    )
)


@st.composite
def rows(draw):
    edges = sorted(draw(st.sets(st.integers(0, 1000), min_size=2, max_size=40)))
    pairs = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False)]
    return [Place(start, end, draw(st.integers(1, 9)), (1.0, 2.0, 3.5, 4.0)) for start, end in pairs]


@given(rows(), st.integers(0, 1000), st.integers(1, 30))
def test_the_places_of_a_range_are_those_that_share_a_character_with_it(places, start, length):
    found = list(Places.of(places).within(start, start + length))
    assert found == [place for place in places if place.start < start + length and place.end > start]


def test_a_word_keeps_its_page_its_box_and_how_sure_its_recognition_was():
    assert list(PLACED)[2] == Place(5, 7, 1, (111, 100, 123, 114), 0.62)
    assert [place.confidence for place in PLACED.within(0, 4)] == [None, 0.91]


def test_a_text_is_as_sure_as_its_least_sure_word_and_silent_where_nothing_was_recognised():
    source = Source("a.pdf", "0" * 64, Media.PDF, WORDS, places=PLACED)
    assert source.confidence_of((Span(0, 7), Span(8, 11))) == 0.62
    assert source.confidence_of((Span(0, 2),)) is None


def test_a_scan_is_where_most_words_are_recognised():
    assert PLACED.are_recognised and PLACED.hold_recognised
    letter = Places.of((Place(0, 2, 1, (85, 100, 97, 114)), *list(PLACED)[1:2], Place(5, 7, 1, (111, 100, 123, 114))))
    assert letter.hold_recognised and not letter.are_recognised
    assert not Places().are_recognised


def test_an_extract_crosses_the_process_border_unchanged():
    signed = Signature("Nguyễn Văn A", "2026-01-08T15:04:05+07:00", True, False, page=1)
    whole = Extract(
        WORDS,
        page_starts=(0,),
        page_sizes=((595.0, 842.0),),
        places=PLACED,
        parts=(Part(0, 15, "đoạn 1"),),
        signatures=(signed,),
        encoding="TCVN3",
    )
    assert loads(dumps(whole)) == whole


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("places", Places.of([Place(0, 99, 1, (0, 0, 1, 1))])),
        ("parts", (Part(3, 99, "đoạn 1"),)),
    ],
)
def test_a_reply_that_points_outside_its_text_is_not_believed(field, value):
    with pytest.raises(ValueError, match="outside the text"):
        loads(dumps(Extract(WORDS, **{field: value})))


def test_a_reply_with_half_a_place_is_not_believed():
    fields = json.loads(dumps(Extract(WORDS)))
    with pytest.raises(ValueError, match="cut short"):
        loads(json.dumps(fields | {"places": "AAAA"}))
