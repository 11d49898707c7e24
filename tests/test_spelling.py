"""Slips of the keyboard put right before a question is understood."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import AnswerStatus
from assistant.spelling import Vocabulary, mended, unmarked
from ingest.text import fold, nfc


@pytest.fixture(scope="module")
def vocabulary(tools):
    return Vocabulary(tools.index, None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Công an tỉnh trủ trì những nhiệm vụ nào trong Phụ nục Quý II/2026?", "chủ trì … Phụ lục"),
        ("Báo cáo kết quả chiển khai hằng tháng gửi về đâu?", "triển khai"),
        ("Nội giung làm việc phải truẩn bị xong chước ngày nào?", "Nội dung … chuẩn bị xong trước ngày"),
        ("Trợ lý ảo thí điễm", "thí điểm"),
    ],
)
def test_letters_that_sound_alike_are_put_right(vocabulary, typed, meant):
    said = mended(typed, vocabulary)
    assert all(part in said for part in meant.split(" … "))


@pytest.mark.parametrize(
    "typed",
    [
        "Cơ quan nào chủ trì nhiệm vụ 17?",
        "Lương tối thiểu vùng là bao nhiêu?",  # no "nương tối thiểu"
        "UBND xã Sơn Tịnh và ông Trần Phước Hiền",
        "Văn bản số 72/BC-SKHHCN ngày 28/3/2026",
        "co quan nao chu tri nhiem vu 17",
        "Xã Sơn Hà, xã Sơn Hạ, ông Trịnh Xuân Trường và bà Chịnh Suân Chường",
        "Giao STC, SCT, BKHCN và SKHCN theo Công văn số 12/STC-NS",
        "Thanh niên đi du lịch biển bị tổn hại, khiếu nại ra tòa án nhân dân thị trấn",
        "Cho vay tiền, cầm đồ, viễn thông, quốc lộ, đa dạng sinh học, dẫn dắt",
    ],
)
def test_names_codes_and_what_the_passages_lack_stay(vocabulary, typed):
    assert mended(unmarked(typed, vocabulary), vocabulary) == typed


def test_a_well_spelt_document_is_left_alone_by_the_words_of_others(vocabulary):
    """What the samples never print is told from a slip by the words that everybody writes."""
    folder = Path(__file__).parents[1] / "eval" / "cases" / "provinces"
    lines = {nfc(line) for file in sorted(folder.glob("*.txt")) for line in file.read_text("utf-8").splitlines()}
    changed = [line for line in lines if mended(unmarked(line, vocabulary), vocabulary) != line]
    assert len(lines) > 200
    assert changed == []


def test_half_the_marks_are_none(vocabulary):
    typed = "Bao cáo ket quả trien khai hằng thang gửi ve đâu?"
    assert unmarked(typed, vocabulary) == "Bao cao ket qua trien khai hang thang gui ve dau?"
    assert unmarked("Báo cáo kết quả gửi về đâu?", vocabulary) == "Báo cáo kết quả gửi về đâu?"


def test_the_answer_tells_how_a_misspelt_question_was_read(ask):
    answer = ask("Cơ quan nào trủ trì nhiệm vụ 17?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "chủ trì nhiệm vụ 17" in answer.text.splitlines()[0]


@given(
    st.lists(
        st.sampled_from(
            [
                "chủ",
                "trì",
                "phối",
                "hợp",
                "nhiệm",
                "vụ",
                "nào",
                "báo",
                "cáo",
                "trước",
                "ngày",
                "Sở",
                "Y",
                "tế",
                "17",
                "537/TB-UBND",
                "?",
            ]
        ),
        min_size=1,
    )
)
def test_mending_changes_no_known_words_and_once_is_enough(vocabulary, words):
    text = " ".join(words)
    once = mended(text, vocabulary)
    assert mended(once, vocabulary) == once
    assert len(once) <= len(text) + 2 * len(words)
    assert fold(unmarked(text, vocabulary)) == fold(text)
