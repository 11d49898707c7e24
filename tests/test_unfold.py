import time

import pytest

from ingest.unfold import Unfolder, learn

CORPUS = (
    "Đẩy mạnh cải cách thủ tục hành chính, nâng cao chất lượng dịch vụ công trực tuyến.",
    "Rà soát thủ tục hành chính và cơ sở dữ liệu đất đai; số hóa hồ sơ.",
    "Người dân nộp hồ sơ đăng ký thường trú. Đăng ký thường trú được miễn lệ phí.",
    "Phòng, chống tín dụng đen; tuyên truyền về tín dụng đen.",
    "Sở Nội vụ phối hợp Sở Y tế kiểm tra.",
)


@pytest.fixture(scope="module")
def unfold():
    return Unfolder(learn(CORPUS))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("cai cach thu tuc hanh chinh", "cải cách thủ tục hành chính"),
        ("cai cach TTHC", "cải cách thủ tục hành chính"),
        ("nop hs dktt o dau", "nộp hồ sơ đăng kí thường trú ở đâu"),
        ("tdd la gi", "tín dụng đen là gì"),
        ("le phi bao nhieu tien", "lệ phí bao nhiêu tiền"),
        ("So Noi vu", "sở nội vụ"),
        ("xyz 123/UBND", "xyz 123 ủy ban nhân dân"),
        ("", ""),
    ],
)
def test_a_question_without_diacritics_is_read_in_the_words_of_the_corpus(unfold, typed, read):
    assert unfold(typed, plain=True) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Hồ sơ đất đai ở đâu?", "Hồ sơ đất đai ở đâu?"),
        ("Lệ phí csdl đất đai", "lệ phí cơ sở dữ liệu đất đai"),
        ("cải cach thủ tục", "cải cách thủ tục"),
    ],
)
def test_what_is_typed_with_diacritics_is_left_as_it_is(unfold, typed, read):
    assert unfold(typed, plain=False) == read


def test_the_model_reads_the_same_after_a_dump(unfold):
    assert learn(CORPUS) == learn(CORPUS)


def test_an_empty_corpus_knows_the_common_phrases():
    assert Unfolder(learn(()))("so dien thoai", plain=True) == "số điện thoại"


def test_a_pasted_page_does_not_cost_seconds(unfold):
    begun = time.perf_counter()
    unfold("cai cach tthc " * 400, plain=True)
    assert time.perf_counter() - begun < 2
