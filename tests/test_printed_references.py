"""What a document says about the documents it cites."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.signs import distinct_references, find_references, same_sign

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "documents.json"

MENTIONS = [
    (
        "Thực hiện Quyết định số 118/QĐ-UBND ngày 05/02/2026 của Ủy ban nhân dân tỉnh Gia Lai về giao chỉ tiêu; Sở gửi",
        ("Quyết định", date(2026, 2, 5), "Ủy ban nhân dân tỉnh Gia Lai", "về giao chỉ tiêu"),
    ),
    (
        "Công văn số 1635-CV/ĐU ngày 14/4/2026 Ban Thường vụ Đảng ủy UBND tỉnh; xét đề xuất",
        ("Công văn", date(2026, 4, 14), "Ban Thường vụ Đảng ủy UBND tỉnh", None),
    ),
    (
        "theo hướng dẫn của Bộ Nội vụ tại Văn bản số 77/BNV-CCVC ngày 30/12/20251 và các văn bản có liên quan.",
        ("Văn bản", date(2025, 12, 30), "Bộ Nội vụ", None),
    ),
    (
        "đề nghị của Sở Tài chính tại Tờ trình số 41/TTr-STC ngày 23/12/2025, Ủy ban nhân dân tỉnh ban hành Kế hoạch",
        ("Tờ trình", date(2025, 12, 23), "Sở Tài chính", None),
    ),
    (
        "chỉ đạo của Phó Chủ tịch UBND tỉnh Nguyễn Văn A tại Thông báo số 5/TB-UBND ngày 26/12/2025.",
        ("Thông báo", date(2025, 12, 26), None, None),
    ),
    (
        "Nghị quyết số 68-NQ/TW ngày 04/5/2025 của Bộ Chính trị về phát triển kinh tế tư nhân và Nghị quyết số 9-NQ/TW",
        ("Nghị quyết", date(2025, 5, 4), "Bộ Chính trị", "về phát triển kinh tế tư nhân"),
    ),
    (
        "Quyết định số 9/QĐ-TTg ngày 09 tháng \n\n10 năm 2024 của Thủ tướng Chính \n\nphủ phê duyệt Chiến lược.",
        ("Quyết định", date(2024, 10, 9), "Thủ tướng Chính phủ", "phê duyệt Chiến lược"),
    ),
    (
        "Quyết định số 74/QĐ-BCĐ ngày 23/4/2026 của Ban Chỉ đạo tỉnh ban hành kế hoạch hoạt động.",
        ("Quyết định", date(2026, 4, 23), "Ban Chỉ đạo tỉnh", "ban hành kế hoạch hoạt động"),
    ),
    (
        "Kế hoạch số 8/KH-SVHTTDL ngày 01/3/2026 của Sở Văn hóa, Thể thao và Du lịch.",
        ("Kế hoạch", date(2026, 3, 1), "Sở Văn hóa, Thể thao và Du lịch", None),
    ),
    ("(Nghị định số 45/2026/NĐ-CP)", ("Nghị định", None, None, None)),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS)
def test_a_mention_is_read_as_printed(text, expected):
    mention = find_references(text)[0]

    assert (mention.kind, mention.day, mention.issuer, mention.subject) == expected
    assert text[mention.span.start : mention.span.end].startswith(mention.kind)


def test_later_mentions_borrow_what_the_first_one_says():
    text = (
        "Nghị quyết số 57-NQ/TW. Theo Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị; Nghị quyết số 57-NQ/TW."
    )
    (only,) = distinct_references(find_references(text))

    assert (only.day, only.issuer, only.span.start) == (date(2024, 12, 22), "Bộ Chính trị", 0)


@given(st.text(alphabet="12/NQ-TUBD ngàycủaSởvề,.;(kếhoạch số", max_size=120))
def test_random_text_never_fails(text):
    for mention in find_references(text):
        assert text[mention.span.start : mention.span.end].find(mention.sign.printed) >= 0


@pytest.mark.parametrize("unit", ["1/TB-UBND ", "số ", "của Sở ", "và ", " ", "Nghị quyết số 1-NQ/TW ngày 1/1/2026 "])
def test_thousands_of_repetitions_are_read_quickly(unit):
    started = time.perf_counter()
    find_references("số 1/TB-UBND " + unit * 3_000)

    assert time.perf_counter() - started < 20


@pytest.mark.skipif(not GOLD.exists(), reason="the gold labels are not beside this checkout")
def test_every_cited_document_of_the_gold_labels_is_found_with_its_day():
    folder = GOLD.parents[1] / "directives"
    for document in json.loads(GOLD.read_text(encoding="utf-8")):
        mentions = distinct_references(find_references((folder / document["file"]).read_text(encoding="utf-8")))
        labels = {label["so_ky_hieu"]: label["ngay"] for label in document["referenced_documents"]}
        found = {}
        for mention in mentions:
            (label,) = [sign for sign in labels if same_sign(mention.sign, sign)]
            found[label] = mention.day.isoformat() if mention.day else None
        assert found == labels
