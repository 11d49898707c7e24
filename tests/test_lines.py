"""Printed lines, whether the page wrapped them, two columns on one line, lines run together."""

import pytest
from directives import lines_of, source

from ingest.lines import lay_out
from ingest.models import Media, Source
from ingest.run_together import lines_apart
from ingest.two_columns import columns_apart

WRAPPED = """Khẩn trương rà soát nhiệm vụ để xây dựng và ban hành Kế hoạch chuyển
đổi số giai đoạn 2026 - 2030 của đơn vị, địa phương đảm bảo theo quy định và
định hướng, hướng dẫn của bộ, ngành Trung ương trong đó hằng năm phải có
sản phẩm cụ thể.
"""


def apart(text):
    raw = source(text)
    return [line.text for line in lines_apart(raw.text, columns_apart(raw.text, lay_out(raw).lines))]


def test_blank_lines_and_rules_are_no_lines():
    assert [line.text for line in lines_of("KẾ HOẠCH\n_______\n\nI. MỤC TIÊU\n––––")] == ["KẾ HOẠCH", "I. MỤC TIÊU"]


def test_a_blank_line_before_is_remembered():
    assert [line.gap for line in lines_of("a\n\nb\nc")] == [False, True, False]


def test_spans_hold_the_lines_as_they_stand():
    text = "  Sở Y tế  \r\nbáo cáo"
    assert [text[x.span.start : x.span.end] for x in lines_of(text)] == ["  Sở Y tế  ", "báo cáo"]


def test_text_whose_sentences_go_on_in_the_next_line_was_wrapped():
    assert lay_out(source(WRAPPED)).wrapped


def test_one_paragraph_on_a_line_is_not_wrapped():
    assert not lay_out(source("1. Sở Y tế: Báo cáo trước ngày 20/01/2026.\n2. Sở Nội vụ: Hướng dẫn.\n" * 4)).wrapped


def test_a_page_number_at_the_top_of_a_page_is_dropped():
    text = "Sở Y tế báo cáo\n2\nUBND tỉnh."
    pages = Source("a.pdf", "0", Media.PDF, text, page_starts=(0, 16))
    assert [line.text for line in lay_out(pages).lines] == ["Sở Y tế báo cáo", "UBND tỉnh."]


def test_the_page_head_of_the_official_gazette_is_dropped():
    assert [line.text for line in lines_of("CÔNG BÁO/Số 302/Ngày 02-06-2026 70\nCHỈ THỊ")] == ["CHỈ THỊ"]


@pytest.mark.parametrize("gap", [" ", "          "])
def test_issuer_and_motto_on_one_line_part(gap):
    text = f"UBND TỈNH X{gap}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ{gap}Độc lập - Tự do - Hạnh phúc"
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert apart(text) == ["UBND TỈNH X", motto, "SỞ Y TẾ", "Độc lập - Tự do - Hạnh phúc"]


def test_recipients_and_signature_on_one_line_part():
    text = (
        "Nơi nhận:               KT. CHỦ TỊCH\n- Như trên;             PHÓ CHỦ TỊCH\n- Lưu: VT, TH.          Lê Ô Pích"
    )
    expected = ["Nơi nhận:", "KT. CHỦ TỊCH", "- Như trên;", "PHÓ CHỦ TỊCH", "- Lưu: VT, TH.", "Lê Ô Pích"]
    assert apart(text) == expected


def test_recipients_and_signature_part_without_a_gap_too():
    text = "Nơi nhận: TL. CHỦ TỊCH\n- Lưu: VT, TH. Nguyễn Văn Gia"
    assert apart(text) == ["Nơi nhận:", "TL. CHỦ TỊCH", "- Lưu: VT, TH.", "Nguyễn Văn Gia"]


def test_blanks_for_number_and_day_are_no_column_gap():
    assert apart("Số:            /UBND Sơn Hà, ngày       tháng 01 năm 2026") == [
        "Số: /UBND Sơn Hà, ngày tháng 01 năm 2026"
    ]


def test_kind_subject_and_opening_in_one_line_part():
    text = "THÔNG BÁO Kết luận của Chủ tịch UBND tỉnh tại cuộc họp Ngày 29/12/2025, tại Trụ sở UBND tỉnh, họp."
    assert apart(text) == [
        "THÔNG BÁO",
        "Kết luận của Chủ tịch UBND tỉnh tại cuộc họp",
        "Ngày 29/12/2025, tại Trụ sở UBND tỉnh, họp.",
    ]


def test_authority_title_name_and_footnote_in_one_line_part():
    text = "Nơi nhận:\n- Lưu: VT.\nKT. CHỦ TỊCH PHÓ CHỦ TỊCH Phùng Tô Long 1 Về hướng dẫn xây dựng."
    assert apart(text)[2:] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Phùng Tô Long", "1 Về hướng dẫn xây dựng."]


def test_label_and_title_of_an_annex_in_one_line_part():
    assert apart("PHỤ LỤC II: DANH MỤC NHIỆM VỤ TRỌNG TÂM")[1] == "DANH MỤC NHIỆM VỤ TRỌNG TÂM"
