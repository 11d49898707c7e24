"""Other documents that a document names, what is said of them, their footnotes."""

from datetime import date

import pytest
from directives import letter


def references(body, agencies):
    return letter(body, agencies).document.references


def test_a_reference_carries_sign_day_issuer_and_subject(agencies):
    (found,) = references(
        "Thực hiện Kế hoạch số 88/KH-UBND ngày 10/02/2026 của UBND tỉnh về triển khai học bạ số, yêu cầu:\n", agencies
    )
    assert (found.sign, found.kind, found.day) == ("88/KH-UBND", "Kế hoạch", date(2026, 2, 10))
    assert (found.issuer, found.subject) == ("UBND tỉnh", "về triển khai học bạ số")
    assert found.relation == "implements"


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("Thực hiện Công văn số 3/UBND-TH", "implements"),
        ("Căn cứ Công văn số 3/UBND-TH", "based_on"),
        ("Xét đề nghị của Sở Y tế tại Công văn số 3/UBND-TH", "proposed_by"),
        ("Gửi kèm Công văn số 3/UBND-TH", "cited"),
    ],
)
def test_the_words_before_tell_the_relation(agencies, words, relation):
    (found,) = references(f"{words} nêu trên.\n", agencies)
    assert found.relation == relation


def test_the_spans_hold_the_printed_sign(agencies):
    record = letter("Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị.\n", agencies)
    (found,) = record.document.references
    assert "57-NQ/TW" in record.document.source.text[found.spans[0].start : found.spans[-1].end]


def test_a_footnote_tells_what_its_document_is_about(agencies):
    body = "Báo cáo theo Công văn số 8177/BKHCN-CĐSQG ngày 30/12/2025¹ nêu trên.\n¹ Về hướng dẫn xây dựng Kế hoạch.\n"
    (found,) = references(body, agencies)
    assert found.subject == "Về hướng dẫn xây dựng Kế hoạch."


def test_the_own_number_is_no_reference(agencies):
    assert references("1. Sở Y tế báo cáo.\n", agencies) == ()


def test_references_stand_in_reading_order(agencies):
    body = "Thực hiện Công văn số 3/UBND-TH.\n1. Sở Y tế báo cáo theo Công văn số 4/UBND-TH.\n"
    assert [r.sign for r in references(body, agencies)] == ["3/UBND-TH", "4/UBND-TH"]
