import numpy as np
import pytest
from fakes import FakeEmbedder
from hypothesis import given
from hypothesis import strategies as st

from ingest.pieces import MOST_WORDS, embed, embedded_texts, pieces

CLAUSE = "Ủy ban nhân dân cấp xã chịu trách nhiệm trước pháp luật; "


@pytest.mark.parametrize("text", ["", "Đăng ký thường trú.", "một " * MOST_WORDS])
def test_a_short_text_stays_as_it_is(text):
    assert list(pieces(text)) == [text]


@given(st.lists(st.sampled_from([CLAUSE, "Điều 1. Phạm vi.\n", "Một khoản.\n", "từ " * 150]), max_size=40).map("".join))
def test_pieces_hold_every_word_once_and_are_short(text):
    cut = list(pieces(text))
    assert " ".join(cut).split() == text.split()
    assert max(len(piece.split()) for piece in cut) <= MOST_WORDS


def test_pieces_end_with_a_sentence_and_stand_under_the_headings():
    texts = embedded_texts("Luật Hộ tịch > Điều 5", CLAUSE * 30)
    assert len(texts) > 1
    assert all(text.startswith("Luật Hộ tịch > Điều 5\nỦy ban") and text.endswith("pháp luật;") for text in texts)


def test_each_passage_has_a_vector_for_each_piece():
    embedder = FakeEmbedder()
    short, long = embedded_texts("", "Sở Nội vụ"), embedded_texts("", CLAUSE * 30)
    first, second = embed(embedder, [short, long])
    assert (first.shape, second.shape) == ((1, 64), (len(long), 64))
    assert np.array_equal(second[-1], embedder.query(long[-1]))
