"""The signature block: authority marks, title, name."""

import pytest

from ingest.joined import join
from ingest.models import Span
from ingest.signature import signature_facts


def facts(text):
    lines, start = [], 0
    for line in text.splitlines(keepends=True):
        lines.append(join(text, [Span(start, start + len(line))]))
        start += len(line)
    return signature_facts(lines)


def test_marks_stack_above_the_title_and_the_name():
    found = facts("TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nPhùng Văn Long")
    assert [f.value for f in found["authority"]] == ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"]
    assert found["signer_title"].value == "PHÓ CHÁNH VĂN PHÒNG"
    assert found["signer"].value == "Phùng Văn Long"


def test_a_head_signs_without_a_mark():
    found = facts("CHỦ TỊCH\nLê Ô Pích")
    assert (found["authority"], found["signer_title"].value) == ((), "CHỦ TỊCH")


@pytest.mark.parametrize("line", ["Đại tá Nguyễn Thanh Điệp", "TS. Nguyễn Thanh Điệp", "Nguyễn Thanh Điệp"])
def test_rank_and_academic_title_are_no_name(line):
    assert facts(f"PHÓ GIÁM ĐỐC\n{line}")["signer"].value == "Nguyễn Thanh Điệp"


def test_the_name_is_where_it_is_printed():
    text = "GIÁM ĐỐC\nThượng tá Lê Văn An"
    (span,) = facts(text)["signer"].spans
    assert text[span.start : span.end] == "Lê Văn An"


def test_an_electronic_stamp_signs_nothing():
    assert facts("Ký bởi: Ủy ban nhân dân\nThời gian ký: 08/01/2026")["signer"] is None


def test_party_marks_have_slashes():
    assert [f.value for f in facts("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nMa Thế Hồng")["authority"]] == ["T/M BAN THƯỜNG VỤ"]


def test_words_that_begin_like_a_mark_are_none():
    assert facts("QUYẾT ĐỊNH:\nCHỦ TỊCH")["authority"] == ()
