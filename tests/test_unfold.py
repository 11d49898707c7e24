import json
import time
from itertools import product

import pytest

from ingest.neighbours import learn
from ingest.unfold import Unfolder

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
    assert unfold(typed, plain=True)[0] == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Hồ sơ đất đai ở đâu?", "Hồ sơ đất đai ở đâu?"),
        ("Lệ phí csdl đất đai", "lệ phí cơ sở dữ liệu đất đai"),
        ("cải cach thủ tục", "cải cách thủ tục"),
    ],
)
def test_what_is_typed_with_diacritics_is_left_as_it_is(unfold, typed, read):
    assert unfold(typed, plain=False)[0] == read


def test_readings_that_are_nearly_as_likely_are_kept_beside_the_first():
    corpus = ["Đăng ký thường trú trong 7 ngày.", "Đăng ký tạm trú trong 3 ngày."]
    first, second = Unfolder(learn(corpus))("dktt", plain=True)
    assert {first, second} == {"đăng kí thường trú", "đăng kí tạm trú"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [("kh vneid", "kích hoạt vneid"), ("trc khi nop", "trước khi nộp"), ("kh nam 2026", "kế hoạch năm 2026")],
)
def test_a_known_short_form_is_read_by_the_words_around_it(typed, read):
    corpus = ["Kích hoạt VNeID tại nhà.", "Trước khi nộp hồ sơ, hãy kích hoạt VNeID."] * 3 + ["Kế hoạch năm 2026."]
    known = {"kh": "kế hoạch", "trc": "trước"}
    assert Unfolder(learn(corpus))(typed, plain=True, known=known)[0] == read


def test_what_may_be_a_syllable_is_not_taken_for_initials():
    unfold = Unfolder(learn(["Công an tỉnh kiểm tra. Công an tỉnh báo cáo."]))
    assert not any("công an" in read for read in unfold("cat", plain=True))


def test_words_of_two_sentences_are_no_neighbours():
    apart = json.loads(learn(["Giao Sở Y tế. Nội dung: rà soát 12 trạm; báo cáo"]))[1]
    assert "nội" not in apart["tế"]
    assert {"trạm", "rà", "báo"}.isdisjoint({*apart["dung"], *apart["soát"], *apart["trạm"]})


def test_a_term_neither_begins_nor_ends_within_another():
    corpus = ["Người gây hại phải bồi thường thiệt hại cho người dân."] * 5 + ["Hồ sơ thuộc thẩm quyền thu hồi."] * 2
    assert Unfolder(learn(corpus))("tt", plain=True)[0] != "thường thiệt"


def test_what_is_learnt_of_a_large_corpus_is_bounded():
    syllables = [
        first + second for first, second in product("bcdghklmnpqrstvx", ("a", "e", "i", "o", "u", "ai", "ao", "oi"))
    ]
    texts = (
        " ".join(first + second for second in syllables)
        for first in ("".join(p) for p in product(syllables, "abcdefgh"))
    )
    alone, together = json.loads(learn(texts))
    assert len(alone) <= 30_000
    assert sum(map(len, together.values())) <= 300_000
    assert set(together) <= set(alone)


def test_an_empty_corpus_knows_the_common_phrases():
    assert Unfolder(learn(()))("so dien thoai", plain=True)[0] == "số điện thoại"


def test_a_pasted_page_does_not_cost_seconds(unfold):
    begun = time.perf_counter()
    unfold("cai cach tthc " * 400, plain=True)
    assert time.perf_counter() - begun < 2
